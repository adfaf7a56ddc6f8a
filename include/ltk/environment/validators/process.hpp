// Ready validators of tools and rights. Compiled once, in the engine.
#pragma once

#include <ltk/config/engine_function.hpp>
#include <ltk/config/errno_text.hpp>
#include <ltk/environment/probes/kernel.hpp>
#include <ltk/environment/probes/limits.hpp>
#include <ltk/environment/probes/privileges.hpp>
#include <ltk/environment/probes/security.hpp>
#include <ltk/environment/probes/tools.hpp>
#include <ltk/validators.hpp>

#include <cerrno>
#include <string>

namespace ltk::inline v1::ready {

LTK_DETAIL_ENGINE Finding tool(text_view name, version at_least, char const* argument) {
    std::string const wanted(name.data(), name.size());
    std::vector<std::string> arguments;
    if (at_least) arguments.emplace_back(argument);
    auto const facts = probe_tool(wanted, arguments);
    auto const with = [&](Finding made) {
        made.id("tool." + wanted).data("path", facts.path).data("version", facts.version);
        if (at_least)
            made.expected("{} of version {} or newer", wanted, at_least);
        else
            made.expected("{} in PATH", wanted);
        return made;
    };
    if (!facts)
        return with(
            facts.hung
                ? invalid("looking for {} did not end: a directory in PATH does not answer", wanted).remedy("echo $PATH; cat /proc/mounts")
                : invalid("{} is not in PATH", wanted).remedy("command -v {}  # install it, or add its directory to PATH", wanted));
    if (!at_least) return with(valid("{}", facts.path));
    if (facts.hung) return with(invalid("{} did not tell its version in time", facts.path)).remedy("{} {}", facts.path, argument);
    if (!facts.version)
        return with(warning("{} does not tell its version; it said: {}", facts.path, facts.said)).remedy("{} {}", facts.path, argument);
    if (facts.version < at_least)
        return with(invalid("{} is of version {}", facts.path, facts.version)).remedy("{} {}  # install a newer one", facts.path, argument);
    return with(valid("{}, {}", facts.path, facts.version));
}

LTK_DETAIL_ENGINE Finding root(text_view tree) {
    auto const facts = probe_privileges(text(tree));
    auto made = facts.is_root() ? valid("root") : invalid("we are user {} ({})", facts.uid, facts.user);
    made.id("user.root").expected("root").data("uid", facts.uid);
    if (!facts.is_root()) made.remedy("sudo -E \"$0\"  # start the program as root");
    return made;
}

LTK_DETAIL_ENGINE Finding capability(text_view name, text_view tree) {
    std::string const wanted(name.data(), name.size());
    auto const facts = probe_privileges(std::string(tree.data(), tree.size()));
    auto made = facts.may(wanted) ? valid("we have {}", wanted) : invalid("we are user {} without {}", facts.uid, wanted);
    made.id("user.capability").expected("the capability {}", wanted).data("capability", wanted).data("uid", facts.uid);
    if (made.grade() != verdict::valid) made.remedy("capsh --print  # start the program with more rights; in a container: --cap-add");
    return made;
}

LTK_DETAIL_ENGINE Finding user(text_view name, text_view tree) {
    std::string const wanted(name.data(), name.size());
    auto const patience = duration::seconds(2);
    auto const found = probe_user(wanted, std::string(tree.data(), tree.size()), patience);
    bool const missing = !found.hung && found.error == ENOENT;
    auto made = found        ? valid("user {} is {}, group {}", wanted, found->uid, found->gid)
                : missing    ? invalid("there is no user {}", wanted)
                : found.hung ? warning("whether there is a user {} is not known: getent(1) did not answer within {}", wanted, patience)
                             : warning("whether there is a user {} is not known: getent(1) failed: {}", wanted,
                                       ltk::detail::errno_text(found.error));
    made.id("user." + wanted).expected("a user {}", wanted);
    if (found)
        made.data("uid", found->uid).data("gid", found->gid);
    else if (missing)
        made.fix("useradd {}", wanted);
    else
        made.remedy("getent passwd {}; cat /etc/nsswitch.conf", wanted);
    return made;
}

LTK_DETAIL_ENGINE Finding open_files(unsigned long long at_least, text_view tree) {
    auto const facts = probe_limits(text(tree));
    auto const& limit = facts.open_files;
    auto const shown = [](std::uint64_t n) { return n == unlimited ? std::string("any number of") : std::to_string(n); };
    bool const enough = facts.known && limit.soft >= at_least;
    auto made = enough ? valid("{} open files", shown(limit.soft))
                       : invalid("a process may open {} files, and at most {} when it asks", shown(limit.soft), shown(limit.hard));
    made.id("limit.open_files").expected("{} or more", at_least).data("soft", limit.soft).data("hard", limit.hard);
    if (!enough && limit.hard >= at_least) made.remedy("ulimit -n {}", at_least);
    if (!enough && limit.hard < at_least) made.remedy("sudo prlimit --pid $$ --nofile={}", at_least);
    return made;
}

LTK_DETAIL_ENGINE Finding core_dumps(text_view tree) {
    std::string const root_tree(tree.data(), tree.size());
    auto const pattern = probe_kernel(root_tree).core_pattern;
    auto const limits = probe_limits(root_tree);
    bool const piped = pattern.starts_with('|');  // a program takes them, whatever the limit is
    bool const allowed = piped || limits.core_size.soft != 0;
    auto made = pattern.empty() ? invalid("crashes leave no core dump: kernel.core_pattern is empty")
                : !allowed      ? invalid("crashes leave no core dump: the limit of their size is 0 (pattern: {})", pattern)
                                : valid("core dumps go to {}", pattern);
    made.id("core.pattern").expected("core dumps are kept").data("pattern", pattern);
    if (pattern.empty()) made.fix("sysctl -w kernel.core_pattern={}", "/tmp/core.%e.%p");
    if (!pattern.empty() && !allowed) made.remedy("ulimit -c unlimited");
    return made;
}

LTK_DETAIL_ENGINE Finding selinux_permissive(text_view tree) {
    auto const facts = probe_security(text(tree));
    bool const enforcing = facts.selinux == "enforcing";
    auto made = enforcing ? warning("SELinux is enforcing, and may refuse what permissions allow")
                          : valid("SELinux {}, AppArmor {}", facts.selinux, facts.apparmor);
    made.id("security").expected("SELinux permissive or disabled").data("selinux", facts.selinux).data("apparmor", facts.apparmor);
    if (enforcing) made.fix("setenforce 0");
    return made;
}

}  // namespace ltk::inline v1::ready
