// The names of an enum's values, read from the text in which the compiler spelled them (scalar_types.hpp): a value with a name
// is spelled "color::red", one without "(color)7".
#pragma once

#include <ltk/config/config_type.hpp>
#include <ltk/config/scalar_types.hpp>

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1::detail {

struct enumerator {
    std::string name;
    long long value = 0;
};

/// The named values between -16 and 127 (0 and 143 when unsigned), in the order of their values.
inline std::vector<enumerator> enumerators_of(value_type const& type) {
    std::vector<enumerator> all;
    if (type.enumerators == nullptr) return all;
    std::string_view spelled = type.enumerators;
    auto const begin = spelled.rfind(spelled.find("V = {") != std::string_view::npos ? "V = {" : "V = <");
    if (begin == std::string_view::npos) return all;
    spelled.remove_prefix(begin + 5);
    long long value = type.is_signed ? least_enumerator : 0;
    int depth = 0;
    std::size_t from = 0;
    for (std::size_t at = 0; at < spelled.size(); ++at) {
        char const c = spelled[at];
        bool const last = depth == 0 && (c == '}' || c == '>');
        if (c == '<' || c == '{' || c == '(') ++depth;
        if ((c == '>' || c == '}' || c == ')') && !last) --depth;
        if (!last && !(c == ',' && depth == 0)) continue;
        auto word = spelled.substr(from, at - from);
        while (!word.empty() && word.front() == ' ') word.remove_prefix(1);
        auto const digits = word.find_last_not_of("-0123456789");
        if (!word.empty() && (digits == std::string_view::npos || word[digits] != ')')) {
            auto const colon = word.rfind(':');
            all.push_back({std::string(colon == std::string_view::npos ? word : word.substr(colon + 1)), value});
        }
        ++value;
        from = at + 1;
        if (last) break;
    }
    return all;
}

/// The value of an integer or enum object.
inline long long load_signed(value_type const& type, void const* object) noexcept {
    unsigned long long bits = 0;
    std::memcpy(&bits, object, type.size);  // little-endian, as all that LTK runs on
    unsigned const unused = static_cast<unsigned>(64 - 8 * type.size);
    if (type.is_signed) return static_cast<long long>(bits << unused) >> unused;
    return static_cast<long long>(bits);
}
inline void store_bits(value_type const& type, void* object, unsigned long long bits) noexcept { std::memcpy(object, &bits, type.size); }

}  // namespace ltk::inline v1::detail
