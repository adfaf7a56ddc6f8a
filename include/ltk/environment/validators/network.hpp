// Ready validators of network and time. Compiled once, in the engine.
#pragma once

#include <ltk/config/engine_function.hpp>
#include <ltk/config/errno_text.hpp>
#include <ltk/environment/probes/clock.hpp>
#include <ltk/environment/probes/host.hpp>
#include <ltk/environment/probes/network.hpp>
#include <ltk/environment/probes/reach.hpp>
#include <ltk/validators.hpp>

#include <string>

namespace ltk::inline v1::ready {

LTK_DETAIL_ENGINE Finding time_synchronised() {
    auto const facts = probe_clock();
    auto made = !facts.known         ? warning("the kernel does not say whether its clock is right")
                : facts.synchronised ? valid("kept right, the error is below {}", facts.largest_error)
                                     : invalid("nothing keeps the clock right (clock source {})", facts.source);
    made.id("time.synchronised").expected("a clock that NTP, PTP or the hypervisor keeps right").data("source", facts.source);
    if (facts.known && !facts.synchronised)
        made.fix("systemctl enable --now chronyd").remedy("chronyc tracking || systemctl enable --now chronyd");
    return made;
}

LTK_DETAIL_ENGINE Finding resolves(text_view host, duration deadline) {
    std::string const wanted(host.data(), host.size());
    auto const facts = probe_name(wanted, deadline);
    auto made = facts        ? valid("{} is {}", wanted, facts.addresses.front())
                : facts.hung ? invalid("{} was not resolved within {}", wanted, deadline)
                             : invalid("{} does not resolve", wanted);
    made.id("host.resolve").expected("an address").data("host", wanted).data("addresses", facts.addresses.size());
    if (!facts) made.remedy("getent ahosts {}; cat /etc/resolv.conf /etc/hosts", wanted);
    return made;
}

LTK_DETAIL_ENGINE Finding own_name(text_view tree, duration deadline) {
    auto const name = probe_host_name(std::string(tree.data(), tree.size()));
    return resolves(name, deadline).id("host.name");
}

LTK_DETAIL_ENGINE Finding reachable(text_view host, unsigned short port, duration deadline) {
    std::string const wanted(host.data(), host.size());
    auto const facts = probe_reach(wanted, port, deadline);
    auto made = facts                   ? valid("{}:{} answers ({})", wanted, port, facts.address)
                : facts.hung            ? invalid("{}:{} did not answer within {}", wanted, port, deadline)
                : facts.address.empty() ? invalid("{} does not resolve", wanted)
                                        : invalid("{}:{}: {}", wanted, port, ltk::detail::errno_text(facts.error));
    made.id("host.reach").expected("something that listens there").data("host", wanted).data("port", port).data("address", facts.address);
    if (!facts) made.remedy("ping -c 1 {}; nc -vz {} {}", wanted, wanted, port);
    return made;
}

LTK_DETAIL_ENGINE Finding interface(text_view name, unsigned mtu, text_view tree) {
    std::string const wanted(name.data(), name.size());
    auto const with = [&](Finding made) {
        made.id("network.interface").data("interface", wanted);
        if (mtu != 0)
            made.expected("{} is up and takes packets of {} bytes", wanted, mtu);
        else
            made.expected("{} is up", wanted);
        return made;
    };
    auto const interfaces = probe_interfaces(std::string(tree.data(), tree.size()));
    for (auto const& one : interfaces) {
        if (one.name != wanted) continue;
        if (one.state == "down") return with(invalid("{} is down", wanted)).data("mtu", one.mtu).fix("ip link set dev {} up", wanted);
        if (one.mtu < mtu)
            return with(invalid("{} takes packets of {} bytes", wanted, one.mtu))
                .data("mtu", one.mtu)
                .fix("ip link set dev {} mtu {}", wanted, mtu);
        return with(valid("{}, packets of {} bytes", one.state, one.mtu)).data("mtu", one.mtu);
    }
    auto const names = detail::listing(interfaces, [](InterfaceFacts const& one) { return one.name; });
    return with(invalid("there is no interface {}; there are: {}", wanted, names.empty() ? std::string("none") : names)).remedy("ip link");
}

}  // namespace ltk::inline v1::ready
