// What the machine lacks, taken into the plan: tests whose needs are not met do not run and say why. Who answers (the
// environment, or a test of LTK) is the caller's business.
#pragma once

#include <ltk/environment/need_answer.hpp>
#include <ltk/plan/plan.hpp>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace ltk::inline v1 {

/// Answers one demand; `text` is it in words. Asked once for each that any test of the plan has.
using AnswerDemand = std::function<NeedAnswer(demand const& wanted, std::string const& text)>;

namespace detail {

/// Asks each demand once, whoever has it.
class NeedJudge {
public:
    explicit NeedJudge(AnswerDemand const& answer) : answer_(answer) {}

    /// What the need as a whole comes to: the best of its alternatives; of none that is met, what is there instead of each.
    NeedAnswer judge(CataloguedNeed const& need) {
        NeedAnswer whole{NeedAnswer::state::unmet, {}, {}};
        for (std::size_t i = 0; i < need.each.size(); ++i) {
            auto const& one = ask(need.record->any[i], need.each[i]);
            if (one.is == NeedAnswer::state::met) return one;
            if (one.is == NeedAnswer::state::unknown) whole.is = NeedAnswer::state::unknown;
            bool const alone = need.each.size() == 1;
            whole.found += (whole.found.empty() ? "" : "; ") + (alone ? "" : need.each[i] + ": ") + one.found;
            if (!one.remedy.empty()) whole.remedy += (whole.remedy.empty() ? "" : "; or ") + one.remedy;
        }
        return whole;
    }

private:
    NeedAnswer const& ask(demand const& wanted, std::string const& text) {
        auto const known = answers_.find(text);
        return known != answers_.end() ? known->second : answers_.emplace(text, answer_(wanted, text)).first->second;
    }

    AnswerDemand const& answer_;
    std::map<std::string, NeedAnswer> answers_;
};

}  // namespace detail

/// Decides the needs of every test that would run. One whose needs are not met becomes not_applicable, one of which that cannot be
/// found out becomes not_run: unknown is never "does not apply". Fills Plan::unmet.
inline void apply_needs(Plan& plan, AnswerDemand const& answer) {
    detail::NeedJudge judge(answer);
    plan.unmet.clear();
    std::map<std::string, std::size_t> positions;
    for (std::size_t at = 0; at < plan.tests.size(); ++at) {
        auto& planned = plan.tests[at];
        if (!planned.run) continue;
        for (auto const& need : planned.test->needs) {
            auto const given = judge.judge(need);
            if (given.is == NeedAnswer::state::met) continue;
            bool const unknown = given.is == NeedAnswer::state::unknown;
            if (planned.run) planned.outcome = outcome::not_applicable;
            if (unknown) planned.outcome = outcome::not_run;
            planned.run = false;
            planned.reason += (planned.reason.empty() ? "needs " : "; needs ") + need.text + ": " + given.found;
            auto const added = positions.emplace(need.text, plan.unmet.size());
            if (added.second) plan.unmet.push_back({need.text, given.found, given.remedy, unknown, {}});
            plan.unmet[added.first->second].tests.push_back(at);
        }
    }
}

}  // namespace ltk::inline v1
