// Ready validators of hardware. Compiled once, in the engine.
#pragma once

#include <ltk/config/engine_function.hpp>
#include <ltk/config/units.hpp>
#include <ltk/environment/probes/cpu.hpp>
#include <ltk/environment/probes/cpu_frequency.hpp>
#include <ltk/environment/probes/disks.hpp>
#include <ltk/environment/probes/hugepages.hpp>
#include <ltk/environment/probes/load.hpp>
#include <ltk/environment/probes/memory.hpp>
#include <ltk/environment/probes/numa.hpp>
#include <ltk/environment/probes/virtual_machine.hpp>
#include <ltk/validators.hpp>

#include <cmath>
#include <string>

namespace ltk::inline v1::ready {

LTK_DETAIL_ENGINE Finding machine(text_view tree) {
    std::string const root(tree.data(), tree.size());
    auto const cpu = probe_cpu(root);
    auto const disks = probe_disks(root);
    auto const nodes = probe_numa(root).size();
    auto const names = detail::listing(disks, [](DiskFacts const& one) { return one.name + " " + detail::bytes_text(one.size.count()); });
    return valid("{} x {}, {} of memory, {} NUMA node{}, disks: {}", cpu.online, cpu.model, probe_memory(root).total, nodes,
                 nodes == 1 ? "" : "s", names.empty() ? std::string("none") : names)
        .id("machine")
        .data("cpus", cpu.online)
        .data("memory", probe_memory(root).total)
        .data("numa_nodes", nodes)
        .data("disks", disks.size());
}

LTK_DETAIL_ENGINE Finding cpus(unsigned at_least, text_view tree) {
    auto const facts = probe_cpu(text(tree));
    auto made = facts.usable() >= at_least
                    ? valid("{} of {} processors are ours", facts.usable(), facts.online)
                    : invalid("{} of {} processors are ours (affinity, control groups)", facts.usable(), facts.online);
    made.id("cpu.count").expected("{} or more", at_least).data("usable", facts.usable()).data("online", facts.online);
    if (made.grade() != verdict::valid) made.remedy("taskset -p $$; cat /sys/fs/cgroup/cpu.max");
    return made;
}

LTK_DETAIL_ENGINE Finding memory(bytes at_least, text_view tree) {
    auto const facts = probe_memory(text(tree));
    auto made = facts.usable() >= at_least ? valid("{}", facts.usable()) : invalid("{} of memory", facts.usable());
    made.id("memory.total").expected("{} or more", at_least).data("total", facts.total).data("limit", facts.limit);
    if (made.grade() != verdict::valid) made.remedy("free -h; cat /sys/fs/cgroup/memory.max");
    return made;
}

LTK_DETAIL_ENGINE Finding swap_off(text_view tree) {
    auto const facts = probe_memory(text(tree));
    auto made = facts.swap.count() == 0 ? valid("no swap") : invalid("{} of swap", facts.swap);
    made.id("memory.swap").expected("no swap").data("swap", facts.swap);
    if (facts.swap.count() != 0) made.fix("swapoff -a");
    return made;
}

LTK_DETAIL_ENGINE Finding hugepages(unsigned at_least, text_view tree) {
    auto const facts = probe_hugepages(text(tree));
    auto made = facts.free >= at_least ? valid("{} huge pages of {} are free", facts.free, facts.size)
                                       : invalid("{} huge pages of {} are free", facts.free, facts.size);
    made.id("memory.hugepages").expected("{} or more", at_least).data("free", facts.free).data("total", facts.total);
    if (made.grade() != verdict::valid) made.fix("sysctl -w vm.nr_hugepages={}", facts.total - facts.free + at_least);
    return made;
}

LTK_DETAIL_ENGINE Finding steady_frequency(text_view tree) {
    auto const facts = probe_cpu_frequency(text(tree));
    auto const governors = detail::listing(facts.governors);
    bool const steady = governors.empty() || governors == "performance";
    auto made = governors.empty() ? valid("the clock is not ours to set")
                : steady          ? valid("performance, by {}", facts.driver)
                                  : invalid("the processors' clock follows {}", governors);
    made.id("cpu.governor").expected("performance").data("governors", governors).data("driver", facts.driver);
    if (!steady) made.fix("cpupower frequency-set -g performance");
    return made;
}

LTK_DETAIL_ENGINE Finding bare_metal(text_view tree) {
    auto const facts = probe_virtual(text(tree));
    auto made = facts.bare_metal()        ? valid("{}", facts.product.empty() ? std::string("no container, no hypervisor") : facts.product)
                : facts.container.empty() ? invalid("a virtual machine of {}", facts.hypervisor)
                                          : invalid("a container of {}", facts.container);
    made.id("machine.virtual").expected("bare metal").data("container", facts.container).data("hypervisor", facts.hypervisor);
    return made;
}

LTK_DETAIL_ENGINE Finding quiet(double largest_load) {
    auto const load = probe_load();
    auto const cpu = probe_cpu();
    double const share = load.one_minute / static_cast<double>(cpu.usable());
    std::string names;
    double used = 0;
    for (auto const& one : probe_busy()) {
        used += one.share;
        if (names.size() < 120)
            names += (names.empty() ? "" : ", ") + one.name + " (pid " + std::to_string(one.pid) + ", " +
                     std::to_string(static_cast<int>(std::lround(100 * one.share))) + " %)";
    }
    bool const calm = share <= largest_load && used / static_cast<double>(cpu.usable()) <= largest_load;
    auto made = calm            ? valid("load {} on {} processors", load.one_minute, cpu.usable())
                : names.empty() ? invalid("load {} on {} processors; nothing is busy now", load.one_minute, cpu.usable())
                                : invalid("load {} on {} processors; busy now: {}", load.one_minute, cpu.usable(), names);
    made.id("machine.load")
        .expected("a load of {} or less for each processor", largest_load)
        .data("load", load.one_minute)
        .data("busy", names);
    if (!calm) made.remedy("top -b -n 1 | head -20  # stop what is not needed, or wait");
    return made;
}

}  // namespace ltk::inline v1::ready
