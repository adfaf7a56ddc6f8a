// How a plan is made: select, order, and say why the rest is left out.
#pragma once

#include <ltk/plan/plan.hpp>
#include <ltk/plan/selection.hpp>
#include <ltk/plan/shuffle.hpp>
#include <ltk/plan/suggest.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1 {

namespace detail {

/// A seed that a person can type again: at most ten digits, and exact in every JSON reader.
inline std::uint64_t draw_seed() {
    std::random_device device;
    return device() & 0xFFFF'FFFFULL;
}

class PlanMaker {
public:
    PlanMaker(Catalogue const& catalogue, PlanOptions const& options)
        : catalogue_(catalogue), options_(options), selection_(Selection::parse(options.select)) {
        check_options();
        if (options.stage == every_stage)
            for (auto const& stage : catalogue.stages()) stages_.push_back(&stage);
        else if (!options.stage.empty())
            stages_.push_back(&the_stage());
    }

    Plan make() {
        Plan plan;
        plan.stage = options_.stage;
        plan.select = options_.select;
        select(plan);
        order(plan);
        set_policy(plan);
        warn(plan);
        return plan;
    }

private:
    void check_options() const {
        auto const refuse = [](std::string const& what) { throw Error("ltk.plan.bad_option", what); };
        if (options_.jobs && *options_.jobs < 1) refuse("--jobs " + std::to_string(*options_.jobs) + ": at least one test runs at a time");
        if (options_.repeat && *options_.repeat < 1)
            refuse("--repeat " + std::to_string(*options_.repeat) + ": a test is run at least once");
        if (options_.timeout <= duration()) refuse("--timeout: a timeout is longer than nothing (try \"1min\")");
    }

    StagePolicy const& the_stage() const {
        if (auto const* const found = catalogue_.find_stage(options_.stage)) return *found;
        auto known = names_of(catalogue_.stages());
        known.emplace_back(every_stage);
        std::string all;
        for (auto const& one : known) all += (all.empty() ? "" : ", ") + one;
        throw Error("ltk.plan.unknown_stage", "--stage " + options_.stage + ": no stage is called \"" + options_.stage + "\"" +
                                                  did_you_mean(options_.stage, known) + "; there are: " + all);
    }

    /// The first stage of the run that a test belongs to; nullptr for none.
    StagePolicy const* stage_of(CataloguedTest const& test) const {
        for (auto const* stage : stages_)
            if (std::find(test.stages.begin(), test.stages.end(), stage->name) != test.stages.end()) return stage;
        return nullptr;
    }

    void select(Plan& plan) {
        std::string const other_stage = "not in stage " + options_.stage;
        std::vector<std::vector<PlannedTest>> by_stage(std::max<std::size_t>(1, stages_.size()));  // in the order of `--stage all`
        for (auto const& test : catalogue_.tests()) {
            auto const* const stage = stage_of(test);
            bool const matches = selection_.matches(test);
            if (matches && stage == nullptr && !stages_.empty()) matched_elsewhere_.push_back(&test);
            if (!matches || (stage == nullptr && !stages_.empty())) {
                plan.left_out.emplace_back(test.id, stage == nullptr && !stages_.empty() ? other_stage : "not selected");
                continue;
            }
            PlannedTest one;
            one.test = &test;
            one.timeout = test.timeout == duration() ? options_.timeout : test.timeout;
            if (stage != nullptr) one.stage = stage->name;
            one.repeat = options_.repeat.value_or(stage == nullptr ? 1 : stage->repeat);
            by_stage[position_of(stage)].push_back(std::move(one));
        }
        plan.tests = std::move(by_stage.front());
        for (auto part = by_stage.begin() + 1; part != by_stage.end(); ++part)
            plan.tests.insert(plan.tests.end(), std::make_move_iterator(part->begin()), std::make_move_iterator(part->end()));
    }

    test_order order_of(std::string_view stage) const {
        if (options_.order) return *options_.order;
        auto const* const policy = catalogue_.find_stage(stage);
        return policy == nullptr ? test_order::declared : policy->order;
    }

    std::size_t position_of(StagePolicy const* stage) const {
        return stage == nullptr ? 0 : static_cast<std::size_t>(std::find(stages_.begin(), stages_.end(), stage) - stages_.begin());
    }

    /// Within each stage by the sources, as they are, or shuffled.
    void order(Plan& plan) const {
        plan.seed = options_.seed.value_or(0);
        if (options_.timeout != PlanOptions{}.timeout) plan.timeout = options_.timeout;
        bool seeded = options_.seed.has_value();
        for (auto first = plan.tests.begin(); first != plan.tests.end();) {
            auto const last = std::find_if(first, plan.tests.end(), [&](PlannedTest const& one) { return one.stage != first->stage; });
            if (order_of(first->stage) == test_order::shuffled) {
                if (!seeded) plan.seed = draw_seed();
                seeded = true;
                plan.order = test_order::shuffled;
                shuffle(first, last, plan.seed);
            }
            first = last;
        }
        if (plan.tests.empty() && options_.order) plan.order = *options_.order;
    }

    void set_policy(Plan& plan) const {
        std::vector<StagePolicy const*> met;
        for (auto const* stage : stages_)
            if (stages_.size() == 1 ||
                std::any_of(plan.tests.begin(), plan.tests.end(), [&](PlannedTest const& one) { return one.stage == stage->name; }))
                met.push_back(stage);
        bool every_has_budget = !met.empty();
        for (auto const* stage : met) {
            // Several stages in one run: the most careful number of jobs, because one plan has one.
            plan.jobs = stage == met.front() ? stage->jobs : std::min(plan.jobs, stage->jobs);
            plan.repeat = std::max(plan.repeat, stage->repeat);
            plan.budget = plan.budget + stage->budget;
            every_has_budget = every_has_budget && stage->budget != duration();
        }
        if (!every_has_budget) plan.budget = duration();
        plan.jobs = options_.jobs.value_or(plan.jobs);
        plan.repeat = options_.repeat.value_or(plan.repeat);
    }

    void warn(Plan& plan) const {
        if (plan.tests.empty() && matched_elsewhere_.empty() && catalogue_.find(options_.select) != nullptr) {
            plan.warnings.push_back(explain_empty_selection(selection_, catalogue_));
            return;
        }
        plan.warnings = unknown_mentions(selection_, catalogue_);
        if (!plan.tests.empty()) return;
        if (matched_elsewhere_.empty()) {
            if (!selection_.is_everything() || catalogue_.tests().empty())
                plan.warnings.push_back(explain_empty_selection(selection_, catalogue_));
            else
                plan.warnings.push_back("no test belongs to stage " + options_.stage);
            return;
        }
        std::vector<std::string> stages;
        for (auto const* test : matched_elsewhere_)
            for (auto const& stage : test->stages)
                if (std::find(stages.begin(), stages.end(), stage) == stages.end()) stages.push_back(stage);
        std::string words;
        for (auto const& stage : stages) words += (words.empty() ? "--stage " : " or --stage ") + stage;
        std::string const count =
            matched_elsewhere_.size() == 1 ? "1 test, which is" : std::to_string(matched_elsewhere_.size()) + " tests, none of them";
        plan.warnings.push_back(
            (selection_.is_everything() ? "the program has " : "the selection " + shown_expression(options_.select) + " matches ") + count +
            (matched_elsewhere_.size() == 1 ? " not in stage " : " in stage ") + options_.stage + "; try " + words);
    }

    Catalogue const& catalogue_;
    PlanOptions const& options_;
    Selection selection_;
    std::vector<StagePolicy const*> stages_;
    std::vector<CataloguedTest const*> matched_elsewhere_;
};

}  // namespace detail

inline Plan make_plan(Catalogue const& catalogue, PlanOptions const& options) { return detail::PlanMaker(catalogue, options).make(); }

}  // namespace ltk::inline v1
