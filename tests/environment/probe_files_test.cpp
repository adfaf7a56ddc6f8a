#include <ltk/environment/probes/files.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

TEST_CASE("The kernel marks its choice with brackets") {
    using ltk::detail::bracketed_word;
    CHECK(bracketed_word("always [madvise] never") == "madvise");
    CHECK(bracketed_word("[none]") == "none");
    CHECK(bracketed_word("a] [b]") == "b");
    CHECK_FALSE(bracketed_word("none"));
    CHECK_FALSE(bracketed_word("[none"));
    CHECK_FALSE(bracketed_word("none]"));
    CHECK_FALSE(bracketed_word(""));
}

TEST_CASE("Names are listed with commas between them") {
    using ltk::detail::listing;
    CHECK(listing(std::vector<std::string>{}) == "");
    CHECK(listing(std::vector<std::string>{"a"}) == "a");
    CHECK(listing(std::vector<std::string>{"a", "b"}) == "a, b");
    CHECK(listing(std::vector<int>{1, 2}, [](int n) { return std::to_string(n); }) == "1, 2");
}
