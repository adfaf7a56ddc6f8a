// Whatever a test calls itself or prints, a page shows it literally and keeps its own shape.
#include <ltk/collateral/markdown.hpp>

#include <collateral/stored_run.hpp>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace {

namespace md = ltk::detail::markdown;

TEST_CASE("text is shown literally and in one line", "[markdown]") {
    CHECK(md::text("plain text, with (some) punctuation: 1.5 - ok!") == "plain text, with (some) punctuation: 1.5 - ok!");
    CHECK(md::text("snake_case stays") == "snake_case stays");
    CHECK(md::text("_em_ *b* ~s~ `c`") == "\\_em\\_ \\*b\\* \\~s\\~ \\`c\\`");
    CHECK(md::text("a|b\\|c") == "a\\|b\\\\\\|c");
    CHECK(md::text("<b>&lt;") == "\\<b\\>\\&lt;");
    CHECK(md::text("[x](y) ![z](w) $m$") == "\\[x\\](y) !\\[z\\](w) \\$m\\$");
    CHECK(md::text("  # h") == "\\# h");
    CHECK(md::text("- l") == "\\- l");
    CHECK(md::text("12. l") == "12\\. l");
    CHECK(md::text("1) l") == "1\\) l");
    CHECK(md::text("1.5 s") == "1.5 s");
    CHECK(md::text("two\nlines\tand\r\nmore ") == "two lines and more");
    CHECK(md::text("\x1b[1m") == "\xe2\x90\x9b\\[1m");
    CHECK(md::text("") == "");
    CHECK(md::text(std::string(100'000, 'x')).size() < 2'100);
}

TEST_CASE("an id is code unless something in it could end the code", "[markdown]") {
    CHECK(md::code("posix/rename_over[4KiB]") == "`posix/rename_over[4KiB]`");
    CHECK(md::code("<b>") == "`<b>`");
    CHECK(md::code("a|b") == "a\\|b");
    CHECK(md::code("a`b") == "a\\`b");
    CHECK(md::code(" a") == "a");
    CHECK(md::code("caf\xc3\xa9") == "caf\xc3\xa9");
    CHECK(md::code("") == "");
}

TEST_CASE("a block has a fence that its content does not", "[markdown]") {
    CHECK(md::block("one\ntwo") == "```text\none\ntwo\n```\n");
    CHECK(md::block("a ``` b\n````\n") == "`````text\na ``` b\n````\n`````\n");
    CHECK(md::block("") == "```text\n```\n");
}

TEST_CASE("a row has as many cells as it was given", "[markdown]") {
    CHECK(md::row({"a", "", "c"}) == "| a | | c |\n");
    CHECK(md::table_head({"test", ">time"}) == "| test | time |\n|---|--:|\n");
    for (auto const& text : stored::hostile_texts()) {
        auto const row = md::row({md::text(text), md::code(text)});
        CAPTURE(row.substr(0, 200));
        std::size_t bars = 0;
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (row[i] == '\\')
                ++i;
            else if (row[i] == '|')
                ++bars;
        }
        CHECK(bars == 3);
        CHECK(std::count(row.begin(), row.end(), '\n') == 1);
        CHECK(ltk::is_utf8(row));
    }
}

TEST_CASE("numbers are the same in every locale", "[markdown]") {
    CHECK(md::number(12.5) == "12.5");
    CHECK(md::number(std::nan("")) == "not a number");
    CHECK(md::number(-std::numeric_limits<double>::infinity()) == "-infinite");
    CHECK(md::seconds(0.0004) == "0.000 s");
    CHECK(md::seconds(61.25) == "61.250 s");
    CHECK(md::seconds(-1) == "-1 s");
    CHECK(md::counted(1, "test") == "1 test");
    CHECK(md::counted(2, "test") == "2 tests");
}

}  // namespace
