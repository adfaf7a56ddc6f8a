// Who keeps the processors busy: others, with the share that they really have, and not LTK's own processes.
#include <ltk/environment/probes/load.hpp>

#include <catch2/catch_test_macros.hpp>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <algorithm>
#include <chrono>
#include <csignal>
#include <functional>
#include <vector>

namespace {

/// A child of this process that is killed in the end.
class Child {
public:
    explicit Child(std::function<void()> const& work) : pid_(::fork()) {
        if (pid_ != 0) return;
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        work();
        ::_exit(0);
    }
    Child(Child const&) = delete;
    Child& operator=(Child const&) = delete;
    ~Child() {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }
    pid_t pid() const { return pid_; }

private:
    pid_t pid_;
};

void spin() {
    for (unsigned volatile turns = 0;;) turns = turns + 1;
}
void spin_as_another_program() { ::execl("/bin/sh", "sh", "-c", "while :; do :; done", nullptr); }

double share_of(pid_t pid, std::vector<ltk::BusyProcess> const& busy) {
    auto const found = std::find_if(busy.begin(), busy.end(), [pid](auto const& one) { return one.pid == pid; });
    return found == busy.end() ? 0 : found->share;
}

/// Looks until the other program shows, and calls `also` with each look.
bool seen_in_the_end(pid_t pid, std::function<void(std::vector<ltk::BusyProcess> const&)> const& also) {
    auto const until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (std::chrono::steady_clock::now() < until) {
        auto const busy = ltk::probe_busy(ltk::duration::seconds(0.3), 0.05);
        also(busy);
        if (share_of(pid, busy) > 0) return true;
    }
    return false;
}

std::uint64_t ticks_of(pid_t pid) {
    auto const all = ltk::detail::process_times("");
    auto const found = all.find(pid);
    return found == all.end() ? 0 : found->second.ticks;
}

}  // namespace

TEST_CASE("Other programs are foreign load, processes of this program are not") {
    Child const other(&spin_as_another_program);
    Child const sibling(&spin);
    double ours = 0;
    SECTION("the one that looks is the parent") {
        CHECK(seen_in_the_end(other.pid(), [&](auto const& busy) { ours = std::max(ours, share_of(sibling.pid(), busy)); }));
    }
    SECTION("the one that looks is a sibling, and its parent is not foreign either") {
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        pid_t const parent = ::getpid();
        Child const looks([&] {
            double most = 0;
            bool const seen = seen_in_the_end(
                other.pid(), [&](auto const& busy) { most = std::max({most, share_of(sibling.pid(), busy), share_of(parent, busy)}); });
            if (!seen) most = -1;
            ::_exit(::write(ends[1], &most, sizeof most) == sizeof most ? 0 : 1);
        });
        ::close(ends[1]);
        // This process spins as well while it waits.
        std::size_t got = 0;
        for (pollfd waiting{ends[0], POLLIN, 0}; ::poll(&waiting, 1, 0) == 0;) {}
        got = static_cast<std::size_t>(::read(ends[0], &ours, sizeof ours));
        ::close(ends[0]);
        CHECK(got == sizeof ours);
    }
    CHECK(ours == 0);
}

TEST_CASE("Shares are of the time that really passed") {
    Child const other(&spin_as_another_program);
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    Child const looks([&] {
        char const begins = 'b';
        if (::write(ends[1], &begins, 1) != 1) ::_exit(1);
        double const share = share_of(other.pid(), ltk::probe_busy(ltk::duration::seconds(0.5), 0));
        ::_exit(::write(ends[1], &share, sizeof share) == sizeof share ? 0 : 1);
    });
    ::close(ends[1]);
    char begins = 0;
    REQUIRE(::read(ends[0], &begins, 1) == 1);
    // Stopped in the middle of its pause, until the other has used three times as much as that.
    auto const half_second = static_cast<std::uint64_t>(::sysconf(_SC_CLK_TCK)) / 2;
    auto const until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    ::poll(nullptr, 0, 200);
    ::kill(looks.pid(), SIGSTOP);
    auto const before = ticks_of(other.pid());
    while (ticks_of(other.pid()) < before + 3 * half_second && std::chrono::steady_clock::now() < until) ::poll(nullptr, 0, 10);
    ::kill(looks.pid(), SIGCONT);
    double share = 0;
    REQUIRE(::read(ends[0], &share, sizeof share) == sizeof share);
    ::close(ends[0]);
    CHECK(share > 0);
    CHECK(share < 1.5);
}
