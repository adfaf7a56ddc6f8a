// Main memory and swap: the machine's, and what of it this process may have.
#pragma once

#include <ltk/declare/bytes.hpp>
#include <ltk/environment/probes/cgroup.hpp>

#include <algorithm>
#include <string>
#include <string_view>

namespace ltk::inline v1 {

/// Memory of the machine.
struct MemoryFacts {
    bytes total;      ///< that the kernel manages
    bytes available;  ///< that programs can have without swapping, as the kernel estimates it
    bytes swap;       ///< configured; 0: swap is off
    bytes swap_free;
    bytes limit;  ///< of this process's control groups; 0: none

    /// What programs here can have at most.
    bytes usable() const noexcept { return limit.count() != 0 && limit < total ? limit : total; }
};

/// Reads /proc/meminfo and the control groups.
inline MemoryFacts probe_memory(std::string const& tree = "") {
    auto const text = detail::small_file(tree + "/proc/meminfo");
    auto const amount = [&text](std::string_view key) {  // "MemTotal:       16316412 kB", where kB are KiB
        return bytes(detail::number_in(detail::value_behind(text, key, ':')).value_or(0) * 1024);
    };
    MemoryFacts facts;
    facts.total = amount("MemTotal");
    facts.available = amount("MemAvailable");
    facts.swap = amount("SwapTotal");
    facts.swap_free = amount("SwapFree");
    for (auto const& value : detail::cgroup_values(tree, "memory", "memory.max", "memory.limit_in_bytes")) {
        auto const limit = detail::number_in(value);  // "max" is no number; version 1 writes a very large one
        if (limit && *limit < (1ULL << 62U) && (facts.limit.count() == 0 || *limit < facts.limit.count())) facts.limit = bytes(*limit);
    }
    return facts;
}

}  // namespace ltk::inline v1
