// What authors use besides checks of values, and what is recorded of it.
#include <support/run_program.hpp>
#include <support/run_record.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <filesystem>
#include <string>

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;
using support::Record;
using support::strings;
using support::Told;
using support::Workplace;

namespace {

Record drive(Workplace const& place, strings const& arguments) {
    strings all{"run", "--quiet"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    auto const ended = support::run(place, "features", {all, {{"PLAYGROUND", place.path().string()}}});
    INFO(ended.out << ended.err);
    CHECK(ended.err == "");
    CHECK(place.left_behind() == strings{});
    return support::read_record(place.latest_run());
}

Told one(std::string const& id, strings more = {}) {
    Workplace const place;
    more.insert(more.end(), {"--select", '"' + id + '"'});
    return drive(place, more)[id];
}

std::string first_line(Told const& told, char const* stream = "stdout") {
    auto const found = told.output.find(stream);
    return found == told.output.end() || found->second.lines.empty() ? "" : found->second.lines.front().text;
}

}  // namespace

TEST_CASE("steps are recorded with their result, and failures name those in scope") {
    auto const told = one("features/steps");
    strings steps;
    for (auto const& step : told.steps) steps.push_back(step.step + (step.passed ? " passed" : " failed"));
    CHECK(steps == strings{"outer/inner 1 passed", "outer/inner 2 failed", "outer failed", "last passed"});
    REQUIRE(told.failures.size() == 1);
    CHECK(told.failures.front().steps == strings{"outer", "inner 2"});
}

TEST_CASE("a step that an exception ends has failed, and the exception names it") {
    auto const told = one("features/a step that an exception ends");
    REQUIRE(told.steps.size() == 2);
    CHECK(told.steps.front().passed);
    CHECK_FALSE(told.steps.back().passed);
    CHECK(told.failures.front().steps == strings{"broken"});
}

TEST_CASE("a test that hangs or dies is said to have done so in its step") {
    auto const hung = one("features/hangs in a step");
    CHECK(hung.outcome == ltk::outcome::timeout);
    CHECK(hung.reason == "timed out after 200ms, in the step \"write/block 7\"");
    auto const died = one("features/dies in a step");
    CHECK(died.outcome == ltk::outcome::crash);
    CHECK_THAT(died.reason, StartsWith("died by SIGABRT") && ContainsSubstring(", in the step \"sync\""));
    CHECK(one("features/leaves in a step").reason == "exited with code 3 in mid-test, in the step \"sync\"");
    CHECK_THAT(one("features/dies behind its steps").reason, !ContainsSubstring("step"));
}

TEST_CASE("without isolation a test that calls exit does not make the run look green") {
    auto const run = [](char const* test) {
        Workplace const place;
        return support::run(place, "features",
                            {{"run", "--quiet", "--isolation", "none", "--select", '"' + std::string(test) + '"'},
                             {{"PLAYGROUND", place.path().string()}}});
    };
    auto const ended = run("features/calls exit");
    CHECK(ended.code() == 1);
    CHECK_THAT(ended.err, StartsWith("ltk: features/calls exit left the process in mid-test"));
    CHECK(run("features/has a child that calls exit").code() == 0);
}

TEST_CASE("notes in scope are shown with a failure, also when an exception ends their scope") {
    CHECK(one("features/info").failures.front().info == strings{"outer 1", "inner 2"});
    CHECK(one("features/info when an exception ends the scope").failures.front().info == strings{"outer", "round 2"});
    CHECK(one("features/info of an exception that was caught").failures.front().info == strings{"now"});
}

TEST_CASE("metrics are recorded with unit and direction") {
    auto const told = one("features/metrics");
    REQUIRE(told.metrics.size() == 3);
    CHECK(told.metrics[0].name == "bandwidth");
    CHECK(told.metrics[0].value == 1.5e9);
    CHECK(told.metrics[0].unit == "B/s");
    CHECK(told.metrics[0].direction == "higher_is_better");
    CHECK(told.metrics[1].direction == "lower_is_better");
    CHECK(told.metrics[2].value == -3);
    CHECK(told.metrics[2].direction == "neutral");
}

TEST_CASE("attachments are kept with the run, each under a name of its own, and cannot leave its folder") {
    Workplace const place;
    put_content(place / "from-here.txt", "beside the program");
    auto const record = drive(place, {"--select", "\"features/attachments\""});
    auto const& told = record["features/attachments"];
    CHECK(ltk::name(told.outcome) == "pass");
    REQUIRE(told.attached.size() == 4);
    strings contents;
    for (auto const& file : told.attached) {
        CHECK_THAT(file.path, StartsWith("logs/") && !ContainsSubstring("/../"));
        contents.push_back(content_of(place.latest_run() / file.path));
        CHECK(file.size == contents.back().size());
    }
    CHECK(contents == strings{"from a file", "from a text", "stays inside", "beside the program"});
}

TEST_CASE("an attachment that cannot be read says so") {
    auto const told = one("features/an attachment that is not there");
    CHECK(ltk::name(told.outcome) == "fail");
    CHECK_THAT(told.reason, ContainsSubstring("cannot attach nowhere/to/be/found: No such file or directory"));
}

TEST_CASE("LTK_EVENTUALLY asks until it holds, and shows what it saw when it does not") {
    Workplace const place;
    auto const record = drive(place, {"--select", "features/eventually*"});
    CHECK(ltk::name(record["features/eventually"].outcome) == "pass");
    CHECK(ltk::name(record["features/eventually asks at least once"].outcome) == "pass");
    auto const& told = record["features/eventually not"];
    CHECK(ltk::name(told.outcome) == "fail");
    REQUIRE(told.failures.size() == 1);
    auto const& failure = told.failures.front();
    CHECK(failure.kind == "eventually");
    CHECK(failure.expected == "< 0 within 50ms");
    CHECK_THAT(failure.seen, StartsWith("1 at 0.0") && ContainsSubstring(", 2 at 0."));
    CHECK_THAT(failure.message, StartsWith("++asked < 0 did not hold within 50ms; seen: 1 at 0.0"));
}

TEST_CASE("checks on exceptions say what was thrown and what was wanted") {
    auto const told = one("features/throws");
    REQUIRE(told.failures.size() == 3);
    CHECK(told.failures[0].seen == "threw nothing");
    CHECK(told.failures[0].expected == "throws std::runtime_error");
    CHECK(told.failures[1].seen == "threw std::runtime_error: another");
    CHECK(told.failures[2].seen == "threw int: 7");
    CHECK(told.failures[2].kind == "throws");
}

TEST_CASE("checks work from any thread") {
    auto const told = one("features/threads");
    CHECK(ltk::name(told.outcome) == "fail");
    CHECK(told.failures.size() == 2);
    CHECK(told.finished.front().checks >= 1);
}

TEST_CASE("a param makes a test exist once for each value, also for the fixtures that take it") {
    Workplace const place;
    auto const record = drive(place, {"--select", "features/params*"});
    CHECK(record.planned == strings{"features/params[4KiB,plain]", "features/params[4KiB,with space]", "features/params[1MiB,plain]",
                                    "features/params[1MiB,with space]", "features/params of fixtures[4KiB]",
                                    "features/params of fixtures[1MiB]"});
    CHECK(record.finished.passed == 6);
    CHECK(first_line(record["features/params[1MiB,with space]"]) == "1048576 with space");
}

TEST_CASE("fixtures take fixtures, one of each for a test") { CHECK(ltk::name(one("features/fixtures of fixtures").outcome) == "pass"); }

TEST_CASE("a test knows its id, attempt, stage, seed, remaining time and log folder") {
    Workplace const place;
    auto const record = drive(place, {"--select", "features/context", "--seed", "5"});
    auto const& told = record["features/context"];
    CHECK(ltk::name(told.outcome) == "pass");
    std::string const said = first_line(told);
    CHECK_THAT(said, StartsWith("id=features/context attempt=1 stage=developer seed="));
    CHECK(content_of(place.latest_run() / "logs/features%2Fcontext/1/own.txt") == "kept");
    CHECK(first_line(one("features/context", {"--seed", "5"})) == said);  // the same random choices with the same seed
    CHECK(first_line(one("features/context", {"--seed", "6"})) != said);
    CHECK_THAT(first_line(one("features/context", {"--stage", "regression"})), ContainsSubstring("stage=regression"));
}

TEST_CASE("output is captured stream by stream with rising times") {
    auto const told = one("features/output");
    REQUIRE(told.output.count("stdout") == 1);
    REQUIRE(told.output.count("stderr") == 1);
    auto const& out = told.output.at("stdout");
    strings lines;
    double before = 0;
    for (auto const& line : out.lines) {
        lines.push_back(line.text);
        CHECK(line.at >= before);
        before = line.at;
    }
    CHECK(lines == strings{"first out", "second out", "no newline"});
    CHECK(out.lines[1].at - out.lines[0].at >= 0.02);
    CHECK(out.bytes == 31);
    CHECK(out.cut == 0);
    CHECK(first_line(told, "stderr") == "first err");
}

TEST_CASE("a test starts where the program was started, and has a directory of its own") {
    Workplace const place;
    auto const record = drive(place, {"--select", "features/works* or features/temp*"});
    CHECK(first_line(record["features/works where the program was started"]) == std::filesystem::canonical(place.path()).string());
    CHECK(ltk::name(record["features/temporary directory"].outcome) == "pass");
    CHECK_THAT(first_line(record["features/temporary directory"]), StartsWith(place.temporary().string() + "/ltk-"));
}
