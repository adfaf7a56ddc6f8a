// Kernel modules: what is loaded, and what could be.
#pragma once

#include <ltk/declare/version.hpp>
#include <ltk/environment/probes/files.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1 {

/// One kernel module.
struct ModuleFacts {
    std::string name;  ///< with underscores, as the kernel spells it
    bool loaded = false;
    bool built_in = false;       ///< part of the kernel's image
    bool loadable = false;       ///< installed for the running kernel, so that modprobe(8) finds it
    ltk::version version;        ///< that its author gave it; unknown for most of the kernel's own
    std::string source_version;  ///< checksum of its sources
    std::string taint;           ///< letters: "O" out of tree, "E" unsigned

    /// Whether it is in the kernel now.
    bool present() const noexcept { return loaded || built_in; }
};

namespace detail {

inline std::string module_name(std::string_view name) {
    std::string spelled(name);
    for (char& c : spelled)
        if (c == '-') c = '_';
    return spelled;
}

/// Whether a list of module files ("kernel/fs/ext4/ext4.ko.xz: ...") has one of that name.
inline bool lists_module(std::string_view list, std::string const& name) {
    for (auto const line : split(list, '\n')) {
        auto path = line.substr(0, line.find(':'));
        path = path.substr(path.rfind('/') + 1);
        if (auto const end = path.find(".ko"); end != std::string_view::npos && module_name(path.substr(0, end)) == name) return true;
    }
    return false;
}

inline void describe_module(std::string const& tree, ModuleFacts& facts) {
    auto const folder = tree + "/sys/module/" + facts.name;
    facts.version = ltk::version(line_of(folder + "/version").c_str());
    facts.source_version = line_of(folder + "/srcversion");
    facts.taint = line_of(folder + "/taint");
}

}  // namespace detail

/// One module by its name; "nf-tables" and "nf_tables" are the same. Reads /proc/modules, /sys/module and /lib/modules.
inline ModuleFacts probe_module(std::string const& name, std::string const& tree = "") {
    ModuleFacts facts;
    facts.name = detail::module_name(name);
    auto const loaded = detail::small_file(tree + "/proc/modules");
    for (auto const line : detail::split(loaded, '\n')) facts.loaded = facts.loaded || line.substr(0, line.find(' ')) == facts.name;
    auto const installed = tree + "/lib/modules/" + detail::line_of(tree + "/proc/sys/kernel/osrelease");
    facts.built_in = !facts.loaded && detail::lists_module(detail::small_file(installed + "/modules.builtin"), facts.name);
    facts.loadable = facts.loaded || (!facts.built_in && detail::lists_module(detail::small_file(installed + "/modules.dep"), facts.name));
    detail::describe_module(tree, facts);
    return facts;
}

/// The modules that are loaded, by name.
inline std::vector<ModuleFacts> probe_modules(std::string const& tree = "") {
    std::vector<ModuleFacts> all;
    auto const loaded = detail::small_file(tree + "/proc/modules");
    for (auto const line : detail::split(loaded, '\n')) {
        ModuleFacts facts;
        facts.name = line.substr(0, line.find(' '));
        facts.loaded = facts.loadable = true;
        detail::describe_module(tree, facts);
        all.push_back(std::move(facts));
    }
    std::sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.name < b.name; });
    return all;
}

}  // namespace ltk::inline v1
