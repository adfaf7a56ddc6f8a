// What else the machine is doing: its load, and the processes that use processors while we look.
#pragma once

#include <ltk/declare/duration.hpp>
#include <ltk/environment/probes/answer.hpp>
#include <ltk/environment/probes/files.hpp>

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cstdint>
#include <ctime>
#include <map>
#include <string>
#include <vector>

namespace ltk::inline v1 {

struct LoadFacts {
    double one_minute = 0;  ///< processes that run or wait for a disk, mean of one minute
    double five_minutes = 0;
    unsigned running = 0;     ///< at this moment, with the one that asks
    double cpu_pressure = 0;  ///< percent of the last 10 s in which something waited for a processor; 0 also when not known
    double io_pressure = 0;   ///< the same for disks
};

/// A process that used a processor between two looks.
struct BusyProcess {
    int pid = 0;
    std::string name;
    double share = 0;  ///< of one processor: 1 is all of it
};

namespace detail {

/// "0.52" without regard to the locale; 0 for anything else.
inline double decimal_in(std::string_view text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// "some avg10=1.53 avg60=..." -> 1.53
inline double pressure_of(std::string const& file) {
    auto const text = small_file(file);
    auto const at = text.find("some avg10=");
    return at == std::string::npos ? 0 : decimal_in(std::string_view(text).substr(at + 11));
}

struct ProcessTime {
    std::string name;
    std::uint64_t ticks = 0;
    int parent = 0;
    long long seen = 0;  // nanoseconds of the steady clock
};

/// "12 (a name) S 1 ... utime stime": names may hold blanks and brackets.
inline std::map<int, ProcessTime> process_times(std::string const& tree) {
    std::map<int, ProcessTime> all;
    for (auto const& entry : names_in(tree + "/proc")) {
        auto const pid = number_in<int>(entry);
        if (!pid || entry[0] < '0' || entry[0] > '9') continue;
        auto const stat = small_file(tree + "/proc/" + entry + "/stat");
        auto const begin = stat.find('(');
        auto const end = stat.rfind(')');
        if (begin == std::string::npos || end == std::string::npos || end < begin) continue;
        auto const words = words_of(std::string_view(stat).substr(end + 1));
        if (words.size() < 13) continue;
        all[*pid] = {stat.substr(begin + 1, end - begin - 1), number_in(words[11]).value_or(0) + number_in(words[12]).value_or(0),
                     number_in<int>(words[1]).value_or(0), steady_nanoseconds()};
    }
    return all;
}

/// Which processes are of this run: those above us, as long as they run our program (the driver, its guard, its keeper), and those below
/// them that do (other tests and validators). Another run of the same program is none of them. Numbers may have been used again while
/// the table was read, so that parents in it may go in a circle: steps are counted.
class OwnProcesses {
public:
    explicit OwnProcesses(std::map<int, ProcessTime> const& all) : all_(all), top_(own_number()) {
        if (::stat("/proc/self/exe", &program_) != 0) return;
        int above = parent_of(top_);
        for (auto steps = all_.size(); steps != 0 && above != 0 && runs_our_program(above); --steps) above = parent_of(top_ = above);
    }
    bool hold(int pid) const {
        int above = pid;
        for (auto steps = all_.size(); steps != 0 && above != 0 && above != top_; --steps) above = parent_of(above);
        return above == top_ && (pid == top_ || runs_our_program(pid));
    }

private:
    // As /proc counts, which need not be our own PID namespace.
    static int own_number() {
        char text[32];
        ssize_t const size = ::readlink("/proc/self", text, sizeof text);
        return size < 0 ? ::getpid() : number_in<int>(std::string_view(text, static_cast<std::size_t>(size))).value_or(0);
    }
    int parent_of(int pid) const {
        auto const found = all_.find(pid);
        return found == all_.end() ? 0 : found->second.parent;
    }
    bool runs_our_program(int pid) const {
        struct stat theirs{};
        return ::stat(("/proc/" + std::to_string(pid) + "/exe").c_str(), &theirs) == 0 && theirs.st_ino == program_.st_ino &&
               theirs.st_dev == program_.st_dev;
    }

    std::map<int, ProcessTime> const& all_;
    int top_;
    struct stat program_{};
};

}  // namespace detail

inline LoadFacts probe_load(std::string const& tree = "") {
    LoadFacts facts;
    auto const text = detail::small_file(tree + "/proc/loadavg");  // "0.52 0.58 0.59 1/389 12345"
    auto const words = detail::words_of(text);
    if (words.size() >= 4) {
        facts.one_minute = detail::decimal_in(words[0]);
        facts.five_minutes = detail::decimal_in(words[1]);
        facts.running = detail::number_in<unsigned>(words[3]).value_or(0);
    }
    facts.cpu_pressure = detail::pressure_of(tree + "/proc/pressure/cpu");
    facts.io_pressure = detail::pressure_of(tree + "/proc/pressure/io");
    return facts;
}

/// Looks twice, `between` apart, and names who used at least `least` of a processor meanwhile, busiest first; without the processes of
/// this run. Programs that a test started are named: nothing but LTK itself is meant to be left out.
inline std::vector<BusyProcess> probe_busy(duration between = duration::seconds(0.5), double least = 0.1) {
    auto const before = detail::process_times("");
    ::poll(nullptr, 0, static_cast<int>(between.nanoseconds() / 1'000'000));
    auto const after = detail::process_times("");
    detail::OwnProcesses const ours(after);
    double const ticks_a_nanosecond = static_cast<double>(::sysconf(_SC_CLK_TCK)) / 1e9;
    std::vector<BusyProcess> busy;
    for (auto const& [pid, now] : after) {
        auto const earlier = before.find(pid);
        if (earlier == before.end() || now.ticks <= earlier->second.ticks) continue;
        // Of the time that really passed: a busy machine lets us wait longer than we asked for.
        double const ticks = ticks_a_nanosecond * static_cast<double>(now.seen - earlier->second.seen);
        double const share = static_cast<double>(now.ticks - earlier->second.ticks) / ticks;
        if (share >= least && !ours.hold(pid)) busy.push_back({pid, now.name, share});
    }
    std::sort(busy.begin(), busy.end(), [](auto const& a, auto const& b) { return a.share > b.share; });
    return busy;
}

}  // namespace ltk::inline v1
