#include <ltk/environment/fix.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>

namespace {

ltk::event::FindingReported finding(std::string verdict, std::string fix) {
    ltk::event::FindingReported made;
    made.validator = "swap is off";
    made.id = "memory.swap";
    made.verdict = std::move(verdict);
    made.fix = std::move(fix);
    return made;
}

}  // namespace

TEST_CASE("Only findings that are not as they should be are fixed, each command once") {
    ltk::EnvironmentReport report;
    report.findings = {finding("valid", "a"), finding("warning", "b"), finding("invalid", ""), finding("invalid", "b"),
                       finding("invalid", "c")};
    auto const found = ltk::fixable(report);
    REQUIRE(found.size() == 2);
    CHECK(found[0].fix == "b");
    CHECK(found[1].fix == "c");
}

TEST_CASE("A fix is written down with its command, its end and its output") {
    auto const tried = ltk::try_fix(finding("invalid", "echo \"two words\"; echo bad >&2; exit 3"), ltk::duration::seconds(20), {});
    CHECK(tried.validator == "swap is off");
    CHECK(tried.id == "memory.swap");
    CHECK(tried.command == "echo \"two words\"; echo bad >&2; exit 3");
    CHECK(tried.status == 3);
    CHECK(tried.output == "two words\nbad\n");
    CHECK(tried.elapsed > 0);
}

TEST_CASE("A fix that does not end is ended, and said to have failed") {
    auto const tried = ltk::try_fix(finding("invalid", "sleep 1000"), ltk::duration::seconds(0.1), {});
    CHECK(tried.status == -1);
    CHECK(tried.elapsed < 20);
}

TEST_CASE("The end of a long output is kept, as valid text") {
    auto const tried =
        ltk::try_fix(finding("invalid", "head -c 9000 /dev/zero | tr '\\0' x; printf '\\377end'"), ltk::duration::seconds(20), {});
    CHECK(tried.output.size() <= 4096 + 3);
    CHECK(
        tried.output.ends_with("\xEF\xBF\xBD"
                               "end"));
}

TEST_CASE("A secret that a fix prints is masked, also where the output is cut") {
    ltk::Masker const masker({"hunter2-and-more"});
    auto const tried =
        ltk::try_fix(finding("invalid", "printf hunter2-and-more; head -c 4085 /dev/zero | tr '\\0' x; printf ' hunter2-and-more'"),
                     ltk::duration::seconds(20), masker);
    CHECK(tried.output.find("hunter2") == std::string::npos);
    CHECK(tried.output.find("and-more") == std::string::npos);  // the end of the first one
    CHECK(tried.output.ends_with(" ******"));
}

TEST_CASE("The very end of an output is kept, however long it is, and no secret is cut on the way") {
    ltk::Masker const masker({"hunter2-and-more"});
    // A third of a megabyte in which the secret lies at every distance from a boundary of what is read at once.
    auto const tried = ltk::try_fix(
        finding("invalid", "i=0; while [ $i -lt 20000 ]; do printf hunter2-and-more; i=$((i+1)); done; printf ' out of space'"),
        ltk::duration::seconds(60), masker);
    CHECK(tried.status == 0);
    CHECK(tried.output.ends_with("****** out of space"));
    CHECK(tried.output.find_first_not_of('*') == tried.output.size() - std::string(" out of space").size());
}
