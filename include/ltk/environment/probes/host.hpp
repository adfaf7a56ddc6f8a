// Names of machines: our own, and what a name resolves to. getent(1) is asked in a child, because a name server may not answer.
#pragma once

#include <ltk/environment/probes/program.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace ltk::inline v1 {

/// What the resolver says to a name.
struct NameFacts {
    std::string name;
    std::vector<std::string> addresses;  ///< each once, in the resolver's order; empty: it is not known
    bool hung = false;                   ///< no answer in time

    explicit operator bool() const noexcept { return !addresses.empty(); }
};

/// This machine's own name, as the kernel has it.
inline std::string probe_host_name(std::string const& tree = "") { return detail::line_of(tree + "/proc/sys/kernel/hostname"); }

/// Resolves a name as programs do (nsswitch.conf).
inline NameFacts probe_name(std::string const& name, duration deadline = duration::seconds(5)) {
    NameFacts facts{name, {}, false};
    if (name.empty() || name.front() == '-') return facts;
    auto const asked = detail::run_program({"getent", "ahosts", name}, deadline);
    facts.hung = asked.hung;
    for (auto const line : detail::split(asked.output, '\n')) {  // "192.0.2.1       STREAM host"
        auto const words = detail::words_of(line);
        if (asked.status != 0 || words.empty()) continue;
        if (std::find(facts.addresses.begin(), facts.addresses.end(), words[0]) == facts.addresses.end())
            facts.addresses.emplace_back(words[0]);
    }
    return facts;
}

}  // namespace ltk::inline v1
