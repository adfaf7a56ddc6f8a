#include <ltk/results/canonical_json.hpp>
#include <ltk/results/json_into.hpp>
#include <results/sample_events.hpp>

#include <nlohmann/json.hpp>

#include <catch2/catch_test_macros.hpp>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace {

template <class T>
T read_back(std::string const& text) {
    T value{};
    ltk::detail::JsonReader reader(text);
    ltk::detail::read_json(reader, value);
    reader.expect_end();
    return value;
}

struct Point {
    double y = 0;
    int x = 0;
    std::optional<std::string> label;
};
struct Nothing {};

TEST_CASE("numbers are the shortest that read back, in ECMAScript's notation", "[canonical_json]") {
    // Bit patterns and texts of RFC 8785, appendix B.
    std::vector<std::pair<std::uint64_t, std::string>> const table{
        {0x0000000000000000, "0"},
        {0x8000000000000000, "0"},
        {0x0000000000000001, "5e-324"},
        {0x8000000000000001, "-5e-324"},
        {0x7fefffffffffffff, "1.7976931348623157e+308"},
        {0xffefffffffffffff, "-1.7976931348623157e+308"},
        {0x4340000000000000, "9007199254740992"},
        {0xc340000000000000, "-9007199254740992"},
        {0x4430000000000000, "295147905179352830000"},
        {0x44b52d02c7e14af5, "9.999999999999997e+22"},
        {0x44b52d02c7e14af6, "1e+23"},
        {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
        {0x444b1ae4d6e2ef4e, "999999999999999700000"},
        {0x444b1ae4d6e2ef4f, "999999999999999900000"},
        {0x444b1ae4d6e2ef50, "1e+21"},
        {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
        {0x3eb0c6f7a0b5ed8d, "0.000001"},
        {0x41b3de4355555553, "333333333.3333332"},
        {0x41b3de4355555554, "333333333.33333325"},
        {0x41b3de4355555555, "333333333.3333333"},
        {0x41b3de4355555556, "333333333.3333334"},
        {0x41b3de4355555557, "333333333.33333343"},
        {0xbecbf647612f3696, "-0.0000033333333333333333"},
        {0x43143ff3c1cb0959, "1424953923781206.2"},
    };
    for (auto const& [bits, text] : table) CHECK(ltk::canonical_json(std::bit_cast<double>(bits)) == text);
}

TEST_CASE("every double reads back as itself", "[canonical_json]") {
    std::mt19937_64 random(7);
    for (int i = 0; i < 20'000; ++i) {
        double const value = std::bit_cast<double>(random());
        if (std::isnan(value)) continue;
        auto const text = ltk::canonical_json(value);
        auto const back = read_back<double>(text);
        if (back < value || back > value) FAIL(text);
        if (std::isfinite(value) && !nlohmann::json::accept(text)) FAIL(text);
    }
}

TEST_CASE("what JSON has no number for is a string and comes back", "[canonical_json]") {
    double const infinity = std::numeric_limits<double>::infinity();
    CHECK(ltk::canonical_json(infinity) == "\"Infinity\"");
    CHECK(ltk::canonical_json(-infinity) == "\"-Infinity\"");
    CHECK(ltk::canonical_json(std::nan("")) == "\"NaN\"");
    CHECK(read_back<double>("\"-Infinity\"") < -1e308);
    CHECK(std::isnan(read_back<double>("\"NaN\"")));
    CHECK_THROWS_AS(read_back<double>("\"12\""), ltk::detail::JsonFlaw);
}

TEST_CASE("integers beyond 2^53 - 1 are strings of digits and come back", "[canonical_json]") {
    CHECK(ltk::canonical_json(std::uint64_t{9007199254740991}) == "9007199254740991");
    CHECK(ltk::canonical_json(std::uint64_t{9007199254740992}) == "\"9007199254740992\"");
    CHECK(ltk::canonical_json(std::numeric_limits<std::int64_t>::min()) == "\"-9223372036854775808\"");
    CHECK(ltk::canonical_json(-1) == "-1");
    CHECK(read_back<std::uint64_t>("\"18446744073709551615\"") == std::numeric_limits<std::uint64_t>::max());
    CHECK(read_back<std::int64_t>("\"-9223372036854775808\"") == std::numeric_limits<std::int64_t>::min());
    CHECK(read_back<int>("1e3") == 1000);
    CHECK(read_back<int>("-5.0") == -5);
}

TEST_CASE("strings have the fewest escapes and valid UTF-8", "[canonical_json]") {
    CHECK(ltk::canonical_json(std::string("\xE2\x82\xAC$\x0F\nA'B\"\\\\\"/")) ==
          "\"\xE2\x82\xAC$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");  // RFC 8785, 3.2.2.2
    CHECK(ltk::canonical_json(std::string("\x7f\b\f\r\t")) == "\"\x7f\\b\\f\\r\\t\"");
    CHECK(ltk::canonical_json(std::string("a\xff"
                                          "b\xC3")) ==
          "\"a\xEF\xBF\xBD"
          "b\xEF\xBF\xBD\"");
    CHECK(ltk::canonical_json(std::string("\xED\xA0\x80")) == "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");  // a lone surrogate
    CHECK(ltk::canonical_json(std::string("a\0b", 3)) == "\"a\\u0000b\"");
    for (std::size_t length = 0; length < 40; ++length) {  // whatever stands at whichever place of eight
        for (std::size_t at = 0; at < length; ++at) {
            for (char const c : {'"', '\\', '\x01', '\x1f', ' ', '!', '#', '[', ']', '\x7f', '\x80'}) {
                std::string text(length, 'x');
                text[at] = c;
                auto const json = ltk::canonical_json(text);
                std::string expected = text;
                if (c == '\x80') expected.replace(at, 1, "\xEF\xBF\xBD");
                if (nlohmann::json::parse(json).get<std::string>() != expected) FAIL(json);
                if (json != nlohmann::json(expected).dump()) FAIL(json);
            }
        }
    }
}

TEST_CASE("keys stand in the order of their UTF-16 code units", "[canonical_json]") {
    // RFC 8785, 3.2.3: the emoji (surrogates D83D DE00) comes before U+FB33.
    std::map<std::string, int> const map{{"\xE2\x82\xAC", 1},     {"\r", 2},       {"\xEF\xAC\xB3", 3}, {"1", 4},
                                         {"\xF0\x9F\x98\x80", 5}, {"\xC2\x80", 6}, {"\xC3\xB6", 7}};
    CHECK(ltk::canonical_json(map) ==
          "{\"\\r\":2,\"1\":4,\"\xC2\x80\":6,\"\xC3\xB6\":7,\"\xE2\x82\xAC\":1,\"\xF0\x9F\x98\x80\":5,\"\xEF\xAC\xB3\":3}");
    CHECK(ltk::canonical_json(std::map<std::string, int>{}) == "{}");
}

TEST_CASE("structs have sorted keys; absent values are null", "[canonical_json]") {
    CHECK(ltk::canonical_json(Point{1.5, 2, {}}) == R"({"label":null,"x":2,"y":1.5})");
    CHECK(ltk::canonical_json(Point{1.5, 2, "a"}) == R"({"label":"a","x":2,"y":1.5})");
    CHECK(ltk::canonical_json(Nothing{}) == "{}");
    CHECK(ltk::canonical_json(std::vector<Point>{}) == "[]");
    CHECK(ltk::canonical_json(std::vector<int>{1, 2}) == "[1,2]");
    CHECK(ltk::canonical_json(ltk::outcome::not_applicable) == "\"not_applicable\"");
    CHECK(read_back<Point>(R"({"x":3,"label":null})").x == 3);
}

TEST_CASE("every event reads back as itself, in any order and spacing", "[canonical_json]") {
    ltk::event::for_each_type([]<class Event>(char const* name) {
        INFO(name);
        auto const event = sample_event<Event>();
        auto const text = ltk::canonical_json(event);
        CHECK(ltk::canonical_json(read_back<Event>(text)) == text);

        auto const parsed = nlohmann::json::parse(text);
        CHECK(parsed.size() == ltk::reflect::field_count<Event>);
        CHECK(ltk::canonical_json(read_back<Event>(parsed.dump(3))) == text);
        nlohmann::ordered_json turned;
        std::vector<std::string> keys;
        for (auto const& [key, value] : parsed.items()) keys.push_back(key);
        for (auto key = keys.rbegin(); key != keys.rend(); ++key) turned[*key] = nlohmann::ordered_json(parsed[*key]);
        CHECK(ltk::canonical_json(read_back<Event>(turned.dump())) == text);
        turned["of a later version"] = {{"deep", {1, 2, nullptr, "x"}}};
        CHECK(ltk::canonical_json(read_back<Event>(turned.dump())) == text);

        CHECK(ltk::canonical_json(read_back<Event>("{}")) == ltk::canonical_json(Event{}));  // missing fields
    });
}

TEST_CASE("a value of another type is told with its field", "[canonical_json]") {
    auto const flaw_of = [](std::string const& text) -> std::string {
        try {
            read_back<ltk::event::OutputCaptured>(text);
        } catch (ltk::detail::JsonFlaw const& flaw) {
            return std::to_string(flaw.offset()) + " " + flaw.field() + ": " + flaw.what();
        }
        return "none";
    };
    CHECK(flaw_of(R"({"attempt":"x"})") == "11 attempt: expected an integer from -2147483648 to 2147483647");
    CHECK(flaw_of(R"({"attempt":1.5})") == "11 attempt: expected an integer from -2147483648 to 2147483647");
    CHECK(flaw_of(R"({"attempt":2147483648})") == "11 attempt: expected an integer from -2147483648 to 2147483647");
    CHECK(flaw_of(R"({"attempt":1,"bytes":-1})") == "21 bytes: expected an integer from 0 to 18446744073709551615");
    CHECK(flaw_of(R"({"attempt":[]})") == "11 attempt: expected a number, found an array");
    CHECK(flaw_of(R"({"lines":[{"at":1,"text":"a"},{"at":2,"text":7}]})") == "45 lines[1].text: expected a string, found a number");
    CHECK(flaw_of(R"({"lines":{}})") == "9 lines: expected an array, found an object");
    CHECK(flaw_of(R"([])") == "0 : expected an object, found an array");
}

}  // namespace
