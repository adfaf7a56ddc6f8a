// How an attempt ended, from everything that is known about it: the table in the architecture's "Processes", as one function.
#pragma once

#include <ltk/config/errno_text.hpp>
#include <ltk/config/units.hpp>
#include <ltk/drive/slot.hpp>
#include <ltk/results/event.hpp>

#include <sys/wait.h>
#include <csignal>
#include <cstring>
#include <string>

namespace ltk::inline v1::detail {

/// "SIGSEGV".
inline std::string signal_name(int number) {
    char const* const short_name = ::sigabbrev_np(number);
    return short_name == nullptr ? "signal " + std::to_string(number) : std::string("SIG") + short_name;
}

/// What the driver knows when an attempt's process is gone.
struct EndFacts {
    phase last = phase::idle;
    bool failed = false;  ///< the body recorded a failure
    bool lost_contact = false;
    bool timed_out = false;    ///< the driver ended it
    bool interrupted = false;  ///< the driver ended it because the run is to stop
    bool keeper_died = false;
    int status = 0;             ///< as wait(2) gives it; negative: it could not be started, -errno
    double timeout = 0;         ///< seconds
    std::string step;           ///< that the body was in: "write/sync"; "" for none
    std::string first_failure;  ///< message of the first failure that arrived
    bool has_verdict = false;   ///< the attempt's own words arrived
    outcome verdict = outcome::pass;
    std::string verdict_reason;
};

struct Ending {
    ltk::outcome outcome = ltk::outcome::pass;
    std::string reason;
};

inline Ending judge(EndFacts const& f) {
    std::string const failure = f.first_failure.empty() ? "a check failed, and no memory was left to say which" : f.first_failure;
    std::string const in_step = f.step.empty() ? "" : ", in the step \"" + f.step + "\"";
    auto const infrastructure = [&](std::string reason) -> Ending {
        if (f.failed) return {outcome::fail, failure};
        return {outcome::error, std::move(reason)};
    };
    if (f.status < 0)
        return {outcome::error, std::string("the attempt could not be started: ") + errno_text(-f.status) +
                                    "; look at the limits of processes and memory (ulimit -a)"};
    if (f.interrupted && f.last != phase::finished) return {outcome::interrupted, "the run was stopped"};
    if (f.timed_out && f.last != phase::finished) {
        std::string const limit = duration_text(static_cast<long long>(f.timeout * 1e9));
        if (f.last == phase::making) return {outcome::error, "a fixture was not made within the timeout of " + limit};
        if (f.last == phase::destroying) return infrastructure("a fixture was not destroyed within the timeout of " + limit);
        return {outcome::timeout, "timed out after " + limit + in_step};
    }
    if (f.keeper_died)
        return infrastructure(
            "LTK's keeper process died while the test ran; something killed it, or the machine ran out of memory (see dmesg)");
    if (f.last == phase::finished) {
        if (f.lost_contact)
            return infrastructure(
                "lost contact: the test closed LTK's channel (closing descriptors that it had not opened?), so what it reported afterwards "
                "is unknown");
        if (WIFEXITED(f.status) && WEXITSTATUS(f.status) != 0)
            return {outcome::crash, "exited with code " + std::to_string(WEXITSTATUS(f.status)) + " while the attempt was ending"};
        if (WIFSIGNALED(f.status) && !f.timed_out && !f.interrupted)
            return {outcome::crash, "died by " + signal_name(WTERMSIG(f.status)) + " while the attempt was ending"};
        if (f.failed) return {outcome::fail, failure};
        if (f.has_verdict) return {f.verdict, f.verdict_reason};
        return {};
    }
    std::string const how = WIFSIGNALED(f.status)
                                ? "died by " + signal_name(WTERMSIG(f.status)) + (WCOREDUMP(f.status) ? " (core dumped)" : "")
                                : "exited with code " + std::to_string(WEXITSTATUS(f.status));
    switch (f.last) {
        case phase::idle:
        case phase::making: return {outcome::error, "while its fixtures were made, the test " + how};
        case phase::destroying: return infrastructure("while its fixtures were destroyed, the test " + how);
        case phase::body:
        case phase::finished: break;
    }
    std::string reason = WIFSIGNALED(f.status) ? how : how + " in mid-test";
    reason += in_step;
    if (!f.first_failure.empty()) reason += "; before that: " + f.first_failure;
    return {outcome::crash, std::move(reason)};
}

}  // namespace ltk::inline v1::detail
