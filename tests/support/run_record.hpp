// What a run recorded, read from its journal test by test: for tests of whole programs.
#pragma once

#include <ltk/results/stored_journal.hpp>

#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace support {

/// Everything recorded about one test.
struct Told {
    ltk::outcome outcome = ltk::outcome::not_run;
    std::string reason;
    int attempts = 0;
    int times_finished = 0;  ///< one, if all is well
    int times_started = 0;
    std::vector<ltk::event::CheckFailed> failures;
    std::vector<ltk::event::StepFinished> steps;
    std::vector<ltk::event::MetricRecorded> metrics;
    std::vector<ltk::event::FileAttached> attached;
    std::vector<ltk::event::AttemptFinished> finished;
    std::vector<std::string> notes;
    std::map<std::string, ltk::event::OutputCaptured> output;  ///< by stream

    std::string all_notes() const {
        std::string all;
        for (auto const& note : notes) all += note + '\n';
        return all;
    }
};

/// Everything recorded about one run.
struct Record {
    std::map<std::string, Told> tests;
    std::vector<std::string> planned;
    std::vector<std::string> order;  ///< in which attempts started
    ltk::event::RunStarted started;
    ltk::event::RunFinished finished;
    std::vector<ltk::event::RunTroubled> troubles;
    std::vector<ltk::event::FindingReported> findings;
    int times_resumed = 0;
    bool complete = false;

    Told const& operator[](std::string const& id) const& {
        auto const found = tests.find(id);
        if (found == tests.end()) throw std::out_of_range("the journal knows no test " + id);
        return found->second;
    }
    Told operator[](std::string const& id) && { return std::as_const(*this)[id]; }  // of a record that is gone soon: a copy

    void on(ltk::event::RunStarted const& e) { started = e; }
    void on(ltk::event::FindingReported const& e) { findings.push_back(e); }
    void on(ltk::event::TestPlanned const& e) {
        planned.push_back(e.test);
        tests[e.test];
    }
    void on(ltk::event::AttemptStarted const& e) {
        ++tests[e.test].times_started;
        order.push_back(e.test);
    }
    void on(ltk::event::CheckFailed const& e) { tests[e.test].failures.push_back(e); }
    void on(ltk::event::StepFinished const& e) { tests[e.test].steps.push_back(e); }
    void on(ltk::event::MetricRecorded const& e) { tests[e.test].metrics.push_back(e); }
    void on(ltk::event::FileAttached const& e) { tests[e.test].attached.push_back(e); }
    void on(ltk::event::Noted const& e) { tests[e.test].notes.push_back(e.text); }
    void on(ltk::event::OutputCaptured const& e) { tests[e.test].output[e.stream] = e; }
    void on(ltk::event::AttemptFinished const& e) { tests[e.test].finished.push_back(e); }
    void on(ltk::event::TestFinished const& e) {
        Told& told = tests[e.test];
        told.outcome = e.outcome;
        told.reason = e.reason;
        told.attempts = e.attempts;
        ++told.times_finished;
    }
    void on(ltk::event::RunTroubled const& e) { troubles.push_back(e); }
    void on(ltk::event::RunResumed const&) { ++times_resumed; }
    void on(ltk::event::RunFinished const& e) {
        finished = e;
        complete = true;
    }

    /// Tests without exactly one outcome.
    std::vector<std::string> without_one_outcome() const {
        std::vector<std::string> bad;
        for (auto const& id : planned)
            if (tests.at(id).times_finished != 1) bad.push_back(id + " finished " + std::to_string(tests.at(id).times_finished) + " times");
        return bad;
    }
};

/// Reads a run's folder or journal; throws when its chain of hashes is broken.
inline Record read_record(std::filesystem::path const& where) {
    Record record;
    ltk::StoredJournal(where).for_each(record);
    return record;
}

}  // namespace support
