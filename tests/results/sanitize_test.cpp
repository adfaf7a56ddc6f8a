#include <ltk/results/sanitize.hpp>

#include <catch2/catch_test_macros.hpp>

#include <pugixml.hpp>

#include <random>
#include <string>
#include <utility>
#include <vector>

namespace {

std::string const mark = "\xEF\xBF\xBD";  // U+FFFD

TEST_CASE("bad bytes become U+FFFD, one for each maximal bad sequence", "[sanitize]") {
    std::vector<std::pair<std::string, std::string>> const table{
        {"", ""},
        {"plain \xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80", "plain \xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80"},
        {"\x80", mark},
        {"a\xFF\xFE"
         "b",
         "a" + mark + mark + "b"},
        {"\xE2\x82", mark},  // a character cut in two is one
        {"\xE2\x82x", mark + "x"},
        {"\xF0\x9F\x98", mark},
        {"\xC0\xAF", mark + mark},  // too long a form
        {"\xE0\x80\xAF", mark + mark + mark},
        {"\xED\xA0\x80", mark + mark + mark},             // a surrogate
        {"\xF4\x90\x80\x80", mark + mark + mark + mark},  // beyond U+10FFFF
        {"\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF"},
        // Unicode 15, table 3-11
        {"a\xF1\x80\x80\xE1\x80\xC2"
         "b\x80"
         "c\x80\xBF"
         "d",
         "a" + mark + mark + mark + "b" + mark + "c" + mark + mark + "d"},
    };
    for (auto const& [bad, good] : table) {
        INFO(good);
        CHECK(ltk::repair_utf8(bad) == good);
        CHECK(ltk::is_utf8(bad) == (bad == good));
        CHECK(ltk::is_utf8(good));
        CHECK(ltk::repair_utf8("12345678" + bad + "12345678") == "12345678" + good + "12345678");
    }
}

TEST_CASE("any bytes become text that an XML parser gives back", "[sanitize]") {
    CHECK(ltk::xml_text("a<b>&\"'\t\n\r\x1b[1m") == "a&lt;b&gt;&amp;\"'\t\n&#13;\xE2\x90\x9B[1m");
    CHECK(ltk::xml_attribute("a<b>&\"'\t\n\r") == "a&lt;b&gt;&amp;&quot;'&#9;&#10;&#13;");
    CHECK(ltk::xml_text(std::string("\0\x01", 2)) == "\xE2\x90\x80\xE2\x90\x81");
    CHECK(ltk::xml_text("\xEF\xBF\xBE\xEF\xBF\xBF\xED\xA0\x80") == mark + mark + mark + mark + mark);  // legal UTF-8, no XML characters
    CHECK(ltk::xml_text("]]>") == "]]&gt;");
    std::mt19937 random(17);
    for (int i = 0; i < 2000; ++i) {
        std::string bytes;
        for (std::size_t left = random() % 60; left > 0; --left) bytes += static_cast<char>(random());
        auto const document = "<r a=\"" + ltk::xml_attribute(bytes) + "\">" + ltk::xml_text(bytes) + "</r>";
        CHECK(ltk::is_utf8(document));
        pugi::xml_document parsed;
        REQUIRE(parsed.load_buffer(document.data(), document.size(), pugi::parse_full));
        std::string expected;  // what a person sees of these bytes
        for (char const c : ltk::repair_utf8(bytes)) {
            auto const byte = static_cast<unsigned char>(c);
            if (byte < 0x20 && c != '\n' && c != '\r' && c != '\t')
                ltk::detail::append_picture(expected, byte);
            else
                expected += c;
        }
        CHECK(std::string(parsed.child("r").attribute("a").value()) == expected);
    }
}

TEST_CASE("one line stays one line", "[sanitize]") {
    CHECK(ltk::one_line("") == "");
    CHECK(ltk::one_line("a b") == "a b");
    CHECK(ltk::one_line("a\nb\r\n\r\nc\td") == "a b c d");
    CHECK(ltk::one_line("\n\na\n\n") == "a");
    CHECK(ltk::one_line("a \n b") == "a  b");
    CHECK(ltk::one_line("\x1b[0m\x7f") == "\xE2\x90\x9B[0m\xE2\x90\xA1");
    CHECK(ltk::one_line("a\xC2\x85"
                        "b\xE2\x80\xA8"
                        "c\xE2\x80\xA9"
                        "d") == "a b c d");  // NEL, LS, PS
    CHECK(ltk::one_line("a\xFF") == "a" + mark);
}

}  // namespace
