#include "declared.hpp"

#include <ltk/collateral/needs.hpp>
#include <ltk/plan/apply_needs.hpp>
#include <ltk/plan/describe.hpp>
#include <ltk/plan/lock.hpp>
#include <ltk/plan/why_not.hpp>

#include <map>

using namespace planned;
using namespace ltk::literals;

namespace {

struct Filesystem {
    std::string mount;
    std::string scratch;
};
struct Other {
    std::string mount;
};
struct Nowhere {
    std::string path;
};

using state = ltk::NeedAnswer::state;

/// A machine that has what it is told to have, and counts how often it is asked.
struct Machine {
    std::map<std::string, ltk::NeedAnswer> answers;
    std::map<std::string, int> asked;
    ltk::AnswerDemand answer() {
        return [this](ltk::demand const&, std::string const& text) {
            ++asked[text];
            auto const known = answers.find(text);
            return known == answers.end() ? ltk::NeedAnswer{} : known->second;
        };
    }
};

constexpr ltk::test_traits as_root{.needs = {ltk::root}};
constexpr ltk::test_traits with_fio{.purpose = "moves data", .needs = {ltk::tool("fio", ">=3.0"), ltk::root}};
constexpr ltk::test_traits either{.needs = {ltk::any_of(ltk::tool("fio", ">=3.0"), ltk::tool("iozone"))}};
constexpr ltk::test_traits everything{.needs = {ltk::user("fsgqa"), ltk::kernel(">=5.14,<7"), ltk::module("lustre", ">=2.15.0"),
                                                ltk::cpus(4), ltk::cpus(1), ltk::memory(8_GiB), ltk::free_space(10_GiB),
                                                ltk::fs_type("lustre"), ltk::free_space<&Filesystem::scratch>(1_MiB),
                                                ltk::fs_type<&Filesystem::scratch>("xfs")}};
constexpr ltk::test_traits in_nowhere{.needs = {ltk::free_space<&Nowhere::path>(1_MiB)}};

void declare_suite(Declared& program) {
    program.test("s/plain", {"t.cpp", 1})
        .test("s/root", &nothing, as_root, {"t.cpp", 2})
        .test("s/fio", &nothing, with_fio, {"t.cpp", 3})
        .test("s/either", &nothing, either, {"t.cpp", 4});
}

ltk::NeedAnswer const not_root{state::unmet, "running as user 1000", "run it as root: sudo ..."};
ltk::NeedAnswer const old_fio{state::unmet, "found 2.19 at /usr/bin/fio", "install fio >= 3.0"};

}  // namespace

TEST_CASE("Needs are texts of the catalogue") {
    Declared program;
    program.configuration<Filesystem>("fs", {"site.cpp", 1}, true).test("s/all", &nothing, everything);
    auto const catalogue = program.catalogue();
    auto const& test = catalogue.tests().front();
    strings texts;
    for (auto const& need : test.needs) texts.push_back(need.text);
    // The configuration is declared without reflection here, so that its own key stands for the fields.
    CHECK(texts == strings{"the user fsgqa", "kernel >= 5.14, < 7", "the module lustre >= 2.15.0", "4 processors", "1 processor",
                           "8GiB of memory", "10GiB free in fs", "the type lustre of fs", "1MiB free in fs", "the type xfs of fs"});
    CHECK(test.configurations == std::vector{ltk::type_of<Filesystem>});
}

TEST_CASE("Without a directory under test the temporary directory is meant") {
    static constexpr ltk::test_traits space{.needs = {ltk::free_space(1_GiB)}};
    Declared program;
    program.test("s/space", &nothing, space);
    CHECK(program.catalogue().tests().front().needs.front().text == "1GiB free in the temporary directory");
}

TEST_CASE("A test whose needs are not met is not applicable, and says what is there instead") {
    Declared program;
    declare_suite(program);
    auto const catalogue = program.catalogue();
    auto plan = ltk::make_plan(catalogue, {});
    Machine machine{{{"root", not_root}, {"fio >= 3.0", old_fio}, {"iozone", {state::unmet, "no such program in PATH", ""}}}, {}};
    ltk::apply_needs(plan, machine.answer());
    REQUIRE(plan.tests.size() == 4);
    CHECK(plan.tests[0].run);
    for (std::size_t i = 1; i < 4; ++i) {
        CHECK_FALSE(plan.tests[i].run);
        CHECK(plan.tests[i].outcome == ltk::outcome::not_applicable);
    }
    CHECK(plan.tests[1].reason == "needs root: running as user 1000");
    CHECK(plan.tests[2].reason == "needs fio >= 3.0: found 2.19 at /usr/bin/fio; needs root: running as user 1000");
    CHECK(plan.tests[3].reason == "needs fio >= 3.0 or iozone: fio >= 3.0: found 2.19 at /usr/bin/fio; iozone: no such program in PATH");
    CHECK(machine.asked == std::map<std::string, int>{{"root", 1}, {"fio >= 3.0", 1}, {"iozone", 1}});
}

TEST_CASE("One alternative that is there is enough, and the others are not asked") {
    Declared program;
    program.test("s/either", &nothing, either);
    auto const catalogue = program.catalogue();
    auto plan = ltk::make_plan(catalogue, {});
    Machine machine;
    ltk::apply_needs(plan, machine.answer());
    CHECK(plan.tests.front().run);
    CHECK(machine.asked == std::map<std::string, int>{{"fio >= 3.0", 1}});
}

TEST_CASE("What cannot be found out is not run: unknown is never \"does not apply\"") {
    Declared program;
    declare_suite(program);
    auto const catalogue = program.catalogue();
    auto plan = ltk::make_plan(catalogue, {.select = "s/fio"});
    Machine machine{{{"root", not_root}, {"fio >= 3.0", {state::unknown, "/usr/bin/fio --version did not end within 10s", ""}}}, {}};
    ltk::apply_needs(plan, machine.answer());
    CHECK(plan.tests.front().outcome == ltk::outcome::not_run);
    CHECK(plan.tests.front().reason == "needs fio >= 3.0: /usr/bin/fio --version did not end within 10s; needs root: running as user 1000");
    CHECK(ltk::describe_why_not(plan).find("    unknown: /usr/bin/fio --version did not end within 10s\n") != std::string::npos);
}

TEST_CASE("Why not: grouped by need, with the tests that it unlocks") {
    Declared program;
    declare_suite(program);
    auto const catalogue = program.catalogue();
    auto plan = ltk::make_plan(catalogue, {});
    CHECK(ltk::describe_why_not(plan) == "this machine has everything that the tests of the plan need\n");
    Machine machine{{{"root", not_root}, {"fio >= 3.0", old_fio}}, {}};
    ltk::apply_needs(plan, machine.answer());
    CHECK(ltk::describe_why_not(plan) ==
          "root\n"
          "    now:     running as user 1000\n"
          "    do:      run it as root: sudo ...\n"
          "    unlocks: 2 tests\n"
          "        s/root\n"
          "        s/fio  (also needs fio >= 3.0)\n"
          "fio >= 3.0\n"
          "    now:     found 2.19 at /usr/bin/fio\n"
          "    do:      install fio >= 3.0\n"
          "    unlocks: 1 test\n"
          "        s/fio  (also needs root)\n"
          "total: 2 tests not run for want of 2 needs, 2 to run\n");
    CHECK(
        ltk::describe_why_not_json(plan) ==
        R"({"format":"ltk.why_not","needs":[{"found":"running as user 1000","known":true,"need":"root","remedy":"run it as root: sudo ...",)"
        R"("tests":[{"also":[],"id":"s/root"},{"also":["fio >= 3.0"],"id":"s/fio"}]},{"found":"found 2.19 at /usr/bin/fio","known":true,)"
        R"("need":"fio >= 3.0","remedy":"install fio >= 3.0","tests":[{"also":["root"],"id":"s/fio"}]}],"runnable":2,"tests":2,"version":1})"
        "\n");
}

TEST_CASE("Needs stand in lists, test plans and locks") {
    Declared program;
    declare_suite(program);
    auto const catalogue = program.catalogue();
    CHECK(ltk::list(catalogue, "tests", true).find(R"("id":"s/fio","line":3,"needs":["fio >= 3.0","root"],"purpose")") !=
          std::string::npos);
    auto plan = ltk::make_plan(catalogue, {});
    CHECK(ltk::describe_markdown(plan, catalogue)
              .find("| 3 | s/fio | developer, regression | moves data |  | fio >= 3.0, root |  | 1min |\n") != std::string::npos);
    CHECK(ltk::needs_by_test(catalogue).at("s/fio") == "fio >= 3.0, root");
    Machine machine{{{"root", not_root}}, {}};
    ltk::apply_needs(plan, machine.answer());
    CHECK(ltk::describe(plan).find("do not run:\n  s/root\n      not_applicable: needs root: running as user 1000\n") != std::string::npos);
    auto const lock = ltk::lock_plan(plan, {}, "1", "1");
    auto const again = ltk::apply_lock(ltk::read_plan_lock(ltk::to_json(lock)), catalogue);
    CHECK_FALSE(again.tests[1].run);
    CHECK(again.tests[1].outcome == ltk::outcome::not_applicable);
    CHECK(again.tests[1].reason == "needs root: running as user 1000");
}

TEST_CASE("Needs of paths name their configurations, or are refused") {
    SECTION("a configuration that nobody declares") {
        Declared program;
        program.test("s/nowhere", &nothing, in_nowhere, {"t.cpp", 7});
        auto const error = error_of([&] { program.catalogue(); });
        CHECK(error.id() == "ltk.plan.unknown_configuration");
        CHECK(std::string(error.what()).starts_with("t.cpp:7: s/nowhere takes `Nowhere const&`"));
    }
    SECTION("two directories under test") {
        static constexpr ltk::test_traits lustre{.needs = {ltk::fs_type("lustre")}};
        Declared program;
        program.configuration<Filesystem>("fs", {"site.cpp", 1}, true).configuration<Other>("other", {"site.cpp", 2}, true);
        program.test("s/lustre", &nothing, lustre, {"t.cpp", 7});
        auto const error = error_of([&] { program.catalogue(); });
        CHECK(error.id() == "ltk.plan.ambiguous_need");
        CHECK(std::string(error.what()) ==
              "t.cpp:7: s/lustre: .needs: the type lustre of the directory under test: \"fs\" (site.cpp:1) and \"other\" (site.cpp:2) both "
              "mark a field `.under_test()`; say which: fs_type<&Filesystem::field>(...)");
    }
}

TEST_CASE("Demands made without the functions for them are checked when the program starts") {
    static constexpr ltk::requirement wild[] = {ltk::demand{ltk::demand::kind_type::tool, "fio", ">=x.y"},
                                                ltk::demand{ltk::demand::kind_type::user}};
    static constexpr ltk::test_traits bad_version{.needs = {wild[0]}}, no_name{.needs = {wild[1]}};
    Declared program;
    program.test("s/version", &nothing, bad_version, {"t.cpp", 7}).test("s/name", &nothing, no_name, {"t.cpp", 8});
    auto const error = error_of([&] { program.catalogue(); });
    CHECK(error.id() == "ltk.plan.bad_need");
    CHECK(std::string(error.what()) ==
          "t.cpp:7: s/version: .needs: \">=x.y\" is no condition on a version (write \">=3.0\" or \">=2.15, <2.17\")\n"
          "t.cpp:8: s/name: .needs: the name of what is needed is empty");
}
