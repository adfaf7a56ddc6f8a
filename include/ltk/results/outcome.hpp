// The outcomes of a test, so spelled wherever a machine reads them.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace ltk::inline v1 {

/// How a test of the plan ended. `fail` blames the product, `error` the test or its infrastructure; unknown is never pass.
enum class outcome : unsigned char {
    pass,
    fail,
    error,
    skip,
    not_applicable,
    timeout,
    crash,
    expected_fail,
    unexpected_pass,
    flaky_pass,
    interrupted,
    not_run,
};

inline constexpr std::array<std::string_view, 12> outcome_names{
    "pass",  "fail",          "error",           "skip",       "not_applicable", "timeout",
    "crash", "expected_fail", "unexpected_pass", "flaky_pass", "interrupted",    "not_run"};

/// The outcome's name: "pass", "not_applicable" ...
constexpr std::string_view name(outcome which) noexcept { return outcome_names[static_cast<std::size_t>(which)]; }

/// The outcome of that name; nothing when there is none.
constexpr std::optional<outcome> outcome_named(std::string_view wanted) noexcept {
    for (std::size_t i = 0; i < outcome_names.size(); ++i)
        if (outcome_names[i] == wanted) return static_cast<outcome>(i);
    return std::nullopt;
}

/// Tests failed: exit code 1.
constexpr bool is_red(outcome which) noexcept {
    return which == outcome::fail || which == outcome::timeout || which == outcome::crash || which == outcome::unexpected_pass;
}
/// The evidence is incomplete: exit code 4 unless something is red.
constexpr bool is_incomplete(outcome which) noexcept {
    return which == outcome::error || which == outcome::interrupted || which == outcome::not_run;
}
/// Something ran and nothing is wrong with it.
constexpr bool is_green(outcome which) noexcept {
    return which == outcome::pass || which == outcome::flaky_pass || which == outcome::expected_fail;
}

}  // namespace ltk::inline v1
