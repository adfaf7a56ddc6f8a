#include <ltk/environment/against.hpp>
#include <ltk/environment/describe.hpp>
#include <ltk/environment/report.hpp>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace {

ltk::event::FindingReported finding(std::string validator, std::string severity, std::string verdict, std::string seen,
                                    std::string remedy = "") {
    ltk::event::FindingReported made;
    made.validator = std::move(validator);
    made.severity = std::move(severity);
    made.verdict = std::move(verdict);
    made.seen = std::move(seen);
    made.remedy = std::move(remedy);
    made.file = "site.cpp";
    made.line = 12;
    made.elapsed = 0.25;
    return made;
}

ltk::EnvironmentReport sample() {
    ltk::EnvironmentReport report;
    report.findings = {
        finding("clock is right", "required", "valid", "within 3ms"), finding("space", "required", "warning", "less than 64MiB free"),
        finding("swap is off", "advised", "invalid", "swap is on", "swapoff -a"),
        finding("mount is there", "required", "invalid", "/mnt/lustre is not a directory", "mount -t lustre mgs@tcp:/lustre /mnt/lustre"),
        finding("server", "information", "invalid", "2.16.0")};
    report.verdict = ltk::verdict_of(report.findings);
    report.taken = "2026-01-02T03:04:05Z";
    report.stage = "regression";
    report.fingerprint = ltk::in_parts({{"kernel", "Linux 6.1"}, {"cpu.model", "x"}});
    return report;
}

std::string refusal(std::string const& json) {
    try {
        ltk::read_environment_report(json);
    } catch (ltk::Error const& error) {
        CHECK(error.id() == "ltk.environment.report");
        return error.what();
    }
    FAIL("was read: " << json);
    return {};
}

}  // namespace

TEST_CASE("The verdict is that of the worst finding that matters") {
    using ltk::verdict_of;
    CHECK(verdict_of({}) == "unknown");
    CHECK(verdict_of({finding("a", "required", "valid", "")}) == "valid");
    CHECK(verdict_of({finding("a", "required", "valid", ""), finding("b", "required", "warning", "")}) == "warning");
    CHECK(verdict_of({finding("a", "advised", "invalid", "")}) == "warning");
    CHECK(verdict_of({finding("a", "information", "invalid", "")}) == "valid");
    CHECK(verdict_of({finding("a", "advised", "invalid", ""), finding("b", "required", "invalid", "")}) == "invalid");
}

TEST_CASE("A report is read as it was written") {
    auto const json = ltk::to_json(sample());
    auto const read = ltk::read_environment_report(json);
    CHECK(ltk::to_json(read) == json);
    CHECK(read.verdict == "invalid");
    CHECK(read.stage == "regression");
    REQUIRE(read.findings.size() == 5);
    CHECK(read.findings[3].remedy == "mount -t lustre mgs@tcp:/lustre /mnt/lustre");
    CHECK(read.findings[3].line == 12);
    CHECK(read.fingerprint.software.at("kernel") == "Linux 6.1");
    CHECK(json.back() == '\n');
}

TEST_CASE("Reports of other versions: unknown fields are passed over, missing ones have defaults") {
    auto const report =
        ltk::read_environment_report(R"({"format": "ltk.environment", "new": [{}], "findings": [{"seen": "x", "later": 1}]})");
    CHECK(report.findings.at(0).seen == "x");
    CHECK(report.version == 1);
    CHECK(report.verdict.empty());
}

TEST_CASE("What is no report is refused with place and reason") {
    CHECK(refusal("") == "environment.json:1:1: expected an object, found the end; this is no valid JSON, perhaps the file is incomplete");
    CHECK(refusal("{\n  \"findings\": 3}").find("environment.json:2:15: findings: expected an array, found a number") == 0);
    CHECK(refusal("{}") == "environment.json: \"format\" is missing, expected \"ltk.environment\"; is this another file?");
    CHECK(refusal("{\"format\": \"a\\nb\"}") ==
          "environment.json: \"format\" is \"a b\", expected \"ltk.environment\"; is this another file?");
    CHECK(refusal("{\"format\": \"ltk.environment\", \"version\": 7}").find("version is 7, and this program reads versions up to 2") !=
          std::string::npos);
    CHECK(refusal("{\"format\": \"ltk.environment\", \"version\": 0}").find("version is 0") != std::string::npos);
    CHECK(refusal("{\"format\": \"ltk.environment\"} x").find("environment.json:1:31: ") == 0);
    CHECK(refusal(std::string(100'000, '[')).find("environment.json:1:1: expected an object, found an array") == 0);
    CHECK(refusal("{\"x\": " + std::string(100'000, '[')).find("nested too deep") != std::string::npos);
    auto const json = ltk::to_json(sample());
    for (std::size_t length = 0; length + 2 < json.size(); length += 3) CHECK_FALSE(refusal(json.substr(0, length)).empty());
}

TEST_CASE("Version 1 had the facts in one map") {
    auto const report = ltk::read_environment_report(
        R"({"format": "ltk.environment", "version": 1, "verdict": "valid", "stage": "x", "fingerprint": {"kernel": "Linux 5", "arch": "x86_64"}})");
    CHECK(report.version == 1);
    CHECK(report.verdict == "valid");
    CHECK(report.stage == "x");
    CHECK(report.fingerprint.software.at("kernel") == "Linux 5");
    CHECK(report.fingerprint.hardware.at("arch") == "x86_64");
}

TEST_CASE("The table says first what stops the tests, and what to do") {
    auto report = sample();
    report.findings[3].expected = "a directory";
    report.findings[3].fix = "mkdir /mnt/lustre";
    CHECK(ltk::describe(report) ==
          "environment: invalid (1 required, 1 advised, 1 warning, 2 ok)\n"
          "REQUIRED  mount is there\n"
          "          seen:     /mnt/lustre is not a directory\n"
          "          expected: a directory\n"
          "          remedy:   mount -t lustre mgs@tcp:/lustre /mnt/lustre\n"
          "          fix:      mkdir /mnt/lustre\n"
          "          from:     site.cpp:12\n"
          "advised   swap is off\n"
          "          seen:     swap is on\n"
          "          remedy:   swapoff -a\n"
          "          from:     site.cpp:12\n"
          "warning   space\n"
          "          seen:     less than 64MiB free\n"
          "          from:     site.cpp:12\n"
          "ok        clock is right: within 3ms\n"
          "fact      server: 2.16.0\n");
}

TEST_CASE("A cause stands before what it kept from being asked") {
    ltk::EnvironmentReport report;
    report.verdict = "invalid";
    report.findings = {finding("a", "required", "invalid", "not asked, because \"b\" is invalid"),
                       finding("b", "required", "invalid", "bad")};
    report.findings.front().data["stopped_by"] = "b";
    auto const text = ltk::describe(report);
    CHECK(text.find("REQUIRED  b\n") < text.find("REQUIRED  a\n"));
}

TEST_CASE("The facts come on request") {
    auto const text = ltk::describe(sample(), true);
    CHECK(text.find("hardware:\n  cpu.model  x\nsoftware:\n  kernel     Linux 6.1\n") != std::string::npos);
}

TEST_CASE("What changed is told in a sentence and fact by fact") {
    auto report = sample();
    auto earlier = sample();
    earlier.fingerprint = ltk::in_parts({{"kernel", "Linux 5.14"}, {"cpu.model", "x"}, {"swap", "1KiB"}});
    earlier.findings[0].verdict = "invalid";
    for (auto* one : {&report, &earlier})
        for (auto& finding : one->findings) finding.id = finding.validator;
    earlier.values = {{"fs.mount", "\"/mnt/a\""}};
    report.values = {{"fs.mount", "\"/mnt/b\""}};
    ltk::compare_with(report, earlier, "20260101T000000Z-1");
    auto const text = ltk::describe(report);
    CHECK(text.substr(text.find("against")) ==
          "against 20260101T000000Z-1: the same hardware, other software (kernel), other configuration (swap, fs.mount)\n"
          "  software kernel: Linux 5.14 -> Linux 6.1\n"
          "  configuration swap: 1KiB -> (none)\n"
          "  configuration fs.mount: \"/mnt/a\" -> \"/mnt/b\"\n"
          "  finding clock is right: invalid -> valid\n");
    auto const read = ltk::read_environment_report(ltk::to_json(report));
    CHECK(read.changes == report.changes);
    CHECK(read.against == "20260101T000000Z-1");
}

TEST_CASE("A report that is compared with itself changed nothing") {
    auto report = sample();
    ltk::compare_with(report, sample(), "latest");
    CHECK(report.changes.empty());
    CHECK(ltk::describe(report).find("against latest: the same hardware, the same software, the same configuration\n") !=
          std::string::npos);
}

TEST_CASE("Long lists of changed keys are cut in the sentence") {
    std::vector<ltk::FactChange> changes;
    for (int i = 0; i < 20; ++i) changes.push_back({"software", "a.rather.long.key." + std::to_string(i), "", "x"});
    auto const text = ltk::describe_parts(changes);
    CHECK(text.find("other software (a.rather.long.key.0, ") != std::string::npos);
    CHECK(text.find(" more)") != std::string::npos);
    CHECK(text.size() < 200);
}

TEST_CASE("Good and empty reports are short, and nothing in a finding breaks a line") {
    ltk::EnvironmentReport report;
    report.verdict = "unknown";
    CHECK(ltk::describe(report) == "environment: unknown (no validator was asked)\n");
    report.findings = {finding("a\nb", "required", "valid", "c\r\nd\x1b[31m")};
    report.verdict = "valid";
    auto const text = ltk::describe(report);
    CHECK(std::count(text.begin(), text.end(), '\n') == 2);
    CHECK(text.find('\x1b') == std::string::npos);
}

TEST_CASE("The published schema is the one of the struct", "[schema]") {
    std::string const published = LTK_SOURCE_DIR "/docs/schema/environment.schema.json";
    if (std::getenv("LTK_WRITE_PUBLISHED") != nullptr) std::ofstream(published) << ltk::environment_schema();
    INFO("after a change of the report, run this test once with LTK_WRITE_PUBLISHED=1 and look at the difference");
    std::ifstream file(published);
    std::ostringstream text;
    text << file.rdbuf();
    CHECK(text.str() == ltk::environment_schema());
}
