// README.md of a bundle: what this is, what it says, and how a reviewer checks that it is whole.
#pragma once

#include <ltk/collateral/markdown.hpp>
#include <ltk/collateral/results_page.hpp>
#include <ltk/results/shell_word.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1::detail::collateral {

inline std::string_view about_file(std::string_view name) noexcept {
    if (name == "test-plan.md") return "the tests, what each is for, the configuration, the seed";
    if (name == "environment.md") return "the machine, what validators found, and remedies";
    if (name == "environment.json") return "the environment report, for programs";
    if (name == "results.md") return "what is not green, metrics, attachments, every test";
    if (name == "results.junit.xml") return "the results as JUnit XML";
    if (name == "journal.jsonl") return "the record of the run itself, a hash-chained line for each event; every page here is made from it";
    if (name == "plan.lock.json") return "the plan, to be run again with `run --locked plan.lock.json`";
    return "";
}

/// `files`: what else the bundle holds.
inline std::string readme_page(RunRecord const& run, std::string const& title, std::vector<std::string> const& files) {
    namespace md = markdown;
    std::string page = "# " + md::text(title) + "\n\n";
    page += "Evidence of one test run: run " + md::code(run.started.run) + " of " + md::code(run.started.program);
    if (!run.started.suite_version.empty()) page += " " + md::code(run.started.suite_version);
    page += ", started " + md::text(run.started.started) + " on " + md::code(run.started.host) + ", driven by LTK " +
            md::text(run.started.ltk_version) + ".\n\n";
    page += verdict_line(run);
    if (run.finished)
        for (auto const& one : run.finished->unmet) page += "\nAn exit condition of the stage does not hold: " + md::text(one) + "\n";
    page += "\n" + counts_table(run);
    page += "\n## What is in here\n\n" + md::table_head({"file", "holds"});
    for (auto const& file : files) page += md::row({"[" + file + "](" + file + ")", std::string(about_file(file))});
    page += md::row({"[manifest.json](manifest.json)", "size and SHA-256 of every other file, and the verdict, for programs"});

    std::string const program = run.started.program.empty() ? "ltk" : "./" + shell_word(run.started.program);
    page += "\n## How to check it\n\nWith the suite's program, or with the program `ltk`; it names what was changed, added or lost:\n\n";
    page += md::block(program + " collateral verify .");
    page +=
        "\nThe line `seal` that it prints is the SHA-256 of manifest.json. Compare it with the seal that the sender told you on another "
        "way, "
        "or let it be compared:\n\n";
    page += md::block(program + " collateral verify . --seal SEAL");
    page += "\nWithout LTK:\n\n";
    page += md::block("sha256sum manifest.json\njq -r '.files[] | .sha256 + \"  \" + .path' manifest.json | sha256sum --check");
    return page;
}

}  // namespace ltk::inline v1::detail::collateral
