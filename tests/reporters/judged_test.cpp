// Every document that the reporters make is held to judges that this project did not write, and before that to the grammars
// that these tests know themselves.
#include <ltk/reporters/junit.hpp>
#include <ltk/reporters/tap.hpp>

#include <reporters/grammar.hpp>
#include <reporters/judge.hpp>
#include <reporters/recorded_runs.hpp>

#include <catch2/catch_test_macros.hpp>

using namespace recorded;

namespace {

Memory empty_run() {
    Memory run;
    run.add(run_started(), 0);
    end(run);
    return run;
}

// 1 GB cannot reach a reporter: capturing bounds it. This is far above what it lets through.
Memory huge_output() {
    Memory run;
    run.add(run_started(), 0);
    for (auto const* const id : {"huge/passes", "huge/fails"}) run.add(planned(id));
    for (auto const how : {outcome::pass, outcome::fail}) {
        std::string const id = how == outcome::pass ? "huge/passes" : "huge/fails";
        test(run, id, how, "too much", 1, [&](Memory& into) {
            std::vector<std::string> const lines(2'000, std::string(1'000, '<'));
            for (auto const* const stream : {"stdout", "stderr"}) {
                auto captured = output(id, stream, lines);
                captured.cut = 1'000'000'000;
                into.add(captured);
            }
            auto failure = check(id);
            failure.seen = failure.message = failure.expression = std::string(1'000'000, '&');
            into.add(failure);
        });
    }
    end(run);
    return run;
}

void require_all_valid(Memory const& run) {
    auto const junit = report<ltk::reporters::JUnit>(run);
    auto const extended = report<ltk::reporters::JUnit>(run, {.options = {{"dialect", "extended"}}});
    auto const tap14 = report<ltk::reporters::Tap>(run);
    auto const tap13 = report<ltk::reporters::Tap>(run, {.options = {{"version", "13"}}});
    CHECK(grammar::junit_flaws(junit, false) == "");
    CHECK(grammar::junit_flaws(extended, true) == "");
    CHECK(grammar::tap_flaws(tap14, 14) == "");
    CHECK(grammar::tap_flaws(tap13, 13) == "");
    judge::require_valid("junit", junit);
    judge::require_valid("junit-ext", extended);
    judge::require_valid("tap14", tap14);
    judge::require_valid("tap13", tap13);
}

}  // namespace

TEST_CASE("judges accept a run with every outcome") { require_all_valid(every_outcome()); }
TEST_CASE("judges accept hostile names, messages and output") { require_all_valid(hostile()); }
TEST_CASE("judges accept a run without tests") { require_all_valid(empty_run()); }
TEST_CASE("judges accept a journal without any event") { require_all_valid(Memory()); }
TEST_CASE("judges accept tests with huge output and values") { require_all_valid(huge_output()); }

TEST_CASE("judges accept a run that was cut off anywhere") {
    auto const whole = every_outcome();
    for (std::size_t const last : {1u, 9u, 20u, 50u}) {
        CAPTURE(last);
        require_all_valid(whole.cut(last));
    }
}
