// The driver: takes a plan to its end. Every test of the plan gets exactly one outcome, whatever the tests do.
#pragma once

#include <ltk/config/configuration.hpp>
#include <ltk/drive/attempt_runner.hpp>
#include <ltk/drive/inline_runner.hpp>
#include <ltk/drive/per_run.hpp>
#include <ltk/drive/validation.hpp>
#include <ltk/plan/plan.hpp>
#include <ltk/results/folder_name.hpp>

#include <deque>
#include <set>
#include <string>
#include <vector>

namespace ltk::inline v1 {

/// Drives tests and validators of one program. The driver never forks tests and never touches the mount under test.
class Driver {
public:
    Driver(Catalogue const& catalogue, Configuration const& configuration, DriveOptions options)
        : catalogue_(catalogue), configuration_(configuration), masker_(configuration.masker()), options_(std::move(options)) {
        options_.masker = &masker_;
    }
    Driver(Driver const&) = delete;
    Driver& operator=(Driver const&) = delete;

    /// Asks validators, each in a process of its own with its deadline, those behind others after them. Findings come in the validators'
    /// order.
    std::vector<event::FindingReported> validate(std::vector<CataloguedValidator const*> const& validators);

    /// Runs the plan. Tests whose ids are in `finished` have their outcome already (a resumed run).
    void run(Plan const& plan, Recorder& recorder, std::set<std::string> const& finished = {});

private:
    struct Progress {
        int attempts = 0;
        int good = 0;
        double elapsed = 0;
        detail::Ending worst;
        bool settled = false;
    };

    class Round;  // one call of run()

    detail::AttemptFacts facts_for(Plan const& plan, PlannedTest const& planned, int attempt) const;

    Catalogue const& catalogue_;
    Configuration const& configuration_;
    Masker const& masker_;
    DriveOptions options_;
};

namespace detail {

/// Attempts of one test have one seed from run to run, different from any other test's.
inline std::uint64_t seed_of(std::uint64_t run_seed, std::string_view id) {
    std::uint64_t mixed = 0xcbf29ce484222325ULL ^ run_seed;  // FNV-1a
    for (char const c : id) mixed = (mixed ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    mixed ^= mixed >> 31;
    return mixed & 0x1FFFFFFFFFFFFFULL;  // exact in every JSON reader
}

/// Which of two outcomes says more about a test that was repeated.
inline bool is_worse(outcome a, outcome b) {
    auto const weight = [](outcome o) {
        switch (o) {
            case outcome::pass: return 0;
            case outcome::skip: return 1;
            case outcome::error: return 2;
            case outcome::interrupted: return 3;
            case outcome::fail: return 4;
            case outcome::timeout: return 5;
            case outcome::crash: return 6;
            default: return 1;
        }
    };
    return weight(a) > weight(b);
}

}  // namespace detail

inline detail::AttemptFacts Driver::facts_for(Plan const& plan, PlannedTest const& planned, int attempt) const {
    detail::AttemptFacts facts;
    facts.id = planned.test->id;
    facts.attempt = attempt;
    facts.stage = planned.stage;
    facts.seed = detail::seed_of(plan.seed, planned.test->id);
    facts.timeout = planned.timeout.seconds();
    facts.run_folder = options_.run_folder.string();
    facts.log_folder = "logs/" + folder_name(planned.test->id) + '/' + std::to_string(attempt);
    facts.temp_root = options_.temp_root;
    facts.temp_trouble = options_.temp_trouble;
    return facts;
}

/// One run of a plan: what is still to do, and what is known of each test so far.
class Driver::Round {
public:
    Round(Driver& driver, Plan const& plan, Recorder& recorder, std::set<std::string> const& finished)
        : driver_(driver), plan_(plan), recorder_(recorder), progress_(plan.tests.size()) {
        for (std::size_t i = 0; i < plan.tests.size(); ++i) {
            if (finished.contains(plan.tests[i].test->id)) {
                progress_[i].settled = true;
            } else if (!plan.tests[i].run)
                settle(i, plan.tests[i].outcome, plan.tests[i].reason);
            else
                waiting_.push_back(i);
        }
    }

    void in_processes() {
        using detail::steady;
        auto const& options = driver_.options_;
        detail::AttemptRunner runner(
            options, driver_.configuration_.to_json(true), static_cast<std::size_t>(std::max(1, options.jobs)), &recorder_,
            [this](detail::Job& job, detail::AttemptResult result) { attempt_finished(job.planned, std::move(result)); });
        while (!waiting_.empty() || !runner.all_idle()) {
            if (must_stop()) {
                drop_waiting();
                if (stopped()) runner.interrupt();
            }
            bool wants_quiet = false;
            while (!waiting_.empty() && !wants_quiet) {
                auto const slot = runner.idle_slot();
                if (!slot) break;
                std::size_t const next = waiting_.front();
                auto const fixtures = missing_fixtures(next);
                if (!fixtures.empty() && !runner.all_idle()) {
                    wants_quiet = true;
                    break;
                }
                waiting_.pop_front();
                if (!make_fixtures(runner, next, fixtures)) continue;
                int const attempt = ++progress_[next].attempts;
                auto facts = driver_.facts_for(plan_, plan_.tests[next], attempt);
                recorder_.emit(event::AttemptStarted{facts.id, attempt});
                runner.start(*slot, false, next, std::move(facts));
            }
            if (!runner.all_idle()) runner.await(steady::now() + std::chrono::seconds(1));
        }
        if (std::string const trouble = runner.finish(); !trouble.empty())
            recorder_.emit(event::RunTroubled{"after the last test: " + trouble, "look at logs/keeper in the run's folder"});
    }

    void in_this_process() {
        detail::InlineRunner runner(
            driver_.catalogue_, [this](type_identity const& type) { return driver_.configuration_.object(type); }, recorder_,
            driver_.masker_);
        while (!waiting_.empty()) {
            std::size_t next = 0;
            bool over = false;
            // One write(2) for the end of one test and the start of the next, so that it is on disk before a body can take this
            // process with it.
            recorder_.together([&] {
                if (result_) attempt_finished(running_, *std::exchange(result_, std::nullopt));
                over = must_stop();
                if (over) return drop_waiting();
                if (waiting_.empty()) return;
                next = waiting_.front();
                waiting_.pop_front();
                recorder_.emit(event::AttemptStarted{plan_.tests[next].test->id, ++progress_[next].attempts});
            });
            if (over) break;
            running_ = next;
            result_ = runner.run(*plan_.tests[next].test, driver_.facts_for(plan_, plan_.tests[next], progress_[next].attempts));
            if (waiting_.empty()) attempt_finished(running_, *std::exchange(result_, std::nullopt));
            recorder_.journal().sync_if_due();
        }
    }

private:
    bool stopped() const { return driver_.options_.stop != nullptr && driver_.options_.stop->load(); }
    bool must_stop() {
        if (stopped())
            stop_reason_ = "the run was stopped before it started";
        else if (plan_.budget.nanoseconds() > 0 && recorder_.now() > plan_.budget.seconds())
            stop_reason_ = "the budget of " + detail::duration_text(plan_.budget.nanoseconds()) + " was used up before it started";
        else if (driver_.options_.stop_at_failure && (recorder_.summary().failed() != 0 || recorder_.summary().incomplete() != 0))
            stop_reason_ = "another test failed first, and the run was to stop at the first failure";
        return !stop_reason_.empty();
    }

    void drop_waiting() {
        for (std::size_t const one : waiting_)
            if (progress_[one].attempts == 0)
                settle(one, outcome::not_run, stop_reason_);
            else
                settle(one, progress_[one].worst.outcome, progress_[one].worst.reason);
        waiting_.clear();
    }

    std::vector<std::string> missing_fixtures(std::size_t index) const {
        TestRecord const& record = *plan_.tests[index].test->record;
        return record.need_count == 0 ? std::vector<std::string>{}
                                      : detail::per_run_needs(driver_.catalogue_.registry(), record.needs, record.need_count);
    }

    bool make_fixtures(detail::AttemptRunner& runner, std::size_t index, std::vector<std::string> const& names) {
        for (std::string const& name : names) {
            auto const made = runner.make_fixture(name, fixture_timeout(name));
            if (made.good) continue;
            settle(index, made.skipped ? outcome::skip : outcome::error, made.message);
            return false;
        }
        return true;
    }

    duration fixture_timeout(std::string const& name) const {
        for (auto const* record = driver_.catalogue_.registry().fixtures(); record != nullptr; record = record->next)
            if (detail::type_text(record->type) == name) return record->traits->timeout;
        return {};
    }

    void attempt_finished(std::size_t index, detail::AttemptResult result) {
        PlannedTest const& planned = plan_.tests[index];
        Progress& progress = progress_[index];
        progress.elapsed += result.finished.elapsed;
        auto& finished = result.finished;
        finished.test = planned.test->id;
        finished.attempt = progress.attempts;
        recorder_.together([&] {
            recorder_.emit(finished);
            outcome const seen = result.ending.outcome;
            bool const good = seen == outcome::pass;
            if (good) ++progress.good;
            if (progress.attempts == 1 || detail::is_worse(seen, progress.worst.outcome)) progress.worst = result.ending;
            bool const ends_here = seen == outcome::skip || seen == outcome::interrupted;
            if (planned.repeat > 1) {
                if (good && progress.attempts < planned.repeat) return waiting_.push_front(index);
            } else if (!good && !ends_here && progress.attempts <= driver_.options_.retries)
                return waiting_.push_front(index);
            else if (good && progress.attempts > 1)
                return settle(index, outcome::flaky_pass,
                              "passed in attempt " + std::to_string(progress.attempts) + "; before that: " + progress.worst.reason);
            settle(index, progress.worst.outcome, progress.worst.reason);
        });
    }

    void settle(std::size_t index, outcome which, std::string reason) {
        progress_[index].settled = true;
        recorder_.emit(event::TestFinished{plan_.tests[index].test->id, which, std::move(reason), progress_[index].attempts,
                                           progress_[index].elapsed});
    }

    Driver& driver_;
    Plan const& plan_;
    Recorder& recorder_;
    std::vector<Progress> progress_;
    std::deque<std::size_t> waiting_;
    std::string stop_reason_;
    std::size_t running_ = 0;  // in this process: whose result is not recorded yet
    std::optional<detail::AttemptResult> result_;
};

inline void Driver::run(Plan const& plan, Recorder& recorder, std::set<std::string> const& finished) {
    Round round(*this, plan, recorder, finished);
    if (options_.isolation == isolation::none)
        round.in_this_process();
    else
        round.in_processes();
}

inline std::vector<event::FindingReported> Driver::validate(std::vector<CataloguedValidator const*> const& validators) {
    auto findings = detail::Validation(options_, configuration_, validators).findings();
    for (auto& one : findings) mask_texts(one, masker_);
    return findings;
}

}  // namespace ltk::inline v1
