// Asking validators: side by side, each in a process of its own with its deadline, and those that come after others (`.after`) when
// these have answered. One whose forerunner is invalid is not asked: what it would say means nothing.
#pragma once

#include <ltk/config/configuration.hpp>
#include <ltk/drive/attempt_runner.hpp>
#include <ltk/plan/catalogued.hpp>
#include <ltk/results/folder_name.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

class Validation {
public:
    Validation(DriveOptions const& options, Configuration const& configuration, std::vector<CataloguedValidator const*> const& validators)
        : options_(options), configuration_(configuration), validators_(validators), all_(validators.size()) {}

    /// Asks all of them. Findings come in the validators' order, at least one of each; causes before what they kept from being asked,
    /// so that a reason is never "not asked" when there is a better one.
    std::vector<event::FindingReported> findings() {
        if (!validators_.empty()) ask_all();
        std::vector<event::FindingReported> made;
        for (bool const asked : {true, false})
            for (auto& one : all_)
                for (auto& finding : one.findings)
                    if (finding.data.contains("stopped_by") != asked) made.push_back(std::move(finding));
        return made;
    }

private:
    enum class state : unsigned char { waiting, asked, answered };
    struct Progress {
        state at = state::waiting;
        std::vector<event::FindingReported> findings;
    };

    void ask_all() {
        std::size_t const at_once = std::min<std::size_t>(validators_.size(), 8);
        AttemptRunner runner(options_, configuration_.to_json(true), at_once, nullptr,
                             [this](Job& job, AttemptResult result) { conclude(job.planned, std::move(result)); });
        for (;;) {
            auto const next = next_to_ask();
            if (next) {
                if (auto const slot = runner.idle_slot()) {
                    all_[*next].at = state::asked;
                    runner.start(*slot, true, *next, facts_for(*validators_[*next]));
                    continue;
                }
            } else if (runner.all_idle())
                break;
            runner.await(steady::now() + std::chrono::seconds(1));
        }
        runner.finish();
    }

    /// A validator whose forerunners have answered; those that an invalid one stops are answered on the way.
    std::optional<std::size_t> next_to_ask() {
        for (bool again = true; again;) {
            again = false;
            for (std::size_t i = 0; i < all_.size(); ++i) {
                if (all_[i].at != state::waiting) continue;
                bool ready = true;
                std::string stopped_by;
                for (std::size_t j = 0; j < all_.size(); ++j) {
                    auto const& after = validators_[i]->after;
                    if (std::find(after.begin(), after.end(), validators_[j]->name) == after.end()) continue;
                    ready = ready && all_[j].at == state::answered;
                    if (stopped_by.empty() && is_invalid(all_[j])) stopped_by = validators_[j]->name;
                }
                if (!stopped_by.empty()) {
                    answer_unasked(i, stopped_by);
                    again = true;
                } else if (ready)
                    return i;
            }
        }
        return std::nullopt;
    }

    static bool is_invalid(Progress const& one) {
        return std::any_of(one.findings.begin(), one.findings.end(), [](auto const& finding) { return finding.verdict == "invalid"; });
    }

    void answer_unasked(std::size_t index, std::string const& because) {
        event::FindingReported made;
        made.verdict = "invalid";
        made.seen = "not asked, because \"" + because + "\" is invalid";
        made.data["stopped_by"] = because;
        made.expected = "\"" + because + "\" to be valid first";
        finish(index, {std::move(made)}, 0);
    }

    void conclude(std::size_t index, AttemptResult result) {
        auto findings = std::move(result.findings);
        if (result.ending.outcome != outcome::pass) {
            bool const skipped = result.ending.outcome == outcome::skip;
            event::FindingReported made;
            made.verdict = skipped ? "warning" : "invalid";
            made.seen = (skipped ? "the validator skipped: " : "the validator itself did not succeed: ") + result.ending.reason;
            findings.push_back(std::move(made));
        } else if (findings.empty()) {
            event::FindingReported made;
            made.verdict = "valid";
            findings.push_back(std::move(made));
        }
        finish(index, std::move(findings), result.finished.elapsed);
    }

    void finish(std::size_t index, std::vector<event::FindingReported> findings, double elapsed) {
        CataloguedValidator const& validator = *validators_[index];
        char const* const severities[] = {"required", "advised", "information"};
        for (auto& one : findings) {
            one.validator = validator.name;
            if (one.id.empty()) one.id = validator.name;
            one.severity = severities[static_cast<int>(validator.severity)];
            one.file = validator.where.file;
            one.line = validator.where.line;
            one.elapsed = elapsed;
        }
        all_[index] = {state::answered, std::move(findings)};
    }

    AttemptFacts facts_for(CataloguedValidator const& validator) const {
        AttemptFacts facts;
        facts.id = validator.name;
        facts.timeout = (validator.timeout.nanoseconds() > 0 ? validator.timeout : options_.validator_timeout).seconds();
        facts.run_folder = options_.run_folder.string();
        facts.log_folder = "logs/validators/" + folder_name(validator.name);
        facts.temp_root = options_.temp_root;
        facts.temp_trouble = options_.temp_trouble;
        return facts;
    }

    DriveOptions const& options_;
    Configuration const& configuration_;
    std::vector<CataloguedValidator const*> const& validators_;
    std::vector<Progress> all_;
};

}  // namespace ltk::inline v1::detail
