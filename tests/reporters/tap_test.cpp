#include <ltk/reporters/tap.hpp>

#include <reporters/recorded_runs.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace recorded;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::EndsWith;
using Catch::Matchers::StartsWith;
using ltk::reporters::Tap;

namespace {

Memory one(std::string const& id, outcome how, std::string const& reason = {}, std::function<void(Memory&)> const& between = {}) {
    Memory run;
    run.add(event::RunStarted{}, 0);
    run.add(planned(id));
    test(run, id, how, reason, 0.012, between);
    end(run);
    return run;
}

// Without the comments at the head.
std::string points(Memory const& run, std::map<std::string, std::string> options = {}) {
    auto const text = report<Tap>(run, {.options = std::move(options)});
    return text.substr(text.find("\n1..") + 1);
}

}  // namespace

TEST_CASE("TAP: version, plan and a test that passed") {
    CHECK(report<Tap>(one("a/b", outcome::pass)) == "TAP version 14\n# seed: 0\n1..1\nok 1 - a/b\n");
    CHECK_THAT(report<Tap>(one("a/b", outcome::pass), {.options = {{"version", "13"}}}), StartsWith("TAP version 13\n"));
}

TEST_CASE("TAP: an empty run says so") {
    Memory run;
    run.add(event::RunStarted{}, 0);
    end(run);
    CHECK_THAT(report<Tap>(run), EndsWith("1..0 # SKIP no test was selected\n"));
}

TEST_CASE("TAP: descriptions escape what would be a directive") {
    CHECK_THAT(points(one("a # SKIP b\\c/d\ne", outcome::pass)), ContainsSubstring("ok 1 - a \\# SKIP b\\\\c/d e\n"));
    CHECK_THAT(points(one("a/b", outcome::skip, "because # of\nthis")), ContainsSubstring("ok 1 - a/b # SKIP because \\# of this\n"));
}

TEST_CASE("TAP: directives of tests that did not fail") {
    CHECK_THAT(points(one("a/b", outcome::skip)), ContainsSubstring("ok 1 - a/b # SKIP\n  ---\n  outcome: skip\n"));
    CHECK_THAT(points(one("a/b", outcome::not_applicable, "old server")),
               ContainsSubstring("ok 1 - a/b # SKIP not applicable: old server\n"));
    CHECK_THAT(points(one("a/b", outcome::not_run, "no time")),
               ContainsSubstring("ok 1 - a/b # SKIP not run: no time\n  ---\n  outcome: not-run\n"));
    CHECK_THAT(points(one("a/b", outcome::expected_fail, "LU-1")), ContainsSubstring("not ok 1 - a/b # TODO LU-1\n"));
    CHECK_THAT(points(one("a/b", outcome::unexpected_pass, "LU-1")),
               ContainsSubstring("\nok 1 - a/b # TODO LU-1\n  ---\n  outcome: unexpected-pass\n"));
}

TEST_CASE("TAP: a failure has a YAML block and its output as comments") {
    auto const text = points(one("a/b", outcome::fail, "", [](Memory& into) {
        into.add(check("a/b"));
        into.add(output("a/b", "stdout", {"ok 7 - not a test", "Bail out!"}));
    }));
    CHECK_THAT(
        text,
        ContainsSubstring(
            "not ok 1 - a/b\n  ---\n  outcome: fail\n  message: \"ltk::read_file(to) == \\\"new\\\": \\\"old\\\" == \\\"new\\\"\"\n"));
    CHECK_THAT(text, ContainsSubstring("  at:\n    file: \"suite/posix.cpp\"\n    line: 42\n"));
    CHECK_THAT(text, ContainsSubstring("      expected: \"\\\"new\\\"\"\n      seen: \"\\\"old\\\"\"\n"));
    CHECK_THAT(text, ContainsSubstring("  reproduce: \"./posix run --select '\\\"a/b\\\"' --stage all\"\n  ...\n"));
    CHECK_THAT(text, EndsWith("# stdout: ok 7 - not a test\n# stdout: Bail out!\n"));
}

TEST_CASE("TAP: YAML scalars are ASCII-safe JSON strings") {
    using ltk::detail::report::yaml_quoted;
    CHECK(yaml_quoted("a\"b\\c\nd\te") == "\"a\\\"b\\\\c\\nd\\te\"");
    CHECK(yaml_quoted("\x1b[0m") == "\"\xE2\x90\x9B[0m\"");
    CHECK(yaml_quoted("\xF0\x9F\x98\x80") == "\"\\U0001F600\"");
    CHECK(yaml_quoted("\xff") == "\"\xEF\xBF\xBD\"");
}

TEST_CASE("TAP: metrics that are no numbers are strings") {
    auto const text = points(one("a/b", outcome::pass, "", [](Memory& into) {
        into.add(event::MetricRecorded{"a/b", 1, "rate", std::numeric_limits<double>::infinity(), "B/s", "neutral"});
        into.add(event::MetricRecorded{"a/b", 1, "count", 12, "", "neutral"});
    }));
    CHECK_THAT(text, ContainsSubstring(
                         "    - name: \"rate\"\n      value: \"inf\"\n      unit: \"B/s\"\n    - name: \"count\"\n      value: 12\n"));
}

TEST_CASE("TAP: a run that was interrupted bails out behind its last point") {
    CHECK_THAT(points(every_outcome()), EndsWith("\nBail out! the run was interrupted\n"));
    auto const cut = points(every_outcome().cut(9));
    CHECK_THAT(cut, ContainsSubstring("not ok 11 - io/mmap coherence\n  ---\n  outcome: interrupted\n"));
    CHECK_THAT(cut, ContainsSubstring("ok 13 - scale/many files # SKIP not run: the run was cut off before the test started\n"));
    CHECK_THAT(cut, EndsWith("\nBail out! the run was cut off\n"));
}

TEST_CASE("TAP: a result that is not in the plan is a comment") {
    auto run = one("a/b", outcome::pass);
    run.add(finished("x/y", outcome::fail, "", 1, 0));
    CHECK_THAT(points(run), EndsWith("ok 1 - a/b\n# not in the plan: x/y: fail\n"));
}

TEST_CASE("TAP: points are written as tests end") {
    std::ostringstream out;
    ltk::ReporterContext const context{out, "", "/runs/x", false, {}, "./posix"};
    Tap tap(context);
    tap.on(planned("a/1"));
    tap.on(planned("a/2"));
    tap.on(event::AttemptStarted{"a/1", 1}, {});
    tap.on(finished("a/1", outcome::pass, "", 1, 0.1));
    CHECK(out.str() == "TAP version 14\n1..2\nok 1 - a/1\n");
}

TEST_CASE("TAP: unknown options are refused with what is known") {
    try {
        report<Tap>(Memory(), {.options = {{"version", "12"}}});
        FAIL("nothing was thrown");
    } catch (ltk::Error const& error) {
        CHECK(error.id() == "ltk.reporters.option");
        CHECK(std::string(error.what()) == "--report tap: \"12\" is no value of version; write one of 14, 13");
    }
}
