// The command line that every suite has: what each command prints, and how mistakes are answered.
#include "site.hpp"

#include <support/run_record.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <filesystem>
#include <map>
#include <string>

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::EndsWith;
using Catch::Matchers::Matches;
using Catch::Matchers::StartsWith;
using support::strings;
using support::Workplace;

TEST_CASE("each command has help with an example") {
    strings const command =
        GENERATE(strings{}, strings{"run"}, strings{"list"}, strings{"plan"}, strings{"check"}, strings{"config"}, strings{"report"},
                 strings{"collateral"}, strings{"collateral", "build"}, strings{"collateral", "verify"});
    Workplace const place;
    strings arguments = command;
    arguments.push_back("--help");
    auto const ended = site(place, arguments);
    INFO(ended.out);
    CHECK(ended.code() == 0);
    CHECK(ended.err == "");
    CHECK_THAT(ended.out, ContainsSubstring("Example"));
    CHECK_THAT(ended.out, ContainsSubstring(command.empty() ? "Subcommands:" : "Usage: ltk_program_site " + command.front()));
    CHECK(std::filesystem::is_empty(place / "home"));
}

TEST_CASE("the version names program and toolkit") {
    Workplace const place;
    CHECK_THAT(site(place, {"--version"}).out, StartsWith("ltk_program_site, LTK "));
}

TEST_CASE("mistakes are answered on standard error, with the nearest name, what to do and an id") {
    struct Case {
        strings arguments;
        char const* words;
        char const* id;
    };
    auto const one = GENERATE(
        Case{{"lst"}, "lst: there is no such command or argument here; did you mean list?", "ltk.command.unknown"},
        Case{{"run", "--selct", "x"}, "--selct: there is no such option; did you mean --select?", "ltk.command.unknown"},
        Case{{"run", "--selct=x"}, "--selct: there is no such option; did you mean --select?", "ltk.command.unknown"},
        Case{{"collateral", "biuld"}, "biuld: there is no such command or argument here; did you mean build?", "ltk.command.unknown"},
        Case{{"--bogus"}, "--bogus: there is no such option", "ltk.command.unknown"},
        Case{{"--selct", "x"}, "--selct: there is no such option; did you mean --select?", "ltk.command.unknown"},
        Case{{"run", "extra"}, "extra: there is no such command or argument here", "ltk.command.unknown"},
        Case{{"site/large"},
             "site/large: there is no such command or argument here; tests are chosen by `run --select site/large`",
             "ltk.command.unknown"},
        Case{{"run", "--jobs", "many"}, "--jobs = many", "ltk.command.value"},
        Case{{"run", "--jobs", "0"}, "--jobs 0: at least one test runs at a time", "ltk.plan.bad_option"},
        Case{{"run", "--retries", "-1"}, "--retries: Value -1 not in range", "ltk.command.value"},
        Case{{"run", "--isolation", "proces"}, "--isolation: proces not in {process,none}; did you mean process?", "ltk.command.value"},
        Case{{"run", "--grace", "soon"}, "--grace: \"soon\" is not a duration (try \"5min\" or \"1h30m\")", "ltk.command.value"},
        Case{{"run", "--timeout", "12 parsecs"}, "--timeout: \"12 parsecs\"", "ltk.command.value"},
        Case{{"run", "--resume", "a", "--locked", "b"}, "--resume", "ltk.command.value"},
        Case{{"run", "--stage", "regresion"}, "(did you mean regression?)", "ltk.plan.unknown_stage"},
        Case{{"run", "--select", "site/* and"}, "", "ltk.plan.selection"},
        Case{{"run", "--set", "site.sze=1"}, "site.size", "ltk.config.unknown_key"},
        Case{{"run", "--set", "site.token=words"}, "site.token", "ltk.config."},
        Case{{"run", "--config", "nothing.json"}, "nothing.json", "ltk.config."},
        Case{{"run", "--report", "jnuit"}, "did you mean junit?", "ltk.report.unknown"},
        Case{{"run", "--report", "junit:out.xml,dialekt=x"}, "dialekt", "ltk.report"},
        Case{{"run", "--rerun-failed", "latest"}, "there is no run yet", "ltk.run.unknown"},
        Case{{"run", "--locked", "nothing.json"}, "--locked nothing.json: cannot be read", "ltk.command.file"},
        Case{{"run", "--locked", "/"}, "--locked /: cannot be read: Is a directory", "ltk.command.file"},
        Case{{"run", "--locked", "/dev/zero"}, "--locked /dev/zero: is larger than 64 MiB", "ltk.command.file"},
        Case{{"list", "tets"}, "did you mean tests?", "ltk.plan.list"}, Case{{"config", "shw"}, "did you mean show?", "ltk.command.value"},
        Case{{"config", "explain"}, "config explain: the key is missing", "ltk.command.value"},
        Case{{"config", "explain", "site.sze"}, "did you mean site.size?", "ltk.config.unknown_key"},
        Case{{"report"}, "RUN is required", "ltk.command.missing"},
        Case{{"report", "nothing", "--to", "tap"}, "nothing", "ltk.run.unknown"},
        Case{{"collateral", "verify"}, "BUNDLE is required", "ltk.command.missing"});
    Workplace const place;
    auto const ended = site(place, one.arguments);
    INFO(ended.err);
    CHECK(ended.code() == 2);
    CHECK(ended.out == "");
    CHECK_THAT(ended.err, ContainsSubstring(one.words) && ContainsSubstring("[" + std::string(one.id)) && EndsWith("]\n"));
    CHECK_FALSE(std::filesystem::exists(place / "out.xml"));
}

TEST_CASE("without a command options are those of run") {
    Workplace const place;
    auto const ended = site(place, {"--select", "\"site/sees values\"", "--quiet"});
    INFO(ended.err);
    CHECK(ended.code() == 0);
    CHECK(std::filesystem::exists(place / "ltk-runs/latest"));
}

TEST_CASE("a run that runs nothing is not the latest") {
    Workplace const place;
    CHECK(site(place, {"run", "--quiet", "--select", "site/nothing*"}).code() == 5);
    CHECK_FALSE(std::filesystem::exists(std::filesystem::symlink_status(place / "ltk-runs/latest")));
}

TEST_CASE("hostile command lines are refused and never crash") {
    strings const arguments =
        GENERATE(strings{""}, strings{"run", ""}, strings{"--", "run"}, strings{"run", "--select", std::string(100000, '(')},
                 strings{"run", "--set", "="}, strings{"run", "--set", "\xff\xfe=\x01"}, strings{"run", "-"},
                 strings{"report", "\n", "--to", "\n"}, strings{"run", "--seed", "99999999999999999999999"}, strings{"run", "--jobs", "-3"},
                 strings{"run", "--report", ":"}, strings{"run", "--report", "\xff:\xff"});
    Workplace const place;
    auto const ended = site(place, arguments);
    INFO(ended.err.substr(0, 500));
    CHECK(ended.code() == 2);
    CHECK(ended.err != "");
    CHECK(place.left_behind() == strings{});
}

TEST_CASE("list shows what a program has") {
    Workplace const place;
    CHECK(site(place, {"list"}).out ==
          "site/directory under test\nsite/another directory\nsite/sees values\nsite/needs the special thing\nsite/large\n");
    CHECK_THAT(site(place, {"list", "stages"}).out, ContainsSubstring("developer") && ContainsSubstring("acceptance"));
    CHECK_THAT(site(place, {"list", "validators"}).out, ContainsSubstring("the mood is good"));
    CHECK_THAT(site(place, {"list", "configurations"}).out, ContainsSubstring("under test"));
    CHECK_THAT(site(place, {"list", "fixtures"}).out, ContainsSubstring("ltk::TempDir "));
    CHECK_THAT(site(place, {"list", "reporters"}).out,
               ContainsSubstring("console") && ContainsSubstring("junit") && ContainsSubstring("tap"));
    CHECK_THAT(site(place, {"list", "tests", "--json"}).out, StartsWith("[") && ContainsSubstring("\"id\":\"site/sees values\""));
}

TEST_CASE("plan shows what would run, and writes what --locked runs") {
    Workplace const place;
    auto const shown = site(place, {"plan", "--select", "site/sees*", "--all", "--lock", "plan.json"});
    CHECK(shown.code() == 0);
    CHECK_THAT(shown.out,
               ContainsSubstring("1  site/sees values") && ContainsSubstring("not in stage developer: 1") && ContainsSubstring("1 to run"));
    CHECK_THAT(site(place, {"plan", "--json"}).out, StartsWith("{"));
    CHECK_THAT(site(place, {"plan", "--markdown"}).out, ContainsSubstring("| "));
    CHECK_FALSE(std::filesystem::exists(place / "ltk-runs"));  // nothing was run
    auto const locked = site(place, {"run", "--locked", "plan.json"});
    INFO(locked.out << locked.err);
    CHECK(locked.code() == 0);
    CHECK(support::read_record(place.latest_run()).planned == strings{"site/sees values"});
    put_content(place / "broken.json", "{\"schema\": ");
    CHECK(site(place, {"run", "--locked", "broken.json"}).code() == 2);
}

TEST_CASE("config tells each value and where it comes from") {
    Workplace const place;
    put_content(place / "site.json", "{\n  // of this machine\n  \"site\": {\"size\": \"64KiB\", \"weather\": \"windy\"}\n}\n");
    std::map<std::string, std::string> const environment{{"LTK_SITE__WEATHER", "cloudy"}};
    auto const shown = site(place, {"config", "--config", "site.json", "--set", "site.mood=fair"}, environment);
    INFO(shown.out << shown.err);
    CHECK(shown.code() == 0);
    CHECK_THAT(shown.out, ContainsSubstring("\"64KiB\"") && ContainsSubstring("site.json:3:") && ContainsSubstring("LTK_SITE__WEATHER") &&
                              ContainsSubstring("\"cloudy\"") && ContainsSubstring("\"fair\"") && !ContainsSubstring("windy"));
    CHECK_THAT(site(place, {"config", "show", "--all"}).out, ContainsSubstring("site.token") && ContainsSubstring("******"));
    CHECK_THAT(site(place, {"config", "explain", "site.size"}).out,
               ContainsSubstring("LTK_SITE__SIZE") && ContainsSubstring("at least 1KiB"));
    CHECK_THAT(site(place, {"config", "schema"}).out, StartsWith("{") && ContainsSubstring("$schema"));
    CHECK_THAT(site(place, {"config", "--json", "--all"}).out, ContainsSubstring("\"site.size\""));

    auto const example = site(place, {"config", "example"});
    put_content(place / "example.json", example.out);
    CHECK(site(place, {"config", "--config", "example.json"}).code() == 0);  // it is a configuration itself
}

TEST_CASE("check tells whether the machine is fit, and writes environment.json") {
    Workplace const place;
    auto const fit = site(place, {"check"});
    INFO(fit.out << fit.err);
    CHECK(fit.code() == 0);
    CHECK_THAT(fit.out, ContainsSubstring("the mood is good"));
    CHECK_THAT(content_of(place / "environment.json"), ContainsSubstring("\"verdict\": \"valid\""));
    auto const unfit = site(place, {"check", "--output", "-", "--facts"}, {{"BAD_MOOD", "1"}});
    CHECK(unfit.code() == 3);
    CHECK_THAT(unfit.out, StartsWith("{") && ContainsSubstring("the mood is bad") && ContainsSubstring("unset 'BAD MOOD'"));
    CHECK_FALSE(std::filesystem::exists(place / "ltk-runs"));
    CHECK(place.left_behind() == strings{});
}

TEST_CASE("report makes any format from a stored run, to standard output too") {
    Workplace const place;
    site(place, {"run", "--quiet", "--report", "tap:live.tap"});
    CHECK(site(place, {"report", "latest", "--to", "tap:again.tap", "--to", "junit:out.xml"}).code() == 0);
    CHECK(content_of(place / "live.tap") == content_of(place / "again.tap"));
    CHECK_THAT(content_of(place / "out.xml"), StartsWith("<?xml"));
    CHECK(site(place, {"report", "latest", "--to", "tap"}).out == content_of(place / "live.tap"));
    CHECK_THAT(site(place, {"report", "latest", "--to", "console"}).out, ContainsSubstring("4 tests in "));
    CHECK(site(place, {"report", "latest", "--to", "tap:/dev/full"}).code() == 4);
}

TEST_CASE("run without a command is run, and --report to standard output replaces the console") {
    Workplace const place;
    CHECK_THAT(site(place, {}).out, StartsWith("ltk_program_site: 4 tests, stage developer\n") && ContainsSubstring("4 passed"));
    auto const tap = site(place, {"run", "--report", "tap"});
    CHECK_THAT(tap.out, StartsWith("TAP version 14\n") && !ContainsSubstring("4 tests in") && !ContainsSubstring("stage developer\n\n"));
    auto const both = site(place, {"run", "--report", "tap:out.tap"});
    CHECK_THAT(both.out, ContainsSubstring("4 passed"));
    CHECK_THAT(content_of(place / "out.tap"), StartsWith("TAP version 14\n"));
    auto const none = site(place, {"run", "--quiet"});
    CHECK(none.out == "");
    CHECK(none.err == "");
}

TEST_CASE("the environment sets options, the command line wins, unknown names are warned about") {
    Workplace const place;
    auto const ended = site(place, {"run", "--quiet"},
                            {{"LTK_SELECT", "site/sees*"},
                             {"LTK_SEED", "7"},
                             {"LTK_JOBS", "2"},
                             {"LTK_STAGE", "regression"},
                             {"LTK_REPORT", "tap:env.tap"},
                             {"LTK_RUNS", "elsewhere"},
                             {"LTK_TIMEOUT", "7s"},
                             {"LTK_BOGUS", "1"}});
    INFO(ended.out << ended.err);
    CHECK(ended.code() == 0);
    CHECK_THAT(ended.err, ContainsSubstring("warning: ") && ContainsSubstring("LTK_BOGUS"));
    auto const record = support::read_record(place / "elsewhere/latest");
    CHECK(record.planned == strings{"site/sees values"});
    CHECK(record.started.seed == 7);
    CHECK(record.started.jobs == 2);
    CHECK(record.started.stage == "regression");
    CHECK(std::filesystem::exists(place / "env.tap"));
    CHECK(site(place, {"run", "--quiet", "--stage", "scale"}, {{"LTK_STAGE", "developer"}, {"LTK_ISOLATION", "none"}}).code() == 0);
    auto const second = support::read_record(place.latest_run());
    CHECK(second.started.stage == "scale");
    CHECK(second.started.isolation == "none");
}

TEST_CASE("no colour and no progress where there is no terminal") {
    Workplace const place;
    auto const plain = support::run(place, "features", {{"run", "--select", "outcomes/fails"}});
    CHECK_THAT(plain.out, !ContainsSubstring("\x1b"));
    auto const coloured = support::run(place, "features", {{"report", "latest", "--to", "console,color=always"}});
    CHECK_THAT(coloured.out, ContainsSubstring("\x1b["));
    auto const refused = support::run(place, "features", {{"report", "latest", "--to", "console"}, {{"NO_COLOR", "1"}, {"TERM", "xterm"}}});
    CHECK_THAT(refused.out, !ContainsSubstring("\x1b"));
}

TEST_CASE("what failed is run again, and only that") {
    Workplace const place;
    std::map<std::string, std::string> const environment{{"PLAYGROUND", place.path().string()}};
    support::run(place, "features", {{"run", "--quiet", "--select", "outcomes/*"}, environment});
    auto const again = support::run(place, "features", {{"run", "--quiet", "--rerun-failed", "latest"}, environment});
    CHECK(again.code() == 1);
    auto const record = support::read_record(place.latest_run());
    CHECK(record.planned ==
          strings{"outcomes/fails", "outcomes/errs", "outcomes/requires", "outcomes/gives up", "outcomes/passes at the second try"});
    CHECK(ltk::name(record["outcomes/passes at the second try"].outcome) == "pass");
    site(place, {"run", "--quiet", "--runs", "green"});
    auto const nothing = site(place, {"run", "--runs", "green", "--rerun-failed", "latest"});
    CHECK(nothing.code() == 2);
    CHECK_THAT(nothing.err, ContainsSubstring("nothing failed in run ") && ContainsSubstring("[ltk.command.nothing_failed]"));
}

TEST_CASE("the line that a failure shows runs that test again") {
    Workplace const place;
    auto const ended = support::run(place, "features", {{"run", "--select", "outcomes/fails", "--seed", "3"}});
    std::size_t const at = ended.out.find("reproduce with\n");
    REQUIRE(at != std::string::npos);
    std::size_t const begin = ended.out.find_first_not_of(' ', at + 15);
    std::string const line = ended.out.substr(begin, ended.out.find('\n', begin) - begin);
    INFO(line);
    support::Running pasted(place, "/bin/sh", {{"-c", line}});
    CHECK(pasted.wait().code() == 1);
    auto const record = support::read_record(place.latest_run());
    CHECK(record.planned == strings{"outcomes/fails"});
    CHECK(record.started.seed == 3);
}

TEST_CASE("a bundle is built and verified from the command line") {
    Workplace const place;
    site(place, {"run", "--quiet"});
    auto const built = site(place, {"collateral", "build", "latest", "--output", "bundle"});
    INFO(built.out << built.err);
    CHECK(built.code() == 0);
    CHECK(site(place, {"collateral", "verify", "bundle"}).code() == 0);
    auto const manifest = place / "bundle";
    for (auto const& entry : std::filesystem::directory_iterator(manifest))
        if (entry.path().extension() == ".md") {
            put_content(entry.path(), "changed");
            break;
        }
    auto const changed = site(place, {"collateral", "verify", "bundle"});
    CHECK(changed.code() == 1);
    CHECK_THAT(changed.out + changed.err, ContainsSubstring("changed"));
}
