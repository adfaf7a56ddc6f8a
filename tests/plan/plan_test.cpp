#include "declared.hpp"

#include <set>

using namespace planned;
using namespace ltk::literals;

namespace {

constexpr ltk::stage nightly{"nightly"};

/// Twelve developer tests, two performance tests, one for regression and performance.
void declare_suite(Declared& program) {
    static constexpr ltk::test_traits fast{.stages = {ltk::performance}};
    static constexpr ltk::test_traits both{.stages = {ltk::performance, ltk::regression}, .timeout = 5_s};
    for (unsigned i = 0; i < 12; ++i) program.test(("s/test " + std::string(1, static_cast<char>('a' + i))).c_str(), {"tests.cpp", i + 1});
    program.test("perf/one", &nothing, fast, {"perf.cpp", 1})
        .test("perf/two", &nothing, fast, {"perf.cpp", 2})
        .test("perf/both", &nothing, both, {"perf.cpp", 3});
}

ltk::Plan plan_of(ltk::PlanOptions const& options) {
    static Declared program;
    static ltk::Catalogue const catalogue = [] {
        declare_suite(program);
        return program.catalogue();
    }();
    return ltk::make_plan(catalogue, options);
}

std::string reason_of(ltk::Plan const& plan, std::string const& id) {
    for (auto const& [left, reason] : plan.left_out)
        if (left == id) return reason;
    return "not left out";
}

}  // namespace

TEST_CASE("The plan of a stage holds its tests in the order of the sources") {
    auto const plan = plan_of({});
    CHECK(plan.stage == "developer");
    CHECK(plan.tests.size() == 12);
    CHECK(plan.tests.front().test->id == "s/test a");
    CHECK(plan.tests.back().test->id == "s/test l");
    CHECK(plan.order == ltk::declared);
    CHECK(plan.seed == 0);
    CHECK(plan.jobs == 1);
    CHECK(plan.repeat == 1);
    CHECK(plan.warnings.empty());
    for (auto const& one : plan.tests) {
        CHECK(one.run);
        CHECK(one.timeout == 1_min);
        CHECK(one.stage == "developer");
    }
    CHECK(plan.left_out.size() == 3);
    CHECK(reason_of(plan, "perf/one") == "not in stage developer");
    CHECK(plan.count_runnable() == 12);
}

TEST_CASE("A selection narrows within the stage, and the rest says why") {
    auto const plan = plan_of({.stage = "regression", .select = "perf/* or s/test a"});
    CHECK(ids(plan) == strings{"perf/both", "s/test a"});
    CHECK(plan.tests[0].timeout == 5_s);
    CHECK(reason_of(plan, "perf/one") == "not in stage regression");
    CHECK(reason_of(plan, "s/test b") == "not selected");
    CHECK(plan.select == "perf/* or s/test a");
}

TEST_CASE("Options win over the stage's policy") {
    auto const plan = plan_of({.jobs = 7, .repeat = 3, .timeout = 2_s});
    CHECK(plan.jobs == 7);
    CHECK(plan.repeat == 3);
    CHECK(plan.tests.front().repeat == 3);
    CHECK(plan.tests.front().timeout == 2_s);
}

TEST_CASE("A shuffled order comes from its seed alone") {
    auto const one = plan_of({.seed = 42, .order = ltk::shuffled});
    auto const same = plan_of({.seed = 42, .order = ltk::shuffled});
    auto const other = plan_of({.seed = 43, .order = ltk::shuffled});
    CHECK(one.seed == 42);
    CHECK(one.order == ltk::shuffled);
    CHECK(ids(one) == ids(same));
    CHECK(ids(one) != ids(other));
    auto sorted = ids(one);
    std::sort(sorted.begin(), sorted.end());
    CHECK(sorted == ids(plan_of({})));
    CHECK(ids(plan_of({.seed = 42})) == ids(plan_of({})));
}

TEST_CASE("A seed that is not given is drawn, and can be given again") {
    std::set<std::uint64_t> seeds;
    for (int i = 0; i < 5; ++i) {
        auto const drawn = plan_of({.order = ltk::shuffled});
        CHECK(drawn.seed <= 0xFFFF'FFFFULL);
        CHECK(ids(drawn) == ids(plan_of({.seed = drawn.seed, .order = ltk::shuffled})));
        seeds.insert(drawn.seed);
    }
    CHECK(seeds.size() > 1);
}

TEST_CASE("All stages: each test once, for the first of its stages") {
    auto const plan = plan_of({.stage = "all"});
    CHECK(plan.tests.size() == 15);
    CHECK(plan.tests.front().stage == "developer");
    CHECK(plan.tests[12].test->id == "perf/both");
    CHECK(plan.tests[12].stage == "regression");
    CHECK(plan.tests[13].test->id == "perf/one");
    CHECK(plan.tests[13].stage == "performance");
    CHECK(plan.left_out.empty());
}

TEST_CASE("All stages keep their own orders, repeats and the most careful number of jobs") {
    static constexpr ltk::stage_traits developer{.jobs = 8};
    static constexpr ltk::stage_traits shuffled{.after = {ltk::performance}, .budget = 1_h, .repeat = 3, .jobs = 4, .order = ltk::shuffled};
    static constexpr ltk::test_traits night{.stages = {nightly}};
    Declared program;
    program.stage("developer", developer, {"stages.cpp", 1}).stage("nightly", shuffled, {"stages.cpp", 2});
    for (unsigned i = 0; i < 20; ++i) program.test(("n/test " + std::to_string(i + 10)).c_str(), &nothing, night, {"n.cpp", i + 1});
    for (unsigned i = 0; i < 5; ++i) program.test(("d/test " + std::to_string(i)).c_str(), {"d.cpp", i + 1});
    auto const catalogue = program.catalogue();
    auto const plan = ltk::make_plan(catalogue, {.stage = "all", .seed = 5});
    CHECK(plan.jobs == 4);
    CHECK(plan.repeat == 3);
    CHECK(plan.order == ltk::shuffled);
    CHECK(plan.budget == 0_s);
    CHECK(plan.tests[0].test->id == "d/test 0");
    CHECK(plan.tests[4].test->id == "d/test 4");
    CHECK(plan.tests[0].repeat == 1);
    CHECK(plan.tests[5].repeat == 3);
    auto const nights = ids(plan);
    CHECK_FALSE(std::is_sorted(nights.begin() + 5, nights.end()));

    auto const single = ltk::make_plan(catalogue, {.stage = "nightly", .seed = 5});
    CHECK(single.budget == 1_h);
    CHECK(single.jobs == 4);
    CHECK(ids(single) == strings(nights.begin() + 5, nights.end()));
}

TEST_CASE("No stage: all tests, with no stage's policy") {
    auto const plan = plan_of({.stage = "", .select = "perf/*"});
    CHECK(ids(plan) == strings{"perf/one", "perf/two", "perf/both"});
    CHECK(plan.stage.empty());
    CHECK(plan.tests.front().stage.empty());
    CHECK(reason_of(plan, "s/test a") == "not selected");
}

TEST_CASE("A stage that does not exist suggests the nearest") {
    auto const error = error_of([] { plan_of({.stage = "regresion"}); });
    CHECK(error.id() == "ltk.plan.unknown_stage");
    CHECK(std::string(error.what()) ==
          "--stage regresion: no stage is called \"regresion\" (did you mean regression?); there are: developer, regression, performance, "
          "scale, "
          "acceptance, all");
}

TEST_CASE("Options that mean nothing are refused") {
    for (auto const& options : {ltk::PlanOptions{.jobs = 0}, ltk::PlanOptions{.repeat = 0}, ltk::PlanOptions{.timeout = 0_s}})
        CHECK(error_of([&] { plan_of(options); }).id() == "ltk.plan.bad_option");
}

TEST_CASE("A selection of another stage's tests says which stage to take") {
    CHECK(plan_of({.select = "perf/one"}).warnings ==
          strings{"the selection `perf/one` matches 1 test, which is not in stage developer; try --stage performance"});
    CHECK(
        plan_of({.select = "perf/*"}).warnings ==
        strings{"the selection `perf/*` matches 3 tests, none of them in stage developer; try --stage performance or --stage regression"});
    CHECK(plan_of({.stage = "scale"}).warnings ==
          strings{
              "the program has 15 tests, none of them in stage scale; try --stage performance or --stage regression or --stage developer"});
}

TEST_CASE("What does not exist is named with what is near") {
    CHECK(plan_of({.select = "s/tset a"}).warnings ==
          strings{"column 1: no test is called \"s/tset a\"; did you mean s/test a, s/test b or s/test c?",
                  "the selection `s/tset a` matches no test; `list tests` shows what there is"});
    CHECK(plan_of({.select = "s/tost*"}).warnings ==
          strings{"the selection `s/tost*` matches no test; did you mean s/test a, s/test b or s/test c?"});
    CHECK(plan_of({.select = "not tag:slow"}).warnings == strings{"column 5: no test has the tag \"slow\""});
    CHECK(plan_of({.select = "stage:regresion or s/*"}).warnings ==
          strings{"column 1: no stage is called \"regresion\" (did you mean regression?)"});
    CHECK(plan_of({.select = "covers:x or s/*"}).warnings == strings{"column 1: no test covers \"x\""});
    CHECK(plan_of({.select = "s/*"}).warnings.empty());
}

TEST_CASE("Thousands of names that do not exist are counted and not all explained") {
    std::string many;
    for (int i = 0; i < 20'000; ++i) many += "gone/test " + std::to_string(i) + " or ";
    auto const plan = plan_of({.select = many + "s/test a"});
    CHECK(plan.tests.size() == 1);
    REQUIRE(plan.warnings.size() == 21);
    CHECK(plan.warnings.back() == "and 19980 more names in the selection that do not exist");
    auto const nothing = plan_of({.select = many + "gone/*"});
    CHECK(nothing.warnings.back().size() < 500);
}

TEST_CASE("An id with an operator in it, without quotes, says what to write") {
    Declared program;
    program.test("io/write and read back");
    auto const catalogue = program.catalogue();
    CHECK(
        ltk::make_plan(catalogue, {.select = "io/write and read back"}).warnings ==
        strings{"the selection `io/write and read back` matches no test, because it is read as an expression; the id needs double quotes: "
                "\"io/write and read back\""});
}

TEST_CASE("A program without tests says so") {
    Declared const program;
    auto const catalogue = program.catalogue();
    CHECK(ltk::make_plan(catalogue, {}).warnings == strings{"this program declares no test"});
    CHECK(ltk::make_plan(catalogue, {}).tests.empty());
}
