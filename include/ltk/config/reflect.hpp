// The one reflection: reads a plain aggregate with its field names. Everything that turns a struct into data and back
// (configurations, events, schemas) goes through these few functions, so that Boost.PFR is named in this file only.
#pragma once

#include <boost/pfr/core.hpp>
#include <boost/pfr/core_name.hpp>
#include <boost/pfr/tuple_size.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace ltk::inline v1::reflect {

namespace detail {

// Converts to whatever a field is, except to a C array: in its place the elements are initialised one by one.
template <std::size_t>
struct anything {
    template <class Field>
    operator Field() const {
        __builtin_unreachable();  // never called, but clang wants a body where Field has no linkage
    }
};

// Converts to base classes of T only.
template <class T>
struct any_base {
    template <class Base>
        requires(std::is_base_of_v<Base, T> && !std::is_same_v<Base, T>)
    operator Base() const;
};

template <class T>
concept HasBase = requires { T{any_base<T>{}}; };

template <class T, class Before, class After>
inline constexpr bool takes_braces = false;  // for the field behind `Before`, with `After` following
template <class T, std::size_t... Before, std::size_t... After>
inline constexpr bool takes_braces<T, std::index_sequence<Before...>, std::index_sequence<After...>> =
    requires { T{anything<Before>{}..., {anything<0>{}}, anything<After>{}...}; };

// A C array takes one pair of braces but several initialisers without, so that fewer than expected may follow the braces.
template <class T, std::size_t At, std::size_t Count>
inline constexpr bool is_array_at = takes_braces<T, std::make_index_sequence<At>, std::index_sequence<>> &&
                                    !takes_braces<T, std::make_index_sequence<At>, std::make_index_sequence<Count - At - 1>>;

template <class T, std::size_t... I>
consteval bool has_array(std::index_sequence<I...>) {
    return (is_array_at<T, I, sizeof...(I)> || ...);
}
template <class T, std::size_t... I>
consteval bool has_array_of_one(std::index_sequence<I...>) {
    return (std::is_array_v<boost::pfr::tuple_element_t<I, T>> || ...);
}
template <class T>
consteval bool has_array() {
    using indices = std::make_index_sequence<boost::pfr::detail::fields_count<T>()>;
    if constexpr (has_array<T>(indices{}))
        return true;
    else
        return has_array_of_one<T>(indices{});
}

}  // namespace detail

/// Whether T is a struct that reflection reads: an aggregate without base classes and C arrays whose fields all have a default.
template <class T>
concept Readable =
    std::is_class_v<T> && std::is_aggregate_v<T> && std::is_default_constructible_v<T> && !detail::HasBase<T> && !detail::has_array<T>();

/// Says what is wrong with a struct that cannot be read; for the places where a user's type comes in.
template <class T>
consteval bool check_readable() {
    static_assert(std::is_class_v<T> && std::is_aggregate_v<T>,
                  "LTK: a reflected type is a plain struct: public fields, no constructors, no virtual functions");
    if constexpr (std::is_class_v<T> && std::is_aggregate_v<T>) {
        static_assert(!detail::HasBase<T>, "LTK: a reflected struct has no base class; make the base a field of the struct");
        static_assert(
            std::is_default_constructible_v<T>,
            "LTK: each field of a reflected struct can be made without a value; references are refused, store a copy of the value");
        if constexpr (!detail::HasBase<T> && std::is_default_constructible_v<T>)
            static_assert(!detail::has_array<T>(), "LTK: a reflected struct has no C array; write std::array<T, N> or std::vector<T>");
    }
    return Readable<T>;
}

/// Number of fields of T.
template <class T>
inline constexpr std::size_t field_count = boost::pfr::tuple_size_v<T>;

/// The names of the fields of T, in the order of declaration; they live as long as the program and end with a NUL.
template <class T>
inline constexpr std::array<std::string_view, field_count<T>> field_names = [] {
    if constexpr (field_count<T> == 0)
        return std::array<std::string_view, 0>{};
    else
        return boost::pfr::names_as_array<T>();
}();

/// The type of the I-th field.
template <class T, std::size_t I>
using field_type = boost::pfr::tuple_element_t<I, T>;

/// The I-th field of an object; keeps its constness.
template <std::size_t I, class T>
constexpr auto& field(T& object) noexcept {
    return boost::pfr::get<I>(object);
}

/// Calls visit(name, field) for each field in the order of declaration; the field keeps the constness of the object.
template <class T, class Visit>
constexpr void for_each_field(T& object, Visit&& visit) {
    using plain = std::remove_cv_t<T>;
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (visit(field_names<plain>[I], field<I>(object)), ...);
    }(std::make_index_sequence<field_count<plain>>{});
}

/// Positions of the fields of T, ordered by name (byte by byte).
template <class T>
inline constexpr std::array<std::size_t, field_count<T>> sorted_fields = [] {
    std::array<std::size_t, field_count<T>> order{};
    for (std::size_t i = 0; i < order.size(); ++i) {
        std::size_t at = i;
        for (; at > 0 && field_names<T>[i] < field_names<T>[order[at - 1]]; --at) order[at] = order[at - 1];
        order[at] = i;
    }
    return order;
}();

}  // namespace ltk::inline v1::reflect
