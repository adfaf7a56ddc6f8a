// The machine's clock: whether something keeps it right. Time stamps of several nodes mean nothing otherwise.
#pragma once

#include <ltk/declare/duration.hpp>
#include <ltk/environment/probes/files.hpp>

#include <sys/timex.h>
#include <string>

namespace ltk::inline v1 {

struct ClockFacts {
    bool known = false;         ///< false: the kernel did not answer
    bool synchronised = false;  ///< NTP, PTP or the hypervisor steers it
    duration largest_error;     ///< that the kernel believes possible
    std::string source;         ///< hardware that ticks: "tsc", "kvm-clock", "arch_sys_counter"
};

/// Asks the kernel (adjtimex(2), which reads only). `tree` is for the source of ticks.
inline ClockFacts probe_clock(std::string const& tree = "") {
    ClockFacts facts;
    timex state{};
    int const answer = ::adjtimex(&state);
    facts.known = answer >= 0;
    facts.synchronised = answer >= 0 && answer != TIME_ERROR && (state.status & STA_UNSYNC) == 0;
    facts.largest_error = duration::nanoseconds(static_cast<long long>(state.maxerror) * 1000);
    facts.source = detail::line_of(tree + "/sys/devices/system/clocksource/clocksource0/current_clocksource");
    return facts;
}

}  // namespace ltk::inline v1
