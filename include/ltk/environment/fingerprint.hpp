// What the machine is, as facts under stable keys in three parts, so that two runs can be told apart in a sentence: "the same hardware,
// another kernel". Everything comes from /proc, /sys and /etc; the file system under test is looked up in the kernel's table of
// mounts and never touched.
#pragma once

#include <ltk/environment/probes/cpu.hpp>
#include <ltk/environment/probes/cpu_frequency.hpp>
#include <ltk/environment/probes/disks.hpp>
#include <ltk/environment/probes/hugepages.hpp>
#include <ltk/environment/probes/kernel.hpp>
#include <ltk/environment/probes/memory.hpp>
#include <ltk/environment/probes/modules.hpp>
#include <ltk/environment/probes/mounts.hpp>
#include <ltk/environment/probes/network.hpp>
#include <ltk/environment/probes/numa.hpp>
#include <ltk/environment/probes/os.hpp>
#include <ltk/environment/probes/security.hpp>
#include <ltk/environment/probes/virtual_machine.hpp>

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace ltk::inline v1 {

/// Facts by their keys.
struct Fingerprint {
    std::map<std::string, std::string> hardware;       ///< what one can touch
    std::map<std::string, std::string> software;       ///< what was installed or built
    std::map<std::string, std::string> configuration;  ///< how it is set up

    /// All of them in one map.
    std::map<std::string, std::string> facts() const {
        auto all = hardware;
        all.insert(software.begin(), software.end());
        all.insert(configuration.begin(), configuration.end());
        return all;
    }
    bool empty() const noexcept { return hardware.empty() && software.empty() && configuration.empty(); }
    friend bool operator==(Fingerprint const&, Fingerprint const&) = default;
};

/// A key of the fingerprint, its part and what its fact is. Keys are only ever added. A fact that the machine does not tell is absent.
struct FingerprintKey {
    std::string_view key;
    std::string_view part;
    std::string_view meaning;
};

/// Every key that LTK itself takes, in alphabetical order; "module." is followed by a name.
inline constexpr std::array<FingerprintKey, 30> fingerprint_keys{{
    {"arch", "hardware", "machine architecture that the program was compiled for: x86_64"},
    {"compiler", "software", "compiler of the test program: g++ 12.2.0"},
    {"cpu.count", "hardware", "logical processors that are online"},
    {"cpu.governor", "configuration", "policy of the processors' clock: performance"},
    {"cpu.model", "hardware", "processor model as /proc/cpuinfo has it"},
    {"cpu.sockets", "hardware", "processor packages"},
    {"disks", "hardware", "whole block devices and their sizes: nvme0n1 1TiB, sda 8TiB"},
    {"host", "configuration", "host name"},
    {"hugepages", "configuration", "huge pages that are set aside; absent without any"},
    {"kernel", "software", "kernel and release: Linux 5.14.0-503.el9.x86_64"},
    {"kernel.build", "software", "which build of that release: #1 SMP PREEMPT_DYNAMIC Tue Nov 12"},
    {"kernel.command_line", "configuration", "what the boot loader handed to the kernel"},
    {"kernel.taint", "software", "why the kernel is tainted, in words; absent when it is not"},
    {"ltk", "software", "version of LTK"},
    {"machine", "hardware", "maker and model, as the firmware has them"},
    {"memory", "hardware", "main memory that the kernel manages: 16316412KiB"},
    {"module.", "software", "version of a loaded module of the file system under test"},
    {"mount", "configuration", "mount point that holds the directory under test"},
    {"mount.options", "configuration", "options of that mount and of its file system: rw,relatime,flock"},
    {"mount.source", "configuration", "its device or server: 10.0.0.1@tcp:/lustre"},
    {"mount.type", "configuration", "its type: lustre, ext4, nfs4"},
    {"mtu", "configuration", "largest packets of the interfaces: eth0 1500, ib0 2044"},
    {"numa.nodes", "hardware", "nodes with memory of their own"},
    {"os", "software", "distribution and version, PRETTY_NAME of os-release(5)"},
    {"os.id", "software", "distribution and version for programs: debian 12"},
    {"security", "configuration", "SELinux and AppArmor: selinux enforcing"},
    {"suite", "software", "version of the test program, as its author names it"},
    {"swap", "configuration", "swap space: 8388604KiB; absent when it is off"},
    {"under_test", "configuration", "directory under test"},
    {"virtual", "hardware", "container or hypervisor: kvm, docker; absent on bare metal"},
}};

/// The part that a key belongs to; keys that LTK does not know are configuration.
inline std::string_view part_of(std::string_view key) {
    for (auto const& known : fingerprint_keys)
        if (key == known.key || (known.key.back() == '.' && key.starts_with(known.key))) return known.part;
    return "configuration";
}

/// Facts in one map, as journals and reports of version 1 have them, back in their parts.
inline Fingerprint in_parts(std::map<std::string, std::string> const& facts) {
    Fingerprint made;
    for (auto const& [key, value] : facts) {
        auto const part = part_of(key);
        (part == "hardware" ? made.hardware : part == "software" ? made.software : made.configuration)[key] = value;
    }
    return made;
}

/// What a fingerprint is taken of.
struct FingerprintInput {
    std::optional<std::string> under_test;  ///< directory under test; relative to the current directory when it is not absolute
    std::string ltk_version;
    std::string suite_version;
    std::string root;  ///< in front of /proc, /sys and /etc; only tests of LTK set it
};

namespace detail {

inline std::string compiler() {
#if defined(__clang__)
    return "clang++ " + std::to_string(__clang_major__) + "." + std::to_string(__clang_minor__) + "." +
           std::to_string(__clang_patchlevel__);
#else
    return "g++ " + std::to_string(__GNUC__) + "." + std::to_string(__GNUC_MINOR__) + "." + std::to_string(__GNUC_PATCHLEVEL__);
#endif
}

inline std::string kib(bytes amount) { return amount.count() == 0 ? std::string() : std::to_string(amount.count() / 1024) + "KiB"; }
inline std::string positive(std::size_t count) { return count == 0 ? std::string() : std::to_string(count); }

/// Takes facts down: tidied, and only those that there are.
class Facts {
public:
    void add(std::string const& key, std::string_view value) {
        if (auto text = tidy(value); !text.empty()) facts_[key] = std::move(text);
    }
    std::map<std::string, std::string> const& all() const noexcept { return facts_; }

private:
    std::map<std::string, std::string> facts_;
};

inline void add_hardware(Facts& facts, std::string const& root) {
    auto const cpu = probe_cpu(root);
    facts.add("arch", cpu.architecture);
    facts.add("cpu.model", cpu.model);
    facts.add("cpu.count", positive(cpu.online));
    facts.add("cpu.sockets", positive(cpu.sockets));
    facts.add("memory", kib(probe_memory(root).total));
    facts.add("numa.nodes", positive(probe_numa(root).size()));
    facts.add("disks", listing(probe_disks(root), [](DiskFacts const& one) { return one.name + " " + bytes_text(one.size.count()); }));
    auto const machine = probe_virtual(root);
    facts.add("machine", machine.product);
    facts.add("virtual", machine.container.empty() ? machine.hypervisor : machine.container + " " + machine.hypervisor);
}

inline void add_software(Facts& facts, std::string const& root) {
    auto const kernel = probe_kernel(root);
    facts.add("kernel", kernel.name + " " + kernel.release);
    facts.add("kernel.build", kernel.build);
    facts.add("kernel.taint", listing(taint_reasons(kernel.taint)));
    auto const os = probe_os(root);
    facts.add("os", os.name);
    facts.add("os.id", os.id + " " + os.version.c_str());
    for (char const* const name : {"lustre", "lnet", "ldiskfs", "zfs", "nfs", "ceph", "fuse", "gfs2", "beegfs", "mmfs"})
        facts.add(std::string("module.") + name, line_of(root + "/sys/module/" + name + "/version"));
}

inline void add_configuration(Facts& facts, std::string const& root) {
    facts.add("host", small_file(root + "/proc/sys/kernel/hostname"));
    facts.add("kernel.command_line", small_file(root + "/proc/cmdline"));
    facts.add("cpu.governor", listing(probe_cpu_frequency(root).governors));
    facts.add("swap", kib(probe_memory(root).swap));
    facts.add("hugepages", positive(static_cast<std::size_t>(probe_hugepages(root).total)));
    auto interfaces = probe_interfaces(root);  // those of containers come and go
    std::erase_if(interfaces, [](InterfaceFacts const& one) { return !one.physical; });
    facts.add("mtu", listing(interfaces, [](InterfaceFacts const& one) { return one.name + " " + std::to_string(one.mtu); }));
    auto const security = probe_security(root);
    std::string words;
    if (security.selinux != "disabled") words = "selinux " + security.selinux;
    if (security.apparmor != "disabled") words += (words.empty() ? "apparmor " : ", apparmor ") + security.apparmor;
    facts.add("security", words);
}

}  // namespace detail

/// Takes the facts. Never fails: what cannot be read is absent. Touches nothing but /proc, /sys and /etc.
inline Fingerprint take_fingerprint(FingerprintInput const& input) {
    detail::Facts facts;
    facts.add("compiler", detail::compiler());
    facts.add("ltk", input.ltk_version);
    facts.add("suite", input.suite_version);
    detail::add_hardware(facts, input.root);
    detail::add_software(facts, input.root);
    detail::add_configuration(facts, input.root);
    if (input.under_test && !input.under_test->empty()) {
        facts.add("under_test", detail::absolute_path(*input.under_test));
        if (auto const mount = probe_mount(*input.under_test, input.root)) {
            facts.add("mount", mount->point);
            facts.add("mount.type", mount->type);
            facts.add("mount.source", mount->source);
            facts.add("mount.options", mount->options);
        }
    }
    return in_parts(facts.all());
}

}  // namespace ltk::inline v1
