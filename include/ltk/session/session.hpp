// A session: the steps of a run as function calls. Read through ltk/session.hpp, whose head shows how it is used.
#pragma once

#include <ltk/config/configuration.hpp>
#include <ltk/drive/options.hpp>
#include <ltk/environment/report.hpp>
#include <ltk/plan/plan.hpp>
#include <ltk/reporter.hpp>
#include <ltk/results/reports.hpp>

#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace ltk::inline v1 {

/// How runs of a session are made.
struct RunOptions {
    std::filesystem::path runs = "ltk-runs";  ///< where run folders go; relative to the working directory
    ltk::isolation isolation = ltk::isolation::process;
    int retries = 0;                        ///< further attempts for a test that did not pass
    duration grace = duration::seconds(2);  ///< between SIGTERM and SIGKILL for a test that is out of time
    bool pid_namespace = true;              ///< where the rights are there
    bool stop_at_failure = false;           ///< the first red or incomplete test is the last one
    bool validate = true;                   ///< false: no validator is asked, and the record says so
    bool check_entry = true;                ///< false: the stage's entry conditions are not asked
    std::string suite_version;              ///< for the record
    std::string reproduce;                  ///< how this program is called, for the line to paste; "": as it was called
};

/// What a run came to.
class RunResult {
public:
    RunResult(event::RunFinished finished, std::filesystem::path folder, std::string run)
        : finished_(std::move(finished)), folder_(std::move(folder)), run_(std::move(run)) {}
    /// By the table of exit codes (docs/exit-codes.md).
    int exit_code() const noexcept { return finished_.exit_code; }
    event::RunFinished const& counts() const noexcept { return finished_; }
    /// The run's folder, absolute.
    std::filesystem::path const& folder() const noexcept { return folder_; }
    std::string const& run() const noexcept { return run_; }

private:
    event::RunFinished finished_;
    std::filesystem::path folder_;
    std::string run_;
};

/// One user of LTK in a process: a registry, its configuration, and runs.
class Session {
public:
    /// With the default registry, which the macros fill.
    Session();
    /// With a registry of one's own, which must outlive the session.
    explicit Session(Registry const& registry);
    Session(Session&&) noexcept;
    Session& operator=(Session&&) noexcept;
    ~Session();

    /// Adds a layer of configuration as JSON text, above files and below the environment. Problems are reported when the
    /// configuration is first used.
    void configure(std::string_view json);
    /// The layers themselves, before first use: files, environment, --set.
    ConfigLayers& layers();
    RunOptions& options() noexcept;

    // What is declared and configured, checked; throws ltk::Error with every problem and its place.
    Catalogue const& catalogue();
    Configuration const& configuration();

    /// What would run, in which order, what not and why. This machine is asked for what tests need of it.
    Plan plan(PlanOptions const& options = {});
    /// Asks this machine what the tests of a plan need, as plan() does: for a plan from a lock that was made elsewhere.
    void decide_needs(Plan& plan);
    /// Validates the environment for a plan. Nothing is stored.
    EnvironmentReport check(Plan const& plan);
    /// Validates, drives, records and reports. Throws ltk::Error when nothing could be run; afterwards the record tells.
    RunResult run(Plan const& plan, std::vector<Report> const& reports = {});
    /// Goes on with a run that was killed: finished tests keep their outcomes.
    RunResult resume(std::filesystem::path const& run_folder, std::vector<Report> const& reports = {});
    /// Makes reports again from a stored run; the same bytes as live.
    void report(std::filesystem::path const& run_folder, std::vector<Report> const& reports);

    /// Ends the current run soon (the next, when there is none): running tests are interrupted, the rest is not run. From any
    /// thread or signal handler.
    void stop() noexcept;

    struct State;  ///< the engine's

private:
    std::unique_ptr<State> state_;
};

/// First thing in main(): runs the worker and returns its exit code when this process was started as one. Tests that are
/// declared from code must be declared before.
std::optional<int> worker_main(int argc, char const* const* argv);
std::optional<int> worker_main(int argc, char const* const* argv, Registry const& registry);

}  // namespace ltk::inline v1
