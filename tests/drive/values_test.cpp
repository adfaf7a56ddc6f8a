// What a failed check shows of each kind of value.
#include <support/run_program.hpp>
#include <support/run_record.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <string>

using Catch::Matchers::ContainsSubstring;

namespace {

struct Expectation {
    char const* test;
    char const* expected;
    char const* seen;
};

Expectation const expectations[] = {
    {"bool", "false", "true"},
    {"a value alone", "< 1", "2"},
    {"int", "2", "-1"},
    {"unsigned", "< 3", "4000000000"},
    {"int64", "> 9000000000", "-9000000000"},
    {"size", "0", "18446744073709551615"},
    {"small numbers", "-100", "200"},
    {"double", "0.3", "0.30000000000000004"},
    {"float", "2.5", "1.5"},
    {"no number", "0", "nan"},
    {"char", "'b'", "'a'"},
    {"odd char", "'\\''", "'\\n'"},
    {"quote", "'\"'", "'\\\\'"},
    {"string", "\"one \\\"two\\\"\\\\\"", "\"one\\ttwo\\n\""},
    {"string of odd bytes", "\"\"", "\"\\x01\\x7f\""},
    {"string view", "\"right\"", "\"left\""},
    {"char pointer", "nullptr", "\"left\""},
    {"char array", "\"right\"", "\"left\""},
    {"path", "\"/a/c\"", "\"/a/b\""},
    {"ltk path", "\"/a/c\"", "\"/a/b\""},
    {"optional", "nullopt", "3"},
    {"optional text", "\"y\"", "\"x\""},
    {"vector", "{}", "{1, 2}"},
    {"vector of texts", "{\"c\"}", "{\"a\", \"b\"}"},
    {"vector of bool", "{}", "{true, false}"},
    {"array", "{1, 3}", "{1, 2}"},
    {"map", "{}", "{(\"one\", 1)}"},
    {"pair", "(2, \"y\")", "(1, \"x\")"},
    {"volatile", "8", "7"},
    {"enum class", "9", "7"},
    {"old enum", "0", "-3"},
    {"null pointer", "!= nullptr", "nullptr"},
    {"pointer", "nullptr", "0xabc0"},
    {"duration", "2s", "1.5s"},
    {"chrono", "1s", "1min30s"},
    {"bytes", "1000B", "64KiB"},
    {"ltk_show", "hooked 2", "hooked 1"},
    {"ltk_show of a number", "200", "100"},
    {"operator<<", "streamed 2000", "streamed 1000"},
    {"neither", "<values::Mute>", "<values::Mute>"},
    {"vector of own", "{}", "{hooked 1, hooked 2}"},
    {"parentheses", "true", "false"},
    {"arithmetic", "3", "2"},
    {"bytes that are no UTF-8", "\"good\"", "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},
};

}  // namespace

TEST_CASE("a failed check shows both sides of every kind of value") {
    support::Workplace const place;
    auto const ended = support::run(place, "values", {{"run", "--quiet"}, {{"LC_ALL", "de_DE.UTF-8"}}});
    INFO(ended.out << ended.err);
    CHECK(ended.code() == 1);
    auto const record = support::read_record(place.latest_run());
    for (auto const& one : expectations) {
        INFO(one.test);
        auto const& told = record[std::string("values/") + one.test];
        CHECK(ltk::name(told.outcome) == "fail");
        REQUIRE_FALSE(told.failures.empty());
        auto const& failure = told.failures.front();
        CHECK(failure.kind == "check");
        CHECK(failure.expected == one.expected);
        CHECK(failure.seen == one.seen);
        CHECK_THAT(failure.file, ContainsSubstring("values.cpp"));
        CHECK(failure.line > 0);
        CHECK_THAT(failure.message, ContainsSubstring(" does not hold: " + std::string(one.seen)));
    }
    CHECK(record["values/arithmetic"].failures.front().expression == "1 + 1 == 3");
    CHECK(record["values/arithmetic"].failures.front().message == "1 + 1 == 3 does not hold: 2 == 3");
    CHECK(record["values/char array"].failures.size() == 2);
    CHECK(record["values/char array"].failures.back().seen == "\"full\"");
    CHECK(record["values/a value that converts"].failures.front().expected == "true");
    auto const& long_one = record["values/a long one"].failures.front();
    CHECK(long_one.seen.size() < 5000);
    CHECK_THAT(long_one.seen, ContainsSubstring("bytes left out"));
}
