// A bundle holds what the run recorded, is made whole or not at all, and is the same whenever it is made.
#include <ltk/collateral/bundle.hpp>
#include <ltk/collateral/verify.hpp>
#include <ltk/reporter.hpp>
#include <ltk/reporters/junit.hpp>

#include <collateral/stored_run.hpp>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <map>
#include <string>

namespace {

using ltk::outcome;
using stored::Run;
namespace fs = std::filesystem;

ltk::Registry const nobody;

std::map<std::string, std::string> contents(fs::path const& folder) {
    std::map<std::string, std::string> found;
    for (auto const& each : fs::recursive_directory_iterator(folder))
        if (each.is_regular_file()) found[each.path().lexically_relative(folder).string()] = content_of(each.path());
    return found;
}
std::vector<std::string> names(fs::path const& folder) {
    std::vector<std::string> found;
    for (auto const& each : fs::directory_iterator(folder)) found.push_back(each.path().filename().string());
    std::sort(found.begin(), found.end());
    return found;
}
bool has(std::string const& text, std::string const& part) { return text.find(part) != std::string::npos; }

ltk::Bundle bundle_of(Run const& run, std::string const& where = "out", ltk::Registry const& registry = nobody) {
    return ltk::build_bundle({.run_folder = run.folder(), .target = run / where, .created = "2026-01-03T00:00:00Z", .registry = &registry});
}
std::string refusal_of(Run const& run, std::string const& where = "out") {
    return error_of<ltk::Error>([&] { bundle_of(run, where); });
}

TEST_CASE("a bundle holds the plan, the environment, the results, the record and a manifest", "[collateral]") {
    Run run;
    stored::every_outcome(run).write();
    auto const bundle = bundle_of(run);
    CHECK(bundle.folder == fs::canonical(run / "out"));
    CHECK(names(bundle.folder) == std::vector<std::string>{"README.md", "environment.json", "environment.md", "journal.jsonl",
                                                           "manifest.json", "plan.lock.json", "results.md", "test-plan.md"});
    CHECK(names(run.folder().parent_path()) == std::vector<std::string>{run.id(), "out"});  // nothing hidden is left beside it
    auto const files = contents(bundle.folder);
    for (auto const* same : {"journal.jsonl", "plan.lock.json", "environment.json"})
        CHECK((files.at(same) == content_of(run.folder() / same)));
    auto const manifest = ltk::read_manifest(files.at("manifest.json"));
    CHECK(manifest.run == run.id());
    CHECK(manifest.verdict == "failed");
    CHECK(manifest.exit_code == 1);
    CHECK(manifest.created == "2026-01-03T00:00:00Z");
    CHECK(manifest.title == "Test evidence of posix");
    CHECK(manifest.journal_hash == ltk::StoredJournal::verify(run.folder() / "journal.jsonl").hash);
    CHECK(manifest.files.size() == 7);
    CHECK(bundle.seal == ltk::sha256_hex(files.at("manifest.json")));
    auto const report = ltk::verify_bundle(bundle.folder, bundle.seal);
    CHECK(report.problems == std::vector<std::string>{});
    CHECK(report.good);
    CHECK(ltk::describe(bundle) == "bundle  " + bundle.folder.string() + "\nfiles   8\nverdict failed\nseal    " + bundle.seal + "\n");
}

TEST_CASE("the results page shows what is not green with its failure and a line to paste", "[collateral]") {
    Run run;
    run.unmet = {"no test may fail"};
    stored::every_outcome(run).write();
    auto const page = content_of(bundle_of(run).folder / "results.md");
    CHECK(has(page, "**Verdict: failed** (exit code 1): tests failed."));
    CHECK(has(page, "- no test may fail\n"));
    CHECK(has(page, "| not_applicable | 1 |"));
    CHECK(has(page, "| all | 12 |"));
    for (auto const* shown : {"fail", "error", "timeout", "crash", "unexpected_pass", "interrupted", "not_run"}) {
        CHECK(has(page, "### `posix/" + std::string(shown) + "`\n\n**" + shown + "**: the reason of " + shown + "\n"));
        CHECK(has(page, "run --select '\"posix/" + std::string(shown) + "\"' --stage all --set 'fs.mount=/mnt/a|b'\n"));
    }
    for (auto const* listed : {"skip", "not_applicable", "expected_fail", "flaky_pass"})
        CHECK(has(page, "| `posix/" + std::string(listed) + "` | " + listed + " | the reason of " + listed + " |"));
    CHECK_FALSE(has(page, "### `posix/pass`"));
    CHECK(has(page, "posix.cpp:14: size == 4096\n    expected: 4096\n    seen: 0\n"));
    CHECK(has(page, "    step: grow\n    info: while writing\n"));
    CHECK(has(page, "Attempt 1: fail\n"));  // why the flaky one is flaky
    CHECK(has(page, "| `posix/pass` | `rate` | 12.5 | MB/s | higher | 1 |"));
    CHECK(has(page, "| `posix/pass` | dump.txt | `logs/x/1/dump.txt` | 42 |"));
    CHECK(has(page, "| 1 | `posix/pass` | pass | 0.250 s | 1 |"));
}

TEST_CASE("the test plan shows each test with purpose, covers and timeout, and needs where they are known", "[collateral]") {
    Run run;
    stored::every_outcome(run).write();
    auto page = content_of(bundle_of(run).folder / "test-plan.md");
    CHECK(has(page, "| # | test | stage | purpose | covers | timeout |"));
    CHECK(has(page, "| 1 | `posix/pass` | `developer`, `regression` | says what it is for | `rename(2)` | 1min |"));
    CHECK(has(page, "| `posix/not_run` | `not_run` | the reason of not_run |"));
    CHECK(has(page, "- seed: 0\n"));
    CHECK(has(page, "| `fs.mount` | \"/mnt/a\\|b\" | command line | `--set` |"));
    CHECK(has(page, "| `fs.key` | `\"******\"` | file | `site.json:3:4` |"));  // a masked secret
    CHECK(has(page, "What each test needs is not part of a run's record"));
    auto const bundle = ltk::build_bundle({.run_folder = run.folder(),
                                           .target = run / "more",
                                           .title = "LU-1 | landing",
                                           .needs_by_test = {{"posix/pass", "fs, TempDir"}},
                                           .registry = &nobody});
    page = content_of(bundle.folder / "test-plan.md");
    CHECK(has(page, "| # | test | stage | purpose | needs | covers | timeout |"));
    CHECK(has(page, "| 1 | `posix/pass` | `developer`, `regression` | says what it is for | fs, TempDir | `rename(2)` | 1min |"));
    // Another program's tests tell nothing about these.
    ltk::build_bundle({.run_folder = run.folder(), .target = run / "other", .needs_by_test = {{"other/a", "fs"}}, .registry = &nobody});
    CHECK(has(content_of(run / "other/test-plan.md"), "| # | test | stage | purpose | covers | timeout |"));
    CHECK(content_of(bundle.folder / "README.md").starts_with("# LU-1 \\| landing\n"));
}

TEST_CASE("the environment page puts the remedy next to the finding", "[collateral]") {
    Run run;
    run.test("posix/a", outcome::pass).write();
    auto const page = content_of(bundle_of(run).folder / "environment.md");
    CHECK(has(page, "- verdict: `warning`\n"));
    CHECK(has(page, "`mount_is_there` saw: the mount has noatime\n\n```text\nmount -o remount,relatime /mnt/lustre\n```\n"));
    CHECK(has(page, "| `cpu.model` | Some \\| CPU |"));
}

TEST_CASE("the same run gives the same bytes, wherever it lies", "[collateral]") {
    Run run;
    stored::every_outcome(run);
    for (auto const& text : stored::hostile_texts()) run.test("posix/" + text, outcome::fail, text);
    run.write();
    ltk::Registry registry;
    ltk::ReporterRecord record;
    ltk::declare::reporter<ltk::reporters::JUnit>(registry, record, "junit");
    auto const first = contents(bundle_of(run, "first", registry).folder);
    TemporaryFolder elsewhere;
    fs::copy(run.folder(), elsewhere / "another-name", fs::copy_options::recursive);
    auto const second = contents(
        ltk::build_bundle(
            {.run_folder = elsewhere / "another-name", .target = elsewhere / "b", .created = "2026-01-03T00:00:00Z", .registry = &registry})
            .folder);
    CHECK((first == second));
    auto third = contents(ltk::build_bundle({.run_folder = run.folder(), .target = run / "third", .registry = &registry}).folder);
    for (auto const& [name, content] : first)
        if (name != "manifest.json") CHECK((third[name] == content));
}

TEST_CASE("JUnit XML is in the bundle of a program that has that reporter", "[collateral]") {
    Run run;
    run.test("posix/a", outcome::pass).write();
    CHECK_FALSE(fs::exists(bundle_of(run, "without").folder / "results.junit.xml"));
    ltk::Registry registry;
    ltk::ReporterRecord record;
    ltk::declare::reporter<ltk::reporters::JUnit>(registry, record, "junit");
    auto const bundle = bundle_of(run, "with", registry);
    CHECK(has(content_of(bundle.folder / "results.junit.xml"), "<testcase"));
    CHECK(ltk::verify_bundle(bundle.folder).good);
}

TEST_CASE("a run that stored neither environment nor lock is bundled from its journal alone", "[collateral]") {
    Run run;
    run.with_environment = false;
    run.with_lock = false;
    run.test("posix/a", outcome::pass).write();
    auto const bundle = bundle_of(run);
    CHECK_FALSE(fs::exists(bundle.folder / "plan.lock.json"));
    auto const report = ltk::read_environment_report(content_of(bundle.folder / "environment.json"));
    CHECK(report.verdict == "warning");
    CHECK(report.findings.size() == 1);
    CHECK(bundle.verdict == "passed");
    CHECK(ltk::verify_bundle(bundle.folder).good);
}

TEST_CASE("a run that was cut off is never passed", "[collateral]") {
    Run run;
    run.complete = false;
    run.test("posix/a", outcome::pass).test("posix/b", outcome::interrupted).test("posix/c", outcome::not_run).write();
    put_content(run.folder() / "journal.jsonl", content_of(run.folder() / "journal.jsonl") + "{\"at\":1,\"da");  // killed in mid-line
    auto const bundle = bundle_of(run);
    CHECK(bundle.verdict == "incomplete");
    auto const page = content_of(bundle.folder / "results.md");
    CHECK(has(page, "**Verdict: incomplete** (exit code 4)"));
    CHECK(has(page, "The run did not reach its end"));
    CHECK(has(page, "**interrupted**: the run ended while the test was running"));
    CHECK(has(page, "posix.cpp:13: early()"));
    CHECK(has(page, "**not_run**"));
    CHECK(ltk::verify_bundle(bundle.folder).good);
}

TEST_CASE("what is left of the first try of a resumed run is told once", "[collateral]") {
    Run run;
    run.complete = false;
    run.test("posix/a", outcome::pass).test("posix/b", outcome::interrupted).write();
    {
        auto journal = ltk::JournalWriter::resume(run.folder() / "journal.jsonl");
        journal.write(ltk::event::MetricRecorded{"posix/b", 1, "lost", 1, "", ""}, 9);
        journal.write(ltk::event::RunResumed{"2026-01-02T04:00:00Z"}, 9);
        journal.write(ltk::event::AttemptStarted{"posix/b", 1}, 9);
        journal.write(ltk::event::MetricRecorded{"posix/b", 1, "told", 2, "", ""}, 9);
        journal.write(ltk::event::TestFinished{"posix/b", outcome::pass, "", 1, 1}, 10);
        ltk::event::RunFinished end;
        journal.write(end, 10);
    }
    auto const bundle = bundle_of(run);
    auto const page = content_of(bundle.folder / "results.md");
    CHECK(bundle.verdict == "passed");
    CHECK(has(page, "- resumed: 2026-01-02T04:00:00Z\n"));
    CHECK(has(page, "`told`"));
    CHECK_FALSE(has(page, "`lost`"));
}

TEST_CASE("an earlier bundle of the same run is replaced, nothing else ever is", "[collateral]") {
    Run run;
    run.test("posix/a", outcome::pass).write();
    auto const bundle = bundle_of(run);
    put_content(bundle.folder / "results.md", "damaged");
    bundle_of(run);
    CHECK(ltk::verify_bundle(bundle.folder).good);

    put_content(bundle.folder / "review.txt", "my notes");
    CHECK(refusal_of(run) ==
          "ltk.collateral.target|" + bundle.folder.string() +
              ": this earlier bundle also holds \"review.txt\", which would be lost; move that away, or choose another place");
    CHECK(content_of(bundle.folder / "review.txt") == "my notes");

    fs::create_directory(run / "mine");
    CHECK(refusal_of(run, "mine") ==
          "ltk.collateral.target|" + fs::canonical(run / "mine").string() +
              ": this folder is there already, and it is no bundle; choose a place where nothing is, or remove it");
    put_content(run / "file", "x");
    CHECK(has(refusal_of(run, "file"), "ltk.collateral.target|"));
    CHECK(has(refusal_of(run, "file"), "and no folder"));
    CHECK(has(refusal_of(run, "file/below"), "ltk.collateral.target|"));

    Run other("20260102T030405.000Z-000000");
    other.test("posix/a", outcome::pass).write();
    auto const theirs = bundle_of(other);
    auto const said = error_of<ltk::Error>([&] { ltk::build_bundle({.run_folder = run.folder(), .target = theirs.folder}); });
    CHECK(has(said, "this is the bundle of another run, \"20260102T030405.000Z-000000\""));
    put_content(theirs.folder / "manifest.json", "{");
    CHECK(has(error_of<ltk::Error>([&] { ltk::build_bundle({.run_folder = other.folder(), .target = theirs.folder}); }),
              "its manifest is damaged"));
    CHECK(names(run.folder().parent_path()) == std::vector<std::string>{run.id(), "file", "mine", "out"});
}

TEST_CASE("a target may be a link, a deep place, or left out", "[collateral]") {
    Run run;
    run.test("posix/a", outcome::pass).write();
    auto const deep = bundle_of(run, "deep/er/out/").folder;
    CHECK(deep == fs::canonical(run / "deep/er/out"));
    fs::create_directory_symlink("deep/er/out", run / "link");
    CHECK(bundle_of(run, "link").folder == deep);
    CHECK(fs::is_symlink(run / "link"));
    auto const inside = ltk::build_bundle({.run_folder = run.folder()}).folder;
    CHECK(inside == fs::canonical(run.folder() / "bundle"));
    CHECK(ltk::build_bundle({.run_folder = run.folder() / "journal.jsonl", .target = run / "by-journal"}).verdict == "passed");
}

TEST_CASE("a run's folder that was tampered with is refused and leaves nothing behind", "[collateral]") {
    Run run;
    run.test("posix/a", outcome::pass).test("posix/b", outcome::pass).write();
    auto const environment = run.folder() / "environment.json";
    auto const lock = run.folder() / "plan.lock.json";
    auto const journal = run.folder() / "journal.jsonl";
    auto const changed = [](fs::path const& file, std::string const& from, std::string const& to) {
        auto text = content_of(file);
        text.replace(text.find(from), from.size(), to);
        put_content(file, text);
    };
    SECTION("a finding") {
        changed(environment, "the mount has noatime", "all is well");
        CHECK(refusal_of(run) == "ltk.collateral.mismatch|" + environment.string() +
                                     ": its findings are not those that the journal recorded; a run's folder is evidence and must not be "
                                     "edited: take the original");
    }
    SECTION("a fact") {
        changed(environment, "Linux 6.1", "Linux 7.0");
        CHECK(has(refusal_of(run), "ltk.collateral.mismatch|" + environment.string() + ": its fingerprint"));
    }
    SECTION("the verdict on the environment") {
        changed(environment, "\"verdict\": \"warning\",\n    \"version\"", "\"verdict\": \"valid\",\n    \"version\"");
        CHECK(has(refusal_of(run), "its verdict is \"valid\", and its findings come to \"warning\""));
    }
    SECTION("no JSON") {
        put_content(environment, "{");
        CHECK(has(refusal_of(run), "ltk.environment.report|" + environment.string() + ":1:2"));
    }
    SECTION("a test of the plan") {
        changed(lock, "posix/b", "posix/c");
        CHECK(has(refusal_of(run), "ltk.collateral.mismatch|" + lock.string() + ": it does not have the test \"posix/b\""));
    }
    SECTION("the lock of another plan") {
        put_content(lock, ltk::to_json(ltk::PlanLock{}));
        CHECK(has(refusal_of(run), "ltk.collateral.mismatch|" + lock.string()));
    }
    SECTION("the journal") {
        changed(journal, "posix/a", "posix/z");
        CHECK(has(refusal_of(run), "ltk.journal.chain|"));
    }
    SECTION("no run in the journal") {
        put_content(journal, "");
        CHECK(has(refusal_of(run), "ltk.collateral.empty|" + journal.string()));
        put_content(journal, "garbage");
        CHECK(has(refusal_of(run), "ltk.collateral.empty|"));
        put_content(journal, "garbage\n");
        CHECK(has(refusal_of(run), "ltk.journal.json|"));
    }
    SECTION("no journal") {
        fs::remove(journal);
        CHECK(has(refusal_of(run), "ltk.journal.missing|"));
    }
    SECTION("a pipe for a document") {
        fs::remove(environment);
        REQUIRE(::mkfifo(environment.c_str(), 0600) == 0);
        CHECK(has(refusal_of(run), "ltk.collateral.read|" + environment.string() + ": cannot be read: it is no regular file"));
    }
    CHECK(names(run.folder().parent_path()) == std::vector<std::string>{run.id()});
}

TEST_CASE("a run that is still going on is not bundled", "[collateral]") {
    Run run;
    run.complete = false;
    run.test("posix/a", outcome::pass).write();
    auto const writing = ltk::JournalWriter::resume(run.folder() / "journal.jsonl");
    CHECK(has(refusal_of(run), "ltk.journal.busy|" + (run.folder() / "journal.jsonl").string() + ": another program is writing"));
}

TEST_CASE("a place that cannot be written to is named", "[collateral]") {
    if (::geteuid() == 0) SKIP("root may write everywhere");
    Run run;
    run.test("posix/a", outcome::pass).write();
    fs::create_directory(run / "locked");
    fs::permissions(run / "locked", fs::perms::owner_read | fs::perms::owner_exec);
    CHECK(has(refusal_of(run, "locked/out"),
              "cannot make a folder beside it: Permission denied (EACCES); choose a place that you may write to"));
    fs::permissions(run / "locked", fs::perms::owner_all);
}

}  // namespace
