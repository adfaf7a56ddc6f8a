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
        case 0: return "REQUIRED";
        case 1: return "advised";
        case 2: return "warning";
        default: return one.severity == "information" ? "fact" : "ok";
    }
}

inline std::string counted(std::size_t count, std::string const& thing) {
    return std::to_string(count) + " " + thing + (count == 1 ? "" : "s");
}

/// "environment: invalid (1 required, 2 advised, 14 ok)"
inline std::string first_line(EnvironmentReport const& report) {
    std::string text = "environment: " + report.verdict;
    if (report.findings.empty()) return text + " (no validator was asked)\n";
    static constexpr std::string_view words[] = {"required", "advised", "warning", "ok"};
    std::size_t counts[lowest_rank + 1] = {};
    for (auto const& one : report.findings) ++counts[rank_of(one)];
    std::string parts;
    for (int rank = 0; rank <= lowest_rank; ++rank)
        if (counts[rank] != 0)
            parts += (parts.empty() ? "" : ", ") +
                     (rank == 2 ? counted(counts[rank], "warning") : std::to_string(counts[rank]) + " " + std::string(words[rank]));
    return text + " (" + parts + ")\n";
}

inline void describe_finding(event::FindingReported const& one, std::string& text) {
    constexpr std::size_t column = 10;
    std::string const indent(column, ' ');
    std::string word(word_of(one));
    word.resize(column, ' ');
    bool const fine = rank_of(one) == lowest_rank;
    text += word + one_line(one.validator);
    if (fine) {
        if (!one.seen.empty()) text += ": " + one_line(one.seen);
        text += "\n";
        return;
    }
    auto const line = [&](char const* label, std::string const& value) {
        if (!value.empty()) text += indent + label + one_line(value) + "\n";
    };
    text += "\n";
    line("seen:     ", one.seen);
    line("expected: ", one.expected);
    line("remedy:   ", one.remedy);
    if (one.fix != one.remedy) line("fix:      ", one.fix);
    if (!one.file.empty()) line("from:     ", one.file + ":" + std::to_string(one.line));
}

inline void describe_changes(EnvironmentReport const& report, std::string& text) {
    if (report.against.empty()) return;
    text += "against " + one_line(report.against) + ": " + describe_parts(report.changes) + "\n";
    auto const value = [](std::string const& one) { return one.empty() ? std::string("(none)") : one_line(one); };
    for (auto const& one : report.changes)
        text += "  " + one_line(one.part) + " " + one_line(one.key) + ": " + value(one.before) + " -> " + value(one.after) + "\n";
}

inline void describe_facts(Fingerprint const& fingerprint, std::string& text) {
    std::size_t width = 0;
    for (auto const& fact : fingerprint.facts()) width = std::max(width, fact.first.size());
    auto const part = [&](char const* name, std::map<std::string, std::string> const& facts) {
        if (!facts.empty()) text += std::string(name) + ":\n";
        for (auto const& [key, value] : facts) text += "  " + key + std::string(width - key.size() + 2, ' ') + one_line(value) + "\n";
    };
    part("hardware", fingerprint.hardware);
    part("software", fingerprint.software);
    part("configuration", fingerprint.configuration);
}

}  // namespace detail

/// A table of findings with their remedies, what changed if it was compared, then the facts when `with_fingerprint`. No colours; lines
/// end with '\n'.
inline std::string describe(EnvironmentReport const& report, bool with_fingerprint = false) {
    std::string text = detail::first_line(report);
    for (int rank = 0; rank <= detail::lowest_rank; ++rank)
        for (bool const asked : {true, false})  // causes before what they kept from being asked
            for (auto const& one : report.findings)
                if (detail::rank_of(one) == rank && one.data.contains("stopped_by") != asked) detail::describe_finding(one, text);
    detail::describe_changes(report, text);
    if (with_fingerprint) detail::describe_facts(report.fingerprint, text);
    return text;
}

}  // namespace ltk::inline v1
