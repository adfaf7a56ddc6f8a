// The environment report as a person reads it, in ten seconds: what stops the tests first, each with the line to paste; what is fine
// last and in short.
#pragma once

#include <ltk/environment/report.hpp>
#include <ltk/results/sanitize.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1 {

namespace detail {

inline constexpr int lowest_rank = 3;

/// How much a finding matters, 0 most.
inline int rank_of(event::FindingReported const& one) {
    if (one.severity == "information") return lowest_rank;
    if (one.verdict == "invalid") return one.severity == "advised" ? 1 : 0;
    return one.verdict == "warning" ? 2 : lowest_rank;
}

inline std::string_view word_of(event::FindingReported const& one) {
    switch (rank_of(one)) {
        case 0: return "INVALID";
        case 1: return "advice";
        case 2: return "warning";
        default: return one.severity == "information" ? "fact" : "ok";
    }
}

inline std::string counted(std::size_t count, std::string const& thing) {
    return std::to_string(count) + " " + thing + (count == 1 ? "" : "s");
}

}  // namespace detail

/// A table of findings with their remedies, then the facts when `with_fingerprint`. No colours; lines end with '\n'.
inline std::string describe(EnvironmentReport const& report, bool with_fingerprint = false) {
    std::vector<event::FindingReported const*> sorted;
    for (int rank = 0; rank <= detail::lowest_rank; ++rank)
        for (auto const& one : report.findings)
            if (detail::rank_of(one) == rank) sorted.push_back(&one);

    constexpr std::size_t column = 9;
    std::string const indent(column, ' ');
    std::string text = "environment: " + report.verdict;
    std::size_t stopping = 0;
    for (auto const* one : sorted) stopping += detail::rank_of(*one) == 0 ? 1 : 0;
    if (report.findings.empty())
        text += " (no validator was asked)";
    else if (stopping != 0)
        text += " (" + detail::counted(stopping, "finding") + " of " + std::to_string(sorted.size()) + " to put right)";
    else
        text += " (" + detail::counted(sorted.size(), "finding") + ")";
    text += "\n";
    for (auto const* one : sorted) {
        std::string word(detail::word_of(*one));
        word.resize(column, ' ');
        bool const fine = detail::rank_of(*one) == detail::lowest_rank;
        text += word + one_line(one->validator);
        if (!one->seen.empty()) text += (fine ? ": " : "\n" + indent + "seen:   ") + one_line(one->seen);
        text += "\n";
        if (!fine && !one->remedy.empty()) text += indent + "remedy: " + one_line(one->remedy) + "\n";
        if (!fine && !one->file.empty()) text += indent + "from:   " + one_line(one->file) + ":" + std::to_string(one->line) + "\n";
    }
    if (with_fingerprint && !report.fingerprint.empty()) {
        std::size_t width = 0;
        for (auto const& fact : report.fingerprint) width = std::max(width, fact.first.size());
        text += "machine:\n";
        for (auto const& [key, value] : report.fingerprint)
            text += "  " + key + std::string(width - key.size() + 2, ' ') + one_line(value) + "\n";
    }
    return text;
}

}  // namespace ltk::inline v1
