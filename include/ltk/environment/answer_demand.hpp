// What this machine says to what a test needs. Everything that touches the directory under test or runs a program does so in a
// child that is given a deadline (the probes see to that); one that does not answer makes the need unknown, not unmet.
#pragma once

#include <ltk/config/errno_text.hpp>
#include <ltk/config/units.hpp>
#include <ltk/environment/need_answer.hpp>
#include <ltk/environment/probes/cpu.hpp>
#include <ltk/environment/probes/kernel.hpp>
#include <ltk/environment/probes/memory.hpp>
#include <ltk/environment/probes/modules.hpp>
#include <ltk/environment/probes/mounts.hpp>
#include <ltk/environment/probes/privileges.hpp>
#include <ltk/environment/probes/real_path.hpp>
#include <ltk/environment/probes/space.hpp>
#include <ltk/environment/probes/tools.hpp>
#include <ltk/environment/version_condition.hpp>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <utility>

namespace ltk::inline v1 {

/// Answers demands, each from the probe that knows. A tool or a path is asked once, however many demands speak of it.
class MachineAnswers {
public:
    /// The path that a demand of a directory means.
    using FindPath = std::function<std::string(demand const&)>;

    /// `deadline`: for each tool and each path. `tree`: stands before /proc, /sys and /etc; only tests of LTK set it.
    explicit MachineAnswers(FindPath path_of, duration deadline = duration::seconds(10), std::string tree = "")
        : path_of_(std::move(path_of)), deadline_(deadline), tree_(std::move(tree)) {}

    /// `text`: the demand in words, for remedies.
    NeedAnswer operator()(demand const& wanted, std::string const& text) {
        using kind = demand::kind_type;
        switch (wanted.kind) {
            case kind::root: return root();
            case kind::user: return user(wanted);
            case kind::tool: return tool(wanted, text);
            case kind::kernel: return kernel(wanted, text);
            case kind::kernel_module: return module_of(wanted);
            case kind::cpus: return cpus(wanted);
            case kind::memory: return memory(wanted);
            case kind::free_space: return space(wanted);
            case kind::fs_type: return type(wanted);
        }
        return unknown("this version of LTK does not know how to find that out");
    }

private:
    static NeedAnswer met() { return {}; }
    static NeedAnswer unmet(std::string found, std::string remedy) {
        return {NeedAnswer::state::unmet, std::move(found), std::move(remedy)};
    }
    static NeedAnswer unknown(std::string found, std::string remedy = {}) {
        return {NeedAnswer::state::unknown, std::move(found), std::move(remedy)};
    }
    /// Rounded down to what a person wants to know.
    static std::string about(unsigned long long count) {
        constexpr unsigned long long mebibyte = 1ULL << 20U;
        return detail::bytes_text(count < mebibyte ? count : count / mebibyte * mebibyte);
    }
    std::string late(std::string const& who) const { return late(who, deadline_); }
    static std::string late(std::string const& who, duration patience) {
        return who + " did not answer within " + detail::duration_text(patience.nanoseconds());
    }

    NeedAnswer root() const {
        auto const facts = probe_privileges(tree_);
        if (!facts.known) return unknown("/proc/self/status cannot be read");
        if (facts.is_root()) return met();
        return unmet("running as user " + (facts.user.empty() ? std::to_string(facts.uid) : facts.user), "run it as root (sudo)");
    }

    NeedAnswer user(demand const& wanted) const {
        auto const patience = std::min(deadline_, duration::seconds(2));
        auto const facts = probe_user(wanted.name, tree_, patience);
        if (facts) return met();
        std::string const question = std::string("getent passwd ") + wanted.name;
        if (facts.hung)
            return unknown(late(question, patience), "look at the directory of users from another shell: timeout 5 " + question);
        if (facts.error != ENOENT) return unknown(question + " failed: " + detail::errno_text(facts.error));
        return unmet("no such user", std::string("useradd ") + wanted.name);
    }

    NeedAnswer tool(demand const& wanted, std::string const& text) {
        bool const any = *wanted.version == '\0';
        auto const known = tools_.find({wanted.name, any});
        ToolFacts const& facts =
            known != tools_.end()
                ? known->second
                : tools_
                      .emplace(std::pair(std::string(wanted.name), any),
                               probe_tool(wanted.name, any ? std::vector<std::string>{} : std::vector<std::string>{"--version"}, deadline_))
                      .first->second;
        if (facts.hung) return unknown(late(facts.path.empty() ? "a directory in PATH" : facts.path + " --version"));
        if (!facts) return unmet(wanted.name[0] == '/' ? "no such program" : "no such program in PATH", "install " + text);
        if (any) return met();
        if (!facts.version)
            return unknown("found " + facts.path + ", which does not tell its version" +
                           (facts.said.empty() ? "" : " (it said: " + facts.said.substr(0, 100) + ")"));
        if (meets(facts.version, wanted.version)) return met();
        return unmet("found " + std::string(facts.version.c_str()) + " at " + facts.path, "install " + text);
    }

    NeedAnswer kernel(demand const& wanted, std::string const& text) const {
        auto const facts = probe_kernel(tree_);
        if (!facts.version) return unknown("/proc/sys/kernel/osrelease does not tell the kernel's version");
        if (meets(facts.version, wanted.version)) return met();
        return unmet("found " + facts.release, "boot a " + text);
    }

    NeedAnswer module_of(demand const& wanted) const {
        auto const facts = probe_module(wanted.name, tree_);
        if (!facts.present())
            return unmet(facts.loadable ? "installed, but not loaded" : "neither loaded nor installed for the running kernel",
                         facts.loadable ? "modprobe " + facts.name : "install " + facts.name + " for the running kernel");
        if (*wanted.version == '\0' || meets(facts.version, wanted.version)) return met();
        if (!facts.version) return unknown("the module is there and does not tell its version");
        return unmet(std::string("found ") + facts.version.c_str(), "load another version of " + facts.name);
    }

    NeedAnswer cpus(demand const& wanted) const {
        auto const facts = probe_cpu(tree_);
        if (facts.online == 0 && facts.allowed == 0) return unknown("/proc/cpuinfo tells of no processor");
        if (facts.usable() >= wanted.amount) return met();
        bool const hidden = facts.online >= wanted.amount;
        return unmet(
            "this process may use " + std::to_string(facts.usable()) + (hidden ? " of " + std::to_string(facts.online) : std::string()),
            hidden ? "give it more of the processors (taskset, control groups)" : "use a machine with more processors");
    }

    NeedAnswer memory(demand const& wanted) const {
        auto const facts = probe_memory(tree_);
        if (facts.total.count() == 0) return unknown("/proc/meminfo does not tell the size of memory");
        if (facts.usable().count() >= wanted.amount) return met();
        bool const hidden = facts.total.count() >= wanted.amount;
        return unmet("this process may use " + about(facts.usable().count()),
                     hidden ? "raise the limit of its control group" : "use a machine with more memory");
    }

    NeedAnswer space(demand const& wanted) {
        auto const path = path_of_(wanted);
        auto const known = spaces_.find(path);
        auto const& facts = known != spaces_.end() ? known->second : spaces_.emplace(path, probe_space(path, deadline_)).first->second;
        if (facts.hung) return unknown(late("the file system at " + path), "look at it from another shell: timeout 5 df " + path);
        if (facts.error != 0) return unknown(path + ": " + detail::errno_text(facts.error));
        if (facts->available.count() >= wanted.amount) return met();
        return unmet("found " + about(facts->available.count()) + " in " + path,
                     "free " + about(wanted.amount - facts->available.count() + (1ULL << 20U) - 1) + " more in " + path);
    }

    NeedAnswer type(demand const& wanted) {
        auto const path = path_of_(wanted);
        auto const known = real_paths_.find(path);
        auto const& real =
            known != real_paths_.end() ? known->second : real_paths_.emplace(path, probe_real_path(path, deadline_)).first->second;
        if (real.hung) return unknown(late("the file system at " + path), "look at it from another shell: timeout 5 ls -d " + path);
        if (real.error != 0) return unknown(path + ": " + detail::errno_text(real.error));
        auto const mount = probe_mount(real.value, tree_);
        if (!mount) return unknown("no mount of the kernel's table holds " + real.value);
        if (mount->type == wanted.name) return met();
        return unmet("found " + mount->type + " (" + mount->point + ")",
                     std::string("mount ") + wanted.name + " there, or name a directory on it");
    }

    FindPath path_of_;
    duration deadline_;
    std::string tree_;
    std::map<std::pair<std::string, bool>, ToolFacts> tools_;
    std::map<std::string, Answer<SpaceFacts>> spaces_;
    std::map<std::string, Answer<std::string>> real_paths_;
};

}  // namespace ltk::inline v1
