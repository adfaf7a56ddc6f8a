// Ready validators of kernel and distribution. Compiled once, in the engine; weak so that programs which only link it find them.
#pragma once

#include <ltk/config/engine_function.hpp>
#include <ltk/environment/probes/kernel.hpp>
#include <ltk/environment/probes/modules.hpp>
#include <ltk/environment/probes/os.hpp>
#include <ltk/validators.hpp>

#include <string>

namespace ltk::inline v1::ready {

LTK_DETAIL_ENGINE Finding kernel(version at_least, text_view tree) {
    auto const facts = probe_kernel(text(tree));
    auto made = facts.version >= at_least ? valid("{} {}", facts.name, facts.release) : invalid("kernel {}", facts.release);
    made.id("kernel.version").expected("kernel {} or newer", at_least).data("release", facts.release);
    if (made.grade() != verdict::valid) made.remedy("grubby --info=ALL  # choose a newer kernel, then boot it");
    return made;
}

LTK_DETAIL_ENGINE Finding kernel_untainted(text_view tree) {
    auto const facts = probe_kernel(text(tree));
    auto const reasons = detail::listing(taint_reasons(facts.taint));
    auto made = facts.taint == 0 ? valid("not tainted") : invalid("the kernel is tainted ({}): {}", facts.taint, reasons);
    made.id("kernel.taint").expected("0: not tainted").data("taint", facts.taint);
    if (facts.taint != 0) made.remedy("dmesg --level=err,warn  # find what tainted it, put it right, boot again");
    return made;
}

LTK_DETAIL_ENGINE Finding kernel_option(text_view word, text_view tree) {
    std::string const wanted(word.data(), word.size());
    auto const facts = probe_kernel(text(tree));
    auto made =
        facts.started_with(wanted) ? valid("started with {}", wanted) : invalid("started without {}: {}", wanted, facts.command_line);
    made.id("kernel.command_line").expected("{} in /proc/cmdline", wanted).data("option", wanted);
    if (made.grade() != verdict::valid) made.remedy("grubby --update-kernel=ALL --args={}  # then boot again", wanted);
    return made;
}

LTK_DETAIL_ENGINE Finding module(text_view name, version at_least, text_view tree) {
    std::string const wanted(name.data(), name.size());
    auto const facts = probe_module(wanted, std::string(tree.data(), tree.size()));
    auto const with = [&](Finding made) {
        made.id("module." + facts.name).data("loaded", facts.loaded).data("version", facts.version);
        if (at_least)
            made.expected("module {} of version {} or newer", wanted, at_least);
        else
            made.expected("module {}", wanted);
        return made;
    };
    if (!facts.present())
        return facts.loadable ? with(invalid("module {} is installed, and not loaded", wanted)).fix("modprobe {}", wanted)
                              : with(invalid("module {} is not there", wanted)).remedy("modinfo {}  # install what brings it", wanted);
    if (at_least && facts.version < at_least)
        return facts.version ? with(invalid("module {} is of version {}", wanted, facts.version))
                                   .remedy("modinfo {}  # install a newer one, then load it again", wanted)
                             : with(warning("module {} does not tell its version", wanted));
    return with(facts.built_in ? valid("built into the kernel") : (facts.version ? valid("loaded, {}", facts.version) : valid("loaded")));
}

LTK_DETAIL_ENGINE Finding os(text_view id, version at_least, text_view tree) {
    std::string const wanted(id.data(), id.size());
    auto const facts = probe_os(std::string(tree.data(), tree.size()));
    auto made = facts.is(wanted) && facts.version >= at_least
                    ? valid("{}", facts.name)
                    : invalid("{}", facts.name.empty() ? std::string("no os-release") : facts.name);
    made.id("os").expected("{} {}", wanted, at_least).data("id", facts.id).data("version", facts.version);
    if (made.grade() != verdict::valid) made.remedy("cat /etc/os-release  # test on a machine with {}", wanted);
    return made;
}

}  // namespace ltk::inline v1::ready
