// Processors: what they are, how many there are, and how many of them this process may use.
#pragma once

#include <ltk/environment/probes/cgroup.hpp>

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace ltk::inline v1 {

/// Processors of the machine, and this process's share of them.
struct CpuFacts {
    std::string architecture;   ///< "x86_64": that the program was compiled for
    std::string model;          ///< as /proc/cpuinfo has it
    std::size_t online = 0;     ///< logical processors that work; 0: not known
    std::size_t allowed = 0;    ///< of these, the ones that this process may run on (affinity); 0: not known
    double quota = 0;           ///< processors' worth of time that control groups grant; 0: no limit
    std::size_t sockets = 0;    ///< 0: not known
    std::size_t cores = 0;      ///< of all sockets; 0: not known
    bool hyperthreads = false;  ///< several logical processors share a core

    /// How many processors this process can keep busy; at least 1.
    std::size_t usable() const {
        std::size_t count = allowed != 0 && (online == 0 || allowed < online) ? allowed : online;
        if (quota > 0) count = std::min(count, static_cast<std::size_t>(quota));
        return std::max<std::size_t>(count, 1);
    }
};

namespace detail {

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

inline std::string cpu_model(std::string_view cpuinfo) {
    for (std::string_view const key : {"model name", "Model", "cpu model", "Processor", "cpu"})  // x86, arm64 boards, mips, arm, power
        if (auto const value = tidy(value_behind(cpuinfo, key, ':')); !value.empty()) return value;
    auto const implementer = tidy(value_behind(cpuinfo, "CPU implementer", ':'));
    auto const part = tidy(value_behind(cpuinfo, "CPU part", ':'));
    return implementer.empty() ? std::string() : "implementer " + implementer + " part " + part;  // arm64 servers say no more
}

/// Counts processors, sockets and cores in /proc/cpuinfo; arm64 tells no sockets there.
inline void count_processors(std::string_view cpuinfo, CpuFacts& facts) {
    std::set<std::string> sockets;
    std::set<std::string> cores;
    std::string socket;
    for (auto const line : split(cpuinfo, '\n')) {
        auto const colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        auto const key = tidy(line.substr(0, colon));
        auto const value = tidy(line.substr(colon + 1));
        if (key == "processor") ++facts.online;
        if (key == "physical id") sockets.insert(socket = value);
        if (key == "core id") cores.insert(socket + ":" + value);
    }
    facts.sockets = sockets.size();
    facts.cores = cores.size();
    facts.hyperthreads = !cores.empty() && cores.size() < facts.online;
}

/// "50000 100000" is half a processor; "max 100000" (version 2) and "-1 100000" (version 1) are no limit.
inline double cpu_quota(std::string const& tree) {
    double least = 0;
    auto const note = [&least](double quota) { least = least == 0 ? quota : std::min(least, quota); };
    for (auto const& value : cgroup_values(tree, "cpu", "cpu.max", "cpu.cfs_quota_us", "cpu.cfs_period_us")) {
        auto const words = words_of(value);
        auto const quota = words.empty() ? std::nullopt : number_in(words[0]);  // "max" and "-1" are no numbers
        auto const period = words.size() > 1 ? number_in(words[1]) : std::optional<std::uint64_t>(100'000);  // the kernel's own
        if (quota && period && *quota != 0 && *period != 0) note(static_cast<double>(*quota) / static_cast<double>(*period));
    }
    return least;
}

}  // namespace detail

/// Reads /proc and /sys.
inline CpuFacts probe_cpu(std::string const& tree = "") {
    CpuFacts facts;
    auto const cpuinfo = detail::small_file(tree + "/proc/cpuinfo");
    facts.architecture = detail::architecture;
    facts.model = detail::cpu_model(cpuinfo);
    detail::count_processors(cpuinfo, facts);
    if (facts.online == 0) facts.online = detail::count_in_ranges(detail::line_of(tree + "/sys/devices/system/cpu/online"));
    auto const status = detail::small_file(tree + "/proc/self/status");
    facts.allowed = detail::count_in_ranges(detail::tidy(detail::value_behind(status, "Cpus_allowed_list", ':')));
    facts.quota = detail::cpu_quota(tree);
    return facts;
}

}  // namespace ltk::inline v1
