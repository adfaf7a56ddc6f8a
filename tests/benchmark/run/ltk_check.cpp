// Nanoseconds of one passing comparison.
#include <ltk/ltk.hpp>

#include <chrono>
#include <cstdio>

LTK_TEST("bench/a passing check", ()) {
    constexpr int rounds = 50'000'000;
    int volatile left = 7;
    auto const begin = std::chrono::steady_clock::now();
    for (int i = 0; i < rounds; ++i) LTK_CHECK(left == 7);
    std::chrono::duration<double, std::nano> const took = std::chrono::steady_clock::now() - begin;
    std::printf("NS %.3f\n", took.count() / rounds);
}
