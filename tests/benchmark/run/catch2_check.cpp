// Nanoseconds of one passing comparison.
#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <cstdio>

TEST_CASE("a passing check") {
    constexpr int rounds = 10'000'000;
    int volatile left = 7;
    auto const begin = std::chrono::steady_clock::now();
    for (int i = 0; i < rounds; ++i) CHECK(left == 7);
    std::chrono::duration<double, std::nano> const took = std::chrono::steady_clock::now() - begin;
    std::printf("NS %.3f\n", took.count() / rounds);
}
