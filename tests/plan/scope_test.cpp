#include "declared.hpp"

#include <ltk/plan/scope.hpp>

using namespace planned;

namespace {

struct Site {};
struct Other {};
struct Mounted {
    explicit Mounted(Site const&) {}
};

void takes_site(Site const&) {}
void takes_mounted(Mounted&) {}
void takes_other(Other const&) {}
ltk::Findings of_site(Site const&) { return {}; }
ltk::Findings of_mounted(Mounted&) { return {}; }
ltk::Findings of_nothing() { return {}; }

constexpr ltk::test_traits none{};

void declare_suite(Declared& program) {
    static constexpr ltk::test_traits performance{.stages = {ltk::performance}};
    program.configuration<Site>("site").configuration<Other>("other", {"site.cpp", 2});
    program.test("s/a", {"t.cpp", 1}).test("s/site", &takes_site, none, {"t.cpp", 2}).test("s/mounted", &takes_mounted, none, {"t.cpp", 3});
    program.test("s/other", &takes_other, none, {"t.cpp", 4}).test("perf/site", &takes_site, performance, {"t.cpp", 5});
}

/// The ids that the only needed validator concerns; {"-"} when none is needed.
strings concerned(ltk::Catalogue const& catalogue, ltk::Plan const& plan) {
    auto const validators = ltk::validators_for(catalogue, plan);
    if (validators.empty()) return {"-"};
    strings all;
    for (auto const at : validators.front().tests) all.push_back(plan.tests[at].test->id);
    return all;
}

template <class... A>
strings concerned_by(ltk::Findings (*body)(A...), ltk::validator_traits const& traits, ltk::PlanOptions const& options = {}) {
    Declared program;
    declare_suite(program);
    program.validator("v", body, traits);
    auto const catalogue = program.catalogue();
    return concerned(catalogue, ltk::make_plan(catalogue, options));
}

ltk::event::FindingReported finding(std::string validator, std::string verdict, std::string seen) {
    ltk::event::FindingReported made;
    made.validator = std::move(validator);
    made.verdict = std::move(verdict);
    made.seen = std::move(seen);
    return made;
}

}  // namespace

TEST_CASE("A validator concerns the tests that use one of its configurations") {
    CHECK(concerned_by(&of_site, {}) == strings{"s/site", "s/mounted"});
    CHECK(concerned_by(&of_mounted, {}) == strings{"s/site", "s/mounted"});
    CHECK(concerned_by(&of_site, {}, {.stage = "all"}) == strings{"s/site", "s/mounted", "perf/site"});
}

TEST_CASE("A validator without configurations concerns all tests") { CHECK(concerned_by(&of_nothing, {}).size() == 4); }

TEST_CASE("A validator's own selection wins over its configurations") {
    CHECK(concerned_by(&of_site, {.tests = "s/a or s/other"}) == strings{"s/a", "s/other"});
}

TEST_CASE("A validator's stages restrict it") {
    static constexpr ltk::validator_traits for_performance{.stages = {ltk::performance}};
    CHECK(concerned_by(&of_site, for_performance) == strings{"-"});
    CHECK(concerned_by(&of_site, for_performance, {.stage = "performance"}) == strings{"perf/site"});
    CHECK(concerned_by(&of_site, for_performance, {.stage = "all"}) == strings{"perf/site"});
}

TEST_CASE("A validator that concerns no selected test is not asked") {
    CHECK(concerned_by(&of_site, {}, {.select = "s/a"}) == strings{"-"});
    CHECK(concerned_by(&of_nothing, {}, {.select = "s/nothing"}) == strings{"-"});
}

TEST_CASE("An invalid finding of a required validator stops the tests that it concerns") {
    Declared program;
    declare_suite(program);
    program.validator("mount is there", &of_site, {});
    auto const catalogue = program.catalogue();
    auto plan = ltk::make_plan(catalogue, {});
    auto const validators = ltk::validators_for(catalogue, plan);
    CHECK(ltk::apply_findings(
        {finding("mount is there", "invalid", "/mnt is no mount"), finding("mount is there", "invalid", "nor a directory")}, validators,
        plan));
    CHECK(plan.count_runnable() == 2);
    CHECK(plan.tests[0].run);
    CHECK_FALSE(plan.tests[1].run);
    CHECK(plan.tests[1].outcome == ltk::outcome::not_run);
    CHECK(plan.tests[1].reason == "mount is there: /mnt is no mount (and 1 more)");
    CHECK_FALSE(plan.tests[2].run);
    CHECK(plan.tests[3].run);
}

TEST_CASE("The reason of a test that is not run says what was expected, too") {
    Declared program;
    program.test("s/x").validator("space", &of_nothing, {});
    auto const catalogue = program.catalogue();
    auto plan = ltk::make_plan(catalogue, {});
    auto const validators = ltk::validators_for(catalogue, plan);
    auto found = finding("space", "invalid", "1MiB free");
    found.expected = "64MiB or more";
    CHECK_FALSE(ltk::apply_findings({found}, validators, plan));
    CHECK(plan.tests.front().reason == "space: 1MiB free, expected 64MiB or more");
}

TEST_CASE("A test that several validators stop gets the words of the first finding") {
    Declared program;
    program.test("s/x").validator("a waits", &of_nothing, {}).validator("b is the cause", &of_nothing, {});
    auto const catalogue = program.catalogue();
    auto plan = ltk::make_plan(catalogue, {});
    auto const validators = ltk::validators_for(catalogue, plan);
    CHECK_FALSE(
        ltk::apply_findings({finding("b is the cause", "invalid", "bad"), finding("a waits", "invalid", "not asked")}, validators, plan));
    CHECK(plan.tests.front().reason == "b is the cause: bad");
}

TEST_CASE("When nothing is left to run the run is refused") {
    Declared program;
    declare_suite(program);
    program.validator("space", &of_nothing, {});
    auto const catalogue = program.catalogue();
    auto plan = ltk::make_plan(catalogue, {});
    CHECK_FALSE(ltk::apply_findings({finding("space", "invalid", "none")}, ltk::validators_for(catalogue, plan), plan));
    CHECK(plan.count_runnable() == 0);
}

TEST_CASE("Other findings stop nothing") {
    static constexpr ltk::validator_traits advised{.severity = ltk::advised};
    static constexpr ltk::validator_traits fact{.severity = ltk::information};
    Declared program;
    declare_suite(program);
    program.validator("required", &of_nothing, {}).validator("advised", &of_nothing, advised).validator("fact", &of_nothing, fact);
    auto const catalogue = program.catalogue();
    auto plan = ltk::make_plan(catalogue, {});
    auto const validators = ltk::validators_for(catalogue, plan);
    CHECK(validators.size() == 3);
    CHECK(ltk::apply_findings({finding("required", "warning", "tight"), finding("advised", "invalid", "bad"),
                               finding("fact", "invalid", "so"), finding("unheard of", "invalid", "?")},
                              validators, plan));
    CHECK(plan.count_runnable() == 4);
}

TEST_CASE("An empty plan is not refused for its environment") {
    Declared program;
    declare_suite(program);
    program.validator("space", &of_nothing, {});
    auto const catalogue = program.catalogue();
    auto plan = ltk::make_plan(catalogue, {.select = "s/nothing"});
    CHECK(ltk::apply_findings({finding("space", "invalid", "none")}, ltk::validators_for(catalogue, plan), plan));
}

TEST_CASE("A validator may concern the whole run although it takes a configuration") {
    CHECK(concerned_by(&of_site, {.tests = "*"}).size() == 4);
}

TEST_CASE("Those that come before a needed validator are asked too, although they concern no test") {
    Declared program;
    declare_suite(program);
    static constexpr ltk::validator_traits scale_only{.stages = {ltk::scale}};
    static constexpr ltk::validator_traits after_first{.stages = {ltk::scale}, .after = {"first"}};
    static constexpr ltk::validator_traits after_second{.after = {"second"}};
    program.validator("first", &of_nothing, scale_only).validator("second", &of_nothing, after_first);
    program.validator("third", &of_site, after_second).validator("unneeded", &of_nothing, scale_only);
    auto const catalogue = program.catalogue();
    auto const plan = ltk::make_plan(catalogue, {});
    auto const needed = ltk::validators_for(catalogue, plan);
    REQUIRE(needed.size() == 3);
    CHECK(needed[0].validator->name == "first");
    CHECK(needed[0].tests.empty());
    CHECK(needed[1].validator->name == "second");
    CHECK(needed[2].validator->name == "third");
    CHECK(needed[2].tests.size() == 2);
}
