// What a stored run says, gathered from its journal in one pass: the ground on which every page of a bundle is written.
#pragma once

#include <ltk/results/event.hpp>
#include <ltk/results/stored_journal.hpp>
#include <ltk/results/summary.hpp>
#include <ltk/results/unfinished.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail::collateral {

/// A test of the plan and how it ended.
struct RecordedTest {
    event::TestPlanned planned;
    event::TestFinished finished;
};

/// "passed", "failed" ... : the exit code as a word.
constexpr std::string_view verdict_of_exit(int code) noexcept {
    switch (code) {
        case 0: return "passed";
        case 1: return "failed";
        case 3: return "invalid_environment";
        case 5: return "nothing_ran";
        default: return "incomplete";  // also a code that is not known here
    }
}

/// Feed it a journal with gather().
class RunRecord {
public:
    event::RunStarted started;
    std::vector<event::Configured> configuration;
    std::map<std::string, std::string> fingerprint;
    std::vector<event::FindingReported> findings;
    std::vector<RecordedTest> tests;  ///< in the plan's order
    std::vector<event::MetricRecorded> metrics;
    std::vector<event::FileAttached> attachments;
    std::vector<event::Noted> notes;
    std::vector<event::RunTroubled> troubles;
    std::vector<std::string> resumed;  ///< when
    std::optional<event::RunFinished> finished;
    Summary summary;

    /// Throws what StoredJournal::replay throws.
    void gather(StoredJournal const& journal) {
        journal.for_each(*this);
        unfinished_.settle(journal, [this](event::TestFinished const& e) { take(e); });
    }

    /// The run reached its end.
    bool complete() const noexcept { return finished.has_value(); }
    /// Of the run; of one that was cut off, what its outcomes come to, and never "green".
    int exit_code() const noexcept {
        if (finished) return finished->exit_code;
        return summary.exit_code() == 1 ? 1 : 4;
    }
    std::string_view verdict() const noexcept { return verdict_of_exit(exit_code()); }
    RecordedTest const* find(std::string const& test) const {
        auto const found = index_.find(test);
        return found == index_.end() ? nullptr : &tests[found->second];
    }

    void on(event::RunStarted const& e) { started = e; }
    void on(event::Configured const& e) { configuration.push_back(e); }
    void on(event::FingerprintTaken const& e) { fingerprint = e.facts; }
    void on(event::FindingReported const& e) { findings.push_back(e); }
    void on(event::TestPlanned const& e) {
        unfinished_.on(e);
        at(e.test).planned = e;
    }
    void on(event::MetricRecorded const& e) { metrics.push_back(e); }
    void on(event::FileAttached const& e) { attachments.push_back(e); }
    void on(event::Noted const& e) { notes.push_back(e); }
    void on(event::TestFinished const& e) {
        unfinished_.on(e);
        take(e);
    }
    void on(event::RunTroubled const& e) {
        summary.on(e);
        troubles.push_back(e);
    }
    void on(event::RunResumed const& e) {
        // What was running when the run was killed starts again and is told again.
        auto const cut_off = [this](auto const& one) { return !one.test.empty() && ended_.count(one.test) == 0; };
        std::erase_if(metrics, cut_off);
        std::erase_if(attachments, cut_off);
        std::erase_if(notes, cut_off);
        resumed.push_back(e.resumed);
        finished.reset();
    }
    void on(event::RunFinished const& e) {
        unfinished_.on(e);
        finished = e;
    }

private:
    RecordedTest& at(std::string const& test) {
        auto const [found, fresh] = index_.try_emplace(test, tests.size());
        if (fresh) tests.emplace_back().planned.test = test;
        return tests[found->second];
    }
    void take(event::TestFinished const& e) {
        if (!ended_.insert(e.test).second) return;  // each test has one outcome
        at(e.test).finished = e;
        summary.on(e);
    }

    std::unordered_map<std::string, std::size_t> index_;
    std::unordered_set<std::string> ended_;
    Unfinished unfinished_;
};

}  // namespace ltk::inline v1::detail::collateral
