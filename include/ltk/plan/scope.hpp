// Which validators a plan needs, and what their findings do to it. A validator concerns tests: those that its `.tests` selects, else
// those that use one of its configurations, else all. It is asked only when it concerns a test that would run, or comes before one
// that does.
#pragma once

#include <ltk/plan/plan.hpp>
#include <ltk/plan/selection.hpp>
#include <ltk/results/event.hpp>

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace ltk::inline v1 {

/// A validator that is to be asked, and the tests that it concerns.
struct ScopedValidator {
    CataloguedValidator const* validator = nullptr;
    std::vector<std::size_t> tests;  ///< positions in the plan's tests, ascending
};

namespace detail {

inline bool share_a_type(std::vector<type_identity> const& a, std::vector<type_identity> const& b) {
    return std::any_of(a.begin(), a.end(), [&](type_identity const& type) { return std::find(b.begin(), b.end(), type) != b.end(); });
}

inline bool concerns(CataloguedValidator const& validator, Selection const& tests, PlannedTest const& planned) {
    if (!validator.stages.empty() && std::find(validator.stages.begin(), validator.stages.end(), planned.stage) == validator.stages.end())
        return false;
    if (!tests.is_everything()) return tests.matches(*planned.test);
    return validator.configurations.empty() || share_a_type(validator.configurations, planned.test->configurations);
}

/// Adds a validator and all that come before it. The catalogue has no circles.
inline void add_needed(Catalogue const& catalogue, CataloguedValidator const& validator, std::set<std::string>& needed) {
    if (!needed.insert(validator.name).second) return;
    for (auto const& earlier : validator.after)
        if (auto const* const one = validator_named(catalogue.validators(), earlier)) add_needed(catalogue, *one, needed);
}

}  // namespace detail

/// The validators that the plan needs, by name: those that concern a test that would run, and those that come before them.
inline std::vector<ScopedValidator> validators_for(Catalogue const& catalogue, Plan const& plan) {
    std::vector<ScopedValidator> all;
    std::set<std::string> needed;
    for (auto const& validator : catalogue.validators()) {
        ScopedValidator scoped;
        scoped.validator = &validator;
        auto const tests = Selection::parse(validator.tests);
        for (std::size_t i = 0; i < plan.tests.size(); ++i)
            if (plan.tests[i].run && detail::concerns(validator, tests, plan.tests[i])) scoped.tests.push_back(i);
        if (!scoped.tests.empty()) detail::add_needed(catalogue, validator, needed);
        all.push_back(std::move(scoped));
    }
    std::erase_if(all, [&needed](ScopedValidator const& one) { return !needed.contains(one.validator->name); });
    return all;
}

/// Takes findings into the plan: a required validator that found something invalid makes the tests that it concerns not_run, for
/// that reason. Returns false when nothing is left to run because of that, so that the whole run is refused (exit code 3).
inline bool apply_findings(std::vector<event::FindingReported> const& findings, std::vector<ScopedValidator> const& validators,
                           Plan& plan) {
    bool stopped = false;
    std::set<std::string> known;
    for (auto const& finding : findings) {  // their order decides whose words a test gets that several validators stop
        if (finding.verdict != "invalid" || !known.insert(finding.validator).second) continue;
        auto const scoped = std::find_if(validators.begin(), validators.end(), [&](ScopedValidator const& one) {
            return one.validator->severity == severity::required && one.validator->name == finding.validator;
        });
        if (scoped == validators.end()) continue;
        auto const all = std::count_if(findings.begin(), findings.end(), [&](event::FindingReported const& other) {
            return other.verdict == "invalid" && other.validator == finding.validator;
        });
        std::string reason = finding.validator + ": " + finding.seen + (finding.expected.empty() ? "" : ", expected " + finding.expected);
        if (all > 1) reason += " (and " + std::to_string(all - 1) + " more)";
        for (auto const at : scoped->tests) {
            if (at >= plan.tests.size() || !plan.tests[at].run) continue;
            auto& test = plan.tests[at];
            test.run = false;
            test.outcome = outcome::not_run;
            test.reason = reason;
            stopped = true;
        }
    }
    return !stopped || plan.count_runnable() != 0;
}

}  // namespace ltk::inline v1
