// The command line that every program with LTK's main() has. A program with no test of its own is still a complete tool.
#pragma once

#include <ltk/about.hpp>
#include <ltk/command/collateral.hpp>
#include <ltk/command/look.hpp>
#include <ltk/command/run.hpp>
#include <ltk/config/nearest.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

namespace ltk::inline v1::command {

/// Names of options and commands that a person may have meant.
inline std::vector<std::string> known_words(CLI::App const& app) {
    std::vector<std::string> words;
    for (CLI::App const* at = &app; at != nullptr; at = at->get_parent()) {
        for (CLI::Option const* const option : at->get_options())
            for (auto const& name : option->get_lnames()) words.push_back("--" + name);
        for (CLI::App const* const sub : at->get_subcommands(nullptr)) words.push_back(sub->get_name());
    }
    return words;
}

inline CLI::App const& innermost(CLI::App const& app) {
    auto const chosen = app.get_subcommands();
    return chosen.empty() ? app : innermost(*chosen.front());
}

/// What a command line was refused for, with the nearest name.
inline void explain_refusal(CLI::App const& app, CLI::ParseError const& error, std::vector<std::string> const& arguments,
                            std::string const& program) {
    CLI::App const& where = innermost(app);
    auto const words = known_words(where);
    std::string message = error.what();
    for (std::string const& argument : arguments) {
        std::string const bare = argument.substr(0, argument.find('='));
        bool const known = std::find(words.begin(), words.end(), bare) != words.end();
        if (known || message.find(bare) == std::string::npos || bare.empty()) continue;
        std::string const nearest = detail::nearest(bare, words);
        message = bare.starts_with('-') ? bare + ": there is no such option" : bare + ": there is no such command or argument here";
        if (!nearest.empty()) message += "; did you mean " + nearest + "?";
        break;
    }
    std::cerr << program << ": " << message << '\n' << "`" << program;
    if (&where != &app) std::cerr << ' ' << where.get_name();
    std::cerr << " --help` shows what there is\n";
}

/// Runs one command line; returns the exit code. Nothing is thrown.
inline int run_command_line(Session& session, int argc, char const* const* argv) {
    std::string const program = argc > 0 ? argv[0] : "suite";
    std::string const short_name = program.substr(program.rfind('/') + 1);
    CLI::App app("Tests file systems with the Lustre Testing Toolkit " + std::string(library_version) + ". Without a command: `run`.",
                 short_name);
    app.set_version_flag("--version", short_name + ", LTK " + library_version);
    app.require_subcommand(0, 1);
    app.get_formatter()->column_width(34);

    RunCommand run;
    ReportCommand report;
    ListCommand list;
    ConfigCommand config;
    PlanCommand plan;
    CheckCommand check;
    CollateralCommand collateral;
    std::function<int()> chosen;
    auto const add = [&](char const* name, char const* words, auto& command) {
        CLI::App* const sub = app.add_subcommand(name, words);
        command.add_to(*sub);
        sub->callback([&chosen, &command, &session] { chosen = [&command, &session] { return command.execute(session); }; });
    };
    add("run", "validate, plan, drive, record, report", run);
    add("list", "what this program has", list);
    add("plan", "what would run, in which order, and what not and why", plan);
    add("check", "can we test here? findings with remedies", check);
    add("config", "effective configuration and where each value comes from", config);
    add("report", "any format from a stored run", report);
    add("collateral", "the landing bundle of a run", collateral);

    std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
    if (arguments.empty()) arguments.emplace_back("run");
    try {
        std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
        app.parse(std::move(reversed));
        return chosen ? chosen() : 2;
    } catch (CLI::Success const& asked) {  // --help, --version
        return app.exit(asked, std::cout, std::cerr);
    } catch (CLI::ParseError const& error) {
        explain_refusal(app, error, arguments, short_name);
        return 2;
    } catch (Error const& error) {
        std::cerr << error.what() << "\n[" << error.id() << "]\n";
        return error.id() == "ltk.journal.write" || error.id() == "ltk.journal.sync" || error.id() == "ltk.run.write" ? 4 : 2;
    } catch (std::exception const& error) {
        std::cerr << short_name << ": " << error.what() << '\n';
        return 4;
    }
}

}  // namespace ltk::inline v1::command
