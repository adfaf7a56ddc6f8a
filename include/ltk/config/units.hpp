// Text <-> amounts of data and spans of time, exactly in both directions: what is written reads back as the same number, and
// a text that does not name a whole number of bytes or nanoseconds is refused instead of rounded.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ltk::inline v1::detail {

/// What came of reading a number with a unit: the value, or why there is none as the end of a sentence that begins with the
/// text: "is not a size (try \"64MiB\")".
template <class T>
struct unit_reading {
    T value{};
    std::string flaw;
    explicit operator bool() const noexcept { return flaw.empty(); }
};

struct unit {
    std::string_view name;
    std::uint64_t factor;
};

inline constexpr std::array<unit, 15> byte_units{{{"EiB", 1ULL << 60},
                                                  {"PiB", 1ULL << 50},
                                                  {"TiB", 1ULL << 40},
                                                  {"GiB", 1ULL << 30},
                                                  {"MiB", 1ULL << 20},
                                                  {"KiB", 1ULL << 10},
                                                  {"B", 1},
                                                  {"EB", 1'000'000'000'000'000'000ULL},
                                                  {"PB", 1'000'000'000'000'000ULL},
                                                  {"TB", 1'000'000'000'000ULL},
                                                  {"GB", 1'000'000'000ULL},
                                                  {"MB", 1'000'000ULL},
                                                  {"kB", 1'000ULL},
                                                  {"KB", 1'000ULL},
                                                  {"", 1}}};

inline constexpr std::array<unit, 13> time_units{{{"h", 3'600'000'000'000ULL},
                                                  {"min", 60'000'000'000ULL},
                                                  {"s", 1'000'000'000ULL},
                                                  {"ms", 1'000'000ULL},
                                                  {"us", 1'000ULL},
                                                  {"ns", 1},
                                                  {"d", 86'400'000'000'000ULL},
                                                  {"m", 60'000'000'000ULL},
                                                  {"sec", 1'000'000'000ULL},
                                                  {"hours", 3'600'000'000'000ULL},
                                                  {"hour", 3'600'000'000'000ULL},
                                                  {"\xC2\xB5s", 1'000ULL},
                                                  {"\xCE\xBCs", 1'000ULL}}};

__extension__ typedef unsigned __int128 uint128;

enum class number_flaw : unsigned char { none, no_number, no_such_unit, too_large, too_fine };

/// Reads digits, an optional decimal fraction, blanks and a unit off the front of `text`; `value` in the smallest unit.
template <std::size_t N>
number_flaw take_number(std::string_view& text, std::array<unit, N> const& units, std::uint64_t& value, std::string_view& unit_name) {
    auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
    std::size_t at = 0;
    while (at < text.size() && is_digit(text[at])) ++at;
    auto const whole = text.substr(0, at);
    std::string_view fraction;
    if (at < text.size() && text[at] == '.') {
        std::size_t const begin = ++at;
        while (at < text.size() && is_digit(text[at])) ++at;
        fraction = text.substr(begin, at - begin);
        if (fraction.empty()) return number_flaw::no_number;
    }
    if (whole.empty()) return number_flaw::no_number;
    while (at < text.size() && text[at] == ' ') ++at;
    std::size_t const begin = at;
    while (at < text.size() && !is_digit(text[at]) && text[at] != ' ') ++at;
    unit_name = text.substr(begin, at - begin);
    text.remove_prefix(at);

    std::uint64_t factor = 0;
    for (auto const& known : units)
        if (known.name == unit_name) factor = known.factor;
    if (factor == 0) return number_flaw::no_such_unit;

    value = 0;
    for (char const c : whole)
        if (__builtin_mul_overflow(value, 10U, &value) || __builtin_add_overflow(value, static_cast<unsigned>(c - '0'), &value))
            return number_flaw::too_large;
    if (__builtin_mul_overflow(value, factor, &value)) return number_flaw::too_large;
    // Digit by digit: factor/10, factor/100 ... as long division, so that nothing is rounded.
    while (!fraction.empty() && fraction.back() == '0') fraction.remove_suffix(1);
    uint128 part = 0;
    uint128 scale = 1;
    if (fraction.size() > 19) return number_flaw::too_fine;
    for (char const c : fraction) {
        part = part * 10 + static_cast<unsigned>(c - '0');
        scale *= 10;
    }
    // part < 10^19 and factor < 2^63: the product fits into 128 bits.
    part *= factor;
    if (part % scale != 0) return number_flaw::too_fine;
    if (__builtin_add_overflow(value, static_cast<std::uint64_t>(part / scale), &value)) return number_flaw::too_large;
    return number_flaw::none;
}

inline std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

/// "64MiB", "1.5GB", "4096" (bytes) -> bytes. Binary units: KiB MiB GiB TiB PiB EiB; decimal ones: kB MB GB TB PB EB.
inline unit_reading<unsigned long long> read_bytes(std::string_view text) {
    text = trimmed(text);
    std::uint64_t value = 0;
    std::string_view unit_name;
    auto const flaw = take_number(text, byte_units, value, unit_name);
    if (flaw == number_flaw::no_such_unit && unit_name.size() == 1 && text.empty()) {
        char letter = unit_name[0];
        if (letter >= 'a') letter = static_cast<char>(letter - 'a' + 'A');
        for (auto const& known : byte_units)
            if (known.name.size() == 3 && known.name[0] == letter)
                return {0, std::string("does not say whether it counts in 1024s or in 1000s (write \"") + std::string(known.name) +
                               "\" or \"" + (letter == 'K' ? std::string("kB") : std::string(1, letter) + "B") + "\")"};
    }
    if (flaw == number_flaw::too_large) return {0, "is larger than LTK can count (the most is 16EiB less one byte)"};
    if (flaw == number_flaw::too_fine) return {0, "is not a whole number of bytes (use a smaller unit)"};
    if (flaw != number_flaw::none || !text.empty()) return {0, "is not a size (try \"64MiB\")"};
    return {value, {}};
}

/// "5min", "1h30m", "250ms", "1.5s", "-2s" -> nanoseconds. Units: d h min (m) s (sec) ms us ns, larger ones first.
inline unit_reading<long long> read_duration(std::string_view text) {
    static constexpr char const* not_one = "is not a duration (try \"5min\" or \"1h30m\")";
    text = trimmed(text);
    bool const negative = !text.empty() && text.front() == '-';
    if (negative) text.remove_prefix(1);
    std::uint64_t total = 0;
    std::uint64_t last_factor = ~std::uint64_t{0};
    if (text.empty()) return {0, not_one};
    while (!text.empty()) {
        std::uint64_t value = 0;
        std::string_view unit_name;
        auto const front = text;
        auto const flaw = take_number(text, time_units, value, unit_name);
        if (flaw == number_flaw::no_such_unit && unit_name.empty() && text.empty() && total == 0)
            return {0, "has no unit (write \"" + std::string(trimmed(front)) + "s\" for seconds)"};
        if (flaw == number_flaw::too_large) return {0, "is longer than LTK can count (the most is 292 years)"};
        if (flaw == number_flaw::too_fine) return {0, "is not a whole number of nanoseconds"};
        if (flaw != number_flaw::none) return {0, not_one};
        std::uint64_t factor = 0;
        for (auto const& known : time_units)
            if (known.name == unit_name) factor = known.factor;
        if (factor >= last_factor) return {0, not_one};
        last_factor = factor;
        if (__builtin_add_overflow(total, value, &total)) return {0, "is longer than LTK can count (the most is 292 years)"};
        text = trimmed(text);
    }
    constexpr std::uint64_t most = 0x7FFF'FFFF'FFFF'FFFFULL;
    if (total > most + (negative ? 1 : 0)) return {0, "is longer than LTK can count (the most is 292 years)"};
    return {static_cast<long long>(negative ? 0 - total : total), {}};
}

/// The amount in the largest binary unit that is exact: "64MiB", "1000B".
inline std::string bytes_text(unsigned long long count) {
    if (count == 0) return "0B";
    for (auto const& known : byte_units)
        if (count % known.factor == 0) return std::to_string(count / known.factor) + std::string(known.name);
    return std::to_string(count) + "B";
}

/// The span in the units that a person would use, exact to the nanosecond: "5min", "1h30min", "1.5s", "250ms".
inline std::string duration_text(long long nanoseconds) {
    if (nanoseconds == 0) return "0s";
    std::string out;
    auto left = static_cast<std::uint64_t>(nanoseconds);
    if (nanoseconds < 0) {
        out = "-";
        left = 0 - left;
    }
    std::size_t at = 0;
    for (; at < 2; ++at) {  // hours and minutes as whole numbers
        if (left / time_units[at].factor == 0) continue;
        out += std::to_string(left / time_units[at].factor) + std::string(time_units[at].name);
        left %= time_units[at].factor;
    }
    if (left == 0) return out;
    while (left < time_units[at].factor) ++at;  // the rest in the largest unit that fits, with decimals
    auto const factor = time_units[at].factor;
    out += std::to_string(left / factor);
    if (left % factor != 0) {
        auto digits = std::to_string(factor + left % factor).substr(1);  // keeps leading zeros
        while (digits.back() == '0') digits.pop_back();
        out += "." + digits;
    }
    return out + std::string(time_units[at].name);
}

}  // namespace ltk::inline v1::detail
