// Network interfaces.
#pragma once

#include <ltk/environment/probes/files.hpp>

#include <string>
#include <vector>

namespace ltk::inline v1 {

struct InterfaceFacts {
    std::string name;       ///< "eth0", "ib0"
    std::string state;      ///< "up", "down", "unknown" (some drivers do not say)
    unsigned mtu = 0;       ///< largest packet, bytes
    unsigned speed = 0;     ///< Mb/s; 0: not known
    std::string hardware;   ///< address
    bool physical = false;  ///< a device, or several bound together; not a bridge, a tunnel or a container's end
};

/// By name; "lo" too.
inline std::vector<InterfaceFacts> probe_interfaces(std::string const& tree = "") {
    std::vector<InterfaceFacts> all;
    auto const folder = tree + "/sys/class/net/";
    for (auto const& name : detail::names_in(folder)) {
        auto const file = [&](char const* one) { return detail::line_of(folder + name + "/" + one); };
        InterfaceFacts one;
        one.mtu = detail::number_in<unsigned>(file("mtu")).value_or(0);
        if (one.mtu == 0) continue;  // a file such as bonding_masters
        one.name = name;
        one.state = file("operstate");
        one.speed = detail::number_in<unsigned>(file("speed")).value_or(0);  // "-1" is no number: not known
        one.hardware = file("address");
        one.physical =
            ::access((folder + name + "/device").c_str(), F_OK) == 0 || ::access((folder + name + "/bonding").c_str(), F_OK) == 0;
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace ltk::inline v1
