// Runs made by hand for the tests of reporters: a journal in memory, fed to reporters in the ways in which the engine does it.
#pragma once

#include <ltk/reporter.hpp>
#include <ltk/results/summary.hpp>

#include <functional>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace recorded {

namespace event = ltk::event;
using ltk::outcome;

/// A journal that keeps its events in memory.
class Memory final : public ltk::Journal {
public:
    /// Appends an event that happens `at` seconds after the run's start; as late as the one before when nothing is said.
    template <class E>
    Memory& add(E event, double at = -1) {
        if (at < 0) at = clock_;
        clock_ = at;
        auto const kept = std::make_shared<E const>(std::move(event));
        events_.push_back([kept, at](ltk::Listener& listener, std::uint64_t sequence) {
            listener.take(event::index_of<E>(), kept.get(), {at, sequence});
        });
        if constexpr (std::is_same_v<E, event::TestFinished>) summary_.on(*kept);
        return *this;
    }
    void replay(ltk::Listener& listener) const override {
        std::uint64_t sequence = 0;
        for (auto const& event : events_) event(listener, sequence++);
    }
    ltk::Summary const& summary() const noexcept { return summary_; }
    double clock() const noexcept { return clock_; }
    /// Without its last events, as a killed run leaves it.
    Memory cut(std::size_t last) const {
        Memory shorter = *this;
        shorter.events_.resize(shorter.events_.size() - last);
        return shorter;
    }

private:
    std::vector<std::function<void(ltk::Listener&, std::uint64_t)>> events_;
    ltk::Summary summary_;
    double clock_ = 0;
};

struct Settings {
    std::map<std::string, std::string> options{};
    bool terminal = false;
    std::string run_folder = "/runs/20260102-030405";
    std::string target = "report";
    std::string reproduce = "./posix";
};

/// What a reporter makes of a journal.
template <class Reporter>
std::string report(ltk::Journal const& journal, Settings const& settings = {}) {
    std::ostringstream out;
    ltk::ReporterContext const context{out, settings.target, settings.run_folder, settings.terminal, settings.options, settings.reproduce};
    auto const listener = ltk::detail::make_listener<Reporter>(context);
    journal.replay(*listener);
    listener->finish(journal);
    return out.str();
}

inline event::RunStarted run_started() {
    event::RunStarted e;
    e.run = "20260102-030405";
    e.program = "posix";
    e.started = "2026-01-02T03:04:05.250000Z";
    e.host = "client01";
    e.stage = "regression";
    e.order = "declared";
    e.seed = 4711;
    e.jobs = 4;
    e.isolation = "process";
    e.ltk_version = "1.0.0";
    e.suite_version = "3.1";
    return e;
}

inline event::TestPlanned planned(std::string test, unsigned line = 10) {
    event::TestPlanned e;
    e.test = std::move(test);
    e.stages = {"developer", "regression"};
    e.timeout = 30;
    e.file = "suite/posix.cpp";
    e.line = line;
    return e;
}

inline event::CheckFailed check(std::string test, int attempt = 1) {
    event::CheckFailed e;
    e.test = std::move(test);
    e.attempt = attempt;
    e.kind = "check";
    e.expression = "ltk::read_file(to) == \"new\"";
    e.expected = "\"new\"";
    e.seen = "\"old\"";
    e.message = "ltk::read_file(to) == \"new\": \"old\" == \"new\"";
    e.file = "suite/posix.cpp";
    e.line = 42;
    return e;
}

inline event::AttemptFinished attempt_finished(std::string test, int attempt, outcome how, std::string reason, double elapsed) {
    event::AttemptFinished e;
    e.test = std::move(test);
    e.attempt = attempt;
    e.outcome = how;
    e.reason = std::move(reason);
    e.elapsed = elapsed;
    e.checks = 3;
    return e;
}

inline event::TestFinished finished(std::string test, outcome how, std::string reason, int attempts, double elapsed) {
    event::TestFinished e;
    e.test = std::move(test);
    e.outcome = how;
    e.reason = std::move(reason);
    e.attempts = attempts;
    e.elapsed = elapsed;
    return e;
}

inline event::OutputCaptured output(std::string test, std::string stream, std::vector<std::string> const& lines, int attempt = 1) {
    event::OutputCaptured e;
    e.test = std::move(test);
    e.attempt = attempt;
    e.stream = std::move(stream);
    double at = 0;
    for (auto const& line : lines) {
        e.lines.push_back({at += 0.001, line});
        e.bytes += line.size() + 1;
    }
    e.log = "logs/x/1/" + e.stream;
    return e;
}

/// Start, one attempt, end.
inline void test(Memory& run, std::string const& id, outcome how, std::string const& reason = {}, double elapsed = 0.012,
                 std::function<void(Memory&)> const& between = {}) {
    double const start = run.clock();
    run.add(event::AttemptStarted{id, 1}, start);
    if (between) between(run);
    run.add(attempt_finished(id, 1, how, reason, elapsed), start + elapsed);
    run.add(finished(id, how, reason, 1, elapsed), start + elapsed);
}

inline void end(Memory& run) { run.add(run.summary().finished(run.clock())); }

}  // namespace recorded
