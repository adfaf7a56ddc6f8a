// `collateral`: the landing bundle of a run, built and verified.
#pragma once

#include <ltk/collateral/bundle.hpp>
#include <ltk/collateral/needs.hpp>
#include <ltk/collateral/verify.hpp>
#include <ltk/command/look.hpp>
#include <ltk/results/run_folder.hpp>

#include <CLI/CLI.hpp>

#include <string>

namespace ltk::inline v1::command {

struct CollateralCommand {
    std::string runs = "ltk-runs";
    std::string run = "latest";
    std::string output;
    std::string title;
    std::string bundle;
    std::string seal;
    CLI::App* build = nullptr;
    CLI::App* verify = nullptr;

    void add_to(CLI::App& app) {
        app.require_subcommand(1);
        build = app.add_subcommand("build", "test plan, environment, results and a manifest of a run, in one folder");
        build->add_option("RUN", run, "id of a run, its folder, or \"latest\"")->capture_default_str();
        build->add_option("-o,--output", output, "the folder to make (default: <run's folder>/bundle)")->type_name("DIRECTORY");
        build->add_option("--title", title, "of the documents")->type_name("TEXT");
        build->add_option("--runs", runs, "where run folders are")->envname("LTK_RUNS")->type_name("DIRECTORY")->capture_default_str();
        build->footer("Example:\n  collateral build latest --output bundle");
        verify = app.add_subcommand("verify", "compare a bundle with its manifest: names what was changed, added or lost");
        verify->add_option("BUNDLE", bundle, "the bundle's folder")->required();
        verify->add_option("--seal", seal, "the seal that `collateral build` printed")->type_name("SHA-256");
        verify->footer("Example:\n  collateral verify bundle");
        app.footer("Examples:\n  collateral build latest --output bundle\n  collateral verify bundle");
    }

    int execute(Session& session) const {
        if (verify->parsed()) {
            VerifyReport const found = verify_bundle(bundle, seal);
            print(describe(found));
            return exit_code(found);
        }
        BundleRequest request;
        request.run_folder = RunFolder::find(runs, run).path();
        request.target = output;
        request.title = title;
        request.needs_by_test = needs_by_test(session.catalogue());
        print(describe(build_bundle(request)));
        return 0;
    }
};

}  // namespace ltk::inline v1::command
