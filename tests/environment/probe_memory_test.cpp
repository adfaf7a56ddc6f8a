#include <ltk/environment/probes/memory.hpp>

#include "machine.hpp"

using namespace ltk::literals;

TEST_CASE("Memory and swap are told in bytes") {
    Machine machine;
    machine.file("/proc/meminfo",
                 "MemTotal:        8388608 kB\nMemFree:  1 kB\nMemAvailable:    4194304 kB\nSwapTotal:   1024 kB\nSwapFree:  512 kB\n");
    auto const memory = ltk::probe_memory(machine.root());
    CHECK(memory.total == 8_GiB);
    CHECK(memory.available == 4_GiB);
    CHECK(memory.swap == 1_MiB);
    CHECK(memory.swap_free == 512_KiB);
    CHECK(memory.limit == 0_B);
    CHECK(memory.usable() == 8_GiB);
}

TEST_CASE("The tightest control group limits memory") {
    Machine machine;
    machine.file("/proc/meminfo", "MemTotal:        8388608 kB\n")
        .file("/proc/self/cgroup", "0::/a/b\n")
        .file("/sys/fs/cgroup/a/b/memory.max", "max\n")
        .file("/sys/fs/cgroup/a/memory.max", "1073741824\n");
    auto const memory = ltk::probe_memory(machine.root());
    CHECK(memory.limit == 1_GiB);
    CHECK(memory.usable() == 1_GiB);
}

TEST_CASE("The limit that version 1 of control groups writes for none is none") {
    Machine machine;
    machine.file("/proc/self/cgroup", "7:memory:/\n").file("/sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    CHECK(ltk::probe_memory(machine.root()).limit == 0_B);
}
