// plan.lock.json: a plan that can be run again, here or elsewhere: the tests in their order, the seed, the policy, the versions and the
// configuration (secrets masked). `run --locked FILE` takes it instead of planning.
#pragma once

#include <ltk/config/mask.hpp>
#include <ltk/environment/document.hpp>
#include <ltk/plan/plan.hpp>
#include <ltk/plan/suggest.hpp>
#include <ltk/results/event.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace ltk::inline v1 {

/// A test in a lock file.
struct LockedTest {
    std::string id;
    std::string stage;
    bool run = true;
    std::string outcome;  ///< of a test that does not run; "" otherwise
    std::string reason;
    double timeout = 0;  ///< seconds
    int repeat = 1;
};

/// The content of plan.lock.json. Fields are only ever added.
struct PlanLock {
    std::string format = "ltk.plan.lock";
    int version = 1;  ///< of this format
    std::string ltk_version;
    std::string suite_version;
    std::string stage;
    std::string select;
    std::string order = "declared";
    std::uint64_t seed = 0;
    int jobs = 1;
    int repeat = 1;
    double budget = 0;  ///< seconds; 0: none
    std::vector<event::Configured> configuration;
    std::vector<LockedTest> tests;
};

namespace detail {

inline duration from_seconds(double seconds) { return duration::nanoseconds(std::llround(seconds * 1e9)); }

/// A configuration value, or an object of such.
struct locked_value {
    std::string json;
    std::map<std::string, locked_value> parts;

    void append_to(std::string& out) const {
        if (parts.empty() && !json.empty()) {
            out += json;
            return;
        }
        out += '{';
        for (auto const& [name, value] : parts) {
            if (out.back() != '{') out += ',';
            append_json_string(out, name);
            out += ':';
            value.append_to(out);
        }
        out += '}';
    }
};

[[noreturn]] inline void refuse_lock(std::string const& file, std::string const& what) { throw Error("ltk.plan.lock", file + ": " + what); }

inline double checked_seconds(double seconds, std::string const& file, std::string const& path) {
    constexpr double most = 9e9;  // nanoseconds in 64 bits
    if (!(seconds >= 0 && seconds < most)) refuse_lock(file, path + " is no span of time in seconds");
    return seconds;
}

}  // namespace detail

/// The lock of a plan. Make it before findings of validators are applied: whether the environment is fit is asked again in each run.
inline PlanLock lock_plan(Plan const& plan, std::vector<event::Configured> configuration, std::string ltk_version,
                          std::string suite_version) {
    PlanLock lock;
    lock.ltk_version = std::move(ltk_version);
    lock.suite_version = std::move(suite_version);
    lock.stage = plan.stage;
    lock.select = plan.select;
    lock.order = name(plan.order);
    lock.seed = plan.seed;
    lock.jobs = plan.jobs;
    lock.repeat = plan.repeat;
    lock.budget = plan.budget.seconds();
    lock.configuration = std::move(configuration);
    lock.tests.reserve(plan.tests.size());
    for (auto const& one : plan.tests)
        lock.tests.push_back({one.test->id, one.stage, one.run, one.run ? std::string() : std::string(name(one.outcome)), one.reason,
                              one.timeout.seconds(), one.repeat});
    return lock;
}

/// The text of plan.lock.json.
inline std::string to_json(PlanLock const& lock) { return detail::write_document(lock); }

/// Reads plan.lock.json, also of older versions. `file` is its name for messages. Throws ltk::Error (ltk.plan.lock).
inline PlanLock read_plan_lock(std::string_view json, std::string const& file = "plan.lock.json") {
    return detail::read_document<PlanLock>(json, file, "ltk.plan.lock");
}

/// The schema of plan.lock.json, as it is published.
inline std::string plan_lock_schema() { return detail::document_schema<PlanLock>("plan-lock", "A plan that can be run again."); }

/// The locked plan with this program's tests. Throws ltk::Error (ltk.plan.lock) that names every test that does not exist any more.
inline Plan apply_lock(PlanLock const& lock, Catalogue const& catalogue, std::string const& file = "plan.lock.json") {
    Plan plan;
    plan.stage = lock.stage;
    plan.select = lock.select;
    if (lock.order != "declared" && lock.order != "shuffled")
        detail::refuse_lock(file, "order is \"" + lock.order + "\", expected \"declared\" or \"shuffled\"");
    plan.order = lock.order == "shuffled" ? test_order::shuffled : test_order::declared;
    plan.seed = lock.seed;
    if (lock.jobs < 1) detail::refuse_lock(file, "jobs is " + std::to_string(lock.jobs) + ", expected 1 or more");
    if (lock.repeat < 1) detail::refuse_lock(file, "repeat is " + std::to_string(lock.repeat) + ", expected 1 or more");
    plan.jobs = lock.jobs;
    plan.repeat = lock.repeat;
    plan.budget = detail::from_seconds(detail::checked_seconds(lock.budget, file, "budget"));

    constexpr std::size_t most_shown = 20;
    std::vector<std::string> missing;
    std::unordered_set<CataloguedTest const*> seen;
    plan.tests.reserve(lock.tests.size());
    for (std::size_t i = 0; i < lock.tests.size(); ++i) {
        auto const& locked = lock.tests[i];
        std::string const path = "tests[" + std::to_string(i) + "]";
        auto const* const test = catalogue.find(locked.id);
        if (test == nullptr) {
            if (missing.size() < most_shown)
                missing.push_back(path + ": no test is called \"" + locked.id + "\"" +
                                  detail::did_you_mean_ids(locked.id, catalogue.tests()));
            else
                missing.emplace_back();
            continue;
        }
        if (!seen.insert(test).second) detail::refuse_lock(file, path + ": \"" + locked.id + "\" stands there twice");
        if (locked.repeat < 1) detail::refuse_lock(file, path + ".repeat is " + std::to_string(locked.repeat) + ", expected 1 or more");
        PlannedTest one;
        one.test = test;
        one.run = locked.run;
        if (!locked.run) {
            auto const ending = outcome_named(locked.outcome);
            if (!ending)
                detail::refuse_lock(file,
                                    path + ".outcome is \"" + locked.outcome + "\", expected an outcome, such as \"not_run\" or \"skip\"");
            one.outcome = *ending;
        }
        one.reason = locked.reason;
        one.timeout = detail::from_seconds(detail::checked_seconds(locked.timeout, file, path + ".timeout"));
        if (one.timeout == duration()) detail::refuse_lock(file, path + ".timeout is 0, expected seconds");
        one.stage = locked.stage;
        one.repeat = locked.repeat;
        plan.tests.push_back(std::move(one));
    }
    if (!missing.empty()) {
        std::string text;
        for (std::size_t i = 0; i < missing.size() && i < most_shown; ++i) text += (i == 0 ? "" : "\n" + file + ": ") + missing[i];
        if (missing.size() > most_shown) text += "\n" + file + ": and " + std::to_string(missing.size() - most_shown) + " more";
        detail::refuse_lock(file, text + "\nthe lock was made by another version of this program; make a new one with `plan --lock`");
    }
    for (auto const& test : catalogue.tests())
        if (seen.count(&test) == 0) plan.left_out.emplace_back(test.id, "not in " + file);
    return plan;
}

/// The locked configuration as a JSON text that Session::configure or a configuration file takes; values with masked secrets in them are left out.
inline std::string locked_configuration(PlanLock const& lock, std::string const& file = "plan.lock.json") {
    detail::locked_value all;
    for (auto const& one : lock.configuration) {
        if (one.value.find(detail::mask) != std::string::npos) continue;
        try {
            detail::JsonReader reader(one.value);
            reader.skip();
            reader.expect_end();
        } catch (detail::JsonFlaw const& flaw) {
            detail::refuse_lock(file, "configuration: the value of " + one.key + " is no valid JSON: " + flaw.what());
        }
        auto* place = &all;
        std::string_view rest = one.key;
        for (;;) {
            auto const dot = rest.find('.');
            place = &place->parts[std::string(rest.substr(0, dot))];
            if (dot == std::string_view::npos) break;
            rest.remove_prefix(dot + 1);
        }
        place->json = one.value;
    }
    std::string text;
    all.append_to(text);
    return text;
}

/// What is different now from when the plan was locked: a sentence each; empty when nothing is.
inline std::vector<std::string> lock_differences(PlanLock const& lock, std::vector<event::Configured> const& now,
                                                 std::string_view ltk_version, std::string_view suite_version) {
    std::vector<std::string> differences;
    auto const compare = [&](std::string const& what, std::string const& then, std::string_view today) {
        if (then != today)
            differences.push_back(what + " was " + (then.empty() ? "unknown" : then) + ", is " +
                                  (today.empty() ? "unknown" : std::string(today)));
    };
    compare("version of LTK", lock.ltk_version, ltk_version);
    compare("version of the suite", lock.suite_version, suite_version);
    for (auto const& then : lock.configuration) {
        auto const found = std::find_if(now.begin(), now.end(), [&](event::Configured const& one) { return one.key == then.key; });
        if (found == now.end())
            differences.push_back(then.key + " was " + then.value + ", does not exist any more");
        else
            compare(then.key, then.value, found->value);
    }
    for (auto const& one : now)
        if (std::none_of(lock.configuration.begin(), lock.configuration.end(),
                         [&](event::Configured const& then) { return then.key == one.key; }))
            differences.push_back(one.key + " is new: " + one.value);
    return differences;
}

}  // namespace ltk::inline v1
