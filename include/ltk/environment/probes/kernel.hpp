// The running kernel: which one, what it was started with, and whether something has made it unfit to blame ("tainted").
#pragma once

#include <ltk/declare/version.hpp>
#include <ltk/environment/probes/files.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1 {

/// What the kernel says about itself.
struct KernelFacts {
    std::string name;          ///< "Linux"
    std::string release;       ///< "5.14.0-503.el9.x86_64"
    ltk::version version;      ///< the release, to be compared
    std::string build;         ///< "#1 SMP PREEMPT_DYNAMIC ..."
    std::string command_line;  ///< what the boot loader handed over
    std::uint64_t taint = 0;   ///< /proc/sys/kernel/tainted; 0: nothing
    std::string core_pattern;  ///< where core dumps go: "core", "|/usr/lib/systemd/systemd-coredump ..."

    /// Whether the command line holds this word: "nosmt", "mitigations=off".
    bool started_with(std::string_view word) const {
        for (auto const one : detail::words_of(command_line))
            if (one == word) return true;
        return false;
    }
};

namespace detail {

/// The bits of the kernel's taint, from 0 (Documentation/admin-guide/tainted-kernels.rst).
inline constexpr std::array<std::string_view, 20> taint_words{"proprietary module",
                                                              "module was forced to load",
                                                              "system out of specification",
                                                              "module was forced out",
                                                              "machine check",
                                                              "bad page",
                                                              "user asked for it",
                                                              "died before (oops)",
                                                              "ACPI table overridden",
                                                              "warned before",
                                                              "staging module",
                                                              "firmware workaround",
                                                              "out-of-tree module",
                                                              "unsigned module",
                                                              "soft lockup",
                                                              "live patched",
                                                              "auxiliary, of the distribution",
                                                              "built with randomised structs",
                                                              "in-kernel test ran",
                                                              "fwctl used"};

}  // namespace detail

/// Reasons of a taint in words, in the order of its bits; bits that have no name here are "bit N".
inline std::vector<std::string> taint_reasons(std::uint64_t taint) {
    std::vector<std::string> reasons;
    for (std::size_t bit = 0; bit < 64; ++bit)
        if ((taint >> bit & 1U) != 0)
            reasons.push_back(bit < detail::taint_words.size() ? std::string(detail::taint_words[bit]) : "bit " + std::to_string(bit));
    return reasons;
}

/// Reads /proc. What it does not tell stays empty.
inline KernelFacts probe_kernel(std::string const& tree = "") {
    KernelFacts facts;
    facts.name = detail::line_of(tree + "/proc/sys/kernel/ostype");
    facts.release = detail::line_of(tree + "/proc/sys/kernel/osrelease");
    facts.version = ltk::version(facts.release.c_str());
    facts.build = detail::line_of(tree + "/proc/sys/kernel/version");
    facts.command_line = detail::line_of(tree + "/proc/cmdline");
    facts.taint = detail::number_in(detail::small_file(tree + "/proc/sys/kernel/tainted")).value_or(0);
    facts.core_pattern = detail::line_of(tree + "/proc/sys/kernel/core_pattern");
    return facts;
}

}  // namespace ltk::inline v1
