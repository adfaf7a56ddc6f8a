// What earlier runs of the same program on this machine came to: for the entry and exit conditions of stages.
#pragma once

#include <ltk/results/run_folder.hpp>
#include <ltk/results/stored_journal.hpp>

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace ltk::inline v1::detail {

struct PastRun {
    std::string run;
    event::RunFinished finished;
    std::set<std::string> red;  ///< ids of the tests that failed
};

/// Reads one journal as far as it belongs to a stage of a program.
class PastRunReader {
public:
    PastRunReader(std::string program, std::string stage) : program_(std::move(program)), stage_(std::move(stage)) {}

    void on(event::RunStarted const& e) {
        if (e.program != program_ || e.stage != stage_ || !e.select.empty()) throw OtherRun{};
        seen_.run = e.run;
    }
    void on(event::TestFinished const& e) {
        if (is_red(e.outcome)) seen_.red.insert(e.test);
    }
    void on(event::RunFinished const& e) {
        seen_.finished = e;
        complete_ = true;
    }

    struct OtherRun {};
    std::optional<PastRun> result() && { return complete_ ? std::optional(std::move(seen_)) : std::nullopt; }

private:
    std::string program_;
    std::string stage_;
    PastRun seen_;
    bool complete_ = false;
};

/// The newest complete run of a whole stage. `except` is the run that is asking.
inline std::optional<PastRun> newest_run_of(std::filesystem::path const& runs, std::string const& program, std::string const& stage,
                                            std::string const& except = {}) {
    auto const ids = RunFolder::ids(runs);
    for (auto id = ids.rbegin(); id != ids.rend(); ++id) {
        if (*id == except) continue;
        PastRunReader reader(program, stage);
        try {
            StoredJournal(runs / *id, StoredJournal::chain::trust).for_each(reader);
        } catch (PastRunReader::OtherRun const&) {
            continue;
        } catch (Error const&) {
            continue;  // a damaged run proves nothing
        }
        if (auto found = std::move(reader).result()) return found;
    }
    return std::nullopt;
}

/// Whether a finished run passed its stage: its own exit conditions held.
inline bool passed_its_stage(PastRun const& run) {
    return run.finished.unmet.empty() && (run.finished.exit_code == 0 || run.finished.exit_code == 1);
}

}  // namespace ltk::inline v1::detail
