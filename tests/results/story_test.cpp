#include <ltk/results/places.hpp>
#include <ltk/results/story.hpp>
#include <ltk/results/unfinished.hpp>

#include <reporters/recorded_runs.hpp>

#include <catch2/catch_test_macros.hpp>

using namespace recorded;

TEST_CASE("story: gathers what belongs to a test, by attempt") {
    ltk::Stories stories;
    stories.add(event::AttemptStarted{"a/1", 1}, {0.5, 1});
    stories.add(event::AttemptStarted{"b/2", 1}, {0.6, 2});
    stories.add(check("a/1"), {});
    stories.add(event::Noted{"b/2", 1, "note"}, {});
    stories.add(attempt_finished("a/1", 1, outcome::fail, "why", 0.1), {});
    stories.add(event::AttemptStarted{"a/1", 2}, {0.7, 3});
    CHECK(stories.running() == 2);
    auto const& a = stories.of("a/1");
    REQUIRE(a.attempts.size() == 2);
    CHECK(a.attempts[0].started == 0.5);
    CHECK(a.attempts[0].failures.size() == 1);
    CHECK(a.attempts[0].finished->reason == "why");
    CHECK(a.last()->quiet());
    CHECK(stories.of("b/2").attempts[0].notes == std::vector<std::string>{"note"});
    stories.close("a/1");
    stories.close("never/seen");
    CHECK(stories.running() == 1);
    CHECK(stories.of("a/1").attempts.empty());
}

TEST_CASE("story: a closed test's memory does not leak into the next") {
    ltk::Stories stories;
    stories.add(check("a/1"), {});
    stories.close("a/1");
    stories.add(event::AttemptStarted{"a/2", 1}, {});
    CHECK(stories.of("a/2").attempts.size() == 1);
    CHECK(stories.of("a/2").attempts[0].quiet());
}

TEST_CASE("story: an attempt that starts again after a resume starts afresh") {
    ltk::Stories stories;
    stories.add(event::AttemptStarted{"a/1", 1}, {});
    stories.add(check("a/1"), {});
    stories.add(event::AttemptStarted{"a/1", 1}, {});
    CHECK(stories.of("a/1").attempts.size() == 1);
    CHECK(stories.of("a/1").attempts[0].failures.empty());
}

TEST_CASE("story: a test without end of failures is bounded") {
    ltk::Stories stories;
    for (int i = 0; i < 10'000; ++i) {
        stories.add(check("a/1"), {});
        stories.add(event::Noted{"a/1", 1, "note"}, {});
    }
    auto const& attempt = stories.of("a/1").attempts[0];
    CHECK(attempt.failures.size() == ltk::Stories::most);
    CHECK(attempt.failures_left_out == 10'000 - ltk::Stories::most);
    CHECK(attempt.notes.size() == ltk::Stories::most);
}

TEST_CASE("unfinished: each test of the plan gets one outcome") {
    Memory run;
    auto excluded = planned("a/excluded");
    excluded.run = false;
    excluded.reason = "invalid environment";
    for (auto const* const id : {"a/ended", "a/started", "a/waiting"}) run.add(planned(id));
    run.add(excluded);
    test(run, "a/ended", outcome::pass);
    run.add(event::AttemptStarted{"a/started", 1});
    struct Collect {
        ltk::Unfinished unfinished;
        void on(event::TestPlanned const& e) { unfinished.on(e); }
        void on(event::TestFinished const& e) { unfinished.on(e); }
        void on(event::RunFinished const& e) { unfinished.on(e); }
    } collect;
    run.for_each(collect);
    CHECK(collect.unfinished.any());
    CHECK(!collect.unfinished.complete());
    std::vector<std::string> seen;
    collect.unfinished.settle(
        run, [&](event::TestFinished const& e) { seen.push_back(e.test + " " + std::string(ltk::name(e.outcome)) + ": " + e.reason); });
    CHECK(seen == std::vector<std::string>{"a/started interrupted: the run ended while the test was running",
                                           "a/waiting not_run: the run was cut off before the test started",
                                           "a/excluded not_run: invalid environment"});
}

TEST_CASE("places: a test's place is found again") {
    ltk::detail::report::Places places;
    for (unsigned i = 0; i < 1'000; ++i) {
        auto e = planned("a/" + std::to_string(i), i + 1);
        e.file = "file" + std::to_string(i % 10) + ".cpp";
        places.on(e);
    }
    CHECK(places.of("a/567").file == "file7.cpp");
    CHECK(places.of("a/567").line == 568);
    CHECK(places.of("b/1").file.empty());
}
