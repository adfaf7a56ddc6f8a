// Huge pages: those that are set aside, and whether the kernel makes them by itself.
#pragma once

#include <ltk/declare/bytes.hpp>
#include <ltk/environment/probes/files.hpp>

#include <cstdint>
#include <string>

namespace ltk::inline v1 {

struct HugepageFacts {
    std::uint64_t total = 0;  ///< set aside, of the usual size
    std::uint64_t free = 0;
    bytes size;
    std::string transparent;  ///< "always", "madvise", "never"; "": not known
};

inline HugepageFacts probe_hugepages(std::string const& tree = "") {
    auto const text = detail::small_file(tree + "/proc/meminfo");
    auto const number = [&text](char const* key) { return detail::number_in(detail::value_behind(text, key, ':')).value_or(0); };
    HugepageFacts facts{number("HugePages_Total"), number("HugePages_Free"), bytes(number("Hugepagesize") * 1024), {}};
    facts.transparent = detail::bracketed_word(detail::line_of(tree + "/sys/kernel/mm/transparent_hugepage/enabled")).value_or("");
    return facts;
}

}  // namespace ltk::inline v1
