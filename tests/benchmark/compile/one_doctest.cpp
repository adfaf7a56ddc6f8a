#include <doctest/doctest.h>

TEST_CASE("bench/one") {
    int const x = 3;
    CHECK(x == 3);
}
