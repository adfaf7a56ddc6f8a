// The handful of type traits that the author's header needs. <type_traits> costs as much to read as all of
// declare/ together, and every test source would pay it; see docs/performance.md.
#pragma once

#include <ltk/declare/sizes.hpp>

namespace ltk::inline v1::detail {

template <class A, class B>
inline constexpr bool same = false;
template <class A>
inline constexpr bool same<A, A> = true;

template <class...>
inline constexpr bool never = false;  // for a static_assert that fires on instantiation only

template <class T>
struct bare_of {
    using type = T;
};
template <class T>
struct bare_of<T const> {
    using type = T;
};
template <class T>
struct bare_of<T volatile> {
    using type = T;
};
template <class T>
struct bare_of<T const volatile> {
    using type = T;
};
template <class T>
struct bare_of<T&> : bare_of<T> {};
template <class T>
struct bare_of<T&&> : bare_of<T> {};
template <class T>
using bare = typename bare_of<T>::type;

template <class T>
inline constexpr bool is_pointer = false;
template <class T>
inline constexpr bool is_pointer<T*> = true;
template <class T>
inline constexpr bool is_pointer<T* const> = true;

template <class T>
inline constexpr bool is_char_array = false;
template <std::size_t N>
inline constexpr bool is_char_array<char[N]> = true;
template <std::size_t N>
inline constexpr bool is_char_array<char const[N]> = true;

template <class T>
inline constexpr bool is_const = false;
template <class T>
inline constexpr bool is_const<T const> = true;

template <class Member>
struct owner_of;
template <class C, class M>
struct owner_of<M C::*> {
    using type = C;
};

template <class T>
T make_value() noexcept;  // declval, never defined

}  // namespace ltk::inline v1::detail
