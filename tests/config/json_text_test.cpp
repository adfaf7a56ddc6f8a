#include <ltk/config/json_text.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace ltk::detail;

TEST_CASE("texts are escaped for JSON") {
    CHECK(quote("a\"b\\c\nd\te\r") == R"("a\"b\\c\nd\te\r")");
    CHECK(quote(std::string("\0\x1f\x7f", 3)) == R"("\u0000\u001f\u007f")");
    CHECK(quote("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x90\x9F") == "\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x90\x9F\"");
    CHECK(quote("\xFFx\xC3") == "\"\xEF\xBF\xBDx\xEF\xBF\xBD\"");
    CHECK(quote("\xED\xA0\x80") == "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST_CASE("long texts are cut in messages, between characters") {
    CHECK(quote_short(std::string(60, 'x')) == quote(std::string(60, 'x')));
    CHECK(quote_short(std::string(61, 'x')) == "\"" + std::string(60, 'x') + "...\"");
    CHECK(quote_short(std::string(59, 'x') + "\xC3\xA9y") == "\"" + std::string(59, 'x') + "...\"");
}

TEST_CASE("UTF-8 is told from other bytes") {
    CHECK(is_utf8(std::string("a\0\xC3\xA9", 4)));
    CHECK_FALSE(is_utf8("\xC3"));
    CHECK_FALSE(is_utf8("\xC0\x80"));
}
