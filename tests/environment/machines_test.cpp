// Probes and ready validators on the files of other machines.
#include "machine.hpp"
#include "path_program.hpp"

#include <ltk/environment/fingerprint.hpp>
#include <ltk/environment/probes/limits.hpp>
#include <ltk/environment/probes/load.hpp>
#include <ltk/environment/probes/privileges.hpp>
#include <ltk/ltk.hpp>
#include <ltk/validators.hpp>

#include <string>

using namespace ltk::literals;

namespace {

std::string recorded(std::string const& name) { return LTK_SOURCE_DIR "/tests/environment/machines/" + name; }

std::string seen(ltk::Finding const& finding) { return std::string(finding.seen()); }
std::string fix(ltk::Finding const& finding) { return std::string(finding.fix()); }
bool good(ltk::Finding const& finding) { return finding.grade() == ltk::verdict::valid; }

}  // namespace

TEST_CASE("A virtual machine as it was recorded") {
    auto const root = recorded("virtual-machine");
    CHECK(ltk::probe_kernel(root).version >= ltk::version("6.18"));
    CHECK(ltk::probe_os(root).is("debian"));
    auto const cpu = ltk::probe_cpu(root);
    CHECK(cpu.model == "AMD EPYC");
    CHECK(cpu.online == 2);
    CHECK(cpu.usable() == 2);
    CHECK(ltk::probe_memory(root).total == 24684084_KiB);
    CHECK(ltk::probe_memory(root).swap == 0_B);
    auto const mount = ltk::probe_mount("/home/x", root);
    REQUIRE(mount);
    CHECK(mount->type == "ext4");
    CHECK(ltk::has_option(*mount, "relatime"));
    CHECK(ltk::probe_privileges(root).may("sys_admin"));
    CHECK(ltk::probe_limits(root).known);
    CHECK(ltk::probe_virtual(root).hypervisor == "unknown");
    CHECK(good(ltk::ready::kernel("6.1", root)));
    CHECK(good(ltk::ready::kernel_untainted(root)));
    CHECK(good(ltk::ready::kernel_option("quiet", root)));
    CHECK(good(ltk::ready::os("debian", "12", root)));
    CHECK(good(ltk::ready::memory(16_GiB, root)));
    CHECK(good(ltk::ready::swap_off(root)));
    CHECK(good(ltk::ready::root(root)));
    CHECK_FALSE(good(ltk::ready::bare_metal(root)));
    CHECK_FALSE(good(ltk::ready::cpus(3, root)));
    CHECK(seen(ltk::ready::cpus(3, root)) == "2 of 2 processors are ours (affinity, control groups)");
    CHECK_FALSE(good(ltk::ready::kernel("7.0", root)));
    CHECK(std::string(ltk::ready::kernel("7.0", root).expected()) == "kernel 7.0 or newer");
}

TEST_CASE("A Lustre machine as it was recorded") {
    auto const root = recorded("lustre-client");
    CHECK(seen(ltk::ready::module("lustre", "2.15", root)) == "loaded, 2.17.57");
    auto const old = ltk::ready::module("lustre", "2.18", root);
    CHECK_FALSE(good(old));
    CHECK(seen(old) == "module lustre is of version 2.17.57");
    CHECK(std::string(old.id()) == "module.lustre");
    CHECK(good(ltk::ready::mounted("/mnt/lustre/dir", "lustre", root)));
    CHECK(good(ltk::ready::mount_option("/mnt/lustre", "flock", root)));
    auto const option = ltk::ready::mount_option("/mnt/lustre", "localflock", root);
    CHECK_FALSE(good(option));
    CHECK(fix(option) == "mount -o remount,localflock /mnt/lustre");
    auto const tainted = ltk::ready::kernel_untainted(root);
    CHECK(seen(tainted) == "the kernel is tainted (12288): out-of-tree module, unsigned module");
    auto const facts = ltk::take_fingerprint({"/mnt/lustre/x", "1", "", root});
    CHECK(facts.software.at("module.lustre") == "2.17.57");
    CHECK(facts.configuration.at("mount.source") == "192.168.77.11@tcp:/lustre");
    CHECK(facts.configuration.at("mount.type") == "lustre");
}

TEST_CASE("Ready validators say what to do, and carry fixes that can be pasted") {
    Machine machine;
    machine.file("/proc/meminfo", "MemTotal: 1024 kB\nSwapTotal: 2048 kB\nHugePages_Total: 4\nHugePages_Free: 1\nHugepagesize: 2048 kB\n")
        .file("/sys/devices/system/cpu/cpufreq/policy0/scaling_governor", "powersave\n")
        .file("/sys/devices/system/cpu/cpufreq/policy0/scaling_driver", "intel_pstate\n")
        .file("/sys/class/net/eth0/mtu", "1500\n")
        .file("/sys/class/net/eth0/operstate", "up\n")
        .file("/sys/class/net/ib0/mtu", "2044\n")
        .file("/sys/class/net/ib0/operstate", "down\n")
        .file("/sys/fs/selinux/enforce", "1\n")
        .file("/proc/sys/kernel/core_pattern", "core\n")
        .file("/proc/sys/kernel/osrelease", "6.1.0\n")
        .file("/lib/modules/6.1.0/modules.dep", "kernel/fs/fuse/fuse.ko.xz:\n")
        .file("/proc/self/limits",
              "Limit                     Soft Limit           Hard Limit           Units\n"
              "Max core file size        0                    unlimited            bytes\n"
              "Max open files            1024                 4096                 files\n");
    auto const& root = machine.root();
    CHECK(fix(ltk::ready::swap_off(root)) == "swapoff -a");
    CHECK(fix(ltk::ready::hugepages(8, root)) == "sysctl -w vm.nr_hugepages=11");
    CHECK(fix(ltk::ready::steady_frequency(root)) == "cpupower frequency-set -g performance");
    CHECK(seen(ltk::ready::steady_frequency(root)) == "the processors' clock follows powersave");
    CHECK(fix(ltk::ready::interface("ib0", 0, root)) == "ip link set dev ib0 up");
    CHECK(fix(ltk::ready::interface("eth0", 9000, root)) == "ip link set dev eth0 mtu 9000");
    CHECK(good(ltk::ready::interface("eth0", 1500, root)));
    CHECK(seen(ltk::ready::interface("eth1", 0, root)) == "there is no interface eth1; there are: eth0, ib0");
    CHECK(ltk::ready::selinux_permissive(root).grade() == ltk::verdict::warning);
    CHECK(seen(ltk::ready::core_dumps(root)) == "crashes leave no core dump: the limit of their size is 0 (pattern: core)");
    CHECK(std::string(ltk::ready::open_files(4096, root).remedy()) == "ulimit -n 4096");
    CHECK(good(ltk::ready::open_files(1024, root)));
    CHECK(fix(ltk::ready::module("fuse", {}, root)) == "modprobe fuse");
    CHECK(seen(ltk::ready::module("nothing", {}, root)) == "module nothing is not there");
    CHECK(fix(ltk::ready::user("a b", root)) == "useradd 'a b'");
    CHECK_FALSE(good(ltk::ready::capability("sys_admin", root)));
}

TEST_CASE("Ready validators of this machine") {
    CHECK(good(ltk::ready::answers("/tmp")));
    CHECK(seen(ltk::ready::answers("/etc/passwd")) == "/etc/passwd is not a directory");
    auto const gone = ltk::ready::answers("/no/such/place");
    CHECK(seen(gone) == "/no/such/place does not exist");
    CHECK(std::string(gone.remedy()).starts_with("mkdir -p /no/such/place"));
    CHECK(good(ltk::ready::free_space("/tmp", 1_B)));
    CHECK_FALSE(good(ltk::ready::free_space("/tmp", ltk::bytes(1ULL << 62U))));
    CHECK(good(ltk::ready::tool("sh")));
    CHECK(seen(ltk::ready::tool("ltk-no-such-tool")) == "ltk-no-such-tool is not in PATH");
    CHECK(good(ltk::ready::user("root")));
    CHECK(good(ltk::ready::resolves("localhost")));
    CHECK_FALSE(good(ltk::ready::resolves("--help")));
    for (auto const& finding : ltk::ready::writable("/tmp")) CHECK(good(finding));
    CHECK(std::string(ltk::ready::machine().id()) == "machine");
    CHECK(std::string(ltk::ready::time_synchronised().id()) == "time.synchronised");
}

TEST_CASE("A directory of users that does not say is a warning, with nothing to fix") {
    SECTION("it does not answer") {
        PathProgram const getent("getent", "exec sleep 1000");
        auto const finding = ltk::ready::user("ltk-somebody");
        CHECK(finding.grade() == ltk::verdict::warning);
        CHECK(seen(finding) == "whether there is a user ltk-somebody is not known: getent(1) did not answer within 2s");
        CHECK(fix(finding).empty());
        CHECK(std::string(finding.remedy()) == "getent passwd ltk-somebody; cat /etc/nsswitch.conf");
    }
    SECTION("it fails") {
        PathProgram const getent("getent", "exit 1");
        auto const finding = ltk::ready::user("ltk-somebody");
        CHECK(finding.grade() == ltk::verdict::warning);
        CHECK(seen(finding) == "whether there is a user ltk-somebody is not known: getent(1) failed: Input/output error (EIO)");
        CHECK(fix(finding).empty());
    }
    SECTION("it has no such user") {
        PathProgram const getent("getent", "exit 2");
        auto const finding = ltk::ready::user("ltk-somebody");
        CHECK(finding.grade() == ltk::verdict::invalid);
        CHECK(fix(finding) == "useradd ltk-somebody");
    }
}

TEST_CASE("Load and pressure are read whatever the locale is") {
    Machine machine;
    machine.file("/proc/loadavg", "0.52 1.50 2.00 3/389 12345\n")
        .file("/proc/pressure/cpu", "some avg10=12.50 avg60=1.00 avg300=0.00 total=1\nfull avg10=0.00\n");
    auto const load = ltk::probe_load(machine.root());
    CHECK(load.one_minute == 0.52);
    CHECK(load.five_minutes == 1.5);
    CHECK(load.running == 3);
    CHECK(load.cpu_pressure == 12.5);
    CHECK(load.io_pressure == 0);
}
