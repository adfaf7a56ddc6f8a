// Putting things right (`check --fix`): the commands that findings carry, each shown before it is run and written down afterwards.
// Nothing else in LTK ever runs them.
#pragma once

#include <ltk/config/masked_stream.hpp>
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
    FixTried tried{finding.validator, finding.id, finding.fix, -1, "", 0};
    auto const keep = [&tried](std::string_view harmless) {
        tried.output += harmless;
        if (tried.output.size() > 4 * most) tried.output.erase(0, tried.output.size() - most);
    };
    MaskedStream masked(&masker);
    long long const started = detail::steady_nanoseconds();
    tried.status = detail::run_program({"/bin/sh", "-c", finding.fix}, deadline, nullptr, [&](std::string_view piece) {
                       masked.take(piece, keep);
                   }).status;
    masked.finish(keep);
    if (tried.output.size() > most) tried.output.erase(0, tried.output.size() - most);
    tried.output = repair_utf8(tried.output);
    tried.elapsed = static_cast<double>(detail::steady_nanoseconds() - started) / 1e9;
    return tried;
}

}  // namespace ltk::inline v1
