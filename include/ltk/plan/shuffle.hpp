// The shuffled order of tests. An algorithm of our own, because the standard library's may differ from one release to the next
// and a seed must give the same order everywhere, for as long as a lock file or a bug report names it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

namespace ltk::inline v1::detail {

/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014): the next number of a stream.
constexpr std::uint64_t next_random(std::uint64_t& state) noexcept {
    state += 0x9E37'79B9'7F4A'7C15ULL;
    std::uint64_t mixed = state;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58'476D'1CE4'E5B9ULL;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D0'49BB'1331'11EBULL;
    return mixed ^ (mixed >> 31U);
}

/// A number below `limit`, each equally likely; limit > 0.
constexpr std::uint64_t random_below(std::uint64_t& state, std::uint64_t limit) noexcept {
    std::uint64_t const too_high = limit * (~std::uint64_t{0} / limit);  // whole multiples of limit end here
    std::uint64_t number = next_random(state);
    while (number >= too_high) number = next_random(state);
    return number % limit;
}

/// Fisher and Yates: each order of [first, last) is equally likely.
template <class Iterator>
constexpr void shuffle(Iterator first, Iterator last, std::uint64_t seed) {
    auto const count = static_cast<std::uint64_t>(last - first);
    for (std::uint64_t left = count; left > 1; --left) {
        auto const chosen = random_below(seed, left);
        using std::swap;
        using difference = decltype(last - first);
        if (chosen != left - 1) swap(first[static_cast<difference>(chosen)], first[static_cast<difference>(left - 1)]);
    }
}

}  // namespace ltk::inline v1::detail
