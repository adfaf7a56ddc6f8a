// What else the machine is doing: its load, and the processes that use processors while we look.
#pragma once

#include <ltk/declare/duration.hpp>
#include <ltk/environment/probes/files.hpp>

#include <poll.h>
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
                     number_in<int>(words[1]).value_or(0)};
    }
    return all;
}

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

/// Looks twice, `between` apart, and names who used at least `least` of a processor meanwhile, busiest first; not this process.
inline std::vector<BusyProcess> probe_busy(duration between = duration::seconds(0.5), double least = 0.1) {
    auto const before = detail::process_times("");
    ::poll(nullptr, 0, static_cast<int>(between.nanoseconds() / 1'000'000));
    auto const after = detail::process_times("");
    double const ticks = static_cast<double>(::sysconf(_SC_CLK_TCK)) * between.seconds();
    std::vector<BusyProcess> busy;
    for (auto const& [pid, now] : after) {
        auto const earlier = before.find(pid);
        if (earlier == before.end() || pid == ::getpid() || now.ticks <= earlier->second.ticks) continue;
        double const share = static_cast<double>(now.ticks - earlier->second.ticks) / ticks;
        if (share >= least) busy.push_back({pid, now.name, share});
    }
    std::sort(busy.begin(), busy.end(), [](auto const& a, auto const& b) { return a.share > b.share; });
    return busy;
}

}  // namespace ltk::inline v1
