// Fixtures that live as long as the run: made once, seen by each test as they were made, and blamed when they are the ones at fault.
#include <support/run_program.hpp>
#include <support/run_record.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <algorithm>
#include <sstream>
#include <string>

using Catch::Matchers::ContainsSubstring;
using support::Record;
using support::strings;
using support::Workplace;

namespace {

strings notes_in(Workplace const& place) {
    strings lines;
    std::istringstream in(content_of(place / "notes"));
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

Record drive(Workplace const& place, std::string const& select, int code, strings const& more = {}) {
    strings arguments{"run", "--quiet", "--select", select};
    arguments.insert(arguments.end(), more.begin(), more.end());
    auto const ended = support::run(place, "fixtures", {arguments, {{"PLAYGROUND", place.path().string()}}});
    INFO(ended.out << ended.err);
    CHECK(ended.code() == code);
    CHECK(place.left_behind() == strings{});
    return support::read_record(place.latest_run());
}

std::string outcome_of(Record const& record, std::string const& test) { return std::string(ltk::name(record[test].outcome)); }

}  // namespace

TEST_CASE("a per-run fixture is made once, and tests see it as it was made") {
    strings const more = GENERATE(strings{}, strings{"--jobs", "3"});
    Workplace const place;
    auto const record = drive(place, "shared/*", 0, more);
    CHECK(record.finished.passed == 3);
    auto notes = notes_in(place);
    // Tests of their own make theirs, at any time.
    CHECK(std::count(notes.begin(), notes.end(), "per test made") == 2);
    notes.erase(std::remove(notes.begin(), notes.end(), "per test made"), notes.end());
    CHECK(notes == strings{"base made", "shared made", "shared destroyed", "base destroyed"});
    CHECK(record.troubles.empty());
}

TEST_CASE("with --isolation none a per-run fixture is made once as well") {
    Workplace const place;
    drive(place, "shared/first", 0, {"--isolation", "none"});
    CHECK(notes_in(place) == strings{"base made", "shared made", "per test made", "shared destroyed", "base destroyed"});
}

TEST_CASE("a per-run fixture that cannot be made is an error of each test that needs it, and is tried once") {
    Workplace const place;
    auto const record = drive(place, "sour/* or unchecked/* or later/*", 4);
    for (auto const* test : {"sour/first", "sour/second"}) {
        CHECK(outcome_of(record, test) == "error");
        CHECK(record[test].reason == "the fixture Sour could not be made: std::runtime_error: no milk today");
        CHECK(record[test].attempts == 0);
    }
    CHECK(outcome_of(record, "unchecked/first") == "error");
    CHECK(record["unchecked/first"].reason == "the fixture Unchecked could not be made: 1 == 2 does not hold: 1 == 2");
    CHECK(outcome_of(record, "later/works all the same") == "pass");
    auto const notes = notes_in(place);
    CHECK(std::count(notes.begin(), notes.end(), "sour tried") == 1);
    CHECK(record.troubles.empty());  // each test says it, the run need not
}

TEST_CASE("a per-run fixture that is never made, or that dies, costs the keeper its life and no other test anything") {
    Workplace const place;
    auto const record = drive(place, "slow/* or deadly/* or later/*", 4);
    for (auto const* test : {"slow/first", "slow/second"}) {
        CHECK(outcome_of(record, test) == "error");
        CHECK(record[test].reason == "the per-run fixture Slow was not made within 300ms");
    }
    for (auto const* test : {"deadly/first", "deadly/second"}) {
        CHECK(outcome_of(record, test) == "error");
        CHECK(record[test].reason == "the per-run fixture Deadly took the keeper with it when it was made");
    }
    CHECK(outcome_of(record, "later/works all the same") == "pass");
    auto const notes = notes_in(place);
    CHECK(std::count(notes.begin(), notes.end(), "slow tried") == 1);
    CHECK(std::count(notes.begin(), notes.end(), "deadly tried") == 1);
    CHECK(record.without_one_outcome() == strings{});
}

TEST_CASE("a per-run fixture that skips is a skip of each test that needs it, and of no other") {
    Workplace const place;
    auto const record = drive(place, "absent/* or sour/* or later/*", 4);
    for (auto const* test : {"absent/first", "absent/second"}) {
        CHECK(outcome_of(record, test) == "skip");
        CHECK(record[test].reason == "no hardware here");
    }
    CHECK(outcome_of(record, "sour/first") == "error");
    CHECK(outcome_of(record, "later/works all the same") == "pass");
}

TEST_CASE("a per-run fixture that is not destroyed as it should leaves incomplete evidence") {
    struct Case {
        char const* select;
        char const* words;
    };
    auto const one = GENERATE(
        Case{"ends badly/*", "the fixture EndsBadly was not destroyed as it should: std::string(\"clean\") == \"dirty\" does not hold"},
        Case{"ends by throwing/*", "the keeper died while it destroyed the per-run fixtures"},
        Case{"ends never/*", "a per-run fixture was not destroyed within 300ms"});
    Workplace const place;
    auto const record = drive(place, one.select, 4);
    CHECK(record.finished.passed == 1);
    REQUIRE(record.troubles.size() == 1);
    CHECK_THAT(record.troubles.front().what, ContainsSubstring(one.words));
    CHECK_THAT(record.troubles.front().remedy, ContainsSubstring("logs/keeper"));
}

TEST_CASE("what a per-run fixture prints is kept with the run") {
    Workplace const place;
    drive(place, "chatty/*", 0);
    CHECK(content_of(place.latest_run() / "logs/keeper/stdout") == "I am made\n");
}
