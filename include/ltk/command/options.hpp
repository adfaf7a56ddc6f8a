// Options that several commands share: where the configuration comes from, where runs are, which tests are meant.
#pragma once

#include <ltk/config/site_files.hpp>
#include <ltk/config/units.hpp>
#include <ltk/error.hpp>
#include <ltk/session/session.hpp>

#include <CLI/CLI.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ltk::inline v1::command {

/// Reads a span of time for an option. Throws Error "ltk.command.value".
inline duration read_time(std::string const& option, std::string const& text) {
    auto const reading = detail::read_duration(text);
    if (!reading) throw Error("ltk.command.value", option + ": \"" + text + "\" " + reading.flaw);
    return duration::nanoseconds(reading.value);
}

/// Where values come from and where runs are.
struct CommonOptions {
    std::vector<std::string> files;
    std::vector<std::string> profiles;
    std::vector<std::string> set;
    bool no_site = false;
    std::string runs = "ltk-runs";

    void add_to(CLI::App& app) {
        app.add_option("-c,--config", files, "configuration file; several are read in order")
            ->envname("LTK_CONFIG")
            ->type_name("FILE")
            ->group("Configuration")
            ->allow_extra_args(false);
        app.add_option("--set", set, "one value: --set fs.mount=/mnt/x; wins over everything else")
            ->type_name("KEY=VALUE")
            ->group("Configuration")
            ->allow_extra_args(false);
        app.add_option("--profile", profiles,
                       "a named section of the files, as in {\"$profiles\": {\"lab\": {...}}}; several are read in order")
            ->envname("LTK_PROFILE")
            ->type_name("NAME")
            ->delimiter(',')
            ->group("Configuration")
            ->allow_extra_args(false);
        app.add_flag("--no-site", no_site, "do not read the files of system, user and project")->group("Configuration");
        app.add_option("--runs", runs, "where run folders are")->envname("LTK_RUNS")->type_name("DIRECTORY")->capture_default_str();
    }

    void apply(Session& session) const {
        ConfigLayers& layers = session.layers();
        if (!no_site) find_site_files(layers);
        for (auto const& file : files) layers.files.emplace_back(file);
        layers.profiles = profiles;
        layers.environment = ltk_environment();
        layers.set = set;
        session.options().runs = runs;
    }
};

/// Which tests, in which order.
struct SelectionOptions {
    std::string stage = "developer";
    std::string select;
    std::optional<std::uint64_t> seed;
    bool shuffle = false;
    std::optional<int> jobs;
    std::optional<int> repeat;
    std::string timeout;
    bool no_needs = false;

    void add_to(CLI::App& app) {
        app.add_option("--stage", stage, "stage to run; `all` for every one")
            ->envname("LTK_STAGE")
            ->type_name("NAME")
            ->capture_default_str();
        app.add_option("-s,--select", select, "narrows: globs on ids, tag:x, stage:x, covers:x, and or not ( ), @file")
            ->envname("LTK_SELECT")
            ->type_name("EXPRESSION");
        app.add_flag("--shuffle", shuffle, "in an order drawn by --seed");
        app.add_option("--seed", seed, "for --shuffle and ltk::Context::seed(); printed when drawn")
            ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{9'007'199'254'740'991}))  // exact in every JSON reader
            ->envname("LTK_SEED")
            ->type_name("NUMBER");
        app.add_option("-j,--jobs", jobs, "tests at the same time (default: the stage's)")->envname("LTK_JOBS")->type_name("N");
        app.add_option("--repeat", repeat, "runs each test so often")->type_name("N");
        app.add_option("--timeout", timeout, "of one attempt, for tests that name none (default 1min)")
            ->envname("LTK_TIMEOUT")
            ->type_name("TIME");
        app.add_flag("--no-needs", no_needs, "run tests also where the machine lacks what they need");
    }

    PlanOptions plan_options() const {
        PlanOptions options;
        options.stage = stage;
        options.select = select;
        options.seed = seed;
        if (shuffle) options.order = test_order::shuffled;
        options.jobs = jobs;
        options.repeat = repeat;
        options.decide_needs = !no_needs;
        if (!timeout.empty()) options.timeout = read_time("--timeout", timeout);
        return options;
    }
};

}  // namespace ltk::inline v1::command
