// Numbers and times as documents want them, whatever the process's locale and time zone are.
#pragma once

#include <ltk/results/utc.hpp>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

#include <time.h>

namespace ltk::inline v1::detail::report {

/// "1.250": seconds with 1 to 9 decimals. What is no number, or negative, is 0.
inline void append_seconds(std::string& out, double seconds, int decimals) {
    std::uint64_t scale = 1;
    for (int i = 0; i < decimals; ++i) scale *= 10;
    if (!(seconds > 0)) seconds = 0;
    if (seconds > 1e9) seconds = 1e9;
    auto const units = static_cast<std::uint64_t>(seconds * static_cast<double>(scale) + 0.5);
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, units / scale).ptr);
    out += '.';
    auto rest = units % scale;
    char fraction[10];
    for (int i = decimals; i-- > 0; rest /= 10) fraction[i] = static_cast<char>('0' + rest % 10);
    out.append(fraction, static_cast<std::size_t>(decimals));
}

inline std::string seconds_text(double seconds, int decimals) {
    std::string out;
    append_seconds(out, seconds, decimals);
    return out;
}

/// The shortest text that reads back as the same number: "0.1", "1.5e+09".
inline std::string number_text(double value) {
    if (std::isnan(value)) return "nan";
    if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
    char digits[40];
    return std::string(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

/// `text` (UTC, "2026-01-02T03:04:05.678901Z") and some seconds more, to the whole second: "2026-01-02T03:04:07Z".
/// What cannot be read comes back as it is.
inline std::string later(std::string_view text, double seconds) {
    auto const number = [&](std::size_t at, std::size_t digits, int& into) {
        if (text.size() < at + digits) return false;
        auto const end = text.data() + at + digits;
        return std::from_chars(text.data() + at, end, into).ptr == end && into >= 0;
    };
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
    bool const read = number(0, 4, year) && number(5, 2, month) && number(8, 2, day) && number(11, 2, hour) && number(14, 2, minute) &&
                      number(17, 2, second) && text[4] == '-' && text[7] == '-' && (text[10] == 'T' || text[10] == ' ') &&
                      text[13] == ':' && text[16] == ':' && text.back() == 'Z' && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    if (!read) return std::string(text);
    double fraction = 0;
    double place = 0.1;
    if (text[19] == '.')
        for (std::size_t i = 20; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i, place /= 10) fraction += place * (text[i] - '0');
    if (!(seconds > 0)) seconds = 0;
    if (seconds > 1e9) seconds = 1e9;

    tm parts{};
    parts.tm_year = year - 1900;
    parts.tm_mon = month - 1;
    parts.tm_mday = day;
    parts.tm_hour = hour;
    parts.tm_min = minute;
    parts.tm_sec = second;
    wall_time const moment{static_cast<long long>(::timegm(&parts)) + static_cast<long long>(seconds + fraction), 0};
    return rfc3339(moment).substr(0, 19) + 'Z';
}

}  // namespace ltk::inline v1::detail::report
