// `check`: can we test here? Findings with remedies; what changed since a run; and, when asked for, putting things right.
#pragma once

#include <ltk/command/look.hpp>
#include <ltk/environment/against.hpp>
#include <ltk/environment/describe.hpp>
#include <ltk/environment/fix.hpp>
#include <ltk/results/run_folder.hpp>

#include <CLI/CLI.hpp>

#include <filesystem>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

namespace ltk::inline v1::command {

struct CheckCommand {
    CommonOptions common;
    SelectionOptions selection;
    bool json = false;
    bool facts = false;
    bool fix = false;
    std::string fix_timeout;
    std::string against;
    std::string output = "environment.json";

    void add_to(CLI::App& app) {
        common.add_to(app);
        selection.add_to(app);
        app.add_flag("--json", json, "print environment.json instead of a table");
        app.add_flag("--facts", facts, "also show what the machine is");
        app.add_option("--against", against, "what changed since that run (id, folder, \"latest\", or an environment.json)")
            ->type_name("RUN");
        app.add_flag("--fix", fix, "run the fixes that findings carry, each shown first, and check again");
        app.add_option("--fix-timeout", fix_timeout, "for each fix (default 1min)")->type_name("TIME");
        app.add_option("-o,--output", output, "where environment.json goes; - is standard output")
            ->type_name("FILE")
            ->capture_default_str();
        app.footer(
            "Examples:\n  check --stage regression\n  check --facts\n  check --against latest\n  check --fix\n  check --output - > "
            "environment.json");
    }

    int execute(Session& session) const {
        common.apply(session);
        auto const patience = fix_timeout.empty() ? duration::seconds(60) : read_time("--fix-timeout", fix_timeout);
        // Read before anything is done: a wrong name is found at once.
        auto const earlier = against.empty() ? EnvironmentReport() : earlier_report();
        Plan const plan = session.plan(selection.plan_options());
        EnvironmentReport report = session.check(plan);
        if (fix) try_fixes(session, patience, report);
        if (!against.empty()) compare_with(report, earlier, against);
        std::string const text = to_json(report);
        if (output != "-") detail::write_whole_file(output, text);
        int const printed = print(json || output == "-" ? text : describe(report, facts));
        return report.verdict == "invalid" ? 3 : printed;
    }

private:
    // A terminal that nobody reads to its end must not keep a fix from being shown: it goes to standard error, which is not buffered.
    void try_fixes(Session& session, duration patience, EnvironmentReport& report) const {
        std::vector<FixTried> tried;
        auto const& masker = session.configuration().masker();
        for (auto const& finding : fixable(report)) {
            std::cerr << "fix for " << one_line(finding.validator) << ": " << one_line(finding.fix) << '\n' << std::flush;
            tried.push_back(try_fix(finding, patience, masker));
            auto const& last = tried.back();
            std::cerr << "  "
                      << (last.status == 0  ? "done"
                          : last.status < 0 ? "did not start, or took too long"
                                            : "failed with " + std::to_string(last.status))
                      << '\n';
            for (auto const line : detail::split(last.output, '\n')) std::cerr << "  | " << one_line(line) << '\n';
        }
        if (tried.empty()) {
            std::cerr << "nothing to fix: no finding that is not as it should be carries a fix\n";
            return;
        }
        // A new plan: tests that lacked something may have it now, and their validators are asked then.
        report = session.check(session.plan(selection.plan_options()));
        report.fixes = std::move(tried);
    }

    EnvironmentReport earlier_report() const {
        std::error_code ignored;
        std::filesystem::path file(against);
        if (!std::filesystem::is_regular_file(file, ignored) || file.filename() == "journal.jsonl")
            file = RunFolder::find(common.runs, against).environment();
        return read_earlier_report(file, against);
    }
};

}  // namespace ltk::inline v1::command
