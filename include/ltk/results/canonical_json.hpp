// Writes any event as canonical JSON (RFC 8785), so that a hash over the text is a hash over the meaning.
//
// What goes in: strings, bool, integers, double, enums with a name, optional (absent: null), vector, map with text keys, and
// structs of these. Keys of structs are sorted and rendered at compile time; a field costs one append of a constant and one of
// its value. Integers beyond 2^53 - 1 are strings of digits, and NaN and infinities are strings (see json_number.hpp): the
// reader gives back the same values.
#pragma once

#include <ltk/config/reflect.hpp>
#include <ltk/results/json_number.hpp>
#include <ltk/results/json_string.hpp>
#include <ltk/results/outcome.hpp>

#include <algorithm>
#include <array>
#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace ltk::inline v1 {

namespace detail {

// `{"attempt":`, `,"checks":` ... of a struct, one behind the other.
template <class T>
struct canonical_keys {
    static constexpr std::size_t length = [] {
        std::size_t sum = 0;
        for (auto const name : reflect::field_names<T>) sum += name.size() + 4;
        return sum;
    }();
    std::array<char, length + 1> text{};
    std::array<std::size_t, reflect::field_count<T> + 1> starts{};

    constexpr canonical_keys() {
        std::size_t at = 0;
        for (std::size_t i = 0; i < reflect::field_count<T>; ++i) {
            starts[i] = at;
            text[at++] = i == 0 ? '{' : ',';
            text[at++] = '"';
            for (char const c : reflect::field_names<T>[reflect::sorted_fields<T>[i]]) text[at++] = c;
            text[at++] = '"';
            text[at++] = ':';
        }
        starts[reflect::field_count<T>] = at;
    }
    // The i-th key in canonical order with its punctuation.
    constexpr std::string_view key(std::size_t i) const noexcept { return {text.data() + starts[i], starts[i + 1] - starts[i]}; }
};
template <class T>
inline constexpr canonical_keys<T> canonical_keys_of{};

template <class T>
concept NamedEnum = std::is_enum_v<T> && requires(T value) {
    { name(value) } -> std::convertible_to<std::string_view>;
};

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_vector = false;
template <class T, class A>
inline constexpr bool is_vector<std::vector<T, A>> = true;
template <class T>
inline constexpr bool is_text_map = false;
template <class T, class C, class A>
inline constexpr bool is_text_map<std::map<std::string, T, C, A>> = true;

template <class>
inline constexpr bool not_writable = false;

}  // namespace detail

/// Appends `value` as canonical JSON.
template <class T>
void append_canonical_json(std::string& out, T const& value) {
    if constexpr (std::is_same_v<T, bool>) {
        out += value ? "true" : "false";
    } else if constexpr (std::is_integral_v<T>) {
        detail::append_json_integer(out, value);
    } else if constexpr (std::is_floating_point_v<T>) {
        detail::append_json_double(out, static_cast<double>(value));
    } else if constexpr (detail::NamedEnum<T>) {
        detail::append_json_string(out, name(value));
    } else if constexpr (std::is_convertible_v<T const&, std::string_view>) {
        detail::append_json_string(out, value);
    } else if constexpr (detail::is_optional<T>) {
        if (value)
            append_canonical_json(out, *value);
        else
            out += "null";
    } else if constexpr (detail::is_vector<T>) {
        char separator = '[';
        for (auto const& each : value) {
            out += separator;
            append_canonical_json(out, each);
            separator = ',';
        }
        out += value.empty() ? "[]" : "]";
    } else if constexpr (detail::is_text_map<T>) {
        std::vector<typename T::value_type const*> sorted;
        sorted.reserve(value.size());
        for (auto const& entry : value) sorted.push_back(&entry);
        std::sort(sorted.begin(), sorted.end(), [](auto const* a, auto const* b) { return detail::utf16_less(a->first, b->first); });
        char separator = '{';
        for (auto const* entry : sorted) {
            out += separator;
            detail::append_json_string(out, entry->first);
            out += ':';
            append_canonical_json(out, entry->second);
            separator = ',';
        }
        out += sorted.empty() ? "{}" : "}";
    } else if constexpr (std::is_class_v<T> && std::is_aggregate_v<T>) {
        constexpr auto& keys = detail::canonical_keys_of<T>;
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            ((out += keys.key(I), append_canonical_json(out, reflect::field<reflect::sorted_fields<T>[I]>(value))), ...);
        }(std::make_index_sequence<reflect::field_count<T>>{});
        out += reflect::field_count<T> == 0 ? "{}" : "}";
    } else {
        static_assert(detail::not_writable<T>,
                      "LTK: an event holds texts, bool, numbers, named enums, optionals, vectors, maps with text keys, "
                      "and structs of these; this field is none of them");
    }
}

/// `value` as canonical JSON.
template <class T>
std::string canonical_json(T const& value) {
    std::string out;
    append_canonical_json(out, value);
    return out;
}

}  // namespace ltk::inline v1
