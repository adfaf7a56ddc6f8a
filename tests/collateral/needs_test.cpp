// What tests need is told by the program that has them: configurations, fixtures, and the validators that concern them.
#include <ltk/collateral/needs.hpp>

#include <plan/declared.hpp>

#include <catch2/catch_test_macros.hpp>

namespace {

struct Mount {};
struct Other {};
struct Room {
    explicit Room(Mount const&) {}
};
void on_mount(Mount const&) {}
void in_room(Room&) {}
ltk::Findings mount_is_there(Mount const&) { return {}; }
ltk::Findings clock_is_right() { return {}; }

TEST_CASE("needs name configurations, fixtures and validators", "[collateral]") {
    static constexpr ltk::test_traits plain{};
    static constexpr ltk::validator_traits always{};
    static constexpr ltk::validator_traits in_acceptance{.stages = {ltk::acceptance}};
    planned::Declared declared;
    declared.configuration<Mount>("fs").configuration<Other>("other");
    declared.test("a/mount", &on_mount, plain).test("a/room", &in_room, plain).test("a/nothing");
    declared.validator("mount_is_there", &mount_is_there, always).validator("clock_is_right", &clock_is_right, in_acceptance);
    auto const catalogue = declared.catalogue();
    auto const needs = ltk::needs_by_test(catalogue);
    CHECK(needs.at("a/mount") == "uses fs; validators mount_is_there");
    CHECK(needs.at("a/room").starts_with("uses fs, "));
    CHECK(needs.at("a/nothing") == "");
    CHECK(ltk::needs_by_test(catalogue, "acceptance").at("a/nothing") == "validators clock_is_right");
}

}  // namespace
