#include <ltk/results/json_into.hpp>
#include <ltk/results/json_reader.hpp>
#include <ltk/results/recanonical.hpp>

#include <nlohmann/json.hpp>

#include <catch2/catch_test_macros.hpp>

#include <random>
#include <string>
#include <vector>

namespace {

bool accepts(std::string const& text) {
    try {
        ltk::detail::JsonReader reader(text);
        reader.skip();
        reader.expect_end();
        return true;
    } catch (ltk::detail::JsonFlaw const& flaw) {
        CHECK(flaw.offset() <= text.size());
        return false;
    }
}

std::string recanonical(std::string const& text) {
    std::string out;
    ltk::detail::JsonReader reader(text);
    ltk::detail::append_recanonical(out, reader);
    reader.expect_end();
    return out;
}

std::string flaw_of(std::string const& text) {
    try {
        ltk::detail::JsonReader reader(text);
        reader.skip();
        reader.expect_end();
    } catch (ltk::detail::JsonFlaw const& flaw) {
        return std::to_string(flaw.offset()) + ": " + flaw.what();
    }
    return "none";
}

TEST_CASE("what is JSON is accepted and nothing else", "[json_reader]") {
    std::vector<std::string> const texts{"0",
                                         "-0",
                                         "-",
                                         "01",
                                         "1.",
                                         ".5",
                                         "1e5",
                                         "1E+5",
                                         "1e",
                                         "1e+",
                                         "+1",
                                         "0x1",
                                         "1.5e-10",
                                         "--1",
                                         "NaN",
                                         "Infinity",
                                         "true",
                                         "tru",
                                         "false",
                                         "null",
                                         "nul",
                                         "nulll",
                                         "\"\"",
                                         "\"",
                                         "\"a",
                                         "\"\\\"",
                                         "\"\\\"\"",
                                         "\"\\x\"",
                                         "\"\\u12\"",
                                         "\"\\u12G4\"",
                                         "\"\\uD83D\\uDE00\"",
                                         "\"\n\"",
                                         "\"\t\"",
                                         "\"\x7f\"",
                                         "\"\xC3\xA9\"",
                                         "\"\xC3\"",
                                         "\"\xFF\"",
                                         "\"\xED\xA0\x80\"",
                                         "[]",
                                         "[",
                                         "]",
                                         "[1",
                                         "[1,",
                                         "[1,]",
                                         "[,1]",
                                         "[1,2]",
                                         "[1 2]",
                                         "[[[]]]",
                                         "{}",
                                         "{",
                                         "}",
                                         "{\"a\"",
                                         "{\"a\":",
                                         "{\"a\":1",
                                         "{\"a\":1,",
                                         "{\"a\":1,}",
                                         "{\"a\":1}",
                                         "{a:1}",
                                         "{'a':1}",
                                         "{1:1}",
                                         "{\"a\" 1}",
                                         "{\"a\":1 \"b\":2}",
                                         "{\"a\":1,\"a\":2}",
                                         " [ 1 , { \"a\" : null } ] ",
                                         "[1]]",
                                         "1 2",
                                         "",
                                         " ",
                                         "\xEF\xBB\xBF[]",
                                         "/*c*/1",
                                         "[1]//x",
                                         "\f1",
                                         "\v1",
                                         std::string("[1\0]", 4),
                                         std::string("\0", 1),
                                         "\"a\\u0000b\"",
                                         "1e999",
                                         "[-1.5E+300]"};
    for (auto const& text : texts) {
        INFO(text);
        bool const expected = nlohmann::json::accept(text) || text == "1e999";  // nlohmann refuses what no double holds already here
        if (text == "\xEF\xBB\xBF[]")
            CHECK_FALSE(accepts(text));  // a byte-order mark has no place in a line
        else
            CHECK(accepts(text) == expected);
    }
}

TEST_CASE("broken texts are refused as the other parser does, whatever byte breaks them", "[json_reader]") {
    std::string const good =
        R"({"at":12.25,"data":{"a":[1,-2.5e3,true,null,"x\n\u00e9\ud83d\ude00"],"b":{"c":{}}},"event":"noted","hash":"00ff","seq":7})";
    REQUIRE(accepts(good));
    for (std::size_t size = 0; size < good.size(); ++size) CHECK_FALSE(accepts(good.substr(0, size)));
    std::mt19937 random(11);
    for (int i = 0; i < 30'000; ++i) {
        std::string text = good;
        auto const changes = 1 + random() % 3;
        for (std::size_t change = 0; change < changes; ++change) {
            std::size_t const at = random() % text.size();
            switch (random() % 3) {
                case 0: text[at] = static_cast<char>(random() % 256); break;
                case 1: text.erase(at, 1); break;
                default: text.insert(at, 1, "{}[]\",:\\0e"[random() % 10]); break;
            }
        }
        bool const expected = nlohmann::json::accept(text);
        bool const seen = accepts(text);
        if (expected && !seen) FAIL("refused: " << text);
        if (!expected && seen) {  // the only lawful difference: numbers that no double holds
            if (text.find('e') == std::string::npos && text.find('E') == std::string::npos) FAIL("accepted: " << text);
        }
        if (expected) CHECK(nlohmann::json::parse(recanonical(text)) == nlohmann::json::parse(text));
    }
}

TEST_CASE("flaws name the place", "[json_reader]") {
    CHECK(flaw_of("[1,}") == "3: expected a value");
    CHECK(flaw_of("{\"a\"=1}") == "4: expected a colon behind the key");
    CHECK(flaw_of("{\"a\":1") == "6: expected a comma or `}`");
    CHECK(flaw_of("\"abc") == "4: this string has no end");
    CHECK(flaw_of("") == "0: expected a value, found the end");
    CHECK(flaw_of("1 1") == "2: expected nothing more behind the value");
    CHECK(flaw_of("\"\xff\"") == "1: this string holds bytes that are no UTF-8");
}

TEST_CASE("deep nesting is refused, not recursed into", "[json_reader]") {
    CHECK(accepts(std::string(150, '[') + std::string(150, ']')));
    CHECK(flaw_of(std::string(1'000'000, '[')) == "201: this is nested too deep");
    std::string objects;
    for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
    CHECK_FALSE(accepts(objects));
    std::string out;
    std::string const arrays(100'000, '[');
    ltk::detail::JsonReader reader(arrays);
    CHECK_THROWS_AS(ltk::detail::append_recanonical(out, reader), ltk::detail::JsonFlaw);
}

TEST_CASE("escapes become characters", "[json_reader]") {
    std::string text;
    auto const read = [&](std::string const& json) {
        ltk::detail::JsonReader reader(json);
        reader.read_string(text);
        return text;
    };
    CHECK(read(R"("\"\\\/\b\f\n\r\t")") == "\"\\/\b\f\n\r\t");
    CHECK(read(R"("\u0041\u00e9\u20AC\ud83d\ude00")") == "A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
    CHECK(read(R"("\ud83dx\ude00\ud83d\u0041")") ==
          "\xEF\xBF\xBDx\xEF\xBF\xBD\xEF\xBF\xBD"
          "A");  // halves of characters
    CHECK(read(R"("\u0000")") == std::string(1, '\0'));
}

TEST_CASE("canonical form of any JSON", "[recanonical]") {
    CHECK(recanonical(R"( { "b" : [ 1.0 , 1E2, "\u20ac" ] , "a" : { } , "c":[] } )") ==
          "{\"a\":{},\"b\":[1,100,\"\xE2\x82\xAC\"],\"c\":[]}");
    // RFC 8785, 3.2.2
    CHECK(recanonical(
              R"({"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001], "literals": [null, true, false]})") ==
          R"({"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]})");
}

}  // namespace
