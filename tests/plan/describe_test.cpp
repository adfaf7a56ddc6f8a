#include "declared.hpp"

#include <ltk/plan/describe.hpp>

using namespace planned;
using namespace ltk::literals;

namespace {

struct Site {};
void takes_site(Site const&) {}

void declare_suite(Declared& program) {
    static constexpr ltk::test_traits rename{.timeout = 30_s, .covers = {"POSIX-rename", "LU-1|2"}, .purpose = "names *never* vanish"};
    static constexpr ltk::test_traits performance{.stages = {ltk::performance}};
    program.configuration<Site>("site")
        .test("posix/rename", &takes_site, rename, {"t.cpp", 1})
        .test("posix/\xc3\xa9t\xc3\xa9", {"t.cpp", 2});
    program.test("posix/link", {"t.cpp", 3}).test("perf/x", &nothing, performance, {"t.cpp", 4});
}

}  // namespace

TEST_CASE("A plan as text: what runs, what does not and why, totals") {
    Declared program;
    declare_suite(program);
    auto const catalogue = program.catalogue();
    auto plan = ltk::make_plan(catalogue, {.select = "posix/*"});
    plan.tests[2].run = false;
    plan.tests[2].reason = "mount is there: /mnt is no mount";
    CHECK(ltk::describe(plan) ==
          "plan: stage developer, 2 tests in declared order\n"
          "selection: posix/*\n"
          "  1  posix/rename  30s\n"
          "  2  posix/\xc3\xa9t\xc3\xa9     1min\n"
          "do not run:\n"
          "  posix/link\n"
          "      not_run: mount is there: /mnt is no mount\n"
          "left out:\n"
          "  not in stage developer: 1\n"
          "      perf/x\n"
          "total: 2 to run, 1 not to run, 1 left out; 1min30s if each runs into its timeout\n");
}

TEST_CASE("The headline has what is not usual") {
    Declared program;
    declare_suite(program);
    auto const catalogue = program.catalogue();
    auto plan = ltk::make_plan(catalogue, {.stage = "all", .seed = 9, .order = ltk::shuffled, .jobs = 4, .repeat = 2});
    plan.budget = 4_h;
    auto const text = ltk::describe(plan);
    CHECK(text.find("plan: all stages, 4 tests in shuffled order (--seed 9), 4 at a time, each 2 times, budget 4h\n") == 0);
    CHECK(text.find("perf/x        1min, performance\n") != std::string::npos);
}

TEST_CASE("Long lists of what is left out are cut, unless all is wanted") {
    Declared program;
    for (unsigned i = 10; i < 40; ++i) program.test(("s/" + std::to_string(i)).c_str(), {"t.cpp", i});
    auto const catalogue = program.catalogue();
    auto const plan = ltk::make_plan(catalogue, {.select = "s/10"});
    CHECK(ltk::describe(plan).find("  not selected: 29\n      s/11\n") != std::string::npos);
    CHECK(ltk::describe(plan).find("      s/20\n      ... and 19 more\ntotal: ") != std::string::npos);
    CHECK(ltk::describe(plan, true).find("      s/39\ntotal: ") != std::string::npos);
}

TEST_CASE("An empty plan has a total") {
    Declared const program;
    auto const catalogue = program.catalogue();
    CHECK(ltk::describe(ltk::make_plan(catalogue, {})) ==
          "plan: stage developer, 0 tests in declared order\ntotal: 0 to run, 0 not to run, 0 left out\n");
}

TEST_CASE("A plan as Markdown: a table that nothing in a name can break") {
    Declared program;
    declare_suite(program);
    auto const catalogue = program.catalogue();
    auto plan = ltk::make_plan(catalogue, {.select = "posix/rename or posix/link"});
    plan.tests[1].run = false;
    plan.tests[1].reason = "why | not";
    CHECK(
        ltk::describe_markdown(plan, catalogue) ==
        "# Test plan\n\nstage developer, 1 test in declared order.\n\nSelection: posix/rename or posix/link\n\n"
        "| # | test | stages | purpose | uses | needs | covers | timeout |\n|--:|---|---|---|---|---|---|--:|\n"
        "| 1 | posix/rename | developer, regression | names \\*never\\* vanish | site |  | POSIX-rename, LU-1\\|2 | 30s |\n"
        "\n## Not run\n\n| test | outcome | reason |\n|---|---|---|\n| posix/link | not\\_run | why \\| not |\n"
        "\n## Left out\n\n| test | reason |\n|---|---|\n| posix/\xc3\xa9t\xc3\xa9 | not selected |\n| perf/x | not in stage developer |\n");
}

TEST_CASE("A plan as JSON") {
    Declared program;
    declare_suite(program);
    auto const catalogue = program.catalogue();
    CHECK(
        ltk::describe_json(ltk::make_plan(catalogue, {.select = "posix/rename or posix/nothing"})) ==
        R"({"budget":0,"format":"ltk.plan","jobs":1,"left_out":[{"id":"posix/été","reason":"not selected"},{"id":"posix/link","reason":"not selected"},)"
        R"({"id":"perf/x","reason":"not in stage developer"}],"longest":30,"order":"declared","repeat":1,"seed":0,)"
        R"("select":"posix/rename or posix/nothing","stage":"developer","tests":[{"id":"posix/rename","outcome":"","reason":"","repeat":1,"run":true,)"
        R"("stage":"developer","timeout":30}],"version":1,"warnings":["column 17: no test is called \"posix/nothing\""]})"
        "\n");
}

TEST_CASE("Timeouts that add up beyond all clocks do not overflow") {
    static constexpr ltk::test_traits endless{.timeout = ltk::duration::nanoseconds(0x7FFF'FFFF'FFFF'FFFFLL)};
    Declared program;
    program.test("s/a", &nothing, endless).test("s/b", &nothing, endless, {"tests.cpp", 2});
    auto const catalogue = program.catalogue();
    CHECK(ltk::describe(ltk::make_plan(catalogue, {.repeat = 1'000'000})).find("2500000h if each runs into its timeout") !=
          std::string::npos);
}
