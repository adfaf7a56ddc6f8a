// Putting things right (`check --fix`): the commands that findings carry, each shown before it is run and written down afterwards.
// Nothing else in LTK ever runs them.
#pragma once

#include <ltk/config/masker.hpp>
#include <ltk/environment/probes/program.hpp>
#include <ltk/environment/report.hpp>

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace ltk::inline v1 {

/// Findings that are not as they should be and that say by what command they become so; each command once.
inline std::vector<event::FindingReported> fixable(EnvironmentReport const& report) {
    std::vector<event::FindingReported> found;
    for (auto const& one : report.findings) {
        if (one.fix.empty() || one.verdict == "valid") continue;
        bool known = false;
        for (auto const& earlier : found) known = known || earlier.fix == one.fix;
        if (!known) found.push_back(one);
    }
    return found;
}

/// Runs the command of one finding with /bin/sh, until the deadline. Secrets in what it prints are masked before that is cut.
inline FixTried try_fix(event::FindingReported const& finding, duration deadline, Masker const& masker) {
    constexpr std::size_t most = 4096;
    long long const started = detail::steady_nanoseconds();
    auto result = detail::run_program({"/bin/sh", "-c", finding.fix}, deadline);
    masker.mask(result.output);
    FixTried tried{finding.validator, finding.id, finding.fix, result.status, std::move(result.output), 0};
    if (tried.output.size() > most) tried.output.erase(0, tried.output.size() - most);
    tried.output = repair_utf8(tried.output);
    tried.elapsed = static_cast<double>(detail::steady_nanoseconds() - started) / 1e9;
    return tried;
}

}  // namespace ltk::inline v1
