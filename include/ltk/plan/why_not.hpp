// `plan --why-not`: what would have to change on this machine, grouped by need, and which tests each change would unlock. A test
// that lacks several things is unlocked by all of them together, and says so.
#pragma once

#include <ltk/plan/list.hpp>
#include <ltk/plan/plan.hpp>
#include <ltk/results/sanitize.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace ltk::inline v1 {

namespace detail {

struct waiting_test {
    std::string id;
    std::vector<std::string> also;  // further needs of this test that are not met
};
struct described_lack {
    std::string need, found, remedy;
    bool known = true;  // false: it could not be found out
    std::vector<waiting_test> tests;
};
struct described_lacks {
    std::string format = "ltk.why_not";
    int version = 1;
    std::vector<described_lack> needs;
    std::size_t tests = 0;     // that do not run because of them
    std::size_t runnable = 0;  // that run all the same
};

/// The needs that are not met; those that unlock most tests by themselves first.
inline described_lacks lacks_of(Plan const& plan) {
    struct counted_lack {
        described_lack lack;
        std::size_t alone = 0;  // tests that lack nothing else
    };
    std::vector<counted_lack> lacks;
    std::vector<std::size_t> waiting;
    for (auto const& one : plan.unmet) {
        auto& [lack, alone] = lacks.emplace_back(counted_lack{{one.need, one.found, one.remedy, !one.unknown, {}}, 0});
        for (auto const at : one.tests) {
            auto& test = lack.tests.emplace_back(waiting_test{plan.tests[at].test->id, {}});
            for (auto const& other : plan.unmet)
                if (&other != &one && std::binary_search(other.tests.begin(), other.tests.end(), at)) test.also.push_back(other.need);
            alone += test.also.empty() ? 1 : 0;
            waiting.push_back(at);
        }
    }
    std::sort(lacks.begin(), lacks.end(), [](counted_lack const& a, counted_lack const& b) {
        if (a.alone != b.alone) return a.alone > b.alone;
        if (a.lack.tests.size() != b.lack.tests.size()) return a.lack.tests.size() > b.lack.tests.size();
        return a.lack.need < b.lack.need;
    });
    std::sort(waiting.begin(), waiting.end());
    described_lacks all;
    for (auto& one : lacks) all.needs.push_back(std::move(one.lack));
    all.tests = static_cast<std::size_t>(std::unique(waiting.begin(), waiting.end()) - waiting.begin());
    all.runnable = plan.count_runnable();
    return all;
}

}  // namespace detail

/// The text of `plan --why-not`.
inline std::string describe_why_not(Plan const& plan) {
    auto const all = detail::lacks_of(plan);
    if (all.needs.empty()) return "this machine has everything that the tests of the plan need\n";
    auto const tests = [](std::size_t count) { return std::to_string(count) + (count == 1 ? " test" : " tests"); };
    std::string text;
    for (auto const& lack : all.needs) {
        text += one_line(lack.need) + "\n    " + (lack.known ? "now:     " : "unknown: ") + one_line(lack.found) + "\n";
        if (!lack.remedy.empty()) text += "    do:      " + one_line(lack.remedy) + "\n";
        text += "    unlocks: " + tests(lack.tests.size()) + "\n";
        for (auto const& test : lack.tests) {
            text += "        " + one_line(test.id);
            if (!test.also.empty()) text += "  (also needs " + detail::comma_list(test.also) + ")";
            text += "\n";
        }
    }
    return text + "total: " + tests(all.tests) + " not run for want of " + std::to_string(all.needs.size()) +
           (all.needs.size() == 1 ? " need, " : " needs, ") + std::to_string(all.runnable) + " to run\n";
}

/// The same as one JSON object (`plan --why-not --json`).
inline std::string describe_why_not_json(Plan const& plan) { return canonical_json(detail::lacks_of(plan)) + "\n"; }

}  // namespace ltk::inline v1
