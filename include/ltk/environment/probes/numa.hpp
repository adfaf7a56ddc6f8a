// NUMA: which memory is near to which processors.
#pragma once

#include <ltk/declare/bytes.hpp>
#include <ltk/environment/probes/files.hpp>

#include <string>
#include <vector>

namespace ltk::inline v1 {

/// One node: processors with memory of their own.
struct NumaNode {
    unsigned number = 0;
    std::string cpus;  ///< "0-63,128-191"
    bytes memory;      ///< 0: not known
};

/// The nodes, by number; empty when the kernel has no notion of them.
inline std::vector<NumaNode> probe_numa(std::string const& tree = "") {
    std::vector<NumaNode> nodes;
    auto const folder = tree + "/sys/devices/system/node";
    for (auto const& name : detail::names_in(folder)) {
        auto const number = name.starts_with("node") ? detail::number_in<unsigned>(std::string_view(name).substr(4)) : std::nullopt;
        if (!number) continue;
        NumaNode node{*number, detail::line_of(folder + "/" + name + "/cpulist"), {}};
        auto const memory = detail::small_file(folder + "/" + name + "/meminfo");  // "Node 0 MemTotal:  16316412 kB"
        if (auto const at = memory.find("MemTotal:"); at != std::string::npos)
            node.memory = bytes(detail::number_in(std::string_view(memory).substr(at + 9)).value_or(0) * 1024);
        nodes.push_back(std::move(node));
    }
    std::sort(nodes.begin(), nodes.end(), [](auto const& a, auto const& b) { return a.number < b.number; });
    return nodes;
}

}  // namespace ltk::inline v1
