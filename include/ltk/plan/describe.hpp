// A plan as a person reads it, as Markdown for documents, and as JSON for programs.
#pragma once

#include <ltk/plan/list.hpp>
#include <ltk/plan/plan.hpp>
#include <ltk/results/sanitize.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1 {

namespace detail {

struct described_test {
    std::string id, stage;
    bool run = true;
    std::string outcome, reason;
    double timeout = 0;  // seconds
    int repeat = 1;
};
struct described_left_out {
    std::string id, reason;
};
struct described_plan {
    std::string format = "ltk.plan";
    int version = 1;
    std::string stage, select, order;
    std::uint64_t seed = 0;
    int jobs = 1;
    int repeat = 1;
    double budget = 0;   // seconds; 0: none
    double longest = 0;  // seconds, if every test ran into its timeout
    std::vector<described_test> tests;
    std::vector<described_left_out> left_out;
    std::vector<std::string> warnings;
};

/// How long it can take at most: what the timeouts add up to.
inline duration longest(Plan const& plan) {
    long double seconds = 0;
    for (auto const& one : plan.tests)
        if (one.run) seconds += static_cast<long double>(one.timeout.seconds()) * one.repeat;
    seconds /= plan.jobs;
    constexpr long double most = 9e9L;
    return duration::seconds(static_cast<double>(std::min(seconds, most)));
}

inline std::string spell(duration span) { return duration_text(span.nanoseconds()); }

/// Whole seconds, for spans that nobody needs more exactly.
inline std::string spell_roughly(duration span) {
    constexpr long long second = 1'000'000'000;
    auto const count = span.nanoseconds();
    return duration_text(count < second ? count : (count + second - 1) / second * second);
}

inline std::string count_tests(std::size_t count) { return std::to_string(count) + (count == 1 ? " test" : " tests"); }

/// "stage regression, 58 tests in declared order, 4 at a time, each 3 times, budget 4h"
inline std::string headline(Plan const& plan) {
    std::string text = plan.stage.empty() ? "no stage" : plan.stage == every_stage ? "all stages" : "stage " + plan.stage;
    text += ", " + count_tests(plan.count_runnable()) + " in " + std::string(name(plan.order)) + " order";
    if (plan.order == test_order::shuffled) text += " (--seed " + std::to_string(plan.seed) + ")";
    if (plan.jobs != 1) text += ", " + std::to_string(plan.jobs) + " at a time";
    if (plan.repeat != 1) text += ", each " + std::to_string(plan.repeat) + " times";
    if (plan.budget != duration()) text += ", budget " + spell(plan.budget);
    return text;
}

/// Reasons in the order in which they come first, each with its ids.
inline std::vector<std::pair<std::string, std::vector<std::string>>> by_reason(
    std::vector<std::pair<std::string, std::string>> const& left_out) {
    std::vector<std::pair<std::string, std::vector<std::string>>> groups;
    for (auto const& [id, reason] : left_out) {
        auto group = groups.begin();
        while (group != groups.end() && group->first != reason) ++group;
        if (group == groups.end()) group = groups.insert(groups.end(), {reason, {}});
        group->second.push_back(id);
    }
    return groups;
}

/// Text in a cell of a Markdown table.
inline std::string markdown_cell(std::string_view text) {
    std::string cell;
    for (char const c : one_line(text)) {
        if (c == '|' || c == '\\' || c == '`' || c == '*' || c == '_' || c == '<' || c == '[') cell += '\\';
        cell += c;
    }
    return cell;
}

/// What a test needs of the machine.
inline std::string needs_text(CataloguedTest const& test) {
    std::vector<std::string> needs;
    for (auto const& one : test.needs) needs.push_back(one.text);
    return comma_list(needs);
}

/// The configurations that a test uses, by key, then its fixtures.
inline std::string uses_text(CataloguedTest const& test, Catalogue const& catalogue) {
    std::vector<std::string> uses;
    for (auto const& one : catalogue.configurations())
        if (std::find(test.configurations.begin(), test.configurations.end(), one.record->type) != test.configurations.end())
            uses.push_back(one.key);
    uses.insert(uses.end(), test.fixtures.begin(), test.fixtures.end());
    return comma_list(uses);
}

}  // namespace detail

/// The text of `plan`: what runs in which order, what does not and why, totals. `all`: every id that is left out, not only the
/// first ten of each reason.
inline std::string describe(Plan const& plan, bool all = false) {
    std::string text = "plan: " + detail::headline(plan) + "\n";
    if (!plan.select.empty()) text += "selection: " + one_line(plan.select) + "\n";
    std::vector<std::vector<std::string>> rows;
    std::size_t number = 0;
    std::size_t const digits = std::to_string(plan.tests.size()).size();
    std::string stage;
    std::vector<PlannedTest const*> idle;
    for (auto const& one : plan.tests) {
        if (!one.run) {
            idle.push_back(&one);
            continue;
        }
        auto count = std::to_string(++number);
        count.insert(0, digits - count.size(), ' ');
        std::string more = detail::spell(one.timeout);
        if (one.repeat != plan.repeat) more += ", " + std::to_string(one.repeat) + " times";
        if (plan.stage == detail::every_stage) more += ", " + one.stage;
        rows.push_back({"  " + count, one_line(one.test->id), more});
    }
    text += detail::aligned(rows);
    if (!idle.empty()) text += "do not run:\n";
    for (auto const* one : idle)
        text += "  " + one_line(one->test->id) + "\n      " + std::string(name(one->outcome)) + ": " + one_line(one->reason) + "\n";
    if (!plan.left_out.empty()) text += "left out:\n";
    for (auto const& [reason, ids] : detail::by_reason(plan.left_out)) {
        constexpr std::size_t most = 10;
        text += "  " + one_line(reason) + ": " + std::to_string(ids.size()) + "\n";
        auto const shown = all || ids.size() <= most + 1 ? ids.size() : most;
        for (std::size_t i = 0; i < shown; ++i) text += "      " + one_line(ids[i]) + "\n";
        if (shown != ids.size()) text += "      ... and " + std::to_string(ids.size() - shown) + " more\n";
    }
    text += "total: " + std::to_string(number) + " to run, " + std::to_string(idle.size()) + " not to run, " +
            std::to_string(plan.left_out.size()) + " left out";
    if (number != 0) text += "; " + detail::spell_roughly(detail::longest(plan)) + " if each runs into its timeout";
    return text + "\n";
}

/// The plan as Markdown, for documents: a table of the tests with purpose, what it uses of the program and needs of the machine,
/// covers and timeout.
inline std::string describe_markdown(Plan const& plan, Catalogue const& catalogue) {
    using detail::markdown_cell;
    std::string text = "# Test plan\n\n" + markdown_cell(detail::headline(plan)) + ".\n";
    if (!plan.select.empty()) text += "\nSelection: " + markdown_cell(plan.select) + "\n";
    text += "\n| # | test | stages | purpose | uses | needs | covers | timeout |\n|--:|---|---|---|---|---|---|--:|\n";
    std::size_t number = 0;
    for (auto const& one : plan.tests) {
        if (!one.run) continue;
        text += "| " + std::to_string(++number) + " | " + markdown_cell(one.test->id) + " | " +
                markdown_cell(detail::comma_list(one.test->stages)) + " | " + markdown_cell(one.test->purpose) + " | " +
                markdown_cell(detail::uses_text(*one.test, catalogue)) + " | " + markdown_cell(detail::needs_text(*one.test)) + " | " +
                markdown_cell(detail::comma_list(one.test->covers)) + " | " + detail::spell(one.timeout) + " |\n";
    }
    if (number != plan.tests.size()) {
        text += "\n## Not run\n\n| test | outcome | reason |\n|---|---|---|\n";
        for (auto const& one : plan.tests)
            if (!one.run)
                text += "| " + markdown_cell(one.test->id) + " | " + markdown_cell(name(one.outcome)) + " | " + markdown_cell(one.reason) +
                        " |\n";
    }
    if (!plan.left_out.empty()) {
        text += "\n## Left out\n\n| test | reason |\n|---|---|\n";
        for (auto const& [id, reason] : plan.left_out) text += "| " + markdown_cell(id) + " | " + markdown_cell(reason) + " |\n";
    }
    return text;
}

/// The plan as one JSON object (`plan --json`).
inline std::string describe_json(Plan const& plan) {
    detail::described_plan made;
    made.stage = plan.stage;
    made.select = plan.select;
    made.order = name(plan.order);
    made.seed = plan.seed;
    made.jobs = plan.jobs;
    made.repeat = plan.repeat;
    made.budget = plan.budget.seconds();
    made.longest = detail::longest(plan).seconds();
    for (auto const& one : plan.tests)
        made.tests.push_back({one.test->id, one.stage, one.run, one.run ? std::string() : std::string(name(one.outcome)), one.reason,
                              one.timeout.seconds(), one.repeat});
    for (auto const& [id, reason] : plan.left_out) made.left_out.push_back({id, reason});
    made.warnings = plan.warnings;
    return canonical_json(made) + "\n";
}

}  // namespace ltk::inline v1
