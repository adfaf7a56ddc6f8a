// Numbers as RFC 8785 (JSON Canonicalization Scheme) wants them: the shortest digits that read back as the same value, in
// the notation of ECMAScript. Nothing here depends on a locale.
#pragma once

#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace ltk::inline v1::detail {

/// Largest integer that every JSON reader keeps exact; beyond it an integer is written as a string of its digits.
inline constexpr std::uint64_t largest_exact_integer = (1ULL << 53) - 1;

template <class Integer>
void append_json_integer(std::string& out, Integer value) {
    static_assert(std::is_integral_v<Integer> && !std::is_same_v<Integer, bool>);
    char digits[24];
    char* const end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    bool exact = true;
    if constexpr (sizeof(Integer) > 4) {
        if constexpr (std::is_signed_v<Integer>)
            exact = value >= -static_cast<std::int64_t>(largest_exact_integer) && value <= static_cast<std::int64_t>(largest_exact_integer);
        else
            exact = value <= largest_exact_integer;
    }
    if (!exact) out += '"';
    out.append(digits, end);
    if (!exact) out += '"';
}

/// Appends a double; what JSON has no number for is written as the string "NaN", "Infinity" or "-Infinity", so that a stored
/// journal gives back what was live.
inline void append_json_double(std::string& out, double value) {
    if (!std::isfinite(value)) {
        out += std::isnan(value) ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
        return;
    }
    if (std::fabs(value) <= static_cast<double>(largest_exact_integer)) {
        auto const whole = static_cast<std::int64_t>(value);
        double const back = static_cast<double>(whole);
        if (!(back < value) && !(back > value)) {
            char digits[24];
            out.append(digits, std::to_chars(digits, digits + sizeof digits, whole).ptr);
            return;
        }
    }
    // "d.ddde-XX": digits and exponent are taken apart and put together again as ECMAScript does (Number::toString).
    char text[40];
    char* const end = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific).ptr;
    char* at = text;
    if (*at == '-') {
        out += '-';
        ++at;
    }
    char digits[20];
    int count = 0;
    for (; at != end && *at != 'e'; ++at)
        if (*at != '.') digits[count++] = *at;
    int exponent = 0;
    if (at != end) {
        ++at;
        bool const negative = *at == '-';
        if (negative || *at == '+') ++at;
        for (; at != end; ++at) exponent = exponent * 10 + (*at - '0');
        if (negative) exponent = -exponent;
    }
    int const point = exponent + 1;  // digits before the decimal point
    std::string_view const all(digits, static_cast<std::size_t>(count));
    if (point > 0 && point <= 21) {
        if (count <= point) {
            out += all;
            out.append(static_cast<std::size_t>(point - count), '0');
        } else {
            out += all.substr(0, static_cast<std::size_t>(point));
            out += '.';
            out += all.substr(static_cast<std::size_t>(point));
        }
    } else if (point > -6 && point <= 0) {
        out += "0.";
        out.append(static_cast<std::size_t>(-point), '0');
        out += all;
    } else {
        out += digits[0];
        if (count > 1) {
            out += '.';
            out += all.substr(1);
        }
        out += exponent < 0 ? "e-" : "e+";
        char power[8];
        out.append(power, std::to_chars(power, power + sizeof power, exponent < 0 ? -exponent : exponent).ptr);
    }
}

}  // namespace ltk::inline v1::detail
