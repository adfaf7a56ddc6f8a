#include <ltk/results/utc.hpp>

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <string>

namespace {

TEST_CASE("times are UTC whatever the time zone", "[utc]") {
    std::string const before = std::getenv("TZ") == nullptr ? "" : std::getenv("TZ");
    ::setenv("TZ", "Asia/Kolkata", 1);
    ::tzset();
    CHECK(ltk::rfc3339({0, 0}) == "1970-01-01T00:00:00.000000Z");
    CHECK(ltk::rfc3339({1709208000, 5}) == "2024-02-29T12:00:00.000005Z");
    if (before.empty())
        ::unsetenv("TZ");
    else
        ::setenv("TZ", before.c_str(), 1);
    ::tzset();
    CHECK(ltk::utc_now().size() == 27);
}

}  // namespace
