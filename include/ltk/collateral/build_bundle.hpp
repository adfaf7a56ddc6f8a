// How a bundle is made: the journal is copied first, and everything else is written from that copy, so that what the pages say is
// what the bundle proves.
#pragma once

#include <ltk/about.hpp>
#include <ltk/collateral/bundle.hpp>
#include <ltk/collateral/bundle_folder.hpp>
#include <ltk/collateral/environment_page.hpp>
#include <ltk/collateral/failure_details.hpp>
#include <ltk/collateral/files.hpp>
#include <ltk/collateral/plan_page.hpp>
#include <ltk/collateral/readme_page.hpp>
#include <ltk/collateral/results_page.hpp>
#include <ltk/collateral/run_record.hpp>
#include <ltk/environment/report.hpp>
#include <ltk/plan/lock.hpp>
#include <ltk/results/reports.hpp>
#include <ltk/results/stored_journal.hpp>
#include <ltk/results/utc.hpp>

#include <sys/file.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail::collateral {

/// The id of the run that a journal is of: its first event.
inline std::string run_of(StoredJournal const& journal) {
    struct Found {};
    struct First {
        std::string run;
        void on(event::RunStarted const& e) {
            run = e.run;
            throw Found{};
        }
    } first;
    try {
        journal.for_each(first);
    } catch (Found const&) {}
    if (first.run.empty())
        throw Error("ltk.collateral.empty",
                    one_line(journal.file().string()) +
                        ": this journal does not begin with a run that has an id, so there is nothing to show; take that of another run");
    return first.run;
}

/// A journal that is still being written is no evidence yet. The lock is the writer's own; where there are no locks nothing is said.
inline void check_ended(std::filesystem::path const& journal) {
    OpenFile const file(journal, O_RDONLY | O_NONBLOCK);
    if (file.is_open() && ::flock(file.get(), LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        throw Error("ltk.journal.busy",
                    one_line(journal.string()) + ": another program is writing to this journal; wait until that run has ended, or end it");
}

inline void copy_file(std::filesystem::path const& from, std::filesystem::path const& to) {
    NewFile out(to);
    read_pieces(from, true, [&](std::string_view piece) { out.write(piece); });
    out.close();
}

[[noreturn]] inline void refuse_mismatch(std::filesystem::path const& file, std::string const& what) {
    throw Error("ltk.collateral.mismatch",
                one_line(file.string()) + ": " + what + "; a run's folder is evidence and must not be edited: take the original");
}

inline bool same_finding(event::FindingReported const& a, event::FindingReported const& b) {
    return canonical_json(a) == canonical_json(b);
}

/// The environment report as the run stored it; of a run that stored none (one that was imported), what its journal says.
inline EnvironmentReport environment_of(RunFolder const& folder, RunRecord const& run, std::optional<std::string> const& stored) {
    if (!stored) {
        EnvironmentReport made;
        made.verdict = verdict_of(run.findings);
        made.taken = run.started.started;
        made.stage = run.started.stage;
        made.findings = run.findings;
        made.fingerprint = in_parts(run.fingerprint);
        return made;
    }
    auto report = read_environment_report(*stored, folder.environment().string());
    if (!std::equal(report.findings.begin(), report.findings.end(), run.findings.begin(), run.findings.end(), same_finding))
        refuse_mismatch(folder.environment(), "its findings are not those that the journal recorded");
    if (report.fingerprint.facts() != run.fingerprint)
        refuse_mismatch(folder.environment(), "its fingerprint is not the one that the journal recorded");
    if (report.verdict != verdict_of(report.findings))
        refuse_mismatch(folder.environment(), "its verdict is \"" + one_line(report.verdict) + "\", and its findings come to \"" +
                                                  verdict_of(report.findings) + "\"");
    return report;
}

/// The plan's lock, when there is one; it and the journal speak of the same tests.
inline std::optional<PlanLock> lock_of(RunFolder const& folder, RunRecord const& run, std::optional<std::string> const& stored) {
    if (!stored) return std::nullopt;
    auto lock = read_plan_lock(*stored, folder.plan_lock().string());
    std::size_t at = 0;
    for (auto const& one : run.tests) {  // a run that was killed at once may have noted only the first of them
        if (at == lock.tests.size() || lock.tests[at].id != one.planned.test)
            refuse_mismatch(folder.plan_lock(),
                            "it does not have the test \"" + one_line(one.planned.test) + "\" where the journal has it");
        ++at;
    }
    if (run.complete() && at != lock.tests.size())
        refuse_mismatch(folder.plan_lock(), "it has the test \"" + one_line(lock.tests[at].id) + "\", which the journal's plan has not");
    if (lock.seed != run.started.seed || lock.stage != run.started.stage)
        refuse_mismatch(folder.plan_lock(), "its stage or seed is not that of the journal");
    return lock;
}

/// results.junit.xml, when the program has the reporter. Says whether it was made.
inline bool write_junit(Registry const& registry, RunFolder const& folder, StoredJournal const& journal,
                        std::filesystem::path const& target) {
    auto const* record = registry.reporters();
    while (record != nullptr && std::string_view(record->name) != "junit") record = record->next;
    if (record == nullptr) return false;
    std::ostringstream nobody;
    Reports reports(registry, {reporter("junit", target, {{"attachments", "none"}})}, {nobody, false, folder.path(), {}});
    journal.replay(reports);
    reports.finish(journal);
    if (auto const troubles = reports.take_troubles(); !troubles.empty())
        throw Error("ltk.collateral.report", one_line(target.string()) + ": " + troubles.front().what);
    return true;
}

inline Manifest manifest_of(BundleRequest const& request, RunRecord const& run, StoredJournal::verified const& journal, std::string title) {
    Manifest made;
    made.title = std::move(title);
    made.run = run.started.run;
    made.program = run.started.program;
    made.stage = run.started.stage;
    made.verdict = run.verdict();
    made.exit_code = run.exit_code();
    if (run.finished) made.unmet = run.finished->unmet;
    made.started = run.started.started;
    made.created = request.created.empty() ? utc_now() : request.created;
    made.ltk_version = library_version;
    made.suite_version = run.started.suite_version;
    made.journal_hash = journal.hash;
    made.journal_events = journal.events;
    return made;
}

}  // namespace ltk::inline v1::detail::collateral

namespace ltk::inline v1 {

inline Bundle build_bundle(BundleRequest const& request) {
    namespace made = detail::collateral;
    RunFolder const source(StoredJournal(request.run_folder).run_folder());  // also a journal file names a run
    made::check_ended(source.journal());
    auto const run_id = made::run_of(StoredJournal(source.journal(), StoredJournal::chain::trust));
    made::BundleFolder folder(request.target.empty() ? source.path() / "bundle" : request.target, run_id);
    auto const& staging = folder.staging();

    made::copy_file(source.journal(), staging / "journal.jsonl");
    StoredJournal const journal(staging / "journal.jsonl", StoredJournal::chain::trust);
    auto const verified = journal.verify();
    made::RunRecord run;
    run.gather(journal);
    made::FailureDetails details;
    journal.for_each(details);
    for (auto const& one : run.tests) details.finish_open(one.planned.test);

    std::vector<std::string> files{"environment.json", "environment.md", "journal.jsonl", "results.md", "test-plan.md"};
    auto const stored_environment = made::read_if_there(source.environment(), true);
    auto const environment = made::environment_of(source, run, stored_environment);
    made::write_file(staging / "environment.json", stored_environment ? *stored_environment : to_json(environment));
    made::write_file(staging / "environment.md", made::environment_page(environment));
    auto const stored_lock = made::read_if_there(source.plan_lock(), true);
    auto const lock = made::lock_of(source, run, stored_lock);
    if (stored_lock) {
        made::write_file(staging / "plan.lock.json", *stored_lock);
        files.emplace_back("plan.lock.json");
    }
    made::write_file(staging / "test-plan.md", made::plan_page(run, lock, request.needs_by_test));
    made::write_file(staging / "results.md", made::ResultsPage(run, details).text());
    if (made::write_junit(request.registry != nullptr ? *request.registry : default_registry(), source, journal,
                          staging / "results.junit.xml"))
        files.emplace_back("results.junit.xml");

    std::sort(files.begin(), files.end());
    auto const title =
        request.title.empty() ? "Test evidence of " + (run.started.program.empty() ? run_id : run.started.program) : request.title;
    made::write_file(staging / "README.md", made::readme_page(run, title, files));
    files.insert(files.begin(), "README.md");
    auto manifest = made::manifest_of(request, run, verified, title);
    for (auto const& file : files) manifest.files.push_back(made::look_at(staging, file));
    auto const text = to_json(manifest);
    made::write_file(staging / "manifest.json", text);
    folder.place();
    return {folder.target(), std::move(manifest.files), sha256_hex(text), std::move(manifest.verdict)};
}

}  // namespace ltk::inline v1
