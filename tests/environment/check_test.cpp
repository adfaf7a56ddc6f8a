// `check` and `run` as a person calls them: how validators are asked, fixed and compared.
#include <ltk/environment/report.hpp>

#include <support/run_program.hpp>
#include <support/run_record.hpp>

#include <catch2/catch_test_macros.hpp>

#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace {

support::Ended call(support::Workplace const& place, support::strings arguments) {
    return support::run(place, "validators", {std::move(arguments)});
}

ltk::EnvironmentReport report_in(std::filesystem::path const& file) {
    return ltk::read_environment_report(content_of(file), file.string());
}

ltk::event::FindingReported const& finding_of(ltk::EnvironmentReport const& report, std::string const& validator) {
    for (auto const& one : report.findings)
        if (one.validator == validator) return one;
    FAIL("no finding of " << validator);
    return report.findings.front();
}

}  // namespace

TEST_CASE("Findings carry an id, what was expected, data and a fix") {
    support::Workplace const place;
    auto const ended = call(place, {"check"});
    CHECK(ended.code() == 0);
    auto const report = report_in(place / "environment.json");
    auto const& flag = finding_of(report, "flag");
    CHECK(flag.id == "lab.flag");
    CHECK(flag.severity == "advised");
    CHECK(flag.verdict == "invalid");
    CHECK(flag.expected == "a file flag");
    CHECK(flag.fix == "echo making; : > flag");
    CHECK(flag.remedy == flag.fix);
    CHECK(flag.data == std::map<std::string, std::string>{{"name", "flag"}, {"length", "4"}});
    CHECK(finding_of(report, "first").id == "first");
    CHECK(report.values.at("lab.flag") == "\"flag\"");
    CHECK(report.fixes.empty());
    CHECK_FALSE(std::filesystem::exists(place / "flag"));
    CHECK(
        ended.out.starts_with("environment: warning (1 advised, 3 ok)\nadvised   flag\n          seen:     flag is not there\n"
                              "          expected: a file flag\n          remedy:   echo making; : > flag\n"));
}

TEST_CASE("A fix is shown, run and written down, and the check is made again") {
    support::Workplace const place;
    auto const ended = call(place, {"check", "--fix"});
    CHECK(ended.code() == 0);
    CHECK(ended.err == "fix for flag: echo making; : > flag\n  done\n  | making\n");
    CHECK(std::filesystem::exists(place / "flag"));
    auto const report = report_in(place / "environment.json");
    CHECK(report.verdict == "valid");
    REQUIRE(report.fixes.size() == 1);
    CHECK(report.fixes[0].command == "echo making; : > flag");
    CHECK(report.fixes[0].id == "lab.flag");
    CHECK(report.fixes[0].status == 0);
    CHECK(report.fixes[0].output == "making\n");
    CHECK(ended.out.find("ok        flag: flag is there\n") != std::string::npos);

    auto const again = call(place, {"check", "--fix"});
    CHECK(again.err == "nothing to fix: no finding that is not as it should be carries a fix\n");
    CHECK(report_in(place / "environment.json").fixes.empty());
}

TEST_CASE("A fix that fails is said to have failed, and the finding stays") {
    support::Workplace const place;
    auto const ended = call(place, {"check", "--fix", "--set", "lab.flag=/no/such/folder/flag"});
    CHECK(ended.code() == 0);  // advised only
    CHECK(ended.err.find("\n  failed with ") != std::string::npos);
    auto const report = report_in(place / "environment.json");
    CHECK(finding_of(report, "flag").verdict == "invalid");
    REQUIRE(report.fixes.size() == 1);
    CHECK(report.fixes[0].status > 0);
}

TEST_CASE("A run never fixes anything") {
    support::Workplace const place;
    CHECK(call(place, {"run", "--quiet"}).code() == 0);
    CHECK_FALSE(std::filesystem::exists(place / "flag"));
}

TEST_CASE("A validator is not asked when one that comes before it is invalid") {
    support::Workplace const place;
    auto const ended = call(place, {"check", "--set", "lab.first=invalid"});
    CHECK(ended.code() == 3);
    auto const report = report_in(place / "environment.json");
    CHECK(finding_of(report, "first").seen == "bad");
    CHECK(finding_of(report, "second").verdict == "invalid");
    CHECK(finding_of(report, "second").seen == "not asked, because \"first\" is invalid");
    CHECK(finding_of(report, "second").data.at("stopped_by") == "first");
    CHECK(finding_of(report, "second").expected == "\"first\" to be valid first");
    CHECK(finding_of(report, "third").seen == "not asked, because \"second\" is invalid");
    CHECK(finding_of(report, "flag").seen == "flag is not there");
}

TEST_CASE("A warning does not keep those that come after from being asked") {
    support::Workplace const place;
    CHECK(call(place, {"check", "--set", "lab.first=warning"}).code() == 0);
    CHECK(finding_of(report_in(place / "environment.json"), "third").seen == "asked");
}

TEST_CASE("A required validator stops the tests that it concerns") {
    support::Workplace const place;
    auto const ended = call(place, {"run", "--quiet", "--set", "lab.first=invalid"});
    CHECK(ended.code() == 4);
    auto const record = support::read_record(place.latest_run());
    CHECK(record["lab/runs"].outcome == ltk::outcome::not_run);
    CHECK(record["lab/runs"].reason == "first: bad");
    CHECK(record["lab/needs nothing"].outcome == ltk::outcome::pass);
}

TEST_CASE("A check beside a run names what changed") {
    support::Workplace const place;
    REQUIRE(call(place, {"run", "--quiet"}).code() == 0);
    auto const same = call(place, {"check", "--against", "latest"});
    CHECK(same.code() == 0);
    CHECK(same.out.ends_with("against latest: the same hardware, the same software, the same configuration\n"));

    auto const file = (place.latest_run() / "environment.json").string();
    auto const other = call(place, {"check", "--against", file, "--set", "lab.flag=/"});
    CHECK(other.out.find(": the same hardware, the same software, other configuration (lab.flag)\n"
                         "  configuration lab.flag: \"flag\" -> \"/\"\n  finding lab.flag: invalid -> valid\n") != std::string::npos);
    auto const report = report_in(place / "environment.json");
    CHECK(report.against == file);
    REQUIRE(report.changes.size() == 2);
    CHECK(report.changes[0] == ltk::FactChange{"configuration", "lab.flag", "\"flag\"", "\"/\""});
}

TEST_CASE("A check beside something that is no run is refused before anything is asked") {
    support::Workplace const place;
    auto const none = call(place, {"check", "--against", "latest"});
    CHECK(none.code() == 2);
    CHECK(none.err.find("[ltk.run.unknown]") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(place / "environment.json"));

    std::ofstream(place / "other.json") << "{}";
    auto const other = call(place, {"check", "--against", "other.json"});
    CHECK(other.code() == 2);
    CHECK(other.err.find("other.json: \"format\" is missing") == 0);

    REQUIRE(call(place, {"run", "--quiet"}).code() == 0);
    std::filesystem::remove(place.latest_run() / "environment.json");
    auto const gone = call(place, {"check", "--against", "latest"});
    CHECK(gone.code() == 2);
    CHECK(gone.err.starts_with("--against latest: "));
    CHECK(gone.err.find(
              "environment.json cannot be read: No such file or directory (ENOENT); name a run that LTK made, or an environment.json "
              "that `check` wrote\n[ltk.environment.against]\n") != std::string::npos);
}

TEST_CASE("What check prints for programs is environment.json") {
    support::Workplace const place;
    auto const ended = call(place, {"check", "--json"});
    CHECK(ended.out == content_of(place / "environment.json"));
    CHECK(ltk::read_environment_report(ended.out).version == 2);
}

TEST_CASE("A machine that changes while a run goes on is in the journal, in environment.json and in every report") {
    support::Workplace const place;
    support::strings arguments{"--user", "--map-root-user", "--uts", "true"};
    if (::access("/usr/bin/unshare", X_OK) != 0 || support::Running(place, "/usr/bin/unshare", {arguments}).wait().code() != 0)
        SKIP("a host name of one's own needs a namespace, which this user may not make");
    arguments.back() = LTK_PROGRAMS_DIR "/ltk_program_validators";
    for (char const* const one : {"run", "--set", "lab.change=hostname", "--report", "junit:out.xml", "--report", "tap:out.tap"})
        arguments.emplace_back(one);
    auto const ended = support::Running(place, "/usr/bin/unshare", {arguments}).wait();
    INFO(ended.out << ended.err);
    CHECK(ended.code() == 0);

    struct Drift {
        std::vector<ltk::event::EnvironmentDrifted> drifted;
        std::vector<ltk::event::FindingReported> findings;
        void on(ltk::event::EnvironmentDrifted const& e) { drifted.push_back(e); }
        void on(ltk::event::FindingReported const& e) {
            if (e.validator == "environment drift") findings.push_back(e);
        }
    } seen;
    ltk::StoredJournal(place.latest_run()).for_each(seen);
    REQUIRE(seen.drifted.size() == 1);
    CHECK(seen.drifted[0].part == "configuration");
    CHECK(seen.drifted[0].key == "host");
    CHECK(seen.drifted[0].after == "drifted.example");
    REQUIRE(seen.findings.size() == 1);
    CHECK(seen.findings[0].id == "drift.host");
    CHECK(seen.findings[0].verdict == "warning");
    CHECK(seen.findings[0].expected == seen.drifted[0].before);
    CHECK(seen.findings[0].remedy.find("check --against ") != std::string::npos);

    auto const report = report_in(place.latest_run() / "environment.json");
    CHECK(report.verdict == "warning");
    REQUIRE(report.drift.size() == 1);
    CHECK(report.drift[0].after == "drifted.example");
    CHECK(finding_of(report, "environment drift").id == "drift.host");

    std::string const words = "host changed while the run went on: it was " + seen.drifted[0].before + ", and is drifted.example";
    CHECK(ended.out.find("WARNING environment drift: " + words) != std::string::npos);
    CHECK(content_of(place / "out.xml").find(words) != std::string::npos);
    CHECK(content_of(place / "out.tap").find("finding.environment drift") != std::string::npos);
    CHECK(content_of(place / "out.tap").find(words) != std::string::npos);
    CHECK(call(place, {"collateral", "build", "latest", "--output", "bundle"}).code() == 0);
}

TEST_CASE("A machine that stays as it is has no drift") {
    support::Workplace const place;
    REQUIRE(call(place, {"run", "--quiet"}).code() == 0);
    CHECK(report_in(place.latest_run() / "environment.json").drift.empty());
}
