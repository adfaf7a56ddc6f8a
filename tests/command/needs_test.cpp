// What becomes of tests whose needs this machine does not meet, from the command line to the reports.
#include <support/run_program.hpp>
#include <support/run_record.hpp>

#include <ltk/plan/lock.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <filesystem>
#include <string>

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::EndsWith;
using Catch::Matchers::StartsWith;
using support::Ended;
using support::strings;
using support::Workplace;

namespace {

Ended needy(Workplace const& place, strings arguments) {
    arguments.insert(arguments.end(), {"--set", "fs.mount=" + place.path().string()});
    return support::run(place, "needy", {arguments, {}});
}

std::string const no_tool = "needs ltk-no-such-tool >= 3.0: no such program in PATH";

}  // namespace

TEST_CASE("tests whose needs are not met do not run, and every record says why", "[needs]") {
    Workplace const place;
    auto const ended = needy(place, {"run", "--report", "junit:out.xml", "--report", "console"});
    INFO(ended.out << ended.err);
    CHECK(ended.code() == 0);
    auto const record = support::read_record(place.latest_run());
    CHECK(record["needy/plain"].outcome == ltk::outcome::pass);
    CHECK(record["needy/scratch"].outcome == ltk::outcome::pass);
    CHECK(record["needy/anything"].outcome == ltk::outcome::pass);
    CHECK(record["needy/a tool"].outcome == ltk::outcome::not_applicable);
    CHECK(record["needy/a tool"].reason == no_tool);
    CHECK(record["needy/a tool"].times_started == 0);
    CHECK_THAT(record["needy/a tool and space"].reason, StartsWith(no_tool + "; needs 90071992547409"));
    CHECK(record.without_one_outcome() == strings{});
    CHECK_THAT(ended.out, ContainsSubstring(no_tool));
    CHECK_THAT(content_of(place / "out.xml"), ContainsSubstring("ltk-no-such-tool &gt;= 3.0: no such program in PATH"));
    auto const lock = ltk::read_plan_lock(content_of(place.latest_run() / "plan.lock.json"));
    CHECK(lock.tests.at(1).reason == no_tool);
    CHECK(lock.tests.at(1).outcome == "not_applicable");
}

TEST_CASE("the plan says what would have to change", "[needs]") {
    Workplace const place;
    auto const plan = needy(place, {"plan"});
    CHECK_THAT(plan.out, ContainsSubstring("  needy/a tool\n      not_applicable: " + no_tool + "\n"));
    auto const why = needy(place, {"plan", "--why-not"});
    CHECK_THAT(why.out, StartsWith("ltk-no-such-tool >= 3.0\n"
                                   "    now:     no such program in PATH\n"
                                   "    do:      install ltk-no-such-tool >= 3.0\n"
                                   "    unlocks: 2 tests\n"
                                   "        needy/a tool\n"
                                   "        needy/a tool and space  (also needs "));
    CHECK_THAT(why.out, ContainsSubstring(" free in fs.mount\n    now:     found "));
    CHECK_THAT(why.out, EndsWith("total: 2 tests not run for want of 2 needs, 3 to run\n"));
    auto const json = needy(place, {"plan", "--why-not", "--json"});
    CHECK_THAT(json.out, StartsWith(R"({"format":"ltk.why_not","needs":[{"found":"no such program in PATH","known":true,)"));
    CHECK_THAT(needy(place, {"plan", "--why-not", "--select", "needy/plain"}).out,
               StartsWith("this machine has everything that the tests of the plan need"));
}

TEST_CASE("needs can be left aside", "[needs]") {
    Workplace const place;
    auto const ended = needy(place, {"run", "--quiet", "--no-needs"});
    CHECK(ended.code() == 0);
    auto const record = support::read_record(place.latest_run());
    CHECK(record.finished.passed == 5);
}

TEST_CASE("a lock that was made elsewhere is asked again", "[needs]") {
    Workplace const place;
    REQUIRE(needy(place, {"plan", "--no-needs", "--lock", "lock.json"}).code() == 0);
    CHECK_THAT(content_of(place / "lock.json"), !ContainsSubstring("not_applicable"));
    CHECK(needy(place, {"run", "--quiet", "--locked", "lock.json"}).code() == 0);
    CHECK(support::read_record(place.latest_run())["needy/a tool"].reason == no_tool);
}

TEST_CASE("a directory that is not there makes its need unknown, and the evidence incomplete", "[needs]") {
    Workplace const place;
    auto const ended = needy(place, {"run", "--quiet", "--set", "fs.scratch=/no/such/place"});
    CHECK(ended.code() == 4);
    auto const record = support::read_record(place.latest_run());
    CHECK(record["needy/scratch"].outcome == ltk::outcome::not_run);
    CHECK(record["needy/scratch"].reason == "needs 1KiB free in fs.scratch: /no/such/place: No such file or directory (ENOENT)");
}

TEST_CASE("when no test can run here, nothing ran", "[needs]") {
    Workplace const place;
    CHECK(needy(place, {"run", "--quiet", "--select", "\"needy/a tool\""}).code() == 5);
}
