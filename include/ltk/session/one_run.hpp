// One run from its folder to its reports: validate, record, drive, report.
#pragma once

#include <ltk/drive/driver.hpp>
#include <ltk/plan/lock.hpp>
#include <ltk/plan/scope.hpp>
#include <ltk/results/recorder.hpp>
#include <ltk/results/reports.hpp>
#include <ltk/results/stored_journal.hpp>
#include <ltk/results/utc.hpp>
#include <ltk/session/environment.hpp>
#include <ltk/session/past_runs.hpp>
#include <ltk/session/state.hpp>
#include <ltk/session/write_file.hpp>

#include <unistd.h>
#include <iostream>
#include <set>
#include <string>

namespace ltk::inline v1::detail {

/// What a stored journal says about its own run so far.
struct StoredRun {
    event::RunStarted started;
    std::set<std::string> finished;
    bool complete = false;
    Summary summary;

    void on(event::RunStarted const& e) { started = e; }
    void on(event::TestFinished const& e) {
        finished.insert(e.test);
        summary.on(e);
    }
    void on(event::RunTroubled const& e) { summary.on(e); }
    void on(event::RunFinished const&) { complete = true; }
};

class OneRun {
public:
    OneRun(Session::State& state, std::vector<Report> const& wanted)
        : state_(state), wanted_(wanted), masker_(state.configured().masker()) {}

    RunResult fresh(Plan plan) {
        check_entry(plan);
        auto const folder = RunFolder::create(state_.options.runs);
        open(folder);
        Reports reports = make_first_reports();
        if (plan.count_runnable() != 0) folder_.point_latest();  // `latest` is for looking at what happened; nothing will
        PlanLock const lock = lock_plan(plan, state_.configured().values(), library_version, state_.options.suite_version);
        write_whole_file(folder_.plan_lock(), to_json(lock));
        auto const validators = state_.options.validate ? validators_for(state_.known(), plan) : std::vector<ScopedValidator>{};
        EnvironmentReport const environment = validate_environment(state_, plan, validators, folder_.path());
        write_whole_file(folder_.environment(), to_json(environment));
        bool const refused = !apply_findings(environment.findings, validators, plan);

        Recorder recorder(JournalWriter(folder_.journal()), {&reports});
        recorder.mask_with(masker_);
        recorder.together([&] {
            recorder.emit(started(plan));
            for (auto const& value : state_.configured().values()) recorder.emit(value);
            recorder.emit(event::FingerprintTaken{environment.fingerprint.facts()});
            for (auto const& finding : environment.findings) recorder.emit(finding);
            for (auto const& test : plan.tests) recorder.emit(planned(test));
        });
        if (refused) return refuse(plan, recorder, reports);
        drive(plan, recorder, reports, {});
        return finish(plan, recorder, reports);
    }

    RunResult resumed(std::filesystem::path const& where) {
        open(RunFolder(where));
        StoredRun stored;
        StoredJournal(folder_.journal()).for_each(stored);
        if (stored.complete)
            throw Error("ltk.run.complete",
                        folder_.path().string() +
                            ": this run is complete, there is nothing to resume; make a new one, or its reports again with `report`");
        Plan const plan = apply_lock(read_plan_lock(read_whole(folder_.plan_lock()), folder_.plan_lock().string()), state_.known(),
                                     folder_.plan_lock().string());
        Reports reports = make_reports();
        // What was recorded before goes to the reporters first, so that a report is that of the whole run.
        StoredJournal(folder_.journal(), StoredJournal::chain::trust).replay(reports);
        Recorder recorder(JournalWriter::resume(folder_.journal()), {&reports});
        recorder.mask_with(masker_);
        recorder.summary() = stored.summary;
        recorder.emit(event::RunResumed{utc_now()});
        drive(plan, recorder, reports, stored.finished);
        return finish(plan, recorder, reports);
    }

private:
    void open(RunFolder folder) { folder_ = RunFolder(std::filesystem::absolute(folder.path()).lexically_normal()); }

    // Reporters are made before anything runs: a wrong name or option is found now, and leaves no folder behind.
    Reports make_first_reports() {
        try {
            return make_reports();
        } catch (...) {
            std::error_code ignored;
            std::filesystem::remove(folder_.path(), ignored);
            throw;
        }
    }

    Reports make_reports() {
        ReportSetting const setting{std::cout, ::isatty(STDOUT_FILENO) == 1, folder_.path(), state_.reproduce()};
        return Reports(state_.registry, wanted_, setting);
    }

    void check_entry(Plan const& plan) {
        StagePolicy const* const stage = state_.known().find_stage(plan.stage);
        if (stage == nullptr || !state_.options.check_entry) return;
        for (condition const& one : stage->entry) {
            if (one.kind != condition::kind_type::passed) continue;
            auto const newest = newest_run_of(state_.options.runs, Session::State::program(), one.of.name);
            if (newest && passed_its_stage(*newest)) continue;
            throw Error("ltk.plan.entry", "stage " + plan.stage + " is entered after stage " + one.of.name + " passed, and " +
                                              (newest ? "its newest run " + newest->run + " did not"
                                                      : "no complete run of it is in " + state_.options.runs.string()) +
                                              "; run `" + state_.reproduce() + " run --stage " + one.of.name +
                                              "` first, or use --no-entry");
        }
    }

    event::RunStarted started(Plan const& plan) const {
        event::RunStarted e;
        e.run = folder_.id();
        e.program = Session::State::program();
        e.started = utc_now();
        char host[256] = {};
        ::gethostname(host, sizeof host - 1);
        e.host = host;
        e.stage = plan.stage;
        e.select = plan.select;
        e.order = std::string(name(plan.order));
        e.seed = plan.seed;
        e.jobs = plan.jobs;
        e.isolation = state_.options.isolation == isolation::none ? "none" : "process";
        e.timeout = plan.timeout.seconds();
        e.ltk_version = library_version;
        e.suite_version = state_.options.suite_version;
        return e;
    }

    static event::TestPlanned planned(PlannedTest const& one) {
        event::TestPlanned e;
        e.test = one.test->id;
        e.run = one.run;
        e.reason = one.reason;
        e.stages = one.test->stages;
        e.tags = one.test->tags;
        e.covers = one.test->covers;
        e.purpose = one.test->purpose;
        e.timeout = one.timeout.seconds();
        e.file = one.test->where.file;
        e.line = one.test->where.line;
        return e;
    }

    void drive(Plan const& plan, Recorder& recorder, Reports& reports, std::set<std::string> const& finished) {
        Driver driver(state_.known(), state_.configured(), state_.drive_options(folder_.path(), plan.jobs));
        driver.run(plan, recorder, finished);
        for (auto const& trouble : reports.take_troubles()) recorder.emit(trouble);
    }

    // A required validator spoke against the whole run: it is recorded, and nothing ran.
    RunResult refuse(Plan const& plan, Recorder& recorder, Reports& reports) {
        recorder.together([&] {
            for (auto const& one : plan.tests) recorder.emit(event::TestFinished{one.test->id, one.outcome, one.reason, 0, 0});
        });
        auto end = recorder.summary().finished(recorder.now());
        end.exit_code = 3;
        return conclude(std::move(end), recorder, reports);
    }

    RunResult finish(Plan const& plan, Recorder& recorder, Reports& reports) {
        note_drift(state_, folder_, recorder);
        auto end = recorder.summary().finished(recorder.now());
        end.unmet = unmet_conditions(plan, recorder);
        return conclude(std::move(end), recorder, reports);
    }

    RunResult conclude(event::RunFinished end, Recorder& recorder, Reports& reports) {
        recorder.emit(end);
        recorder.journal().close();
        reports.finish(StoredJournal(folder_.journal(), StoredJournal::chain::trust));
        if (reports.has_troubles()) {
            for (auto const& trouble : reports.take_troubles())
                std::cerr << masker_.masked(trouble.what + (trouble.remedy.empty() ? "" : "; ") + trouble.remedy) << '\n';
            if (end.exit_code == 0 || end.exit_code == 5) end.exit_code = 4;
        }
        return {std::move(end), folder_.path(), folder_.id()};
    }

    std::vector<std::string> unmet_conditions(Plan const& plan, Recorder const& recorder) {
        std::vector<std::string> unmet;
        StagePolicy const* const stage = state_.known().find_stage(plan.stage);
        if (stage == nullptr) return unmet;
        for (condition const& one : stage->exit) {
            Summary const& summary = recorder.summary();
            bool holds = true;
            if (one.kind == condition::kind_type::no_failures) holds = summary.failed() == 0 && summary.incomplete() == 0;
            if (one.kind == condition::kind_type::no_new_failures && summary.failed() != 0) holds = !fails_anew(plan);
            if (one.kind == condition::kind_type::passed) {
                auto const newest = newest_run_of(state_.options.runs, Session::State::program(), one.of.name);
                holds = newest && passed_its_stage(*newest);
            }
            if (!holds) unmet.push_back(describe(one));
        }
        return unmet;
    }

    bool fails_anew(Plan const& plan) {
        auto const before = newest_run_of(state_.options.runs, Session::State::program(), plan.stage, folder_.id());
        struct Red {
            std::set<std::string> ids;
            void on(event::TestFinished const& e) {
                if (is_red(e.outcome)) ids.insert(e.test);
            }
        } now;
        StoredJournal(folder_.journal(), StoredJournal::chain::trust).for_each(now);
        return std::any_of(now.ids.begin(), now.ids.end(), [&](std::string const& id) { return !before || !before->red.contains(id); });
    }

    Session::State& state_;
    std::vector<Report> const& wanted_;
    Masker const& masker_;
    RunFolder folder_{std::filesystem::path()};
};

}  // namespace ltk::inline v1::detail
