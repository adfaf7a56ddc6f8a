// Numbers and times as documents want them, whatever the process's locale and time zone are.
#pragma once

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

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

/// `rfc3339` (UTC, "2026-01-02T03:04:05.678901Z") and some seconds more, to the whole second: "2026-01-02T03:04:07Z".
/// What cannot be read comes back as it is.
inline std::string later(std::string_view rfc3339, double seconds) {
    auto const number = [&](std::size_t at, std::size_t digits, int& into) {
        if (rfc3339.size() < at + digits) return false;
        auto const end = rfc3339.data() + at + digits;
        return std::from_chars(rfc3339.data() + at, end, into).ptr == end && into >= 0;
    };
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
    bool const read = number(0, 4, year) && number(5, 2, month) && number(8, 2, day) && number(11, 2, hour) && number(14, 2, minute) &&
                      number(17, 2, second) && rfc3339[4] == '-' && rfc3339[7] == '-' && (rfc3339[10] == 'T' || rfc3339[10] == ' ') &&
                      rfc3339[13] == ':' && rfc3339[16] == ':' && rfc3339.back() == 'Z' && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    if (!read) return std::string(rfc3339);
    double fraction = 0;
    double place = 0.1;
    if (rfc3339[19] == '.')
        for (std::size_t i = 20; i < rfc3339.size() && rfc3339[i] >= '0' && rfc3339[i] <= '9'; ++i, place /= 10) fraction += place * (rfc3339[i] - '0');
    if (!(seconds > 0)) seconds = 0;
    if (seconds > 1e9) seconds = 1e9;

    // days from the civil date and back, in the proleptic Gregorian calendar
    auto const days_of = [](std::int64_t y, std::int64_t m, std::int64_t d) {
        y -= m <= 2;
        std::int64_t const era = y / 400;
        std::int64_t const of_era = y - era * 400;
        std::int64_t const of_year = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
        return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    };
    std::int64_t const total = days_of(year, month, day) * 86400 + hour * 3600 + minute * 60 + second +
                               static_cast<std::int64_t>(seconds + fraction);
    std::int64_t const days = total / 86400;
    std::int64_t const in_day = total % 86400;
    std::int64_t const era = days / 146097;
    std::int64_t const of_era = days % 146097;
    std::int64_t const year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    std::int64_t const of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    std::int64_t const shifted = (5 * of_year + 2) / 153;
    std::int64_t const m = shifted < 10 ? shifted + 3 : shifted - 9;
    char made[40];
    std::snprintf(made, sizeof made, "%04d-%02d-%02dT%02d:%02d:%02dZ", static_cast<int>(year_of_era + era * 400 + (m <= 2)), static_cast<int>(m),
                  static_cast<int>(of_year - (153 * shifted + 2) / 5 + 1), static_cast<int>(in_day / 3600), static_cast<int>(in_day / 60 % 60),
                  static_cast<int>(in_day % 60));
    return made;
}

}  // namespace ltk::inline v1::detail::report
