// What a run comes to: exit codes, repetitions, retries, budgets, conditions of stages.
#include <support/run_program.hpp>
#include <support/run_record.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <sys/mount.h>
#include <unistd.h>
#include <filesystem>
#include <string>

using Catch::Matchers::ContainsSubstring;
using support::Ended;
using support::strings;
using support::Workplace;

namespace {

Ended run(Workplace const& place, strings const& arguments, std::string const& program = "features") {
    strings all{"run"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return support::run(place, program, {all, {{"PLAYGROUND", place.path().string()}}});
}

std::string outcome_of(support::Record const& record, std::string const& test) { return std::string(ltk::name(record[test].outcome)); }

}  // namespace

TEST_CASE("the exit code tells what a run came to", "[exit]") {
    struct Case {
        int code;
        char const* select;
    };
    auto const one = GENERATE(Case{0, "outcomes/passes"}, Case{0, "outcomes/passes or outcomes/skips"}, Case{1, "outcomes/fails"},
                              Case{1, "outcomes/fails or outcomes/errs"}, Case{1, "outcomes/requires or outcomes/passes"},
                              Case{4, "outcomes/errs or outcomes/passes"}, Case{5, "outcomes/skips*"}, Case{5, "outcomes/of nobody"});
    INFO(one.select);
    Workplace const place;
    auto const ended = run(place, {"--select", one.select});
    INFO(ended.out << ended.err);
    CHECK(ended.code() == one.code);
    if (std::string(one.select) != "outcomes/of nobody")  // what runs nothing is not the latest run
        CHECK(support::read_record(place.latest_run()).finished.exit_code == one.code);
    CHECK(place.left_behind() == strings{});
}

TEST_CASE("with --isolation none the same tests have the same outcomes", "[exit]") {
    strings const more = GENERATE(strings{}, strings{"--isolation", "none"});
    Workplace const place;
    strings arguments{"--select", "outcomes/* and not *second*"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    CHECK(run(place, arguments).code() == 1);
    auto const record = support::read_record(place.latest_run());
    CHECK(outcome_of(record, "outcomes/passes") == "pass");
    CHECK(outcome_of(record, "outcomes/fails") == "fail");
    CHECK(record["outcomes/fails"].reason == "1 + 1 == 3 does not hold: 2 == 3");
    CHECK(outcome_of(record, "outcomes/skips") == "skip");
    CHECK(record["outcomes/skips"].reason == "it is 13 o'clock");
    CHECK(outcome_of(record, "outcomes/skips by a fixture") == "skip");
    CHECK(record["outcomes/skips by a fixture"].reason == "the fixture has no licence");
    CHECK(outcome_of(record, "outcomes/errs") == "error");
    CHECK_THAT(record["outcomes/errs"].reason, ContainsSubstring("Sour could not be made: std::runtime_error: no milk today"));
    CHECK(outcome_of(record, "outcomes/requires") == "fail");
    CHECK(record["outcomes/requires"].failures.size() == 1);  // what is behind it does not run
    CHECK(outcome_of(record, "outcomes/gives up") == "fail");
    CHECK(record["outcomes/gives up"].reason == "no space left after 4KiB");
    CHECK(place.left_behind() == strings{});
}

TEST_CASE("a retry that passes is flaky_pass and keeps the first reason", "[exit]") {
    Workplace const place;
    auto const ended = run(place, {"--select", "outcomes/passes*", "--retries", "2"});
    CHECK(ended.code() == 0);
    auto const record = support::read_record(place.latest_run());
    CHECK(outcome_of(record, "outcomes/passes") == "pass");
    CHECK(record["outcomes/passes"].attempts == 1);
    auto const& told = record["outcomes/passes at the second try"];
    CHECK(ltk::name(told.outcome) == "flaky_pass");
    CHECK(told.attempts == 2);
    CHECK(told.reason == "passed in attempt 2; before that: before does not hold: false");
    CHECK(record.finished.passed == 2);
}

TEST_CASE("a test that fails in each retry fails", "[exit]") {
    Workplace const place;
    CHECK(run(place, {"--select", "outcomes/fails", "--retries", "2"}).code() == 1);
    auto const& told = support::read_record(place.latest_run())["outcomes/fails"];
    CHECK(ltk::name(told.outcome) == "fail");
    CHECK(told.attempts == 3);
    CHECK(told.times_finished == 1);
}

TEST_CASE("a repeated test passes when each time passes, and ends at the first that does not", "[exit]") {
    Workplace const place;
    CHECK(run(place, {"--select", "outcomes/passes or \"outcomes/fails after two\" or outcomes/skips", "--repeat", "5"}).code() == 1);
    auto const record = support::read_record(place.latest_run());
    CHECK(outcome_of(record, "outcomes/passes") == "pass");
    CHECK(record["outcomes/passes"].attempts == 5);
    CHECK(record["outcomes/passes"].times_started == 5);
    CHECK(outcome_of(record, "outcomes/fails after two") == "fail");
    CHECK(record["outcomes/fails after two"].attempts == 3);
    CHECK(record["outcomes/skips"].attempts == 1);
}

TEST_CASE("stopping at the first failure leaves the rest as not run", "[exit]") {
    Workplace const place;
    CHECK(run(place, {"--select", "outcomes/*", "--stop-at-failure"}).code() == 1);
    auto const record = support::read_record(place.latest_run());
    CHECK(outcome_of(record, "outcomes/passes") == "pass");
    CHECK(outcome_of(record, "outcomes/fails") == "fail");
    CHECK(outcome_of(record, "outcomes/skips") == "not_run");
    CHECK(record["outcomes/skips"].reason == "another test failed first, and the run was to stop at the first failure");
    CHECK(record.without_one_outcome() == strings{});
}

TEST_CASE("what does not start within the stage's budget is not run", "[exit]") {
    Workplace const place;
    CHECK(run(place, {"--stage", "budgeted"}).code() == 4);
    auto const record = support::read_record(place.latest_run());
    CHECK(outcome_of(record, "budgeted/uses it up") == "pass");
    CHECK(outcome_of(record, "budgeted/comes too late") == "not_run");
    CHECK(record["budgeted/comes too late"].reason == "the budget of 200ms was used up before it started");
}

TEST_CASE("a stage's entry condition is asked before anything runs", "[exit]") {
    Workplace const place;
    auto const refused = run(place, {"--stage", "green"});
    CHECK(refused.code() == 2);
    CHECK_THAT(refused.err,
               ContainsSubstring("stage green is entered after stage budgeted passed, and no complete run of it is in ltk-runs") &&
                   ContainsSubstring("run --stage budgeted") && ContainsSubstring("[ltk.plan.entry]"));
    CHECK_FALSE(std::filesystem::exists(place.latest_run()));
    CHECK(run(place, {"--stage", "green", "--no-entry"}).code() == 0);
    run(place, {"--stage", "budgeted"});  // is not complete
    CHECK_THAT(run(place, {"--stage", "green"}).err, ContainsSubstring("its newest run ") && ContainsSubstring(" did not"));
}

TEST_CASE("exit conditions that do not hold are told with the result", "[exit]") {
    Workplace const place;
    CHECK(run(place, {"--stage", "strict"}).code() == 1);
    CHECK(support::read_record(place.latest_run()).finished.unmet == strings{"no failures"});
}

TEST_CASE("a required validator of the whole run refuses it", "[exit]") {
    Workplace const place;
    auto const ended = support::run(place, "site", {{"run"}, {{"BAD_MOOD", "1"}}});
    INFO(ended.out << ended.err);
    CHECK(ended.code() == 3);
    CHECK_THAT(ended.out, ContainsSubstring("the mood is bad") && ContainsSubstring("unset 'BAD MOOD'"));
    auto const record = support::read_record(place.latest_run());
    CHECK(record.finished.exit_code == 3);
    CHECK(record.order.empty());
    CHECK(record.without_one_outcome() == strings{});
    CHECK(outcome_of(record, "site/sees values") == "not_run");
    CHECK(record["site/sees values"].reason == "the mood is good: the mood is bad");
    CHECK(support::run(place, "site", {{"run", "--no-check"}, {{"BAD_MOOD", "1"}}}).code() == 0);
}

TEST_CASE("a required validator of some tests stops these only", "[exit]") {
    Workplace const place;
    auto const ended = run(place, {"--set", "special.there=false", "--set", "site.weather=stormy"}, "site");
    CHECK(ended.code() == 4);
    auto const record = support::read_record(place.latest_run());
    CHECK(outcome_of(record, "site/needs the special thing") == "not_run");
    CHECK(record["site/needs the special thing"].reason == "the special thing is there: there is none");
    CHECK(outcome_of(record, "site/sees values") == "pass");
    CHECK_THAT(ended.out, ContainsSubstring("WARNING the weather is fine: it is stormy"));
}

TEST_CASE("a validator that hangs or dies is invalid", "[exit]") {
    struct Case {
        char const* variable;
        char const* words;
    };
    auto const one = GENERATE(Case{"NO_ANSWER", "the validator itself did not succeed: timed out after 300ms"},
                              Case{"DEADLY_ANSWER", "the validator itself did not succeed: died by SIGABRT"});
    Workplace const place;
    auto const ended = support::run(place, "site", {{"run", "--stage", "scale", "--grace", "100ms"}, {{one.variable, "1"}}});
    INFO(ended.out << ended.err);
    CHECK(ended.code() == 3);
    CHECK_THAT(support::read_record(place.latest_run())["site/large"].reason, ContainsSubstring(one.words));
    CHECK(place.left_behind() == strings{});
}

TEST_CASE("a wrong configuration, selection or report is refused before anything runs", "[exit]") {
    strings const wrong =
        GENERATE(strings{"--set", "site.size=12 parsecs"}, strings{"--select", "("}, strings{"--stage", "develper"},
                 strings{"--report", "jnuit"}, strings{"--report", "tap:/dev/null/out.tap"}, strings{"--resume", "latest"},
                 strings{"--locked", "nothing.json"}, strings{"--jobs", "0"}, strings{"--timeout", "soon"});
    INFO(wrong.front() << ' ' << wrong.back());
    Workplace const place;
    auto const ended = run(place, wrong, "site");
    INFO(ended.out << ended.err);
    CHECK(ended.code() == 2);
    CHECK_THAT(ended.err, ContainsSubstring("[ltk."));
    CHECK(support::eventually([&] { return place.left_behind().empty(); }));
    CHECK_FALSE(std::filesystem::exists(place.latest_run() / "journal.jsonl"));
}

TEST_CASE("ltk::TempDir lies where the configuration says", "[exit]") {
    Workplace const place;
    auto const mount = place.path() / "mount";
    auto const scratch = place.path() / "scratch";
    std::filesystem::create_directory(mount);
    std::filesystem::create_directory(scratch);
    CHECK(run(place, {"--set", "site.mount=" + mount.string(), "--set", "site.scratch=" + scratch.string()}, "site").code() == 0);
    auto const record = support::read_record(place.latest_run());
    CHECK_THAT(record["site/directory under test"].output.at("stdout").lines.front().text,
               Catch::Matchers::StartsWith(mount.string() + "/ltk-"));
    CHECK_THAT(record["site/another directory"].output.at("stdout").lines.front().text,
               Catch::Matchers::StartsWith(scratch.string() + "/ltk-"));
    CHECK(std::filesystem::is_empty(mount));
    CHECK(std::filesystem::is_empty(scratch));
}

TEST_CASE("a directory under test that is not there is an error of the tests that need it", "[exit]") {
    Workplace const place;
    CHECK(run(place, {"--set", "site.mount=" + (place / "missing").string(), "--select", "site/directory* or site/sees*"}, "site").code() ==
          4);
    auto const record = support::read_record(place.latest_run());
    CHECK(outcome_of(record, "site/directory under test") == "error");
    CHECK_THAT(record["site/directory under test"].reason,
               ContainsSubstring("cannot make a temporary directory " + (place / "missing").string() + "/ltk-") &&
                   ContainsSubstring("No such file or directory"));
    CHECK(outcome_of(record, "site/sees values") == "pass");
}

TEST_CASE("with two directories under test the test says which", "[exit]") {
    Workplace const place;
    CHECK(run(place, {}, "two_places").code() == 4);
    auto const record = support::read_record(place.latest_run());
    CHECK(outcome_of(record, "places/unclear") == "error");
    CHECK_THAT(
        record["places/unclear"].reason,
        ContainsSubstring("ltk::TempDir cannot choose between places.left (/tmp), places.right (/tmp), which are both marked under_test(); "
                          "let the test take ltk::TempDirOf<&Configuration::field>"));
    CHECK(outcome_of(record, "places/clear") == "pass");
}

TEST_CASE("secrets reach the test and no record", "[exit]") {
    Workplace const place;
    put_content(place / "token", "open sesame");
    std::filesystem::permissions(place / "token", std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    auto const ended = run(place, {"--set", "site.token=@token", "--select", "site/sees*", "--report", "junit:out.xml"}, "site");
    INFO(ended.out << ended.err);
    CHECK(ended.code() == 0);
    // The test prints it itself; what LTK writes of its own accord does not hold it.
    auto const journal = content_of(place.latest_run() / "journal.jsonl");
    CHECK_THAT(journal, ContainsSubstring("******"));
    CHECK_THAT(content_of(place.latest_run() / "plan.lock.json"), !ContainsSubstring("open sesame"));
    CHECK_THAT(content_of(place.latest_run() / "environment.json"), !ContainsSubstring("open sesame"));
}

TEST_CASE("a full disk ends the run with incomplete evidence, and it goes on when there is room", "[exit]") {
    if (::geteuid() != 0) SKIP("only root can mount a small file system");
    Workplace const place;
    auto const disk = place.path() / "disk";
    std::filesystem::create_directory(disk);
    if (::mount("ltk-test", disk.c_str(), "tmpfs", 0, "size=256k") != 0) SKIP("this root may not mount a tmpfs");
    struct Unmount {
        std::filesystem::path const& where;
        ~Unmount() { ::umount2(where.c_str(), MNT_DETACH); }
    } const unmount{disk};
    put_content(disk / "ballast", std::string(190 * 1024, 'x'));
    std::string const runs = (disk / "runs").string();
    auto const ended = run(place, {"--runs", runs, "--select", "outcomes/passes", "--repeat", "300"});
    INFO(ended.out << ended.err);
    CHECK(ended.code() == 4);
    CHECK_THAT(ended.err, ContainsSubstring("No space left on device") && ContainsSubstring("free some space, then go on with --resume"));
    std::filesystem::remove(disk / "ballast");
    auto const resumed = run(place, {"--runs", runs, "--resume", "latest"});
    INFO(resumed.out << resumed.err);
    CHECK(resumed.code() == 0);
    auto const record = support::read_record(disk / "runs/latest");
    CHECK(record.complete);
    CHECK(record.without_one_outcome() == strings{});
    CHECK(record.times_resumed == 1);
}
