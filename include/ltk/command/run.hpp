// `run` and `report`: make a run, go on with one, make its reports again.
#pragma once

#include <ltk/command/options.hpp>
#include <ltk/command/stop_signals.hpp>
#include <ltk/config/load_file.hpp>
#include <ltk/results/run_folder.hpp>
#include <ltk/results/stored_journal.hpp>
#include <ltk/session/one_run.hpp>

#include <CLI/CLI.hpp>

#include <cstdio>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

namespace ltk::inline v1::command {

struct RunCommand {
    CommonOptions common;
    SelectionOptions selection;
    std::vector<std::string> reports;
    std::string isolation = "process";
    int retries = 0;
    std::string grace;
    bool stop_at_failure = false;
    bool no_check = false;
    bool no_entry = false;
    bool verbose = false;
    bool quiet = false;
    bool no_pid_namespace = false;
    std::string resume;
    std::string rerun_failed;
    std::string locked;

    void add_to(CLI::App& app) {
        common.add_to(app);
        selection.add_to(app);
        app.add_option("-r,--report", reports, "reporter and where to: junit:out.xml, tap, junit:x.xml,dialect=extended; several at once")
            ->envname("LTK_REPORT")
            ->type_name("NAME[:FILE]")
            ->allow_extra_args(false);
        app.add_option("--isolation", isolation,
                       "process: each attempt in a process of its own; none: in this one, for debuggers, without timeouts")
            ->envname("LTK_ISOLATION")
            ->check(CLI::IsMember({"process", "none"}))
            ->capture_default_str();
        app.add_option("--retries", retries, "further attempts for a test that did not pass; one that then passes is flaky_pass")
            ->check(CLI::Range(0, 1'000'000))
            ->type_name("N");
        app.add_option("--grace", grace, "between SIGTERM and SIGKILL for a test that is out of time (default 2s)")->type_name("TIME");
        app.add_flag("-x,--stop-at-failure", stop_at_failure, "the first test that fails is the last one");
        app.add_flag("--no-check", no_check, "do not ask validators");
        app.add_flag("--no-entry", no_entry, "do not ask the stage's entry conditions");
        app.add_flag("-v,--verbose", verbose, "a line for every test");
        app.add_flag("-q,--quiet", quiet, "no console report");
        app.add_flag("--no-pid-namespace", no_pid_namespace, "tests see the machine's processes, also as root");
        auto* const again = app.add_option("--resume", resume, "go on with a run that was killed")->type_name("RUN");
        app.add_option("--rerun-failed", rerun_failed, "run what failed in that run")->type_name("RUN")->excludes(again);
        app.add_option("--locked", locked, "run the plan of a plan.lock.json")->type_name("FILE")->excludes(again);
        app.footer(
            "Examples:\n  run --stage regression --select 'posix/rename* and not tag:slow' -j 4\n  run --report junit:out.xml --report "
            "tap:out.tap\n  run --rerun-failed latest");
    }

    int execute(Session& session) {
        common.apply(session);
        RunOptions& options = session.options();
        options.isolation = isolation == "none" ? ltk::isolation::none : ltk::isolation::process;
        options.retries = retries;
        if (!grace.empty()) options.grace = read_time("--grace", grace);
        options.stop_at_failure = stop_at_failure;
        options.validate = !no_check;
        options.check_entry = !no_entry;
        options.pid_namespace = !no_pid_namespace;
        auto const wanted = wanted_reports();
        for (auto const& words : session.configuration().warnings()) std::cerr << "warning: " << words << '\n';

        StopSignals const signals(session);
        RunResult const result =
            resume.empty() ? session.run(the_plan(session), wanted) : session.resume(RunFolder::find(common.runs, resume).path(), wanted);
        return result.exit_code();
    }

private:
    std::vector<Report> wanted_reports() const {
        std::vector<Report> wanted;
        bool console = quiet;
        for (auto const& text : reports) {
            wanted.emplace_back(parse_report(text));
            // Two reports on one standard output would be neither.
            console = console || wanted.back().request().target.empty() || wanted.back().request().name == "console";
        }
        if (!console)
            wanted.insert(wanted.begin(), reporter("console", {},
                                                   verbose ? std::map<std::string, std::string>{{"verbose", "yes"}}
                                                           : std::map<std::string, std::string>{}));
        return wanted;
    }

    Plan the_plan(Session& session) const {
        if (!locked.empty()) {
            Plan plan = apply_lock(read_plan_lock(read_text(locked), locked), session.catalogue(), locked);
            if (!selection.no_needs) session.decide_needs(plan);  // the lock may come from another machine
            return plan;
        }
        PlanOptions plan = selection.plan_options();
        if (!rerun_failed.empty()) {
            struct Failed {
                std::string expression;
                std::string stage;
                void on(event::RunStarted const& e) { stage = e.stage; }
                void on(event::TestFinished const& e) {
                    if (is_red(e.outcome) || is_incomplete(e.outcome)) expression += (expression.empty() ? "\"" : " or \"") + e.test + '"';
                }
            } failed;
            RunFolder const folder = RunFolder::find(common.runs, rerun_failed);
            StoredJournal(folder.path()).for_each(failed);
            if (failed.expression.empty())
                throw Error("ltk.command.nothing_failed", "--rerun-failed " + rerun_failed + ": nothing failed in run " + folder.id() +
                                                              ", so there is nothing to run again");
            plan.select = plan.select.empty() ? failed.expression : "(" + failed.expression + ") and (" + plan.select + ")";
            plan.stage = failed.stage.empty() ? "all" : failed.stage;
        }
        Plan made = session.plan(plan);
        for (auto const& words : made.warnings) std::cerr << "warning: " << words << '\n';
        return made;
    }

    static std::string read_text(std::string const& file) {
        auto loaded = detail::load_file(file);
        if (!loaded.flaw.empty()) throw Error("ltk.command.file", "--locked " + file + ": " + loaded.flaw);
        return std::move(loaded.content);
    }
};

struct ReportCommand {
    std::string runs = "ltk-runs";
    std::string run;
    std::vector<std::string> to;

    void add_to(CLI::App& app) {
        app.add_option("RUN", run, "id of a run, its folder, or \"latest\"")->required();
        app.add_option("--to", to, "reporter and where to: junit:out.xml")->type_name("NAME[:FILE]")->required()->allow_extra_args(false);
        app.add_option("--runs", runs, "where run folders are")->envname("LTK_RUNS")->type_name("DIRECTORY")->capture_default_str();
        app.footer("Example:\n  report latest --to junit:out.xml");
    }

    int execute(Session& session) const {
        std::vector<Report> wanted;
        for (auto const& text : to) wanted.emplace_back(parse_report(text));
        session.report(RunFolder::find(runs, run).path(), wanted);
        return 0;
    }
};

}  // namespace ltk::inline v1::command
