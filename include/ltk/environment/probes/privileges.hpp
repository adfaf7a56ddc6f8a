// What this process may do: its users, groups and capabilities (capabilities(7)); and whether a user exists.
#pragma once

#include <ltk/environment/probes/program.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1 {

/// A user of the system.
struct UserFacts {
    std::string name;
    unsigned uid = 0;
    unsigned gid = 0;
    std::string home;
};

/// Whom this process is.
struct PrivilegeFacts {
    unsigned uid = 0;                       ///< effective
    unsigned gid = 0;                       ///< effective
    std::string user;                       ///< its name in /etc/passwd; "" when it is not there
    std::vector<unsigned> groups;           ///< further ones
    std::vector<std::string> capabilities;  ///< effective: "sys_admin", "dac_override"
    bool known = false;                     ///< false: /proc could not be read, and nothing above means anything

    bool is_root() const noexcept { return known && uid == 0; }
    /// Whether it has a capability: may("sys_admin"), or may("CAP_SYS_ADMIN").
    bool may(std::string_view capability) const {
        std::string wanted;
        for (char const c : capability) wanted += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (wanted.starts_with("cap_")) wanted.erase(0, 4);
        return std::find(capabilities.begin(), capabilities.end(), wanted) != capabilities.end();
    }
};

namespace detail {

/// By bit (linux/capability.h).
inline constexpr std::array<std::string_view, 41> capability_names{"chown",
                                                                   "dac_override",
                                                                   "dac_read_search",
                                                                   "fowner",
                                                                   "fsetid",
                                                                   "kill",
                                                                   "setgid",
                                                                   "setuid",
                                                                   "setpcap",
                                                                   "linux_immutable",
                                                                   "net_bind_service",
                                                                   "net_broadcast",
                                                                   "net_admin",
                                                                   "net_raw",
                                                                   "ipc_lock",
                                                                   "ipc_owner",
                                                                   "sys_module",
                                                                   "sys_rawio",
                                                                   "sys_chroot",
                                                                   "sys_ptrace",
                                                                   "sys_pacct",
                                                                   "sys_admin",
                                                                   "sys_boot",
                                                                   "sys_nice",
                                                                   "sys_resource",
                                                                   "sys_time",
                                                                   "sys_tty_config",
                                                                   "mknod",
                                                                   "lease",
                                                                   "audit_write",
                                                                   "audit_control",
                                                                   "setfcap",
                                                                   "mac_override",
                                                                   "mac_admin",
                                                                   "syslog",
                                                                   "wake_alarm",
                                                                   "block_suspend",
                                                                   "audit_read",
                                                                   "perfmon",
                                                                   "bpf",
                                                                   "checkpoint_restore"};

/// A line of passwd(5): "name:x:uid:gid:words:home:shell".
inline std::optional<UserFacts> user_of(std::string_view line) {
    std::vector<std::string_view> fields;
    for (std::size_t at = 0; at <= line.size();) {
        auto const end = std::min(line.find(':', at), line.size());
        fields.push_back(line.substr(at, end - at));
        at = end + 1;
    }
    if (fields.size() < 6) return std::nullopt;
    auto const uid = number_in<unsigned>(fields[2]);
    auto const gid = number_in<unsigned>(fields[3]);
    if (!uid || !gid) return std::nullopt;
    return UserFacts{std::string(fields[0]), *uid, *gid, std::string(fields[5])};
}

inline std::optional<UserFacts> user_named(std::string_view name, std::string_view passwd) {
    for (auto const line : split(passwd, '\n'))
        if (auto const user = user_of(line); user && user->name == name) return user;
    return std::nullopt;
}

}  // namespace detail

/// The user of that name: from /etc/passwd, else from what getent(1) knows (directories of the site). Of another `tree` the file alone
/// is read. `error` is ENOENT when there is no such user, ENOSYS when there is no getent(1), EIO when it failed; `hung` when it did not
/// answer within `deadline`: then nobody knows whether there is one.
inline Answer<UserFacts> probe_user(std::string const& name, std::string const& tree = "", duration deadline = duration::seconds(2)) {
    constexpr int no_such_key = 2;  // getent's exit code
    Answer<UserFacts> answer;
    if (auto const user = detail::user_named(name, detail::small_file(tree + "/etc/passwd"))) {
        answer.value = *user;
        return answer;
    }
    answer.error = ENOENT;
    if (!tree.empty() || name.empty() || name.front() == '-') return answer;
    auto const asked = detail::run_program({"getent", "passwd", name}, deadline);
    auto const user = asked.status == 0 ? detail::user_named(name, asked.output) : std::nullopt;
    answer.hung = asked.hung;
    answer.error = user || asked.hung ? 0 : asked.status == no_such_key ? ENOENT : asked.path.empty() ? ENOSYS : EIO;
    if (user) answer.value = *user;
    return answer;
}

/// Reads /proc/self and /etc/passwd.
inline PrivilegeFacts probe_privileges(std::string const& tree = "") {
    PrivilegeFacts facts;
    auto const status = detail::small_file(tree + "/proc/self/status");
    auto const effective = [&status](std::string_view key) -> std::optional<unsigned> {  // "Uid: real effective saved file"
        auto const line = detail::value_behind(status, key, ':');
        auto const words = detail::words_of(line);
        return words.size() < 2 ? std::nullopt : detail::number_in<unsigned>(words[1]);
    };
    auto const uid = effective("Uid");
    auto const gid = effective("Gid");
    if (!uid || !gid) return facts;
    facts.known = true;
    facts.uid = *uid;
    facts.gid = *gid;
    auto const groups = detail::value_behind(status, "Groups", ':');
    for (auto const word : detail::words_of(groups))
        if (auto const group = detail::number_in<unsigned>(word)) facts.groups.push_back(*group);
    auto const bits = detail::number_in(detail::value_behind(status, "CapEff", ':'), 16).value_or(0);
    for (std::size_t bit = 0; bit < detail::capability_names.size(); ++bit)
        if ((bits >> bit & 1U) != 0) facts.capabilities.emplace_back(detail::capability_names[bit]);
    auto const passwd = detail::small_file(tree + "/etc/passwd");
    for (auto const line : detail::split(passwd, '\n'))
        if (auto const user = detail::user_of(line); user && user->uid == facts.uid && facts.user.empty()) facts.user = user->name;
    return facts;
}

}  // namespace ltk::inline v1
