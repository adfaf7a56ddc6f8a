// Random events in random order, as no driver would ever send them: whatever comes, the documents keep to their grammars and agree on
// how many tests there were.
#include <ltk/reporters/junit.hpp>
#include <ltk/reporters/tap.hpp>
#include <ltk/results/console.hpp>

#include <reporters/grammar.hpp>
#include <reporters/recorded.hpp>

#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace recorded;

namespace {

class Chance {
public:
    explicit Chance(unsigned seed) : engine_(seed) {}
    unsigned below(unsigned limit) { return static_cast<unsigned>(engine_() % limit); }
    double number() {
        static double const odd[] = {
            0, -1, 1e-300, 1e300, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()};
        return below(3) == 0 ? odd[below(6)] : below(1000) / 100.0;
    }
    std::string text() {
        static char const* const pieces[] = {
            "\n",       "\r",           "\t",           "\\",   "#",    "\"",       "'", "&",   "<",     ">",    "]]>",
            "---",      "...",          "  ---\n",      " # ",  "ok",   "1..2",     "/", "[a]", "\x1b[", "\xff", "\xe2\x80",
            "\xc2\x9b", "\xef\xbf\xbe", "\xe2\x82\xac", "TODO", "SKIP", "Bail out!"};
        std::string made;
        for (unsigned i = below(12); i > 0; --i)
            if (below(2) == 0)
                made += pieces[below(sizeof pieces / sizeof *pieces)];
            else
                made += static_cast<char>(below(256));
        return made;
    }
    std::string id() { return "s" + std::to_string(below(3)) + "/" + std::to_string(below(6)) + (below(4) == 0 ? text() : ""); }
    outcome how() { return static_cast<outcome>(below(12)); }

private:
    std::mt19937 engine_;
};

Memory random_run(unsigned seed) {
    Chance chance(seed);
    Memory run;
    if (chance.below(10) != 0) {
        auto started = run_started();
        if (chance.below(3) == 0) started.started = chance.text();
        started.stage = chance.text();
        run.add(started, 0);
    }
    for (unsigned i = chance.below(12); i > 0; --i) run.add(planned(chance.id()), chance.number());
    for (unsigned i = chance.below(60); i > 0; --i) {
        std::string const id = chance.id();
        int const attempt = static_cast<int>(chance.below(4)) - 1;
        switch (chance.below(13)) {
            case 0: run.add(event::AttemptStarted{id, attempt}, chance.number()); break;
            case 1: run.add(event::StepFinished{id, attempt, chance.text(), chance.below(2) == 0, chance.number()}); break;
            case 2: run.add(event::MetricRecorded{id, attempt, chance.text(), chance.number(), chance.text(), chance.text()}); break;
            case 3: run.add(event::FileAttached{id, attempt, chance.text(), chance.text(), 1}); break;
            case 4: run.add(event::Noted{id, attempt, chance.text()}); break;
            case 5: {
                auto captured = output(id, chance.below(2) == 0 ? "stdout" : "stderr", {chance.text(), chance.text()}, attempt);
                for (auto& line : captured.lines) line.at = chance.number();
                captured.cut = chance.below(3);
                captured.log = chance.text();
                run.add(captured);
                break;
            }
            case 6: run.add(attempt_finished(id, attempt, chance.how(), chance.text(), chance.number())); break;
            case 7: run.add(event::RunTroubled{chance.text(), chance.text()}); break;
            case 8: run.add(event::RunResumed{chance.text()}); break;
            case 9: {
                auto failure = check(id, attempt);
                failure.expression = chance.text();
                failure.message = chance.text();
                failure.file = chance.text();
                failure.info = {chance.text(), chance.text()};
                run.add(failure);
                break;
            }
            default: run.add(finished(id, chance.how(), chance.text(), attempt, chance.number()), chance.number());
        }
    }
    if (chance.below(3) != 0) end(run);
    return run;
}

}  // namespace

TEST_CASE("whatever the events are, the documents are valid") {
    for (unsigned seed = 0; seed < 600; ++seed) {
        CAPTURE(seed);
        auto const run = random_run(seed);
        REQUIRE(grammar::junit_flaws(report<ltk::reporters::JUnit>(run), false) == "");
        REQUIRE(grammar::junit_flaws(report<ltk::reporters::JUnit>(run, {.options = {{"dialect", "extended"}}}), true) == "");
        auto const tap = report<ltk::reporters::Tap>(run);
        REQUIRE(grammar::tap_flaws(tap, 14) == "");
        REQUIRE(grammar::tap_flaws(report<ltk::reporters::Tap>(run, {.options = {{"version", "13"}}}), 13) == "");
        auto const console = report<ltk::reporters::Console>(run, {.options = {{"verbose", "yes"}, {"width", "40"}}, .terminal = true});
        REQUIRE(ltk::is_utf8(console));
    }
}
