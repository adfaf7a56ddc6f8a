#include <ltk/environment/fingerprint.hpp>

#include "machine.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace {

std::map<std::string, std::string> facts_of(Machine const& machine, std::optional<std::string> under_test = {}) {
    return ltk::take_fingerprint({std::move(under_test), "1.2.3", "suite 4", machine.root()}).facts();
}

bool is_known(std::string const& key) {
    return std::any_of(ltk::fingerprint_keys.begin(), ltk::fingerprint_keys.end(),
                       [&](auto const& known) { return known.key == key || (known.key.back() == '.' && key.starts_with(known.key)); });
}

}  // namespace

TEST_CASE("A server with everything") {
    Machine machine;
    machine.file("/proc/sys/kernel/ostype", "Linux\n")
        .file("/proc/sys/kernel/osrelease", "5.14.0-503.el9.x86_64\n")
        .file("/proc/sys/kernel/hostname", "client01\n");
    machine.file(
        "/etc/os-release",
        "NAME=\"Rocky Linux\"\nID_LIKE=\"rhel\"\nID=rocky\nVERSION_ID='9.5'\nPRETTY_NAME=\"Rocky Linux 9.5 (Blue \\\"Onyx\\\")\"\n");
    machine.file(
        "/proc/cpuinfo",
        "processor\t: 0\ncpu family\t: 25\nmodel name\t: AMD   EPYC 7763\nphysical id\t: 0\nprocessor\t: 1\nmodel name\t: AMD EPYC "
        "7763\nphysical id\t: 1\n");
    machine.file("/proc/meminfo", "MemTotal:       16316412 kB\nMemFree:         1 kB\nSwapTotal: 1024 kB\nHugePages_Total: 8\n")
        .file("/proc/sys/kernel/version", "#1 SMP\n")
        .file("/proc/sys/kernel/tainted", "4096\n")
        .file("/proc/cmdline", "ro quiet\n")
        .file("/sys/devices/system/cpu/cpufreq/policy0/scaling_governor", "performance\n")
        .file("/sys/devices/system/node/node0/cpulist", "0-1\n")
        .file("/sys/block/sda/size", "2097152\n")
        .file("/sys/block/loop0/size", "8\n")
        .file("/sys/class/net/eth0/mtu", "9000\n")
        .file("/sys/class/net/eth0/device/vendor", "x\n")
        .file("/sys/class/net/docker0/mtu", "1500\n")
        .file("/sys/class/dmi/id/sys_vendor", "QEMU\n")
        .file("/sys/class/dmi/id/product_name", "Standard PC\n")
        .file("/sys/fs/selinux/enforce", "1\n")
        .file("/sys/module/lustre/version", "2.15.51\n");
    machine.file("/proc/self/mountinfo",
                 "27 1 254:1 / / rw shared:1 - ext4 /dev/vda1 rw\n30 27 0:30 / /mnt/lustre rw - lustre 10.0.0.1@tcp:/lustre rw,flock\n");
    auto const facts = facts_of(machine, "/mnt/lustre/tests/");
    CHECK(facts.at("kernel") == "Linux 5.14.0-503.el9.x86_64");
    CHECK(facts.at("host") == "client01");
    CHECK(facts.at("os") == "Rocky Linux 9.5 (Blue \"Onyx\")");
    CHECK(facts.at("os.id") == "rocky 9.5");
    CHECK(facts.at("cpu.model") == "AMD EPYC 7763");
    CHECK(facts.at("cpu.count") == "2");
    CHECK(facts.at("memory") == "16316412KiB");
    CHECK(facts.at("under_test") == "/mnt/lustre/tests");
    CHECK(facts.at("mount") == "/mnt/lustre");
    CHECK(facts.at("mount.type") == "lustre");
    CHECK(facts.at("mount.source") == "10.0.0.1@tcp:/lustre");
    CHECK(facts.at("mount.options") == "rw,flock");
    CHECK(facts.at("ltk") == "1.2.3");
    CHECK(facts.at("suite") == "suite 4");
    CHECK(facts.at("cpu.sockets") == "2");
    CHECK(facts.at("numa.nodes") == "1");
    CHECK(facts.at("swap") == "1024KiB");
    CHECK(facts.at("hugepages") == "8");
    CHECK(facts.at("kernel.taint") == "out-of-tree module");
    CHECK(facts.at("disks") == "sda 1GiB");
    CHECK(facts.at("mtu") == "eth0 9000");
    CHECK(facts.at("machine") == "QEMU Standard PC");
    CHECK(facts.at("virtual") == "kvm");
    CHECK(facts.at("security") == "selinux enforcing");
    CHECK(facts.at("module.lustre") == "2.15.51");
    CHECK(facts.size() == ltk::fingerprint_keys.size());
    for (auto const& fact : facts) CHECK(is_known(fact.first));
}

TEST_CASE("Facts that the machine does not tell are absent") {
    Machine const machine;
    auto const facts = facts_of(machine, "/mnt");
    CHECK(facts.count("kernel") == 0);
    CHECK(facts.count("cpu.count") == 0);
    CHECK(facts.count("os.id") == 0);
    CHECK(facts.count("mount") == 0);
    CHECK(facts.at("under_test") == "/mnt");
    CHECK(facts.count("compiler") == 1);
    CHECK(facts_of(machine).count("under_test") == 0);
    CHECK(facts_of(machine, "").count("under_test") == 0);
}

TEST_CASE("Processors of other architectures") {
    Machine arm;
    arm.file("/proc/cpuinfo", "processor\t: 0\nBogoMIPS\t: 50.00\nCPU implementer\t: 0x41\nCPU part\t: 0xd0c\n");
    CHECK(facts_of(arm).at("cpu.model") == "implementer 0x41 part 0xd0c");
    Machine power;
    power.file("/proc/cpuinfo", "processor\t: 0\ncpu\t\t: POWER9, altivec supported\n");
    CHECK(facts_of(power).at("cpu.model") == "POWER9, altivec supported");
}

TEST_CASE("Garbage becomes one line of valid text or nothing") {
    Machine machine;
    machine.file("/proc/sys/kernel/hostname", "a\xff\x01\n\nb")
        .file("/proc/cpuinfo", std::string(100'000, '\xfe'))
        .file("/proc/meminfo", "MemTotal: lots\n");
    machine.file("/etc/os-release", "PRETTY_NAME=\"never closed\nID\n=\n");
    auto const facts = facts_of(machine, "relative/path");
    for (auto const& [key, value] : facts) {
        CHECK(ltk::is_utf8(value));
        CHECK(value.find('\n') == std::string::npos);
    }
    CHECK(facts.at("os") == "never closed");
    CHECK(facts.count("memory") == 0);
    CHECK(facts.at("under_test").front() == '/');
    CHECK(facts.at("under_test").find("relative/path") != std::string::npos);
}

TEST_CASE("This machine tells its kernel and the mount of a path that does not exist") {
    auto const facts = ltk::take_fingerprint({"/nonexistent/path", "1.0.0", "", ""}).facts();
    CHECK(facts.count("kernel") == 1);
    CHECK(facts.count("host") == 1);
    CHECK(facts.count("mount") == 1);
    CHECK(facts.count("suite") == 0);
    for (auto const& fact : facts) CHECK(is_known(fact.first));
}

TEST_CASE("The table of keys is sorted and explains each") {
    CHECK(std::is_sorted(ltk::fingerprint_keys.begin(), ltk::fingerprint_keys.end(),
                         [](auto const& a, auto const& b) { return a.key < b.key; }));
    for (auto const& known : ltk::fingerprint_keys) CHECK(known.meaning.size() > 5);
}

TEST_CASE("Facts lie in the parts that the table says, unknown ones in the configuration") {
    auto const parts = ltk::in_parts({{"cpu.model", "x"}, {"kernel", "Linux"}, {"module.zfs", "2.2"}, {"host", "a"}, {"of.tomorrow", "b"}});
    CHECK(parts.hardware == std::map<std::string, std::string>{{"cpu.model", "x"}});
    CHECK(parts.software == std::map<std::string, std::string>{{"kernel", "Linux"}, {"module.zfs", "2.2"}});
    CHECK(parts.configuration == std::map<std::string, std::string>{{"host", "a"}, {"of.tomorrow", "b"}});
    CHECK(parts.facts().size() == 5);
    for (auto const& known : ltk::fingerprint_keys)
        CHECK((known.part == "hardware" || known.part == "software" || known.part == "configuration"));
}

TEST_CASE("A fingerprint that is taken twice is the same") {
    ltk::FingerprintInput const input{"/", "1", "", ""};
    CHECK(ltk::take_fingerprint(input) == ltk::take_fingerprint(input));
}
