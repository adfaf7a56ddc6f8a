#include "declared.hpp"

using namespace planned;
using namespace ltk::literals;

namespace {

constexpr ltk::stage nightly{"nightly"};
constexpr ltk::stage weekly{"weekly"};
constexpr ltk::stage unknown{"unknwon"};

strings names(ltk::Catalogue const& catalogue) { return ltk::detail::names_of(catalogue.stages()); }

}  // namespace

TEST_CASE("Five stages exist from the start, in the order in which work passes through them") {
    Declared const program;
    auto const catalogue = program.catalogue();
    CHECK(names(catalogue) == strings{"developer", "regression", "performance", "scale", "acceptance"});
    CHECK(catalogue.find_stage("performance")->jobs == 1);
    CHECK(catalogue.find_stage("regression")->after == strings{"developer"});
    CHECK(catalogue.find_stage("nightly") == nullptr);
    for (auto const& stage : catalogue.stages()) {
        CHECK(stage.order == ltk::declared);
        CHECK(stage.repeat == 1);
        CHECK_FALSE(stage.purpose.empty());
    }
}

TEST_CASE("A stage of one's own comes behind those that it runs after") {
    static constexpr ltk::stage_traits after_weekly{.after = {weekly},
                                                    .budget = 4_h,
                                                    .repeat = 2,
                                                    .jobs = 4,
                                                    .order = ltk::shuffled,
                                                    .entry = {ltk::passed(ltk::developer), ltk::environment_valid},
                                                    .exit = {ltk::no_new_failures},
                                                    .purpose = "each night"};
    static constexpr ltk::stage_traits after_scale{.after = {ltk::scale}};
    Declared program;
    program.stage("nightly", after_weekly).stage("weekly", after_scale, {"stages.cpp", 2});
    auto const catalogue = program.catalogue();
    CHECK(names(catalogue) == strings{"developer", "regression", "performance", "scale", "acceptance", "weekly", "nightly"});
    auto const* const stage = catalogue.find_stage("nightly");
    CHECK(stage->budget == 4_h);
    CHECK(stage->repeat == 2);
    CHECK(stage->jobs == 4);
    CHECK(stage->order == ltk::shuffled);
    REQUIRE(stage->entry.size() == 2);
    CHECK(ltk::describe(stage->entry[0]) == "passed developer");
    CHECK(ltk::describe(stage->entry[1]) == "environment valid");
    CHECK(ltk::describe(stage->exit.front()) == "no new failures");
}

TEST_CASE("A declaration for a built-in name replaces its policy and may move it") {
    static constexpr ltk::stage_traits first{.jobs = 8};
    static constexpr ltk::stage_traits last{.after = {ltk::acceptance}};
    Declared program;
    program.stage("regression", first).stage("developer", last, {"stages.cpp", 2});
    auto const catalogue = program.catalogue();
    CHECK(names(catalogue) == strings{"regression", "performance", "scale", "acceptance", "developer"});
    CHECK(catalogue.find_stage("regression")->jobs == 8);
    CHECK(catalogue.find_stage("regression")->after.empty());
}

TEST_CASE("A circle of stages is printed") {
    static constexpr ltk::stage_traits after_weekly{.after = {weekly}};
    static constexpr ltk::stage_traits after_nightly{.after = {nightly}};
    Declared program;
    program.stage("nightly", after_weekly, {"a.cpp", 1}).stage("weekly", after_nightly, {"b.cpp", 2});
    auto const error = error_of([&] { program.catalogue(); });
    CHECK(error.id() == "ltk.plan.stage_cycle");
    CHECK(std::string(error.what()) ==
          "a.cpp:1: stages wait for each other in a circle: nightly (a.cpp:1) runs after weekly (b.cpp:2) runs after nightly; take one of "
          "them out "
          "of `.after`");

    Declared self;
    self.stage("nightly", after_nightly, {"a.cpp", 1});
    CHECK(std::string(error_of([&] { self.catalogue(); }).what()).find("nightly (a.cpp:1) runs after nightly;") != std::string::npos);
}

TEST_CASE("A stage behind a circle is not blamed for it") {
    static constexpr ltk::stage_traits after_weekly{.after = {weekly}};
    static constexpr ltk::stage_traits after_nightly{.after = {nightly}};
    Declared program;
    program.stage("a_later", after_weekly, {"c.cpp", 3})
        .stage("nightly", after_weekly, {"a.cpp", 1})
        .stage("weekly", after_nightly, {"b.cpp", 2});
    CHECK(std::string(error_of([&] { program.catalogue(); }).what()).find("a_later") == std::string::npos);
}

TEST_CASE("Stages that policies name must exist") {
    static constexpr ltk::stage_traits after{.after = {unknown}};
    static constexpr ltk::stage_traits entry{.entry = {ltk::passed(unknown)}};
    Declared program;
    program.stage("nightly", after, {"a.cpp", 1}).stage("weekly", entry, {"a.cpp", 2});
    auto const error = error_of([&] { program.catalogue(); });
    CHECK(error.id() == "ltk.plan.unknown_stage");
    std::string const what = error.what();
    CHECK(what.find("a.cpp:1: stage nightly: .after: no stage is called \"unknwon\"") == 0);
    CHECK(what.find("a.cpp:2: stage weekly: passed(...): no stage is called \"unknwon\"") != std::string::npos);
}

TEST_CASE("Policies that mean nothing are refused") {
    static constexpr ltk::stage_traits never{.repeat = 0};
    static constexpr ltk::stage_traits nobody{.jobs = 0};
    static constexpr ltk::stage_traits negative{.budget = ltk::duration::nanoseconds(-1)};
    for (auto const* traits : {&never, &nobody, &negative}) {
        Declared program;
        program.stage("nightly", *traits);
        CHECK(error_of([&] { program.catalogue(); }).id() == "ltk.plan.bad_stage");
    }
    for (auto const* name : {"", "all", "two words", "a/b", "\xc3\xa9", "tab\t"}) {
        Declared program;
        program.stage(name, {});
        CHECK(error_of([&] { program.catalogue(); }).id() == "ltk.plan.bad_stage");
    }
}

TEST_CASE("A stage is declared once") {
    Declared program;
    program.stage("nightly", {}, {"b.cpp", 1}).stage("nightly", {}, {"a.cpp", 1});
    auto const error = error_of([&] { program.catalogue(); });
    CHECK(error.id() == "ltk.plan.duplicate_stage");
    CHECK(std::string(error.what()) == "b.cpp:1: stage nightly is declared at a.cpp:1 already; keep one of the two");
}
