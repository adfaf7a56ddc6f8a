#include <ltk/environment/probes/cpu.hpp>

#include "machine.hpp"

namespace {

std::string processor(int number, int socket, int core) {
    return "processor\t: " + std::to_string(number) + "\nmodel name\t: AMD   EPYC 7763\nphysical id\t: " + std::to_string(socket) +
           "\ncore id\t\t: " + std::to_string(core) + "\n\n";
}

}  // namespace

TEST_CASE("Sockets, cores and hyperthreads are counted") {
    Machine machine;
    machine.file("/proc/cpuinfo", processor(0, 0, 0) + processor(1, 0, 0) + processor(2, 1, 0) + processor(3, 1, 0));
    auto const cpu = ltk::probe_cpu(machine.root());
    CHECK(cpu.model == "AMD EPYC 7763");
    CHECK(cpu.online == 4);
    CHECK(cpu.sockets == 2);
    CHECK(cpu.cores == 2);
    CHECK(cpu.hyperthreads);
    CHECK(cpu.usable() == 4);
}

TEST_CASE("Affinity and control groups take processors away") {
    Machine machine;
    machine.file("/proc/cpuinfo", processor(0, 0, 0) + processor(1, 0, 1) + processor(2, 0, 2) + processor(3, 0, 3))
        .file("/proc/self/status", "Name:\tx\nCpus_allowed_list:\t0-1,3\n")
        .file("/proc/self/cgroup", "0::/user.slice/job\n")
        .file("/sys/fs/cgroup/user.slice/cpu.max", "250000 100000\n");
    SECTION("the quota of a group above counts") {
        machine.file("/sys/fs/cgroup/user.slice/job/cpu.max", "max 100000\n");
        auto const cpu = ltk::probe_cpu(machine.root());
        CHECK(cpu.allowed == 3);
        CHECK(cpu.quota == 2.5);
        CHECK(cpu.usable() == 2);
    }
    SECTION("less than one processor is one") {
        machine.file("/sys/fs/cgroup/user.slice/job/cpu.max", "50000 100000\n");
        auto const cpu = ltk::probe_cpu(machine.root());
        CHECK(cpu.quota == 0.5);
        CHECK(cpu.usable() == 1);
    }
}

TEST_CASE("Control groups of version 1 are understood") {
    Machine machine;
    machine.file("/proc/cpuinfo", processor(0, 0, 0) + processor(1, 0, 1))
        .file("/proc/self/cgroup", "4:cpu,cpuacct:/job\n1:name=systemd:/\n")
        .file("/sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_quota_us", "100000\n")
        .file("/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "-1\n");
    CHECK(ltk::probe_cpu(machine.root()).quota == 1);
}

TEST_CASE("A quota of version 1 is for the period that its group has") {
    Machine machine;
    machine.file("/proc/cpuinfo", processor(0, 0, 0) + processor(1, 0, 1) + processor(2, 0, 2))
        .file("/proc/self/cgroup", "4:cpu,cpuacct:/job\n")
        .file("/sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_quota_us", "100000\n")
        .file("/sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_period_us", "50000\n")
        .file("/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "-1\n")
        .file("/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000\n");
    CHECK(ltk::probe_cpu(machine.root()).quota == 2);
}

TEST_CASE("An arm64 server names its processor by numbers") {
    Machine machine;
    machine.file("/proc/cpuinfo", "processor\t: 0\nCPU implementer\t: 0x41\nCPU part\t: 0xd0c\n");
    auto const cpu = ltk::probe_cpu(machine.root());
    CHECK(cpu.model == "implementer 0x41 part 0xd0c");
    CHECK(cpu.sockets == 0);
    CHECK_FALSE(cpu.hyperthreads);
}

TEST_CASE("A machine that tells no processors can still use one") {
    Machine const machine;
    auto const cpu = ltk::probe_cpu(machine.root());
    CHECK(cpu.online == 0);
    CHECK(cpu.usable() == 1);
}

TEST_CASE("Lists of the kernel are counted, garbage is not") {
    using ltk::detail::count_in_ranges;
    CHECK(count_in_ranges("0-3,8,10-11") == 7);
    CHECK(count_in_ranges("0") == 1);
    CHECK(count_in_ranges("") == 0);
    CHECK(count_in_ranges("3-0") == 0);
    CHECK(count_in_ranges("0-18446744073709551615") == 0);
    CHECK(count_in_ranges("x") == 0);
}
