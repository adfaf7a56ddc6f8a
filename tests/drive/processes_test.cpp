// Finding, naming and ending the processes that a test left behind.
#include <support/run_program.hpp>

#include <ltk/drive/processes.hpp>

#include <catch2/catch_test_macros.hpp>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <csignal>
#include <string>

using ltk::detail::children;
using ltk::detail::clear_children;
using ltk::detail::kill_session;
using ltk::detail::left_over_words;
using ltk::detail::namespace_pids;
using ltk::detail::status_field;
using support::strings;

namespace {

pid_t child_that_waits(bool in_own_session = false) {
    int ready[2];
    if (::pipe(ready) != 0) throw std::runtime_error("pipe");
    pid_t const pid = ::fork();
    if (pid == 0) {
        if (in_own_session) ::setsid();
        ::prctl(PR_SET_NAME, "odd) name");
        (void)!::write(ready[1], "x", 1);
        for (;;) ::pause();
    }
    char byte = 0;
    (void)!::read(ready[0], &byte, 1);
    ::close(ready[0]);
    ::close(ready[1]);
    return pid;
}

bool is_child(pid_t pid) {
    auto const all = children();
    return std::any_of(all.begin(), all.end(), [&](auto const& child) { return child.pid == pid; });
}

}  // namespace

TEST_CASE("children are found with their names") {
    pid_t const pid = child_that_waits();
    auto const all = children();
    auto const found = std::find_if(all.begin(), all.end(), [&](auto const& child) { return child.pid == pid; });
    REQUIRE(found != all.end());
    CHECK(found->name == "odd) name (pid " + std::to_string(pid) + ")");
    ::kill(pid, SIGKILL);
    ::waitpid(pid, nullptr, 0);
    CHECK_FALSE(is_child(pid));
}

TEST_CASE("all children but those to keep are killed, named and reaped") {
    pid_t const one = child_that_waits();
    pid_t const kept = child_that_waits();
    auto const cleared = clear_children([&](pid_t pid) { return pid == kept; });
    CHECK(cleared.unkillable.empty());
    CHECK(cleared.killed == strings{"odd) name (pid " + std::to_string(one) + ")"});
    CHECK(::waitpid(one, nullptr, WNOHANG) < 0);
    CHECK(::kill(kept, 0) == 0);
    CHECK(clear_children([](pid_t) { return false; }).killed.size() == 1);
}

TEST_CASE("a child that has ended by itself is reaped without a word") {
    pid_t const pid = ::fork();
    if (pid == 0) ::_exit(0);
    siginfo_t gone{};
    ::waitid(P_PID, static_cast<id_t>(pid), &gone, WEXITED | WNOWAIT);
    auto const cleared = clear_children([](pid_t) { return false; });
    CHECK(cleared.killed.empty());
    CHECK_FALSE(is_child(pid));
}

TEST_CASE("a session is ended with everyone in it, and nobody else") {
    pid_t const leader = child_that_waits(true);
    pid_t const other = child_that_waits(true);
    kill_session(leader);
    int status = 0;
    CHECK(::waitpid(leader, &status, 0) == leader);
    CHECK(WIFSIGNALED(status));
    CHECK(::waitpid(other, nullptr, WNOHANG) == 0);
    ::kill(other, SIGKILL);
    ::waitpid(other, nullptr, 0);
}

TEST_CASE("fields of /proc are read by name") {
    std::string const status = "\nName:\todd name\nPPid:\t17\nNSpid:\t1200\t31\t2\n";
    CHECK(status_field(status, "Name") == "odd name");
    CHECK(status_field(status, "PPid") == "17");
    CHECK(status_field(status, "Missing") == "");
    CHECK(namespace_pids(status_field(status, "NSpid")) == strings{"1200", "31", "2"});
    CHECK(namespace_pids("").empty());
}

TEST_CASE("what was left behind is said in one sentence") {
    CHECK(left_over_words({"sleep (pid 12)"}, {}) == "left processes behind, which were killed: sleep (pid 12)");
    CHECK(left_over_words({}, {"dd (pid 9)"}) == "left processes behind; these cannot be killed (stuck in the kernel): dd (pid 9)");
    strings many;
    for (int i = 0; i < 12; ++i) many.push_back(std::to_string(i));
    CHECK(left_over_words(many, {"x"}) ==
          "left processes behind, which were killed: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more; these cannot be killed (stuck in the "
          "kernel): x");
}
