// Making an object in memory that is there already, without <new>, which every test source would pay for.
#pragma once

#include <ltk/declare/sizes.hpp>

namespace ltk::inline v1::detail {

/// `new (memory) placed<T>{T(...)}` makes a T there and nothing else: the T is where the memory begins, and is never moved.
template <class T>
struct placed {
    T object;

    static void* operator new(std::size_t, void* memory) noexcept { return memory; }
    static void operator delete(void*, void*) noexcept {}  // for a constructor that throws: the memory is not ours
};

}  // namespace ltk::inline v1::detail
