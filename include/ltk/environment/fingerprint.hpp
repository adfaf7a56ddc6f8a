// What the machine is, as facts under stable keys: enough to tell whether two runs can be compared. Everything comes from /proc
// and /etc; the file system under test is looked up in the kernel's table of mounts and never touched.
#pragma once

#include <ltk/config/units.hpp>
#include <ltk/environment/mounts.hpp>
#include <ltk/results/sanitize.hpp>

#include <array>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <unistd.h>

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

/// Content of a small file of /proc or /etc; empty when it cannot be read.
inline std::string small_file(std::string const& path) {
    constexpr std::size_t most = std::size_t{4} << 20U;
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> const file(std::fopen(path.c_str(), "re"), &std::fclose);
    std::string text;
    char buffer[8192];
    while (file != nullptr && text.size() < most) {
        auto const got = std::fread(buffer, 1, sizeof buffer, file.get());
        if (got == 0) break;
        text.append(buffer, got);
    }
    return text;
}

/// The value behind the first line that begins with `key`, blanks and `separator`.
inline std::string value_behind(std::string_view text, std::string_view key, char separator) {
    for (auto const line : split(text, '\n')) {
        if (line.substr(0, key.size()) != key) continue;
        auto const behind = line.substr(key.size());
        auto const at = behind.find_first_not_of(" \t");
        if (at != std::string_view::npos && behind[at] == separator) return std::string(behind.substr(at + 1));
    }
    return {};
}

/// One line of valid UTF-8 without blanks at its ends and runs of blanks in it.
inline std::string tidy(std::string_view text) {
    std::string out;
    for (char const c : one_line(text))
        if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

/// A value of os-release(5): quotes and backslashes are a shell's.
inline std::string unquoted(std::string_view value) {
    std::string text;
    char quote = '\0';
    for (std::size_t i = 0; i < value.size(); ++i) {
        char const c = value[i];
        if (quote == '\0' && (c == '"' || c == '\''))
            quote = c;
        else if (c == quote)
            quote = '\0';
        else if (c == '\\' && quote != '\'' && i + 1 < value.size())
            text += value[++i];
        else
            text += c;
    }
    return text;
}

inline std::string cpu_model(std::string_view cpuinfo) {
    for (std::string_view const key : {"model name", "Model", "cpu model", "Processor", "cpu"})  // x86, arm64 boards, mips, arm, power
        if (auto const value = value_behind(cpuinfo, key, ':'); !value.empty()) return value;
    auto const implementer = tidy(value_behind(cpuinfo, "CPU implementer", ':'));
    auto const part = tidy(value_behind(cpuinfo, "CPU part", ':'));
    return implementer.empty() ? std::string() : "implementer " + implementer + " part " + part;  // arm64 servers say no more
}

inline constexpr std::string_view architecture =
#if defined(__x86_64__)
    "x86_64";
#elif defined(__aarch64__)
    "aarch64";
#elif defined(__powerpc64__)
    "ppc64";
#elif defined(__riscv)
    "riscv";
#else
    "other";
#endif

inline std::string compiler() {
#if defined(__clang__)
    return "clang++ " + std::to_string(__clang_major__) + "." + std::to_string(__clang_minor__) + "." +
           std::to_string(__clang_patchlevel__);
#else
    return "g++ " + std::to_string(__GNUC__) + "." + std::to_string(__GNUC_MINOR__) + "." + std::to_string(__GNUC_PATCHLEVEL__);
#endif
}

/// The current directory as the kernel has it in mind.
inline std::string current_directory() {
    char buffer[8192];
    return ::getcwd(buffer, sizeof buffer) == nullptr ? std::string() : std::string(buffer);
}

}  // namespace detail

/// Takes the facts. Never fails: what cannot be read is absent. Touches nothing but /proc and /etc.
inline std::map<std::string, std::string> take_fingerprint(FingerprintInput const& input) {
    std::map<std::string, std::string> facts;
    auto const add = [&facts](char const* key, std::string_view value) {
        if (auto text = detail::tidy(value); !text.empty()) facts[key] = std::move(text);
    };
    auto const file = [&input](char const* path) { return detail::small_file(input.root + path); };
    add("arch", detail::architecture);
    add("compiler", detail::compiler());
    add("ltk", input.ltk_version);
    add("suite", input.suite_version);
    add("host", file("/proc/sys/kernel/hostname"));
    add("kernel", file("/proc/sys/kernel/ostype") + " " + file("/proc/sys/kernel/osrelease"));

    auto release = file("/etc/os-release");
    if (release.empty()) release = file("/usr/lib/os-release");
    add("os", detail::unquoted(detail::value_behind(release, "PRETTY_NAME", '=')));
    add("os.id", detail::unquoted(detail::value_behind(release, "ID", '=')) + " " +
                     detail::unquoted(detail::value_behind(release, "VERSION_ID", '=')));

    auto const cpuinfo = file("/proc/cpuinfo");
    add("cpu.model", detail::cpu_model(cpuinfo));
    std::size_t processors = 0;
    for (auto const line : detail::split(cpuinfo, '\n'))
        processors += line.substr(0, 9) == "processor" && line.find(':') != std::string_view::npos ? 1 : 0;
    if (processors != 0) add("cpu.count", std::to_string(processors));
    auto const memory = detail::tidy(detail::value_behind(file("/proc/meminfo"), "MemTotal", ':'));
    if (auto const kib = memory.find(" kB"); kib != std::string::npos) add("memory", memory.substr(0, kib) + "KiB");

    if (input.under_test && !input.under_test->empty()) {
        bool const absolute = input.under_test->front() == '/';
        auto const path = lexical_path(absolute ? *input.under_test : detail::current_directory() + "/" + *input.under_test);
        add("under_test", path);
        auto const mounts = read_mounts(file("/proc/self/mountinfo"));
        if (auto const* const mount = mount_of(path, mounts)) {
            add("mount", mount->point);
            add("mount.type", mount->type);
            add("mount.source", mount->source);
            add("mount.options", mount->options);
        }
    }
    return facts;
}

}  // namespace ltk::inline v1
