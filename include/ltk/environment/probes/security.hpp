// Security modules of the kernel: what refuses when permissions would allow.
#pragma once

#include <ltk/environment/probes/files.hpp>

#include <string>
#include <vector>

namespace ltk::inline v1 {

struct SecurityFacts {
    std::string selinux;               ///< "enforcing", "permissive", "disabled"
    std::string apparmor;              ///< of this process: "unconfined", "profile (enforce)"; "disabled"
    std::vector<std::string> modules;  ///< all that are active: "capability", "yama"; empty when only root may see them
};

inline SecurityFacts probe_security(std::string const& tree = "") {
    SecurityFacts facts;
    auto const enforce = detail::line_of(tree + "/sys/fs/selinux/enforce");
    facts.selinux = enforce == "1" ? "enforcing" : enforce == "0" ? "permissive" : "disabled";
    facts.apparmor = "disabled";
    if (detail::line_of(tree + "/sys/module/apparmor/parameters/enabled") == "Y") {
        auto profile = detail::line_of(tree + "/proc/self/attr/apparmor/current");
        if (profile.empty()) profile = detail::line_of(tree + "/proc/self/attr/current");
        facts.apparmor = profile.empty() ? "unconfined" : profile;
    }
    auto const modules = detail::line_of(tree + "/sys/kernel/security/lsm");
    for (auto const one : detail::split(modules, ',')) facts.modules.emplace_back(one);
    return facts;
}

}  // namespace ltk::inline v1
