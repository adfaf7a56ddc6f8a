// What the machine is, as facts under stable keys: enough to tell whether two runs can be compared. Everything comes from /proc
// and /etc; the file system under test is looked up in the kernel's table of mounts and never touched.
#pragma once

#include <ltk/environment/probes/cpu.hpp>
#include <ltk/environment/probes/kernel.hpp>
#include <ltk/environment/probes/memory.hpp>
#include <ltk/environment/probes/mounts.hpp>
#include <ltk/environment/probes/os.hpp>

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace ltk::inline v1 {

/// A key of the fingerprint and what its fact is. Keys are only ever added. A fact that the machine does not tell is absent.
struct FingerprintKey {
    std::string_view key;
    std::string_view meaning;
};

/// Every key that LTK itself takes, in alphabetical order.
inline constexpr std::array<FingerprintKey, 16> fingerprint_keys{{
    {"arch", "machine architecture that the program was compiled for: x86_64"},
    {"compiler", "compiler of the test program: g++ 12.2.0"},
    {"cpu.count", "logical processors that are online"},
    {"cpu.model", "processor model as /proc/cpuinfo has it"},
    {"host", "host name"},
    {"kernel", "kernel and release: Linux 5.14.0-503.el9.x86_64"},
    {"ltk", "version of LTK"},
    {"memory", "main memory that the kernel manages: 16316412KiB"},
    {"mount", "mount point that holds the directory under test"},
    {"mount.options", "options of that mount and of its file system: rw,relatime,flock"},
    {"mount.source", "its device or server: 10.0.0.1@tcp:/lustre"},
    {"mount.type", "its type: lustre, ext4, nfs4"},
    {"os", "distribution and version, PRETTY_NAME of os-release(5)"},
    {"os.id", "distribution and version for programs: debian 12"},
    {"suite", "version of the test program, as its author names it"},
    {"under_test", "directory under test"},
}};

/// What a fingerprint is taken of.
struct FingerprintInput {
    std::optional<std::string> under_test;  ///< directory under test; relative to the current directory when it is not absolute
    std::string ltk_version;
    std::string suite_version;
    std::string root;  ///< in front of /proc and /etc; only tests of LTK set it
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

}  // namespace detail

/// Takes the facts. Never fails: what cannot be read is absent. Touches nothing but /proc and /etc.
inline std::map<std::string, std::string> take_fingerprint(FingerprintInput const& input) {
    std::map<std::string, std::string> facts;
    auto const add = [&facts](char const* key, std::string_view value) {
        if (auto text = detail::tidy(value); !text.empty()) facts[key] = std::move(text);
    };
    add("arch", detail::architecture);
    add("compiler", detail::compiler());
    add("ltk", input.ltk_version);
    add("suite", input.suite_version);
    add("host", detail::small_file(input.root + "/proc/sys/kernel/hostname"));
    auto const kernel = probe_kernel(input.root);
    add("kernel", kernel.name + " " + kernel.release);
    auto const os = probe_os(input.root);
    add("os", os.name);
    add("os.id", os.id + " " + os.version.c_str());
    auto const cpu = probe_cpu(input.root);
    add("cpu.model", cpu.model);
    if (cpu.online != 0) add("cpu.count", std::to_string(cpu.online));
    auto const memory = probe_memory(input.root).total.count();
    if (memory != 0) add("memory", std::to_string(memory / 1024) + "KiB");
    if (input.under_test && !input.under_test->empty()) {
        add("under_test", detail::absolute_path(*input.under_test));
        if (auto const mount = probe_mount(*input.under_test, input.root)) {
            add("mount", mount->point);
            add("mount.type", mount->type);
            add("mount.source", mount->source);
            add("mount.options", mount->options);
        }
    }
    return facts;
}

}  // namespace ltk::inline v1
