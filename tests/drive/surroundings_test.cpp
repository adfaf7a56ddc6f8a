// Whatever a program was started with - a parent that ignores its children, no standard input, few descriptors, another locale -
// its run is the same.
#include <support/run_program.hpp>
#include <support/run_record.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <string>

using Catch::Matchers::ContainsSubstring;
using support::strings;
using support::Workplace;

namespace {

strings const arguments{"run", "--quiet", "--select", "outcomes/passes or outcomes/fails"};

void check_run(Workplace const& place, support::Ended const& ended) {
    INFO(ended.out << ended.err);
    CHECK(ended.code() == 1);
    auto const record = support::read_record(place.latest_run());
    CHECK(ltk::name(record["outcomes/passes"].outcome) == "pass");
    CHECK(ltk::name(record["outcomes/fails"].outcome) == "fail");
    CHECK(place.left_behind() == strings{});
}

}  // namespace

TEST_CASE("a parent that ignores SIGCHLD changes nothing") {
    Workplace const place;
    support::Start start{arguments};
    start.ignore_children = true;
    check_run(place, support::run(place, "features", start));
}

TEST_CASE("a program without standard input runs") {
    Workplace const place;
    support::Start start{arguments};
    start.input = "";
    check_run(place, support::run(place, "features", start));
}

TEST_CASE("locale and time zone change nothing that is written") {
    Workplace const place;
    auto const report = [&](std::map<std::string, std::string> const& environment) {
        support::run(place, "features", {{"report", "latest", "--to", "junit"}, environment});
        return support::run(place, "features", {{"report", "latest", "--to", "junit"}, environment}).out;
    };
    check_run(place, support::run(place, "features", {arguments, {{"LC_ALL", "de_DE.UTF-8"}, {"TZ", "Asia/Kathmandu"}}}));
    auto const plain = report({{"LC_ALL", "C"}, {"TZ", "UTC"}});
    CHECK(plain.size() > 500);
    CHECK(report({{"LC_ALL", "de_DE.UTF-8"}, {"TZ", "Asia/Kathmandu"}}) == plain);
}

TEST_CASE("a worker that nobody wants says what to do") {
    Workplace const place;
    std::string const number = GENERATE("3", "0", "-1", "words", "99999999999");
    auto const ended = support::run(place, "features", {{"--ltk-worker", number}});
    CHECK(ended.code() == 2);
    CHECK_THAT(ended.err, ContainsSubstring("start it without --ltk-worker"));
}
