// The tests of what a run leaves behind are worth as much as their eyes: everything that may be left is seen.
#include <support/run_program.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <sys/mount.h>

using Catch::Matchers::ContainsSubstring;
using support::strings;

TEST_CASE("a process, a file and a mount that were left behind are seen") {
    support::Workplace const place;
    CHECK(place.left_behind() == strings{});
    {
        support::Running const sleeper(place, "/bin/sleep", {{"1000"}});
        CHECK(support::eventually([&] { return place.left_behind().size() == 1; }));
        CHECK_THAT(place.left_behind().front(), ContainsSubstring("process ") && ContainsSubstring(" sleep"));
    }
    CHECK(place.left_behind() == strings{});

    put_content(place.temporary() / "left", "x");
    CHECK(place.left_behind() == strings{"file " + (place.temporary() / "left").string()});
    std::filesystem::remove(place.temporary() / "left");

    auto const point = place.path() / "mounted";
    std::filesystem::create_directory(point);
    if (::mount("ltk-test", point.c_str(), "tmpfs", 0, "size=64k") != 0) SKIP("this user may not mount, so that mounts were not tried");
    CHECK(place.left_behind().size() == 1);
    ::umount2(point.c_str(), MNT_DETACH);
    CHECK(place.left_behind() == strings{});
}
