// What the system allows one process: getrlimit(2), as /proc/self/limits shows it.
#pragma once

#include <ltk/environment/probes/files.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace ltk::inline v1 {

inline constexpr std::uint64_t unlimited = std::numeric_limits<std::uint64_t>::max();

/// One limit. The soft one can be raised up to the hard one without rights.
struct Limit {
    std::uint64_t soft = unlimited;
    std::uint64_t hard = unlimited;
};

struct LimitFacts {
    Limit open_files;
    Limit processes;
    Limit core_size;      ///< bytes; 0: no core dumps
    Limit file_size;      ///< bytes
    Limit locked_memory;  ///< bytes
    bool known = false;   ///< false: /proc could not be read
};

inline LimitFacts probe_limits(std::string const& tree = "") {
    auto const text = detail::small_file(tree + "/proc/self/limits");
    LimitFacts facts;
    facts.known = !text.empty();
    auto const read = [&text](std::string_view name, Limit& limit) {  // "Max open files    1024    1048576    files"
        for (auto const line : detail::split(text, '\n')) {
            if (!line.starts_with(name)) continue;
            auto const words = detail::words_of(line.substr(name.size()));
            if (words.size() < 2) return;
            limit.soft = detail::number_in(words[0]).value_or(unlimited);
            limit.hard = detail::number_in(words[1]).value_or(unlimited);
        }
    };
    read("Max open files", facts.open_files);
    read("Max processes", facts.processes);
    read("Max core file size", facts.core_size);
    read("Max file size", facts.file_size);
    read("Max locked memory", facts.locked_memory);
    return facts;
}

}  // namespace ltk::inline v1
