#include "declared.hpp"

#include <ltk/plan/list.hpp>

using namespace planned;
using namespace ltk::literals;

namespace {

struct Site {};
struct Mounted {
    explicit Mounted(Site const&) {}
};
void takes_mounted(Mounted&) {}
ltk::Findings of_site(Site const&) { return {}; }
ltk::Findings of_nothing() { return {}; }

ltk::Catalogue const& catalogue() {
    static constexpr ltk::test_traits slow{.tags = {"slow"}, .timeout = 1500_ms, .covers = {"X"}, .purpose = "a \"quoted\" reason"};
    static constexpr ltk::stage nightly{"nightly"};
    static constexpr ltk::stage_traits policy{
        .after = {ltk::developer}, .budget = 4_h, .repeat = 2, .jobs = 3, .order = ltk::shuffled, .purpose = "each night"};
    static constexpr ltk::validator_traits some{.severity = ltk::advised, .tests = "s/*"};
    static Declared program;
    static ltk::Catalogue const made = [] {
        program.configuration<Site>("site", {"site.cpp", 3}, true).fixture<Mounted>({.scope = ltk::per_run, .purpose = "mounts it"});
        program.test("s/slow", &takes_mounted, slow, {"t.cpp", 12}).test("s/fast", {"t.cpp", 14});
        program.stage(nightly.name, policy).reporter("tap").reporter("chat");
        program.validator("mount is there", &of_site, {})
            .validator("some", &of_nothing, some, {"v.cpp", 2})
            .validator("any", &of_nothing, {}, {"v.cpp", 4});
        return program.catalogue();
    }();
    return made;
}

}  // namespace

TEST_CASE("Tests are listed one id a line, as a list of ids wants it") { CHECK(ltk::list(catalogue()) == "s/slow\ns/fast\n"); }

TEST_CASE("Tests as JSON, one object a line") {
    CHECK(
        ltk::list(catalogue(), "tests", true) ==
        "[\n"
        R"({"covers":["X"],"file":"t.cpp","id":"s/slow","line":12,"needs":[],"purpose":"a \"quoted\" reason","stages":["developer","regression"],"suite":"s",)"
        R"("tags":["slow"],"timeout":1.5},)"
        "\n"
        R"({"covers":[],"file":"t.cpp","id":"s/fast","line":14,"needs":[],"purpose":"","stages":["developer","regression"],"suite":"s","tags":[],"timeout":0})"
        "\n]\n");
}

TEST_CASE("Stages with what they mean") {
    CHECK(ltk::list(catalogue(), "stages") ==
          "developer    2 tests  declared, 1 job                                             while code is written: fast feedback\n"
          "regression   2 tests  declared, 1 job, after developer                            before a change lands: everything that must "
          "keep working\n"
          "performance  0 tests  declared, 1 job, after regression                           numbers: one test at a time, on a quiet "
          "machine\n"
          "scale        0 tests  declared, 1 job, after regression                           what shows itself only with much: many "
          "clients, many files, long runs\n"
          "acceptance   0 tests  declared, 1 job, after regression                           whether a delivery or an installation is fit "
          "for use\n"
          "nightly      0 tests  shuffled, 3 jobs, each 2 times, budget 4h, after developer  each night\n");
    CHECK(ltk::list(catalogue(), "stages", true)
              .find(R"({"after":["developer"],"budget":14400,"entry":[],"exit":[],"file":"stages.cpp","jobs":3,"line":1,)"
                    R"("name":"nightly","order":"shuffled","purpose":"each night","repeat":2,"tests":0})") != std::string::npos);
}

TEST_CASE("Validators, configurations, fixtures and reporters") {
    CHECK(ltk::list(catalogue(), "validators") ==
          "any             required  all tests   v.cpp:4\n"
          "mount is there  required  uses site   site.cpp:9\n"
          "some            advised   tests: s/*  v.cpp:2\n");
    CHECK(ltk::list(catalogue(), "configurations") == "site  Site  under test  site.cpp:3\n");
    CHECK(ltk::list(catalogue(), "fixtures") == "Mounted  per_run  1 test  mounts it\n");
    CHECK(ltk::list(catalogue(), "reporters") == "chat  chat.cpp:3\ntap   chat.cpp:3\n");
}

TEST_CASE("Everything can be listed as JSON, also when there is none") {
    Declared const program;
    auto const empty = program.catalogue();
    for (auto const what : ltk::listable) {
        CHECK(ltk::list(catalogue(), what, true).find("[\n{\"") == 0);
        if (what != "stages") {
            CHECK(ltk::list(empty, what, true) == "[]\n");
            CHECK(ltk::list(empty, what).empty());
        }
    }
}

TEST_CASE("A word that is not listed suggests the nearest") {
    auto const error = error_of([] { ltk::list(catalogue(), "test"); });
    CHECK(error.id() == "ltk.plan.list");
    CHECK(std::string(error.what()) ==
          "list test: expected one of tests, stages, validators, configurations, fixtures, reporters (did you mean tests?)");
}
