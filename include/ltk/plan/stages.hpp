// The stages of a program: the five built-in ones with their policies, and those that a project declares. A declaration for a
// built-in name replaces its policy.
#pragma once

#include <ltk/config/nearest.hpp>
#include <ltk/declare/registry.hpp>
#include <ltk/declare/stage.hpp>
#include <ltk/plan/problems.hpp>

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1 {

/// What a stage stands for, resolved: names instead of declarations.
struct StagePolicy {
    std::string name;
    std::string purpose;
    source where{};                  ///< of LTK_STAGE; no file for a built-in policy
    std::vector<std::string> after;  ///< stages that `--stage all` runs before this one
    duration budget{};               ///< wall clock for the whole stage; 0: none
    int repeat = 1;                  ///< how often each test is run
    int jobs = 1;                    ///< tests at the same time
    test_order order = test_order::declared;
    std::vector<condition> entry;
    std::vector<condition> exit;
};

/// "declared" or "shuffled".
constexpr std::string_view name(test_order order) noexcept { return order == test_order::shuffled ? "shuffled" : "declared"; }

/// "passed developer", "the environment is valid" ...: a condition as a person reads it.
inline std::string describe(condition const& one) {
    switch (one.kind) {
        case condition::kind_type::passed: return std::string("passed ") + one.of.name;
        case condition::kind_type::environment_valid: return "environment valid";
        case condition::kind_type::no_new_failures: return "no new failures";
        case condition::kind_type::no_failures: return "no failures";
    }
    return {};
}

namespace detail {

/// The name that is no stage: every stage, each test once.
inline constexpr std::string_view every_stage = "all";

struct built_in_stage {
    stage named;
    stage_traits traits;
};

inline StagePolicy policy_of(char const* name, source where, stage_traits const& traits) {
    StagePolicy policy;
    policy.name = name;
    policy.purpose = traits.purpose;
    policy.where = where;
    for (auto const& earlier : traits.after) policy.after.emplace_back(earlier.name);
    policy.budget = traits.budget;
    policy.repeat = traits.repeat;
    policy.jobs = traits.jobs;
    policy.order = traits.order;
    policy.entry = traits.entry;
    policy.exit = traits.exit;
    return policy;
}

/// The five that exist from the start, in the order in which work passes through them.
inline std::vector<StagePolicy> built_in_stages() {
    std::vector<StagePolicy> all;
    all.push_back(policy_of(developer.name, {}, {.exit = {no_failures}, .purpose = "while code is written: fast feedback"}));
    all.push_back(
        policy_of(regression.name, {},
                  {.after = {developer}, .exit = {no_failures}, .purpose = "before a change lands: everything that must keep working"}));
    all.push_back(policy_of(performance.name, {},
                            {.after = {regression},
                             .entry = {environment_valid},
                             .exit = {no_failures},
                             .purpose = "numbers: one test at a time, on a quiet machine"}));
    all.push_back(policy_of(scale.name, {},
                            {.after = {regression},
                             .entry = {environment_valid},
                             .exit = {no_failures},
                             .purpose = "what shows itself only with much: many clients, many files, long runs"}));
    all.push_back(policy_of(acceptance.name, {},
                            {.after = {regression},
                             .entry = {environment_valid},
                             .exit = {no_failures},
                             .purpose = "whether a delivery or an installation is fit for use"}));
    return all;
}

inline std::vector<std::string> names_of(std::vector<StagePolicy> const& stages) {
    std::vector<std::string> names;
    for (auto const& one : stages) names.push_back(one.name);
    return names;
}

inline StagePolicy const* stage_named(std::vector<StagePolicy> const& stages, std::string_view wanted) {
    for (auto const& one : stages)
        if (one.name == wanted) return &one;
    return nullptr;
}

inline std::string unknown_stage(std::string_view wanted, std::vector<StagePolicy> const& stages) {
    return "no stage is called \"" + std::string(wanted) + "\"" + did_you_mean(wanted, names_of(stages));
}

/// Stage names stand in selections (`stage:x`), folder names and reports.
inline bool good_stage_name(std::string_view name) {
    if (name.empty() || name.size() > 64 || name == every_stage) return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
    });
}

inline void check_stage(StagePolicy const& one, std::vector<StagePolicy> const& all, Problems& problems) {
    std::string const here = place(one.where) + ": stage " + one.name;
    for (auto const& earlier : one.after)
        if (stage_named(all, earlier) == nullptr) problems.add("ltk.plan.unknown_stage", here + ": .after: " + unknown_stage(earlier, all));
    for (auto const* conditions : {&one.entry, &one.exit})
        for (auto const& each : *conditions)
            if (each.kind == condition::kind_type::passed && stage_named(all, each.of.name) == nullptr)
                problems.add("ltk.plan.unknown_stage", here + ": passed(...): " + unknown_stage(each.of.name, all));
    if (one.repeat < 1)
        problems.add("ltk.plan.bad_stage", here + ": .repeat is " + std::to_string(one.repeat) + "; a test is run at least once");
    if (one.jobs < 1)
        problems.add("ltk.plan.bad_stage", here + ": .jobs is " + std::to_string(one.jobs) + "; at least one test runs at a time");
    if (one.budget < duration()) problems.add("ltk.plan.bad_stage", here + ": .budget is negative; leave it out for no budget");
}

/// Sorts so that each stage comes behind those that it runs after, else in the given order. Reports a circle.
inline std::vector<StagePolicy> in_order(std::vector<StagePolicy> stages, Problems& problems) {
    std::vector<StagePolicy> sorted;
    while (!stages.empty()) {
        auto const next = std::find_if(stages.begin(), stages.end(), [&](StagePolicy const& candidate) {
            return std::all_of(candidate.after.begin(), candidate.after.end(),
                               [&](std::string const& earlier) { return stage_named(stages, earlier) == nullptr; });
        });
        if (next == stages.end()) break;
        sorted.push_back(std::move(*next));
        stages.erase(next);
    }
    if (stages.empty()) return sorted;
    // Each that is left has an earlier one that is left: going back must end in a circle.
    std::vector<StagePolicy const*> path{&stages.front()};
    for (;;) {
        StagePolicy const* earlier = nullptr;
        for (auto const& name : path.back()->after)
            if (earlier == nullptr) earlier = stage_named(stages, name);
        bool const met = std::find(path.begin(), path.end(), earlier) != path.end();
        path.push_back(earlier);
        if (!met) continue;
        std::string words;
        for (auto at = std::find(path.begin(), path.end(), earlier); at != path.end(); ++at)
            words += (words.empty() ? "" : " runs after ") + (*at)->name +
                     (words.empty() || at + 1 != path.end() ? " (" + place((*at)->where) + ")" : "");
        problems.add("ltk.plan.stage_cycle",
                     place(earlier->where) + ": stages wait for each other in a circle: " + words + "; take one of them out of `.after`");
        break;
    }
    for (auto& rest : stages) sorted.push_back(std::move(rest));
    return sorted;
}

/// All stages of a registry, in the order of `--stage all`.
inline std::vector<StagePolicy> collect_stages(Registry const& registry, Problems& problems) {
    auto all = built_in_stages();
    std::vector<StageRecord const*> records;
    for (auto const* record = registry.stages(); record != nullptr; record = record->next) records.push_back(record);
    std::sort(records.begin(), records.end(), [](StageRecord const* a, StageRecord const* b) {
        auto const names = std::string_view(a->name).compare(b->name);
        if (names != 0) return names < 0;
        return place(a->where) < place(b->where);
    });
    for (std::size_t i = 0; i < records.size(); ++i) {
        auto const* const record = records[i];
        if (i != 0 && std::string_view(records[i - 1]->name) == record->name) {
            problems.add("ltk.plan.duplicate_stage", place(record->where) + ": stage " + record->name + " is declared at " +
                                                         place(records[i - 1]->where) + " already; keep one of the two");
            continue;
        }
        if (!good_stage_name(record->name)) {
            problems.add("ltk.plan.bad_stage",
                         place(record->where) + ": \"" + record->name +
                             "\" is no name for a stage: use letters, digits, `_`, `-` and `.`, and not the word all");
            continue;
        }
        auto policy = policy_of(record->name, record->where, record->traits == nullptr ? stage_traits{} : *record->traits);
        auto const known = std::find_if(all.begin(), all.end(), [&](StagePolicy const& one) { return one.name == policy.name; });
        if (known == all.end())
            all.push_back(std::move(policy));
        else
            *known = std::move(policy);
    }
    for (auto const& one : all) check_stage(one, all, problems);
    return in_order(std::move(all), problems);
}

}  // namespace detail

}  // namespace ltk::inline v1
