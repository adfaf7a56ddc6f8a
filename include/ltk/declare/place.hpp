// Making an object in memory that is there already, without <new>, which every test source would pay for.
#pragma once

#include <ltk/declare/sizes.hpp>

namespace ltk::inline v1::detail {

/// `::new (place{memory}) T(...)` makes a T there; never null.
struct place {
    void* memory;
};

}  // namespace ltk::inline v1::detail

[[gnu::returns_nonnull]] inline void* operator new(std::size_t, ltk::detail::place at) noexcept { return at.memory; }
inline void operator delete(void*, ltk::detail::place) noexcept {}  // for a constructor that throws: the memory is not ours
