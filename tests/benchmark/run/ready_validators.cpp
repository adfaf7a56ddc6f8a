// What a check costs: all ready validators together, but for those that wait by nature (quiet looks twice at all processes, names and
// hosts are asked over the network), in units of one bare fork and exec of true(1).
#include <ltk/session.hpp>
#include <ltk/validators.hpp>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

using namespace ltk::literals;
namespace ready = ltk::ready;

LTK_VALIDATOR("kernel", ()) { return ready::kernel("3.0"); }
LTK_VALIDATOR("kernel untainted", ()) { return ready::kernel_untainted(); }
LTK_VALIDATOR("kernel option", ()) { return ready::kernel_option("quiet"); }
LTK_VALIDATOR("module", ()) { return ready::module("ext4"); }
LTK_VALIDATOR("os", ()) { return ready::os("debian"); }
LTK_VALIDATOR("machine", ()) { return ready::machine(); }
LTK_VALIDATOR("cpus", ()) { return ready::cpus(1); }
LTK_VALIDATOR("memory", ()) { return ready::memory(1_MiB); }
LTK_VALIDATOR("swap off", ()) { return ready::swap_off(); }
LTK_VALIDATOR("hugepages", ()) { return ready::hugepages(0); }
LTK_VALIDATOR("steady frequency", ()) { return ready::steady_frequency(); }
LTK_VALIDATOR("bare metal", ()) { return ready::bare_metal(); }
LTK_VALIDATOR("answers", ()) { return ready::answers("/tmp"); }
LTK_VALIDATOR("mounted", ()) { return ready::mounted("/tmp", "ext4"); }
LTK_VALIDATOR("mount option", ()) { return ready::mount_option("/tmp", "rw"); }
LTK_VALIDATOR("writable", ()) { return ready::writable("/tmp"); }
LTK_VALIDATOR("free space", ()) { return ready::free_space("/tmp", 1_B); }
LTK_VALIDATOR("free inodes", ()) { return ready::free_inodes("/tmp", 1); }
LTK_VALIDATOR("tool", ()) { return ready::tool("sh"); }
LTK_VALIDATOR("root", ()) { return ready::root(); }
LTK_VALIDATOR("capability", ()) { return ready::capability("sys_admin"); }
LTK_VALIDATOR("user", ()) { return ready::user("root"); }
LTK_VALIDATOR("open files", ()) { return ready::open_files(1); }
LTK_VALIDATOR("core dumps", ()) { return ready::core_dumps(); }
LTK_VALIDATOR("selinux permissive", ()) { return ready::selinux_permissive(); }
LTK_VALIDATOR("time synchronised", ()) { return ready::time_synchronised(); }
LTK_VALIDATOR("interface", ()) { return ready::interface("lo"); }

LTK_TEST("bench/nothing", ()) {}

namespace {

/// Milliseconds, the median of some rounds.
template <class Work>
double median(int rounds, Work const& work) {
    std::vector<double> all;
    for (int i = 0; i < rounds; ++i) {
        auto const begin = std::chrono::steady_clock::now();
        work();
        all.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    std::nth_element(all.begin(), all.begin() + rounds / 2, all.end());
    return all[static_cast<std::size_t>(rounds / 2)];
}

void run_true() {
    char name[] = "true";
    char* const arguments[] = {name, nullptr};
    pid_t pid = ::fork();
    if (pid == 0) {
        ::execv("/bin/true", arguments);
        ::_exit(127);
    }
    ::waitpid(pid, nullptr, 0);
}

}  // namespace

int main(int argc, char** argv) {
    if (auto const code = ltk::worker_main(argc, argv)) return *code;
    ltk::Session session;
    auto const plan = session.plan();
    std::size_t findings = 0;
    double const bare = median(201, run_true);
    double const check = median(21, [&] { findings = session.check(plan).findings.size(); });
    std::printf("fork and exec of true %.3f ms, check with %zu findings %.1f ms: %.0f times\n", bare, findings, check, check / bare);
}
