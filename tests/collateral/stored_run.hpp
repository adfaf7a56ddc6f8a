// A run's folder made by hand, for the tests of collateral/: the journal through the writer, the other files through their structs.
#pragma once

#include <ltk/environment/report.hpp>
#include <ltk/plan/lock.hpp>
#include <ltk/results/journal_writer.hpp>
#include <ltk/results/summary.hpp>
#include <results/temporary_folder.hpp>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace stored {

namespace event = ltk::event;
using ltk::outcome;

/// Texts that break what does not expect them.
inline std::vector<std::string> const& hostile_texts() {
    static std::vector<std::string> const texts{
        "a|b",
        "`tick` ``` fence\n```\n# not a heading",
        "<script>alert(1)</script> & &lt; <!-- open",
        "line one\nline two\r\n\r\n- not a list",
        "\x1b[31mred\x1b[0m \x01 \x7f bell\a",
        "bad \xff\xfe utf-8 \xc3",
        "trailing backslash \\",
        "\\| already escaped",
        "[link](http://x) ![image](y)",
        "# heading",
        "1. list",
        "> quote",
        "--- ",
        "\xe2\x80\xae turned \xe2\x80\xa8 separated",
        "$x$ ~~gone~~ *b* _i_",
        "",
        std::string("nul \0 inside", 12),
        std::string(100'000, 'x') + "|" + std::string(100'000, '`'),
    };
    return texts;
}

/// What a finished run of one test of each outcome looks like.
class Run {
public:
    explicit Run(std::string id = "20260102T030405.000Z-abcdef") : id_(std::move(id)) { std::filesystem::create_directories(folder()); }

    std::filesystem::path folder() const { return room_ / id_; }
    std::filesystem::path operator/(std::string_view name) const { return room_ / name; }
    std::string const& id() const { return id_; }

    bool with_environment = true;
    bool with_lock = true;
    bool complete = true;
    std::vector<std::string> unmet{};
    event::FindingReported finding{"mount_is_there", "advised", "warning", "the mount has noatime", "mount -o remount,relatime /mnt/lustre",
                                   "site.cpp",       9,         0.01};

    Run& test(std::string id, outcome how, std::string reason = {}) {
        event::TestPlanned planned;
        planned.test = std::move(id);
        planned.run = how != outcome::not_run;
        planned.reason = planned.run ? "" : reason;
        planned.stages = {"developer", "regression"};
        planned.covers = {"rename(2)"};
        planned.purpose = "says what it is for";
        planned.timeout = 60;
        planned.file = "posix.cpp";
        planned.line = 12;
        tests_.emplace_back(std::move(planned), how, std::move(reason));
        return *this;
    }

    /// Writes the folder.
    void write() const {
        ltk::JournalWriter journal(folder() / "journal.jsonl");
        ltk::Summary summary;
        double at = 0;
        journal.write(started(), at);
        journal.write(event::Configured{"fs.mount", "\"/mnt/a|b\"", "command line", "--set"}, at);
        journal.write(event::Configured{"fs.key", "\"******\"", "file", "site.json:3:4"}, at);
        journal.write(event::FingerprintTaken{facts()}, at);
        journal.write(finding, at);
        ltk::PlanLock lock;
        for (auto const& [planned, how, reason] : tests_) {
            journal.write(planned, at);
            lock.tests.push_back({planned.test, "developer", planned.run, "", "", 60, 1});
        }
        for (auto const& [planned, how, reason] : tests_) {
            at += 0.25;
            if (how == outcome::interrupted && !complete) {
                journal.write(event::AttemptStarted{planned.test, 1}, at);
                journal.write(event::CheckFailed{planned.test, 1, "check", "early()", "", "", "early() is false", {}, {}, "posix.cpp", 13},
                              at);
                continue;
            }
            if (how == outcome::not_run && !complete) continue;
            if (planned.run) attempts(journal, planned, how, reason, at);
            journal.write(event::TestFinished{planned.test, how, reason, planned.run ? (how == outcome::flaky_pass ? 2 : 1) : 0, 0.25}, at);
            summary.add(how);
        }
        if (complete) {
            auto finished = summary.finished(at);
            finished.unmet = unmet;
            journal.write(finished, at);
        }
        journal.close();
        if (with_lock) put_content(folder() / "plan.lock.json", to_json(lock));
        if (with_environment) put_content(folder() / "environment.json", to_json(environment()));
    }

    ltk::EnvironmentReport environment() const {
        ltk::EnvironmentReport report;
        report.findings = {finding};
        report.fingerprint = ltk::in_parts(facts());
        report.verdict = ltk::verdict_of(report.findings);
        report.taken = "2026-01-02T03:04:05.000000Z";
        return report;
    }

private:
    static std::map<std::string, std::string> facts() { return {{"kernel", "Linux 6.1"}, {"cpu.model", "Some | CPU"}}; }
    event::RunStarted started() const {
        event::RunStarted e;
        e.run = id_;
        e.program = "posix";
        e.started = "2026-01-02T03:04:05.000000Z";
        e.host = "vm1";
        e.order = "declared";
        e.isolation = "process";
        e.ltk_version = "1.0.0";
        e.suite_version = "2.1";
        return e;
    }
    static void attempts(ltk::JournalWriter& journal, event::TestPlanned const& planned, outcome how, std::string const& reason,
                         double at) {
        int const count = how == outcome::flaky_pass ? 2 : 1;
        for (int attempt = 1; attempt <= count; ++attempt) {
            bool const failed = how == outcome::fail || (how == outcome::flaky_pass && attempt == 1);
            journal.write(event::AttemptStarted{planned.test, attempt}, at);
            journal.write(event::MetricRecorded{planned.test, attempt, "rate", 12.5, "MB/s", "higher_is_better"}, at);
            journal.write(event::FileAttached{planned.test, attempt, "dump.txt", "logs/x/1/dump.txt", 42}, at);
            if (failed)
                journal.write(
                    event::CheckFailed{
                        planned.test, attempt, "check", "size == 4096", "4096", "0", reason, {"while writing"}, {"grow"}, "posix.cpp", 14},
                    at);
            event::AttemptFinished finished;
            finished.test = planned.test;
            finished.attempt = attempt;
            finished.outcome = failed ? outcome::fail : how == outcome::flaky_pass ? outcome::pass : how;
            finished.elapsed = 0.25;
            journal.write(finished, at);
        }
    }

    struct One {
        event::TestPlanned planned;
        outcome how;
        std::string reason;
    };
    TemporaryFolder room_;
    std::string id_;
    std::vector<One> tests_;
};

/// A run with one test of each outcome.
inline Run& every_outcome(Run& run) {
    for (std::size_t i = 0; i < ltk::outcome_names.size(); ++i) {
        auto const how = static_cast<outcome>(i);
        run.test("posix/" + std::string(ltk::outcome_names[i]), how,
                 how == outcome::pass ? "" : "the reason of " + std::string(ltk::outcome_names[i]));
    }
    return run;
}

}  // namespace stored
