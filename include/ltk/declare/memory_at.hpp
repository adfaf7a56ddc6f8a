// Making an object in memory that is there already, without <new>, which every test source would pay for.
#pragma once

#include <ltk/declare/sizes.hpp>

namespace ltk::inline v1::detail {

/// `::new (memory_at{memory}) T(...)` makes a T there; never null.
struct memory_at {
    void* memory;
};

}  // namespace ltk::inline v1::detail

[[gnu::returns_nonnull]] inline void* operator new(std::size_t, ltk::detail::memory_at at) noexcept { return at.memory; }
inline void operator delete(void*, ltk::detail::memory_at) noexcept {}  // for a constructor that throws: the memory is not ours
