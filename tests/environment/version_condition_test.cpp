#include <ltk/environment/version_condition.hpp>

#include <catch2/catch_test_macros.hpp>

TEST_CASE("A version meets a condition number by number", "[needs]") {
    auto const meets = [](char const* seen, char const* condition) { return ltk::meets(ltk::version(seen), condition); };
    CHECK(meets("3.33", ">=3.0"));
    CHECK_FALSE(meets("2.19", ">=3.0"));
    CHECK(meets("2.15.51.12", ">= 2.15, < 2.16"));
    CHECK_FALSE(meets("2.16.0", ">=2.15,<2.16"));
    CHECK_FALSE(meets("2.14", ">=2.15,<2.16"));
    CHECK(meets("3.0", "==3"));
    CHECK(meets("3.1", "!=3.0"));
    CHECK_FALSE(meets("3.0", "!=3.0"));
    CHECK(meets("3.0", "<=3.0"));
    CHECK_FALSE(meets("3.0", ">3.0"));
    CHECK_FALSE(meets("3.0-rc1", ">=3.0"));
    CHECK(meets("v2_17_50", ">2.17"));
}

TEST_CASE("Every version meets an empty condition, an unknown one meets no other", "[needs]") {
    CHECK(ltk::meets(ltk::version(), ""));
    CHECK_FALSE(ltk::meets(ltk::version(), "!=3.0"));
    CHECK_FALSE(ltk::meets(ltk::version("3.0"), ">="));
}

TEST_CASE("Conditions are checked when they are declared", "[needs]") {
    using ltk::detail::is_version_condition;
    for (char const* const good : {">=3.0", "> 3", "<=v2_17_50-410", "==5.14.0-503.el9", ">=2.15, <2.17", "!=1"})
        CHECK(is_version_condition(good));
    for (char const* const bad : {"", "3.0", ">=x.y", ">=", ">=3.", ">=3.0,", ">=3..0", "=>3.0", "~=3.0", ">=3.0 <4"}) {
        INFO(bad);
        CHECK_FALSE(is_version_condition(bad));
    }
}
