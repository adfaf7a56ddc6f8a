// Times, amounts and outcomes as a person reads them.
#pragma once

#include <ltk/results/failure_lines.hpp>
#include <ltk/results/outcome.hpp>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace ltk::inline v1::detail::report {

/// Three significant digits, with the point whatever the locale is: "1.23", "12.3", "123", "1230".
inline std::string three_digits(double value) {
    if (std::isnan(value)) return "nan";
    if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
    if (value < 0) return "-" + three_digits(-value);
    if (value >= 1e15 || (value < 0.001 && value != 0)) {
        char digits[40];
        auto const made = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::scientific, 2);
        return std::string(digits, made.ptr);
    }
    int const decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    char digits[40];
    auto const made =
        std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed, value < 0.1 && value != 0 ? 4 : decimals);
    std::string text(digits, made.ptr);
    if (text.find('.') != std::string::npos) {
        while (text.back() == '0') text.pop_back();
        if (text.back() == '.') text.pop_back();
    }
    return text;
}

/// "12 ms", "1.23 s", "2 min 05 s", "1 h 02 min".
inline std::string time_words(double seconds) {
    if (!(seconds > 0)) seconds = 0;
    if (seconds > 1e9) seconds = 1e9;
    if (seconds < 0.0005) return "0 ms";
    if (seconds < 0.9995) return three_digits(std::round(seconds * 1000)) + " ms";
    if (seconds < 59.95) return three_digits(seconds) + " s";
    auto const whole = static_cast<std::uint64_t>(seconds + 0.5);
    auto const two = [](std::uint64_t n) { return (n < 10 ? "0" : "") + decimal(n); };
    if (whole < 3600) return decimal(whole / 60) + " min " + two(whole % 60) + " s";
    return decimal(whole / 3600) + " h " + two(whole / 60 % 60) + " min";
}

/// A metric: "1.2 GB/s", "350 us", "42 ops".
inline std::string metric_words(double value, std::string_view unit) {
    auto const scaled = [&](std::string_view base, double step, std::initializer_list<char const*> prefixes) {
        double shown = value;
        char const* prefix = "";
        for (auto const* const next : prefixes) {
            if (!(std::fabs(shown) >= step)) break;
            shown /= step;
            prefix = next;
        }
        return three_digits(shown) + " " + prefix + std::string(base);
    };
    if (unit == "B" || unit == "B/s") return scaled(unit, 1000, {"k", "M", "G", "T", "P"});
    if (unit == "s" && value >= 0 && value < 1) {
        if (value == 0) return "0 s";
        if (value < 1e-6) return three_digits(value * 1e9) + " ns";
        if (value < 1e-3) return three_digits(value * 1e6) + " us";
        return three_digits(value * 1e3) + " ms";
    }
    return three_digits(value) + (unit.empty() ? "" : " " + in_one_line(unit));
}

/// "1 test", "2 tests".
inline std::string counted(std::uint64_t count, std::string_view noun) {
    return decimal(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

/// How a summary speaks of tests that ended so: "3 failed", "1 timed out".
constexpr char const* past_tense(outcome how) noexcept {
    switch (how) {
        case outcome::pass: return "passed";
        case outcome::fail: return "failed";
        case outcome::error: return "in error";
        case outcome::skip: return "skipped";
        case outcome::not_applicable: return "not applicable";
        case outcome::timeout: return "timed out";
        case outcome::crash: return "crashed";
        case outcome::expected_fail: return "failed as expected";
        case outcome::unexpected_pass: return "passed unexpectedly";
        case outcome::flaky_pass: return "flaky";
        case outcome::interrupted: return "interrupted";
        case outcome::not_run: return "not run";
    }
    return "";
}

/// The word that starts a test's line.
constexpr char const* headword(outcome how) noexcept {
    switch (how) {
        case outcome::pass: return "ok";
        case outcome::fail: return "FAIL";
        case outcome::error: return "ERROR";
        case outcome::skip: return "skip";
        case outcome::not_applicable: return "n/a";
        case outcome::timeout: return "TIMEOUT";
        case outcome::crash: return "CRASH";
        case outcome::expected_fail: return "known";
        case outcome::unexpected_pass: return "UNEXPECTED PASS";
        case outcome::flaky_pass: return "FLAKY";
        case outcome::interrupted: return "INTERRUPTED";
        case outcome::not_run: return "NOT RUN";
    }
    return "";
}

}  // namespace ltk::inline v1::detail::report
