#include <ltk/environment/probes/kernel.hpp>

#include "machine.hpp"

TEST_CASE("The kernel tells its release, its command line and its taint") {
    Machine machine;
    machine.file("/proc/sys/kernel/ostype", "Linux\n")
        .file("/proc/sys/kernel/osrelease", "5.14.0-503.el9.x86_64\n")
        .file("/proc/sys/kernel/version", "#1 SMP PREEMPT_DYNAMIC Tue Nov 12\n")
        .file("/proc/sys/kernel/tainted", "12288\n")
        .file("/proc/sys/kernel/core_pattern", "|/usr/lib/systemd/systemd-coredump %P\n")
        .file("/proc/cmdline", "BOOT_IMAGE=/vmlinuz ro mitigations=off  nosmt\n");
    auto const kernel = ltk::probe_kernel(machine.root());
    CHECK(kernel.name == "Linux");
    CHECK(kernel.release == "5.14.0-503.el9.x86_64");
    CHECK(kernel.version > ltk::version("5.14"));
    CHECK(kernel.version < ltk::version("5.15"));
    CHECK(kernel.build == "#1 SMP PREEMPT_DYNAMIC Tue Nov 12");
    CHECK(kernel.started_with("nosmt"));
    CHECK(kernel.started_with("mitigations=off"));
    CHECK_FALSE(kernel.started_with("mitigations"));
    CHECK(kernel.core_pattern == "|/usr/lib/systemd/systemd-coredump %P");
    CHECK(ltk::taint_reasons(kernel.taint) == std::vector<std::string>{"out-of-tree module", "unsigned module"});
}

TEST_CASE("Taints without a name are told by their bit") {
    CHECK(ltk::taint_reasons(0).empty());
    CHECK(ltk::taint_reasons(1ULL << 63U) == std::vector<std::string>{"bit 63"});
}

TEST_CASE("A kernel that tells nothing is empty, garbage is no taint") {
    Machine machine;
    machine.file("/proc/sys/kernel/tainted", "no\n");
    auto const kernel = ltk::probe_kernel(machine.root());
    CHECK(kernel.release.empty());
    CHECK_FALSE(static_cast<bool>(kernel.version));
    CHECK(kernel.taint == 0);
}

TEST_CASE("This kernel is a Linux") {
    auto const kernel = ltk::probe_kernel();
    CHECK(kernel.name == "Linux");
    CHECK(kernel.version > ltk::version("3"));
}
