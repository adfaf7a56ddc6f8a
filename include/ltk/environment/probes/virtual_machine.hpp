// Is the machine one? Containers and virtual machines share what performance tests believe to have for themselves.
#pragma once

#include <ltk/environment/probes/files.hpp>

#include <unistd.h>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace ltk::inline v1 {

struct VirtualFacts {
    std::string container;   ///< "docker", "podman", "lxc", "systemd-nspawn" ...; "": none that shows
    std::string hypervisor;  ///< "kvm", "vmware", "xen" ...; "unknown" when there is one without a name; "": none that shows
    std::string product;     ///< maker and model of the machine, as its firmware has them

    bool bare_metal() const noexcept { return container.empty() && hypervisor.empty(); }
};

namespace detail {

inline std::string container_of(std::string const& tree) {
    if (auto const said = line_of(tree + "/run/systemd/container"); !said.empty()) return said;
    if (::access((tree + "/run/.containerenv").c_str(), F_OK) == 0) return "podman";
    if (::access((tree + "/.dockerenv").c_str(), F_OK) == 0) return "docker";
    auto const groups = small_file(tree + "/proc/1/cgroup");
    for (std::string_view const one : {"docker", "kubepods", "lxc", "libpod"})
        if (groups.find(one) != std::string::npos) return one == "libpod" ? "podman" : one == "kubepods" ? "kubernetes" : std::string(one);
    return {};
}

inline std::string hypervisor_of(std::string const& tree, std::string_view product) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> makers{{{"QEMU", "kvm"},
                                                                                          {"KVM", "kvm"},
                                                                                          {"VMware", "vmware"},
                                                                                          {"VirtualBox", "virtualbox"},
                                                                                          {"innotek", "virtualbox"},
                                                                                          {"Xen", "xen"},
                                                                                          {"Virtual Machine", "hyperv"},
                                                                                          {"Google Compute Engine", "kvm"},
                                                                                          {"Bochs", "bochs"}}};
    for (auto const& [maker, hypervisor] : makers)
        if (product.find(maker) != std::string_view::npos) return std::string(hypervisor);
    if (auto const type = line_of(tree + "/sys/hypervisor/type"); !type.empty()) return type;
    if (!small_file(tree + "/proc/device-tree/hypervisor/compatible").empty()) return "kvm";
    auto const flags = value_behind(small_file(tree + "/proc/cpuinfo"), "flags", ':');
    for (auto const flag : words_of(flags))
        if (flag == "hypervisor") return "unknown";
    return {};
}

}  // namespace detail

inline VirtualFacts probe_virtual(std::string const& tree = "") {
    VirtualFacts facts;
    facts.product = detail::tidy(detail::line_of(tree + "/sys/class/dmi/id/sys_vendor") + " " +
                                 detail::line_of(tree + "/sys/class/dmi/id/product_name"));
    if (facts.product.empty()) facts.product = detail::tidy(detail::small_file(tree + "/proc/device-tree/model"));
    facts.container = detail::container_of(tree);
    facts.hypervisor = detail::hypervisor_of(tree, facts.product);
    return facts;
}

}  // namespace ltk::inline v1
