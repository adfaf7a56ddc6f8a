#include <ltk/plan/shuffle.hpp>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <numeric>
#include <vector>

namespace {

std::vector<int> shuffled(int count, std::uint64_t seed) {
    std::vector<int> all(static_cast<std::size_t>(count));
    std::iota(all.begin(), all.end(), 0);
    ltk::detail::shuffle(all.begin(), all.end(), seed);
    return all;
}

}  // namespace

TEST_CASE("The numbers are those of SplitMix64") {
    std::uint64_t state = 1234567;  // the published test vector of the algorithm
    std::array<std::uint64_t, 5> const expected{6457827717110365317ULL, 3203168211198807973ULL, 9817491932198370423ULL,
                                                4593380528125082431ULL, 16408922859458223821ULL};
    for (auto const number : expected) CHECK(ltk::detail::next_random(state) == number);
}

TEST_CASE("A seed means the same order for ever") {
    CHECK(shuffled(10, 1) == std::vector<int>{4, 2, 8, 1, 9, 3, 0, 6, 7, 5});
    CHECK(shuffled(10, 0xFFFF'FFFF'FFFF'FFFFULL) == std::vector<int>{3, 4, 2, 7, 5, 0, 8, 1, 9, 6});
}

TEST_CASE("Shuffling keeps every element") {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        auto all = shuffled(101, seed);
        std::sort(all.begin(), all.end());
        for (int i = 0; i < 101; ++i) REQUIRE(all[static_cast<std::size_t>(i)] == i);
    }
    CHECK(shuffled(0, 7).empty());
    CHECK(shuffled(1, 7) == std::vector<int>{0});
}

TEST_CASE("Every order of four is about equally likely") {
    std::map<std::vector<int>, int> seen;
    for (std::uint64_t seed = 0; seed < 24'000; ++seed) ++seen[shuffled(4, seed)];
    REQUIRE(seen.size() == 24);
    for (auto const& order : seen) {
        CHECK(order.second > 850);
        CHECK(order.second < 1150);
    }
}

TEST_CASE("Numbers below a limit stay below it") {
    std::uint64_t state = 3;
    for (int i = 0; i < 1000; ++i) CHECK(ltk::detail::random_below(state, 7) < 7);
    CHECK(ltk::detail::random_below(state, 1) == 0);
    for (int i = 0; i < 100; ++i) CHECK(ltk::detail::random_below(state, (std::uint64_t{1} << 63U) + 1) <= std::uint64_t{1} << 63U);
}
