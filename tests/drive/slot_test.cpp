// The page of memory that outlives an attempt: which directories it owns, also when a test has written over it.
#include <ltk/drive/slot.hpp>

#include <catch2/catch_test_macros.hpp>

#include <cstring>
#include <string>
#include <vector>

using ltk::detail::disown;
using ltk::detail::enter_step;
using ltk::detail::own;
using ltk::detail::owned_by;
using ltk::detail::phase;
using ltk::detail::Slot;
using ltk::detail::Slots;
using ltk::detail::step_of;
using strings = std::vector<std::string>;

TEST_CASE("directories are noted and taken back in any order") {
    Slot slot{};
    CHECK(owned_by(slot).empty());
    for (auto const* path : {"/tmp/a", "/tmp/b", "/tmp/c"}) CHECK(own(slot, path));
    CHECK(owned_by(slot) == strings{"/tmp/a", "/tmp/b", "/tmp/c"});
    disown(slot, "/tmp/b");
    disown(slot, "/tmp/nothing");
    disown(slot, "/tmp");
    CHECK(owned_by(slot) == strings{"/tmp/a", "/tmp/c"});
    disown(slot, "/tmp/a");
    disown(slot, "/tmp/c");
    CHECK(owned_by(slot).empty());
    CHECK(slot.owned_size == 0);
}

TEST_CASE("a full page says so and keeps what it has") {
    Slot slot{};
    std::string const path(1000, 'x');
    int noted = 0;
    while (own(slot, path)) ++noted;
    CHECK(noted == static_cast<int>(sizeof slot.owned / 1001));
    CHECK(owned_by(slot).size() == sizeof slot.owned / 1001);
    CHECK(own(slot, "/short"));
    disown(slot, path);
    CHECK(own(slot, path));
}

TEST_CASE("a page that a test has written over is read without harm") {
    Slot slot{};
    std::memset(slot.owned, 'x', sizeof slot.owned);  // without any NUL
    slot.owned_size = sizeof slot.owned;
    CHECK(owned_by(slot).size() == 1);
    disown(slot, "nothing");
    slot.owned_size = 0xffffffff;
    CHECK(owned_by(slot).empty());
    slot.begin();
    CHECK(owned_by(slot).empty());
}

TEST_CASE("a new attempt starts with a clean page") {
    Slot slot{};
    own(slot, "/tmp/a");
    slot.failed = 1;
    slot.lost = 1;
    slot.refused = 7;
    slot.checks = 9;
    slot.begin();
    CHECK(slot.at == phase::making);
    CHECK(slot.failed == 0);
    CHECK(slot.lost == 0);
    CHECK(slot.refused == 0);
    CHECK(slot.checks == 0);
    CHECK(owned_by(slot).empty());
}

TEST_CASE("a slot knows the step, cut to what fits, and survives a test that wrote over it") {
    Slots slots(1);
    Slot& slot = slots[0];
    CHECK(step_of(slot).empty());
    enter_step(slot, "write/sync");
    CHECK(step_of(slot) == "write/sync");
    enter_step(slot, std::string(1000, 'x'));
    CHECK(step_of(slot) == std::string(sizeof slot.step, 'x'));
    slot.step_size = 4'000'000'000U;
    CHECK(step_of(slot).empty());
    slot.begin();
    CHECK(step_of(slot).empty());
}

TEST_CASE("slots are shared through their descriptor, which the second side closes") {
    Slots mine(3);
    CHECK(mine.count() == 3);
    Slots theirs(ltk::detail::Descriptor(::dup(mine.descriptor())), 3);
    CHECK(theirs.descriptor() < 0);
    theirs[2].failed = 5;
    CHECK(mine[2].failed == 5);
    CHECK(mine[1].failed == 0);
    Slots moved(std::move(theirs));
    CHECK(moved[2].failed == 5);
    CHECK(theirs.count() == 0);  // NOLINT: that it is empty is the point
}
