#include <ltk/results/visible.hpp>

#include <catch2/catch_test_macros.hpp>

using ltk::detail::report::head;
using ltk::detail::report::in_one_line;
using ltk::detail::report::tail;
using ltk::detail::report::visible;

TEST_CASE("visible: plain text stays as it is") {
    CHECK(visible("").empty());
    CHECK(visible("a\tb\nc \xC3\xA9 \xF0\x9F\x98\x80") == "a\tb\nc \xC3\xA9 \xF0\x9F\x98\x80");
    CHECK(in_one_line("a\tb\nc") == "a b c");
}
TEST_CASE("visible: control characters become their pictures") {
    CHECK(visible("\x1b[31m") == "\xE2\x90\x9B[31m");
    CHECK(visible(std::string_view("\0", 1)) == "\xE2\x90\x80");
    CHECK(visible("\x7f") == "\xE2\x90\xA1");
    CHECK(visible("10%\r20%\r\n") ==
          "10%\xE2\x90\x8D"
          "20%\n");
}
TEST_CASE("visible: characters that act are spelled out") {
    CHECK(visible("\xC2\x9B") == "\\u009b");
    CHECK(visible("\xE2\x80\xAE") == "\\u202e");
    CHECK(visible("\xE2\x80\xA8") == "\\u2028");
    CHECK(visible("\xEF\xBB\xBF") == "\\ufeff");
}
TEST_CASE("visible: what is no UTF-8 or no character is replaced") {
    CHECK(visible("a\xff"
                  "b") ==
          "a\xEF\xBF\xBD"
          "b");
    CHECK(visible("\xE2\x82") == "\xEF\xBF\xBD");
    CHECK(visible("\xED\xA0\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(visible("\xEF\xBF\xBE") == "\xEF\xBF\xBD");
    CHECK(visible("\xF0\x9F\xBF\xBF") == "\xEF\xBF\xBD");  // U+1FFFF
}
TEST_CASE("visible: texts are cut between characters") {
    std::string_view const text =
        "ab\xE2\x82\xAC"
        "cd";
    CHECK(head(text, 3) == "ab");
    CHECK(head(text, 5) == "ab\xE2\x82\xAC");
    CHECK(tail(text, 4) == "cd");
    CHECK(tail(text, 5) ==
          "\xE2\x82\xAC"
          "cd");
    CHECK(head(text, 100) == text);
    CHECK(tail(text, 100) == text);
}
