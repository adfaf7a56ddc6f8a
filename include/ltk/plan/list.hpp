// What a program has: tests, stages, validators, configurations, fixtures, reporters; as text for people and JSON for programs. The text
// of tests is one id a line and nothing else, so that it can be kept as a list of ids (`--select @file`).
#pragma once

#include <ltk/config/nearest.hpp>
#include <ltk/config/units.hpp>
#include <ltk/error.hpp>
#include <ltk/plan/catalogue.hpp>
#include <ltk/results/canonical_json.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1 {

/// What `list` can show, in the order of its help.
inline constexpr std::array<std::string_view, 6> listable{"tests", "stages", "validators", "configurations", "fixtures", "reporters"};

namespace detail {

// The objects of `list --json`; keys are the names of the fields.
struct listed_test {
    std::string id;
    std::string suite;
    std::vector<std::string> stages, tags, covers;
    std::string purpose;
    double timeout = 0;              // seconds; 0: the run's default
    std::vector<std::string> needs;  // of the machine: `.needs`
    std::string file;
    unsigned line = 0;
};
struct listed_stage {
    std::string name, purpose;
    std::vector<std::string> after;
    double budget = 0;  // seconds; 0: none
    int repeat = 1;
    int jobs = 1;
    std::string order;
    std::vector<std::string> entry, exit;
    std::size_t tests = 0;
    std::string file;
    unsigned line = 0;
};
struct listed_validator {
    std::string name, severity, purpose;
    std::vector<std::string> stages, configurations;
    std::string tests;
    double timeout = 0;
    std::string file;
    unsigned line = 0;
    std::vector<std::string> after{};
};
struct listed_configuration {
    std::string key, type;
    bool under_test = false;
    std::string file;
    unsigned line = 0;
};
struct listed_fixture {
    std::string name, scope, purpose;
    double timeout = 0;
    std::size_t used_by = 0;
    std::string file;
    unsigned line = 0;
};
struct listed_reporter {
    std::string name;
    std::string file;
    unsigned line = 0;
};

constexpr std::string_view name_of(severity which) noexcept {
    return which == severity::required ? "required" : which == severity::advised ? "advised" : "information";
}

inline std::vector<listed_test> listed_tests(Catalogue const& catalogue) {
    std::vector<listed_test> all;
    all.reserve(catalogue.tests().size());
    for (auto const& one : catalogue.tests()) {
        all.push_back({one.id,
                       std::string(one.suite()),
                       one.stages,
                       one.tags,
                       one.covers,
                       one.purpose,
                       one.timeout.seconds(),
                       {},
                       one.where.file,
                       one.where.line});
        for (auto const& need : one.needs) all.back().needs.push_back(need.text);
    }
    return all;
}

inline std::vector<listed_stage> listed_stages(Catalogue const& catalogue) {
    std::vector<listed_stage> all;
    for (auto const& one : catalogue.stages()) {
        auto const tests = std::count_if(catalogue.tests().begin(), catalogue.tests().end(), [&](CataloguedTest const& test) {
            return std::find(test.stages.begin(), test.stages.end(), one.name) != test.stages.end();
        });
        listed_stage listed{one.name,
                            one.purpose,
                            one.after,
                            one.budget.seconds(),
                            one.repeat,
                            one.jobs,
                            std::string(name(one.order)),
                            {},
                            {},
                            static_cast<std::size_t>(tests),
                            one.where.file,
                            one.where.line};
        for (auto const& each : one.entry) listed.entry.push_back(describe(each));
        for (auto const& each : one.exit) listed.exit.push_back(describe(each));
        all.push_back(std::move(listed));
    }
    return all;
}

inline std::vector<listed_validator> listed_validators(Catalogue const& catalogue) {
    std::vector<listed_validator> all;
    for (auto const& one : catalogue.validators()) {
        listed_validator listed{one.name,
                                std::string(name_of(one.severity)),
                                one.purpose,
                                one.stages,
                                {},
                                one.tests,
                                one.timeout.seconds(),
                                one.where.file,
                                one.where.line,
                                one.after};
        for (auto const& configuration : catalogue.configurations())
            if (std::find(one.configurations.begin(), one.configurations.end(), configuration.record->type) != one.configurations.end())
                listed.configurations.push_back(configuration.key);
        all.push_back(std::move(listed));
    }
    return all;
}

inline std::vector<listed_configuration> listed_configurations(Catalogue const& catalogue) {
    std::vector<listed_configuration> all;
    for (auto const& one : catalogue.configurations()) all.push_back({one.key, one.type, one.under_test, one.where.file, one.where.line});
    return all;
}

inline std::vector<listed_fixture> listed_fixtures(Catalogue const& catalogue) {
    std::vector<listed_fixture> all;
    for (auto const& one : catalogue.fixtures())
        all.push_back({one.name, one.scope == per_run ? "per_run" : "per_test", one.purpose, one.timeout.seconds(), one.used_by,
                       one.where.file, one.where.line});
    return all;
}

inline std::vector<listed_reporter> listed_reporters(Catalogue const& catalogue) {
    std::vector<listed_reporter> all;
    for (auto const* record = catalogue.registry().reporters(); record != nullptr; record = record->next)
        all.push_back({record->name, record->where.file, record->where.line});
    std::sort(all.begin(), all.end(), [](listed_reporter const& a, listed_reporter const& b) { return a.name < b.name; });
    return all;
}

/// A JSON array with one object a line.
template <class Listed>
std::string json_lines(std::vector<Listed> const& all) {
    std::string text = "[";
    for (auto const& one : all) {
        text += &one == all.data() ? "\n" : ",\n";
        append_canonical_json(text, one);
    }
    return text += all.empty() ? "]\n" : "\n]\n";
}

/// A table: columns as wide as their widest cell but the last, two blanks between; no blanks at line ends.
inline std::string aligned(std::vector<std::vector<std::string>> const& rows) {
    std::vector<std::size_t> widths;
    auto const width = [](std::string const& cell) {  // characters, not bytes
        return static_cast<std::size_t>(
            std::count_if(cell.begin(), cell.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
    };
    for (auto const& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i == widths.size()) widths.push_back(0);
            widths[i] = std::max(widths[i], width(row[i]));
        }
    std::string text;
    for (auto const& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) (text += row[i]).append(widths[i] - width(row[i]) + 2, ' ');
        text.erase(text.find_last_not_of(' ') + 1) += '\n';
    }
    return text;
}

inline std::string comma_list(std::vector<std::string> const& words, std::string_view between = ", ") {
    std::string text;
    for (auto const& word : words) (text += text.empty() ? "" : between) += word;
    return text;
}

inline std::string place_of(std::string const& file, unsigned line) { return file.empty() ? "built in" : place({file.c_str(), line}); }

inline std::string list_stages(Catalogue const& catalogue) {
    std::vector<std::vector<std::string>> rows;
    for (auto const& one : listed_stages(catalogue)) {
        std::string policy = one.order + ", " + std::to_string(one.jobs) + (one.jobs == 1 ? " job" : " jobs");
        if (one.repeat != 1) policy += ", each " + std::to_string(one.repeat) + " times";
        if (one.budget > 0) policy += ", budget " + duration_text(duration::seconds(one.budget).nanoseconds());
        if (!one.after.empty()) policy += ", after " + comma_list(one.after);
        rows.push_back({one.name, std::to_string(one.tests) + (one.tests == 1 ? " test" : " tests"), policy, one.purpose});
    }
    return aligned(rows);
}

inline std::string list_text(Catalogue const& catalogue, std::string_view what) {
    std::vector<std::vector<std::string>> rows;
    if (what == "tests") {
        std::string text;
        for (auto const& one : catalogue.tests()) (text += one.id) += '\n';
        return text;
    }
    if (what == "stages") return list_stages(catalogue);
    if (what == "validators")
        for (auto const& one : listed_validators(catalogue))
            rows.push_back({one.name, one.severity,
                            !one.tests.empty()           ? "tests: " + one.tests
                            : one.configurations.empty() ? "all tests"
                                                         : "uses " + comma_list(one.configurations),
                            place_of(one.file, one.line)});
    else if (what == "configurations")
        for (auto const& one : listed_configurations(catalogue))
            rows.push_back({one.key, one.type, one.under_test ? "under test" : "", place_of(one.file, one.line)});
    else if (what == "fixtures")
        for (auto const& one : listed_fixtures(catalogue))
            rows.push_back({one.name, one.scope, std::to_string(one.used_by) + (one.used_by == 1 ? " test" : " tests"), one.purpose});
    else
        for (auto const& one : listed_reporters(catalogue)) rows.push_back({one.name, place_of(one.file, one.line)});
    return aligned(rows);
}

}  // namespace detail

/// The text of `list WHAT`; `json` for programs: an array of objects. Throws ltk::Error (ltk.plan.list) for a word that is not in `listable`.
inline std::string list(Catalogue const& catalogue, std::string_view what = "tests", bool json = false) {
    if (std::find(listable.begin(), listable.end(), what) == listable.end()) {
        std::vector<std::string> const known(listable.begin(), listable.end());
        throw Error("ltk.plan.list",
                    "list " + std::string(what) + ": expected one of " + detail::comma_list(known) + detail::did_you_mean(what, known));
    }
    if (!json) return detail::list_text(catalogue, what);
    if (what == "tests") return detail::json_lines(detail::listed_tests(catalogue));
    if (what == "stages") return detail::json_lines(detail::listed_stages(catalogue));
    if (what == "validators") return detail::json_lines(detail::listed_validators(catalogue));
    if (what == "configurations") return detail::json_lines(detail::listed_configurations(catalogue));
    if (what == "fixtures") return detail::json_lines(detail::listed_fixtures(catalogue));
    return detail::json_lines(detail::listed_reporters(catalogue));
}

}  // namespace ltk::inline v1
