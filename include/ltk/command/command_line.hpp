// The command line that every program with LTK's main() has. A program with no test of its own is still a complete tool.
#pragma once

#include <ltk/about.hpp>
#include <ltk/command/check.hpp>
#include <ltk/command/collateral.hpp>
#include <ltk/command/look.hpp>
#include <ltk/command/run.hpp>
#include <ltk/config/nearest.hpp>
#include <ltk/results/shell_word.hpp>

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

/// `suite --stage scale` is `suite run --stage scale`: only what concerns the program itself stands without a command.
inline bool means_run(std::vector<std::string> const& arguments) {
    if (arguments.empty()) return true;
    auto const& first = arguments.front();
    return first.starts_with('-') && first != "--help" && first != "-h" && first != "--version";
}

/// An argument that nobody takes, and the nearest name that there is.
inline std::string explain_unknown(CLI::App const& where, std::string const& argument) {
    std::string const bare = argument.substr(0, argument.find('='));
    std::string const nearest = detail::nearest(bare, known_words(where));
    return bare + (bare.starts_with('-') ? ": there is no such option" : ": there is no such command or argument here") +
           (!nearest.empty() && nearest != bare ? "; did you mean " + nearest + "?"
            : !bare.starts_with('-') && bare.find('/') != bare.npos
                ? "; tests are chosen by `run --select " + detail::shell_word(bare) + "`"
                : "");
}

/// "--isolation: proces not in {process,none}" with the nearest of these.
inline std::string with_nearest_value(std::string refusal) {
    std::size_t const words_at = refusal.find(" not in {");
    if (words_at == std::string::npos) return refusal;
    std::vector<std::string> values;
    for (std::size_t at = words_at + 9, end = 0; (end = refusal.find_first_of(",}", at)) != std::string::npos; at = end + 1)
        values.push_back(refusal.substr(at, end - at));
    std::size_t const value_at = refusal.rfind(' ', words_at - 1) + 1;
    std::string const nearest = detail::nearest(refusal.substr(value_at, words_at - value_at), values);
    return nearest.empty() ? refusal : refusal + "; did you mean " + nearest + "?";
}

/// What a command line was refused for, what to do, and the id.
inline void explain_refusal(CLI::App const& app, CLI::ParseError const& error, std::string const& program) {
    CLI::App const& where = innermost(app);
    auto const is = [&error](CLI::ExitCodes kind) { return error.get_exit_code() == static_cast<int>(kind); };
    auto const extra = app.remaining(true);
    // A misspelled command among several, of which one is required, is such an argument too.
    bool const unknown = !extra.empty() && (is(CLI::ExitCodes::ExtrasError) || is(CLI::ExitCodes::RequiredError));
    // The option that is misspelled says more than the value behind it.
    auto const option = std::find_if(extra.begin(), extra.end(), [](std::string const& one) { return one.starts_with('-'); });
    std::string path;
    for (CLI::App const* at = &where; at != &app && at != nullptr; at = at->get_parent()) path = ' ' + at->get_name() + path;
    std::cerr << program << ": "
              << (unknown ? explain_unknown(where, option == extra.end() ? extra.front() : *option) : with_nearest_value(error.what()))
              << '\n'
              << '`' << program << path << " --help` shows what there is\n"
              << '['
              << (unknown                             ? "ltk.command.unknown"
                  : is(CLI::ExitCodes::RequiredError) ? "ltk.command.missing"
                                                      : "ltk.command.value")
              << "]\n";
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
    app.footer("Examples:\n  " + short_name + " run --stage regression --report junit:out.xml\n  " + short_name + " list\n  " + short_name +
               " COMMAND --help");

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
    if (means_run(arguments)) arguments.insert(arguments.begin(), "run");
    try {
        std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
        app.parse(std::move(reversed));
        if (!chosen) throw CLI::RequiredError("A command");
        return chosen();
    } catch (CLI::Success const& asked) {  // --help, --version
        return app.exit(asked, std::cout, std::cerr);
    } catch (CLI::ParseError const& error) {
        explain_refusal(app, error, short_name);
        return 2;
    } catch (Error const& error) {
        std::cerr << error.what() << "\n[" << error.id() << "]\n";
        return error.id() == "ltk.journal.write" || error.id() == "ltk.journal.sync" || error.id() == "ltk.run.write" ||
                       error.id() == "ltk.report.failed"
                   ? 4
                   : 2;
    } catch (std::exception const& error) {
        std::cerr << short_name << ": " << error.what() << '\n';
        return 4;
    }
}

}  // namespace ltk::inline v1::command
