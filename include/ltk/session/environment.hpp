// The environment of one run: validated before the first test, looked at again behind the last one.
#pragma once

#include <ltk/config/load_file.hpp>
#include <ltk/drive/driver.hpp>
#include <ltk/environment/report.hpp>
#include <ltk/plan/scope.hpp>
#include <ltk/results/recorder.hpp>
#include <ltk/results/utc.hpp>
#include <ltk/session/state.hpp>
#include <ltk/session/write_file.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

inline std::string read_whole(std::filesystem::path const& file) {
    auto loaded = load_file(file);
    if (!loaded.flaw.empty())
        throw Error("ltk.run.incomplete", file.string() + ": " + loaded.flaw + "; the run's folder is damaged or of another program");
    return std::move(loaded.content);
}

/// Asks the validators; what they keep goes into `folder`.
inline EnvironmentReport validate_environment(Session::State& state, Plan const& plan, std::vector<ScopedValidator> const& validators,
                                              std::filesystem::path const& folder) {
    EnvironmentReport report;
    report.taken = utc_now();
    report.stage = plan.stage;
    std::vector<CataloguedValidator const*> asked;
    for (auto const& one : validators) asked.push_back(one.validator);
    Driver driver(state.known(), state.configured(), state.drive_options(folder, plan.jobs));
    report.findings = driver.validate(asked);
    report.fingerprint = state.fingerprint();
    for (auto const& value : state.configured().values()) report.values[value.key] = value.value;
    report.verdict = verdict_of(report.findings);
    return report;
}

/// What a drifted fact is in every report.
inline event::FindingReported drift_finding(FactChange const& change, std::string remedy) {
    auto const shown = [](std::string const& value) { return value.empty() ? std::string("(none)") : value; };
    event::FindingReported made;
    made.validator = "environment drift";
    made.severity = "advised";
    made.verdict = "warning";
    made.id = "drift." + change.key;
    made.seen = change.key + " changed while the run went on: it was " + shown(change.before) + ", and is " + shown(change.after);
    made.expected = shown(change.before);
    made.remedy = std::move(remedy);
    made.data = {{"part", change.part}, {"before", change.before}, {"after", change.after}};
    return made;
}

/// Takes the fingerprint again and says in the journal, and in environment.json, what is not as it was.
inline void note_drift(Session::State& state, RunFolder const& folder, Recorder& recorder) {
    try {
        auto report = read_environment_report(read_whole(folder.environment()), folder.environment().string());
        if (report.version == 1) return;  // a run that an older LTK began: it knew fewer facts
        auto const changes = compare(report.fingerprint, state.fingerprint());
        if (changes.empty()) return;
        std::vector<event::FindingReported> findings;
        std::erase_if(report.findings, [](event::FindingReported const& one) { return one.id.starts_with("drift."); });
        report.drift.clear();
        for (auto const& change : changes) {
            findings.push_back(drift_finding(change, state.reproduce() + " check --against " + shell_word(folder.path().string())));
            report.findings.push_back(findings.back());
            report.drift.push_back({change.part, change.key, change.before, change.after});
        }
        report.verdict = verdict_of(report.findings);
        write_whole_file(folder.environment(), to_json(report));
        recorder.together([&] {
            for (auto const& one : report.drift) recorder.emit(one);
            for (auto const& one : findings) recorder.emit(one);
        });
    } catch (Error const& trouble) {
        if (trouble.id().starts_with("ltk.journal")) throw;
        recorder.emit(event::RunTroubled{std::string("whether the machine is still the same cannot be said: ") + trouble.what(),
                                         "leave the run's folder alone while it goes on"});
    }
}

}  // namespace ltk::inline v1::detail
