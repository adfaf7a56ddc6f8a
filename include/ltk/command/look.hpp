// Commands that only look: `list`, `config`, `plan`.
#pragma once

#include <ltk/about.hpp>
#include <ltk/command/options.hpp>
#include <ltk/config/describe.hpp>
#include <ltk/config/diff.hpp>
#include <ltk/config/example.hpp>
#include <ltk/config/schema.hpp>
#include <ltk/plan/describe.hpp>
#include <ltk/plan/list.hpp>
#include <ltk/plan/lock.hpp>
#include <ltk/plan/why_not.hpp>
#include <ltk/results/run_folder.hpp>
#include <ltk/results/stored_journal.hpp>
#include <ltk/session/write_file.hpp>

#include <CLI/CLI.hpp>

#include <iostream>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1::command {

/// Everything that a command prints goes to standard output in one piece.
inline int print(std::string_view text) {
    std::cout.write(text.data(), static_cast<std::streamsize>(text.size()));
    if (!text.empty() && text.back() != '\n') std::cout.put('\n');
    std::cout.flush();
    return std::cout.good() ? 0 : 4;
}

struct ListCommand {
    std::string what = "tests";
    bool json = false;

    void add_to(CLI::App& app) {
        app.add_option("WHAT", what, "tests, stages, validators, configurations, fixtures or reporters")->capture_default_str();
        app.add_flag("--json", json, "for programs");
        app.footer("Examples:\n  list\n  list stages\n  list tests --json");
    }
    int execute(Session& session) const { return print(list(session.catalogue(), what, json)); }
};

struct ConfigCommand {
    CommonOptions common;
    std::string what = "show";
    std::string key;
    bool all = false;
    bool json = false;

    void add_to(CLI::App& app) {
        app.add_option(
               "WHAT", what,
               "show: effective values and where they come from; explain KEY; diff RUN: what is not as in a stored run; profiles: of the "
               "files; schema: JSON Schema of files; example: a commented file")
            ->check(CLI::IsMember({"show", "explain", "diff", "profiles", "schema", "example"}))
            ->capture_default_str();
        app.add_option("KEY", key, "for explain: fs.mount; for diff: a run's id, its folder, or \"latest\"");
        app.add_flag("-a,--all", all, "also values that are as they are by default");
        app.add_flag("--json", json, "for programs");
        common.add_to(app);
        app.footer(
            "Examples:\n  config\n  config explain fs.mount\n  config --profile lab\n  config diff latest\n  config example > "
            "ltk-site.json");
    }

    int execute(Session& session) const {
        common.apply(session);
        if (what == "schema") return print(config_schema(session.catalogue().registry()));
        if (what == "example") return print(config_example(session.catalogue().registry()));
        Configuration const& values = session.configuration();
        for (auto const& words : values.warnings()) std::cerr << "warning: " << words << '\n';
        if (what == "explain") {
            if (key.empty())
                throw Error("ltk.command.value",
                            "config explain: the key is missing; write `config explain fs.mount`, keys are shown by `config show --all`");
            return print(explain_config(values, key));
        }
        if (what == "diff") return print(differences(session));
        if (what == "profiles") return print(json ? config_profiles_json(values) : config_profiles(values));
        if (json) return print(config_table_json(values, all));
        std::string const table = config_table(values, all);
        return print(table.empty() ? "every value is as it is by default; `config show --all` shows them" : table);
    }

private:
    std::string differences(Session& session) const {
        struct Stored {
            std::vector<event::Configured> values;
            void on(event::Configured const& value) { values.push_back(value); }
        } stored;
        RunFolder const folder = RunFolder::find(common.runs, key.empty() ? "latest" : key);
        StoredJournal(folder.path()).for_each(stored);
        auto const now = session.configuration().values();
        auto const found = compare_configurations(stored.values, now);
        return json ? describe_differences_json(found) : describe_differences(found, folder.id(), now.size());
    }
};

struct PlanCommand {
    CommonOptions common;
    SelectionOptions selection;
    bool all = false;
    bool json = false;
    bool markdown = false;
    bool why_not = false;
    std::string lock;

    void add_to(CLI::App& app) {
        common.add_to(app);
        selection.add_to(app);
        app.add_flag("-a,--all", all, "name every test that is left out");
        auto* const as_json = app.add_flag("--json", json, "for programs");
        app.add_flag("--markdown", markdown, "for documents")->excludes(as_json);
        app.add_flag("--why-not", why_not, "what this machine lacks, and which tests each change would unlock")
            ->excludes("--markdown")
            ->excludes("--no-needs");
        app.add_option("--lock", lock, "write the plan to a file that `run --locked` takes")->type_name("FILE");
        app.footer(
            "Examples:\n  plan --stage regression\n  plan --select 'posix/* and not tag:slow' --all\n  plan --stage all --why-not\n  plan "
            "--lock plan.lock.json");
    }

    int execute(Session& session) const {
        common.apply(session);
        Plan const plan = session.plan(selection.plan_options());
        for (auto const& words : plan.warnings) std::cerr << "warning: " << words << '\n';
        if (!lock.empty())
            detail::write_whole_file(
                lock, to_json(lock_plan(plan, session.configuration().values(), library_version, session.options().suite_version)));
        if (why_not) return print(json ? describe_why_not_json(plan) : describe_why_not(plan));
        if (json) return print(describe_json(plan));
        if (markdown) return print(describe_markdown(plan, session.catalogue()));
        return print(describe(plan, all));
    }
};

}  // namespace ltk::inline v1::command
