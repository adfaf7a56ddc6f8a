// Which type is this? An identity that works without RTTI and across shared libraries: the spelled name of the type.
// Types of unnamed namespaces share their spelling across sources, so these are told apart by an address instead.
#pragma once

#include <ltk/declare/sizes.hpp>

namespace ltk::inline v1 {

/// Identity of a C++ type; compares equal for the same type in every translation unit and shared library.
struct type_identity {
    char const* name = "";        ///< spelled name, not terminated: `size` characters
    std::size_t size = 0;         ///< length of the name in characters
    void const* local = nullptr;  ///< set for types of unnamed namespaces, whose names are not unique

    friend constexpr bool operator==(type_identity const& a, type_identity const& b) noexcept {
        if (a.local != b.local || a.size != b.size) return false;
        if (a.name == b.name) return true;
        return __builtin_memcmp(a.name, b.name, a.size) == 0;
    }
};

namespace detail {

template <class T>
constexpr char const* pretty() noexcept {
    return __PRETTY_FUNCTION__;
}

constexpr type_identity cut(char const* pretty_function) noexcept {
    std::size_t begin = 0;
    while (!(pretty_function[begin] == 'T' && pretty_function[begin + 1] == ' ' && pretty_function[begin + 2] == '=')) ++begin;
    begin += 4;  // behind "T = "
    std::size_t end = begin;
    while (pretty_function[end] != '\0') ++end;
    return {pretty_function + begin, end - begin - 1, nullptr};  // without the closing bracket
}

constexpr bool mentions_unnamed(type_identity const& id) noexcept {
    for (std::size_t i = 0; i + 10 <= id.size; ++i)  // "{anonymous}" (g++) or "(anonymous namespace)" (clang)
        if ((id.name[i] == '{' || id.name[i] == '(') && id.name[i + 1] == 'a' && id.name[i + 2] == 'n' && id.name[i + 3] == 'o')
            return true;
    return false;
}

template <class T>
struct local_tag {
    static constexpr char at = 0;
};

template <class T>
constexpr type_identity identity_of() noexcept {
    constexpr type_identity plain = cut(pretty<T>());
    if constexpr (mentions_unnamed(plain)) return {plain.name, plain.size, &local_tag<T>::at};
    return plain;
}

}  // namespace detail

/// The identity of T.
template <class T>
inline constexpr type_identity type_of = detail::identity_of<T>();

}  // namespace ltk::inline v1
