// The events of a run: plain structs, the only thing that reporters see and the journal holds. The published schema
// (docs/schema/journal.schema.json) is generated from these structs, so a field added here appears there.
// Fields are only ever added; readers fill what an older journal lacks with the defaults below.
//
// Conventions: times are seconds (double) since the run's start by the monotonic clock unless a field says otherwise; tests are
// named by their full id, attempts count from 1; texts are valid UTF-8.
#pragma once

#include <ltk/results/outcome.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <type_traits>
#include <vector>

namespace ltk::inline v1::event {

/// First event of every journal.
struct RunStarted {
    std::string run;      ///< run id; the name of the run's folder
    std::string program;  ///< file name of the suite's program
    std::string started;  ///< wall clock, UTC, RFC 3339 with microseconds
    std::string host;
    std::string stage;   ///< "" for a free selection
    std::string select;  ///< selection expression, "" for everything in the stage
    std::string order;   ///< "declared" or "shuffled"
    std::uint64_t seed = 0;
    int jobs = 1;
    std::string isolation;  ///< "process" or "none"
    double timeout = 0;     ///< seconds of an attempt whose test names none, when that was chosen (--timeout); 0: LTK's own
    std::string ltk_version;
    std::string suite_version;
    int schema = 1;  ///< version of the journal's schema
};

/// One effective configuration value.
struct Configured {
    std::string key;    ///< "fs.mount"
    std::string value;  ///< JSON text; secrets are "******"
    std::string layer;  ///< "default", "system file", "user file", "project file", "file", "profile", "code", "environment", "command line"
    std::string where;  ///< "site.json:7:18", "LTK_FS__MOUNT", "--set"; "" for defaults
};

/// What the machine is; keys are stable: "kernel", "os", "cpu.model", "cpu.count", "memory", "mount", "compiler" ...
struct FingerprintTaken {
    std::map<std::string, std::string> facts;
};

/// One finding of a validator.
struct FindingReported {
    std::string validator;
    std::string severity;  ///< "required", "advised", "information"
    std::string verdict;   ///< "valid", "warning", "invalid"
    std::string seen;
    std::string remedy;  ///< a line to paste; may be empty
    std::string file;
    unsigned line = 0;
    double elapsed = 0;  ///< of the validator, seconds
    std::string id{};    ///< stays the same when words change: "space.inodes"; the validator's name when it gave none
    std::string expected{};
    std::map<std::string, std::string> data{};
    std::string fix{};  ///< a command that puts it right; run by `check --fix` alone
};

/// A fact of the fingerprint that was another one when the run had ended.
struct EnvironmentDrifted {
    std::string part;  ///< "hardware", "software", "configuration"
    std::string key;
    std::string before;  ///< "" when it was not known
    std::string after;
};

/// One test of the plan, in the plan's order; comes before any test starts.
struct TestPlanned {
    std::string test;
    bool run = true;  ///< false: `outcome` and `reason` say what it ends as, without running
    std::string reason;
    std::vector<std::string> stages;
    std::vector<std::string> tags;
    std::vector<std::string> covers;
    std::string purpose;
    double timeout = 0;  ///< seconds
    std::string file;
    unsigned line = 0;
};

struct AttemptStarted {
    std::string test;
    int attempt = 1;
};

/// One failure. `kind` says what failed: "check", "require", "throws", "eventually", "fail", "exception", "metric",
/// "fixture", "terminate".
struct CheckFailed {
    std::string test;
    int attempt = 1;
    std::string kind;
    std::string expression;          ///< as it stands in the source; may be empty
    std::string expected;            ///< what was asked for, in words or as the right side
    std::string seen;                ///< the values
    std::string message;             ///< the whole failure in one line
    std::vector<std::string> info;   ///< notes in scope, outermost first
    std::vector<std::string> steps;  ///< steps in scope, outermost first
    std::string file;
    unsigned line = 0;
};

struct StepFinished {
    std::string test;
    int attempt = 1;
    std::string step;  ///< "outer/inner"
    bool passed = true;
    double elapsed = 0;
};

struct MetricRecorded {
    std::string test;
    int attempt = 1;
    std::string name;
    double value = 0;
    std::string unit;
    std::string direction;  ///< "neutral", "higher_is_better", "lower_is_better"
};

struct FileAttached {
    std::string test;
    int attempt = 1;
    std::string name;
    std::string path;        ///< relative to the run's folder
    std::uint64_t size = 0;  ///< bytes
};

/// A remark about an attempt that does not change its outcome: left-over processes, cut output, refused events.
struct Noted {
    std::string test;
    int attempt = 1;
    std::string text;
};

/// A piece of captured output, when it came.
struct OutputLine {
    double at = 0;     ///< seconds since the attempt's start
    std::string text;  ///< valid UTF-8; bytes that were not are replaced, the raw ones are in `log`
};

/// What an attempt wrote to one stream: head and tail when it was long.
struct OutputCaptured {
    std::string test;
    int attempt = 1;
    std::string stream;  ///< "stdout" or "stderr"
    std::vector<OutputLine> lines;
    std::uint64_t bytes = 0;  ///< written by the test
    std::uint64_t cut = 0;    ///< of these, left out of `lines` between head and tail
    std::string log;          ///< raw bytes, relative to the run's folder
};

struct AttemptFinished {
    std::string test;
    int attempt = 1;
    ltk::outcome outcome = ltk::outcome::pass;
    std::string reason;         ///< empty for a pass
    double elapsed = 0;         ///< seconds
    double cpu = 0;             ///< user and system time, seconds
    std::uint64_t max_rss = 0;  ///< bytes
    std::uint64_t checks = 0;   ///< evaluated; a lower bound when several threads checked
};

/// The one outcome of a test of the plan.
struct TestFinished {
    std::string test;
    ltk::outcome outcome = ltk::outcome::pass;
    std::string reason;
    int attempts = 0;    ///< 0: it never started
    double elapsed = 0;  ///< all attempts, seconds
};

/// The keeper or a reporter died or failed, the disk is full: the run's own trouble.
struct RunTroubled {
    std::string what;
    std::string remedy;
};

/// A killed run goes on; what follows belongs to the same run.
struct RunResumed {
    std::string resumed;  ///< wall clock, UTC
};

/// Last event of a journal that is complete.
struct RunFinished {
    std::uint64_t total = 0;
    std::uint64_t passed = 0;                       ///< pass and flaky_pass
    std::uint64_t failed = 0;                       ///< fail, timeout, crash, unexpected_pass
    std::uint64_t incomplete = 0;                   ///< error, interrupted, not_run
    std::uint64_t skipped = 0;                      ///< skip, not_applicable, expected_fail
    std::map<std::string, std::uint64_t> outcomes;  ///< by name, only those that occur
    int exit_code = 0;
    double elapsed = 0;              ///< seconds
    std::vector<std::string> unmet;  ///< exit conditions of the stage that do not hold
};

/// Calls visit.template operator()<Event>(name) for every event type, in the order in which a journal first shows them.
template <class Visit>
constexpr void for_each_type(Visit&& visit) {
    visit.template operator()<RunStarted>("run_started");
    visit.template operator()<Configured>("configured");
    visit.template operator()<FingerprintTaken>("fingerprint_taken");
    visit.template operator()<FindingReported>("finding_reported");
    visit.template operator()<TestPlanned>("test_planned");
    visit.template operator()<AttemptStarted>("attempt_started");
    visit.template operator()<CheckFailed>("check_failed");
    visit.template operator()<StepFinished>("step_finished");
    visit.template operator()<MetricRecorded>("metric_recorded");
    visit.template operator()<FileAttached>("file_attached");
    visit.template operator()<Noted>("noted");
    visit.template operator()<OutputCaptured>("output_captured");
    visit.template operator()<AttemptFinished>("attempt_finished");
    visit.template operator()<TestFinished>("test_finished");
    visit.template operator()<RunTroubled>("run_troubled");
    visit.template operator()<RunResumed>("run_resumed");
    visit.template operator()<EnvironmentDrifted>("environment_drifted");
    visit.template operator()<RunFinished>("run_finished");
}

inline constexpr std::size_t type_count = 18;

/// Position of an event type in that list.
template <class Event>
consteval std::size_t index_of() {
    std::size_t at = 0;
    std::size_t found = type_count;
    for_each_type([&]<class E>(char const*) {
        if constexpr (std::is_same_v<E, Event>) found = at;
        ++at;
    });
    return found;
}

/// The name of an event type in the journal: "test_finished".
template <class Event>
consteval char const* name_of() {
    char const* found = nullptr;
    for_each_type([&]<class E>(char const* name) {
        if constexpr (std::is_same_v<E, Event>) found = name;
    });
    return found;
}

}  // namespace ltk::inline v1::event
