// test-plan.md: which tests were to show what, as the run's journal and its lock file have it.
#pragma once

#include <ltk/collateral/markdown.hpp>
#include <ltk/collateral/run_record.hpp>
#include <ltk/config/units.hpp>
#include <ltk/plan/lock.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1::detail::collateral {

/// "5min"; spans that no test can have as plain seconds.
inline std::string span_text(double seconds) {
    if (!(seconds > 0)) return "none";
    return seconds < 9e9 ? duration_text(from_seconds(seconds).nanoseconds()) : markdown::number(seconds) + " s";
}

inline std::string stage_text(std::string const& stage) {
    return stage.empty() ? "none (a free selection)" : stage == "all" ? "all stages" : markdown::code(stage);
}

/// A list of words such as tags, each as code.
inline std::string words(std::vector<std::string> const& list) {
    std::string out;
    for (auto const& one : list) out += (out.empty() ? "" : ", ") + markdown::code(one);
    return out;
}

inline std::string plan_policy(RunRecord const& run, std::optional<PlanLock> const& lock) {
    namespace md = markdown;
    auto const& started = run.started;
    std::size_t to_run = 0;
    for (auto const& one : run.tests) to_run += one.planned.run ? 1 : 0;
    std::string page = "- stage: " + stage_text(started.stage) + "\n";
    page += "- selection: " + (started.select.empty() ? std::string("every test of the stage") : md::code(started.select)) + "\n";
    page += "- tests: " + md::number(to_run) + " to run, " + md::number(run.tests.size() - to_run) + " not to run\n";
    page += "- order: " + md::text(started.order.empty() ? "declared" : started.order) + "\n";
    page += "- seed: " + md::number(started.seed) + "\n";
    page += "- at a time: " + std::to_string(started.jobs) + "\n";
    page += "- isolation: " +
            md::text(started.isolation == "none" ? "none, tests ran in the driver's own process" : "each attempt in a process of its own") +
            "\n";
    if (lock && lock->repeat != 1) page += "- each test: " + std::to_string(lock->repeat) + " times\n";
    if (lock && lock->budget > 0) page += "- budget: " + span_text(lock->budget) + "\n";
    return page;
}

/// Whether the program that makes the bundle knows any test of the run.
inline bool knows_needs(RunRecord const& run, std::map<std::string, std::string> const& needs) {
    return std::any_of(run.tests.begin(), run.tests.end(), [&](RecordedTest const& one) { return needs.count(one.planned.test) != 0; });
}

inline std::string plan_table(RunRecord const& run, std::map<std::string, std::string> const& needs) {
    namespace md = markdown;
    bool const with_needs = knows_needs(run, needs);
    std::vector<std::string> names{">#", "test", "stage", "purpose", "covers", ">timeout"};
    if (with_needs) names.insert(names.begin() + 4, "needs");
    std::string page = md::table_head(names);
    std::uint64_t count = 0;
    for (auto const& [planned, finished] : run.tests) {
        if (!planned.run) continue;
        std::vector<std::string> cells{md::number(++count),       md::code(planned.test), words(planned.stages),
                                       md::text(planned.purpose), words(planned.covers),  span_text(planned.timeout)};
        if (with_needs) {
            auto const known = needs.find(planned.test);
            cells.insert(cells.begin() + 4, known == needs.end() ? "" : md::text(known->second));
        }
        page += md::row(cells);
    }
    return page;
}

inline std::string plan_page(RunRecord const& run, std::optional<PlanLock> const& lock, std::map<std::string, std::string> const& needs) {
    namespace md = markdown;
    std::string page =
        "# Test plan\n\nWhat run " + md::code(run.started.run) + " of " + md::code(run.started.program) + " set out to do.\n\n";
    page += plan_policy(run, lock);
    page += "\n## Tests\n\n" + plan_table(run, needs);
    if (!knows_needs(run, needs))
        page += "\nWhat each test needs is not part of a run's record; the suite's own program adds it when it builds the bundle.\n";

    std::string idle;
    for (auto const& [planned, finished] : run.tests)
        if (!planned.run) idle += md::row({md::code(planned.test), md::code(name(finished.outcome)), md::text(planned.reason)});
    if (!idle.empty()) page += "\n## Not run\n\n" + md::table_head({"test", "outcome", "reason"}) + idle;

    page += "\n## Configuration\n\n";
    if (run.configuration.empty()) return page + "The run had no configuration.\n";
    page += md::table_head({"key", "value", "from", "where"});
    for (auto const& one : run.configuration)
        page += md::row({md::code(one.key), md::code(one.value), md::text(one.layer), md::code(one.where)});
    return page;
}

}  // namespace ltk::inline v1::detail::collateral
