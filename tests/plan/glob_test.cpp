#include <ltk/plan/glob.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>

namespace {

ltk::detail::Glob glob(std::string_view pattern) {
    ltk::detail::Glob made;
    for (char const c : pattern) {
        if (c == '*')
            made.add_any_run();
        else if (c == '?')
            made.add_any_one();
        else
            made.add(c);
    }
    return made;
}

bool matches(std::string_view pattern, std::string_view text) { return glob(pattern).matches(text); }

}  // namespace

TEST_CASE("A pattern without wildcards is the text itself") {
    CHECK(matches("a/b", "a/b"));
    CHECK_FALSE(matches("a/b", "a/bc"));
    CHECK_FALSE(matches("a/b", "xa/b"));
    CHECK(matches("", ""));
}

TEST_CASE("A star stands for any run, also none and also slashes") {
    CHECK(matches("*", ""));
    CHECK(matches("*", "a/b/c"));
    CHECK(matches("a/*", "a/"));
    CHECK(matches("a/*c", "a/b/c"));
    CHECK(matches("a*b*c", "a-b-b-c"));
    CHECK(matches("**b", "ab"));
    CHECK_FALSE(matches("a*b", "a"));
    CHECK_FALSE(matches("a*bc", "a-b"));
}

TEST_CASE("A question mark stands for one character, whatever its bytes") {
    CHECK(matches("a?c", "abc"));
    CHECK(matches("a?c",
                  "a\xc3\xa9"
                  "c"));
    CHECK(matches("a?c",
                  "a\xf0\x9f\x90\xa7"
                  "c"));
    CHECK_FALSE(matches("a?c", "ac"));
    CHECK_FALSE(matches("a?c", "abbc"));
    CHECK(matches("*?", "\xc3\xa9"));
    CHECK_FALSE(matches("??", "\xc3\xa9"));
}

TEST_CASE("A quoted star is a letter") {
    ltk::detail::Glob pattern;
    pattern.add('*');
    CHECK(pattern.matches("*"));
    CHECK_FALSE(pattern.matches("x"));
    CHECK_FALSE(pattern.has_wildcard());
}

TEST_CASE("Many stars on a text that nearly fits cost no more than their product") {
    std::string pattern;
    for (int i = 0; i < 300; ++i) pattern += "*a";
    CHECK_FALSE(matches(pattern + "b", std::string(20'000, 'a')));
    CHECK(matches(pattern, std::string(20'000, 'a')));
}

TEST_CASE("What is left of a pattern without its wildcards") { CHECK(glob("posix/*rename?").literal_part() == "posix/rename"); }
