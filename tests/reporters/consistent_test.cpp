// All formats tell the same story of the same run, and tell it again from the stored journal byte for byte.
#include <ltk/reporters/junit.hpp>
#include <ltk/reporters/tap.hpp>
#include <ltk/results/console.hpp>
#include <ltk/results/recorder.hpp>
#include <ltk/results/stored_journal.hpp>

#include <reporters/judge.hpp>
#include <reporters/recorded_runs.hpp>

#include <catch2/catch_test_macros.hpp>
#include <pugixml.hpp>

#include <array>

using namespace recorded;

namespace {

using Counts = std::map<std::string, std::uint64_t>;

Counts counts_of_junit(std::string const& text) {
    pugi::xml_document document;
    REQUIRE(document.load_string(text.c_str()));
    Counts counts;
    for (auto const& suite : document.child("testsuites").children("testsuite"))
        for (auto const& test : suite.children("testcase")) {
            std::string how = "pass";
            if (test.child("flakyFailure")) how = "flaky-pass";
            for (auto const* const element : {"failure", "error", "skipped"})
                if (auto const result = test.child(element)) how = std::string(result.attribute("type").value()).substr(4);
            ++counts[how];
        }
    return counts;
}

Counts counts_of_tap(std::string const& text) {
    Counts counts;
    std::istringstream lines(text);
    std::string how;
    auto const count = [&] {
        if (!how.empty()) ++counts[how];
        how.clear();
    };
    for (std::string line; std::getline(lines, line);) {
        if (line.rfind("ok ", 0) == 0 || line.rfind("not ok ", 0) == 0) {
            count();
            how = "pass";
        }
        if (line.rfind("  outcome: ", 0) == 0) how = line.substr(11);
    }
    count();
    return counts;
}

Counts counts_of_console(std::string const& text) {
    auto const at = text.rfind(" tests in ");
    REQUIRE(at != std::string::npos);
    std::string line = text.substr(text.find(": ", at) + 2);
    line = line.substr(0, line.find('\n')) + ", ";
    Counts counts;
    while (!line.empty()) {
        auto const space = line.find(' ');
        auto const end = line.find(", ");
        std::string const words = line.substr(space + 1, end - space - 1);
        for (auto const how : ltk::detail::report::by_urgency)
            if (words == ltk::detail::report::past_tense(how) || (how == outcome::error && words.rfind("error", 0) == 0))
                counts[ltk::detail::report::hyphenated(how)] += std::stoul(line.substr(0, space));
        line.erase(0, end + 2);
    }
    return counts;
}

Counts counts_of(ltk::Summary const& summary) {
    Counts counts;
    for (auto const how : ltk::detail::report::by_urgency)
        if (auto const n = summary.count(how); n != 0) counts[ltk::detail::report::hyphenated(how)] = n;
    return counts;
}

std::array<std::string, 6> all_reports(ltk::Journal const& journal) {
    return {report<ltk::reporters::JUnit>(journal),   report<ltk::reporters::JUnit>(journal, {.options = {{"dialect", "extended"}}}),
            report<ltk::reporters::Tap>(journal),     report<ltk::reporters::Tap>(journal, {.options = {{"version", "13"}}}),
            report<ltk::reporters::Console>(journal), report<ltk::reporters::Console>(journal, {.options = {{"verbose", "yes"}}})};
}

}  // namespace

TEST_CASE("every format counts the same outcomes") {
    Memory many;
    many.add(run_started(), 0);
    for (int i = 0; i < 240; ++i) many.add(planned("suite" + std::to_string(i % 7) + "/test " + std::to_string(i)));
    for (int i = 0; i < 240; ++i)
        test(many, "suite" + std::to_string(i % 7) + "/test " + std::to_string(i), static_cast<outcome>((i * i + i / 5) % 12), "why", 0.001,
             [&](Memory& into) {
                 if ((i * i + i / 5) % 12 == static_cast<int>(outcome::flaky_pass)) {
                     into.add(
                         attempt_finished("suite" + std::to_string(i % 7) + "/test " + std::to_string(i), 1, outcome::fail, "first", 0.1));
                     into.add(event::AttemptStarted{"suite" + std::to_string(i % 7) + "/test " + std::to_string(i), 2});
                 }
             });
    end(many);
    for (auto const* const run : {&many}) {
        auto const wanted = counts_of(run->summary());
        CHECK(counts_of_junit(report<ltk::reporters::JUnit>(*run)) == wanted);
        CHECK(counts_of_junit(report<ltk::reporters::JUnit>(*run, {.options = {{"dialect", "extended"}}})) == wanted);
        CHECK(counts_of_tap(report<ltk::reporters::Tap>(*run)) == wanted);
        CHECK(counts_of_tap(report<ltk::reporters::Tap>(*run, {.options = {{"version", "13"}}})) == wanted);
        CHECK(counts_of_console(report<ltk::reporters::Console>(*run)) == wanted);
    }
}

TEST_CASE("every format counts a run that was cut off alike") {
    auto const cut = every_outcome().cut(9);
    auto const junit = counts_of_junit(report<ltk::reporters::JUnit>(cut));
    std::uint64_t total = 0;
    for (auto const& [how, count] : junit) total += count;
    CHECK(total == 13);
    CHECK(junit.count("not-run") == 1);
    CHECK(counts_of_tap(report<ltk::reporters::Tap>(cut)) == junit);
    CHECK(counts_of_console(report<ltk::reporters::Console>(cut)) == junit);
}

TEST_CASE("a stored journal gives the same bytes as the live run") {
    judge::Folder const folder;
    auto const file = folder.path() / "journal.jsonl";
    std::array<std::ostringstream, 3> out;
    auto const context = [&](std::size_t i) {
        return ltk::ReporterContext{out[i], i < 2 ? "report" : "", folder.path(), false, {}, "./posix"};
    };
    std::array<ltk::ReporterContext, 3> const contexts{context(0), context(1), context(2)};
    std::array<std::unique_ptr<ltk::Listener>, 3> const live{ltk::detail::make_listener<ltk::reporters::JUnit>(contexts[0]),
                                                             ltk::detail::make_listener<ltk::reporters::Tap>(contexts[1]),
                                                             ltk::detail::make_listener<ltk::reporters::Console>(contexts[2])};
    {
        ltk::Recorder recorder(ltk::JournalWriter(file), {live[0].get(), live[1].get(), live[2].get()});
        struct Again : ltk::Listener {
            ltk::Recorder& recorder;
            explicit Again(ltk::Recorder& r) : recorder(r) {}
            void take(std::size_t index, void const* what, ltk::Stamp const&) override {
                std::size_t at = 0;
                event::for_each_type([&]<class E>(char const*) {
                    if (at++ == index) recorder.emit(*static_cast<E const*>(what));
                });
            }
            void finish(ltk::Journal const&) override {}
        } again(recorder);
        every_outcome().replay(again);
        recorder.journal().close();
    }
    ltk::StoredJournal const stored(file);
    for (auto const& listener : live) listener->finish(stored);

    Settings settings;
    settings.run_folder = folder.path().string();
    CHECK(out[0].str() == report<ltk::reporters::JUnit>(stored, settings));
    CHECK(out[1].str() == report<ltk::reporters::Tap>(stored, settings));
    CHECK(out[2].str() == report<ltk::reporters::Console>(stored, settings));
}

TEST_CASE("reports do not depend on the locale") {
    auto const plain = all_reports(every_outcome());
    struct Odd : std::numpunct<char> {
        char do_decimal_point() const override { return ','; }
        char do_thousands_sep() const override { return '.'; }
        std::string do_grouping() const override { return "\1"; }
    };
    auto const before = std::locale::global(std::locale(std::locale::classic(), new Odd));
    auto const odd = all_reports(every_outcome());
    std::locale::global(before);
    CHECK(plain == odd);
}
