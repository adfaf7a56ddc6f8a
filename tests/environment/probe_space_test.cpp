#include <ltk/environment/probes/space.hpp>

#include <catch2/catch_test_macros.hpp>

#include <unistd.h>
#include <cerrno>

TEST_CASE("Free space is told as the file system tells it") {
    auto const space = ltk::probe_space("/tmp");
    REQUIRE(static_cast<bool>(space));
    CHECK(space->total.count() > 0);
    CHECK(space->available <= space->free);
    CHECK(space->free <= space->total);
}

TEST_CASE("A path that is not there is an error, not a hang") {
    auto const space = ltk::probe_space("/no/such/path");
    CHECK_FALSE(static_cast<bool>(space));
    CHECK(space.error == ENOENT);
    CHECK_FALSE(space.hung);
}

TEST_CASE("A question without an answer ends at the deadline") {
    auto const answer = ltk::detail::ask<int>(ltk::duration::nanoseconds(50'000'000), [](int&) {
        for (;;) ::pause();
        return 0;
    });
    CHECK(answer.hung);
    CHECK_FALSE(static_cast<bool>(answer));
}

TEST_CASE("A child that dies before it answers is an error") {
    auto const answer = ltk::detail::ask<int>(ltk::duration::seconds(20), [](int&) {
        ::_exit(3);
        return 0;
    });
    CHECK(answer.error == ECHILD);
}

TEST_CASE("Questions leave no children behind") {
    while (::waitpid(-1, nullptr, WNOHANG | __WALL) > 0) {}  // what other tests left on purpose
    for (int i = 0; i < 20; ++i) CHECK(*ltk::detail::ask<int>(ltk::duration::seconds(20), [](int& n) { return n = 7, 0; }) == 7);
    CHECK(::waitpid(-1, nullptr, WNOHANG | __WALL) <= 0);
}

TEST_CASE("A child that hangs keeps nothing of the program open") {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    int const watched = ends[1];
    auto const answer = ltk::detail::ask<int>(ltk::duration::seconds(20), [watched](int& open) {
        open = ::fcntl(watched, F_GETFD) >= 0 || ::fcntl(STDOUT_FILENO, F_GETFD) >= 0 ? 1 : 0;
        return 0;
    });
    ::close(ends[0]);
    ::close(ends[1]);
    REQUIRE(static_cast<bool>(answer));
    CHECK(*answer == 0);
}
