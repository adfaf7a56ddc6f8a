// Children of this process that it did not mean to have: found in /proc, named, killed and reaped.
#pragma once

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1::detail {

struct Child {
    pid_t pid;         ///< as this process may use it (its PID namespace)
    std::string name;  ///< command and pid as /proc shows them
};

inline std::string proc_file(std::string const& path) {
    std::string content;
    int const fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return content;
    char block[4096];
    ssize_t got = 0;
    while ((got = ::read(fd, block, sizeof block)) > 0) content.append(block, static_cast<std::size_t>(got));
    ::close(fd);
    return content;
}

inline std::string status_field(std::string const& status, std::string_view field) {
    std::size_t const at = status.find("\n" + std::string(field) + ":");
    if (at == std::string::npos) return {};
    std::size_t const begin = status.find_first_not_of(" \t", at + field.size() + 2);
    return status.substr(begin, status.find('\n', begin) - begin);
}

/// The numbers in a "NSpid" line: of one process, from the namespace of /proc inwards.
inline std::vector<std::string> namespace_pids(std::string const& line) {
    std::vector<std::string> numbers;
    for (std::size_t at = 0; (at = line.find_first_not_of(" \t", at)) != std::string::npos;) {
        std::size_t const end = std::min(line.find_first_of(" \t", at), line.size());
        numbers.push_back(line.substr(at, end - at));
        at = end;
    }
    return numbers;
}

/// All children of this process, living or not yet reaped. /proc may belong to an outer PID namespace, whose numbers cannot be
/// used in kill(2), and a child may live in an inner one: of its "NSpid" the number at our own depth is meant.
inline std::vector<Child> children() {
    std::vector<Child> found;
    std::vector<std::string> pids;
    // "self" is this process, whatever the namespace; a worker has a single thread.
    std::string const list = proc_file("/proc/thread-self/children");
    bool const listed = !list.empty() || ::access("/proc/thread-self/children", F_OK) == 0;
    if (listed) {
        std::size_t at = 0;
        while (at < list.size()) {
            std::size_t const end = std::min(list.find(' ', at), list.size());
            if (end > at) pids.push_back(list.substr(at, end - at));
            at = end + 1;
        }
    } else if (DIR* const all = ::opendir("/proc")) {  // a kernel without that file
        char self[32] = {};
        if (::readlink("/proc/self", self, sizeof self - 1) > 0)
            while (dirent const* const entry = ::readdir(all))
                if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9' &&
                    status_field(proc_file(std::string("/proc/") + entry->d_name + "/status"), "PPid") == self)
                    pids.emplace_back(entry->d_name);
        ::closedir(all);
    }
    if (pids.empty()) return found;
    std::size_t const depth = namespace_pids(status_field("\n" + proc_file("/proc/self/status"), "NSpid")).size();
    for (std::string const& pid : pids) {
        std::string const status = "\n" + proc_file("/proc/" + pid + "/status");
        auto const numbers = namespace_pids(status_field(status, "NSpid"));
        std::string const ours = depth == 0 || numbers.size() < depth ? pid : numbers[depth - 1];
        pid_t number = 0;
        std::from_chars(ours.data(), ours.data() + ours.size(), number);
        if (number > 0) found.push_back({number, status_field(status, "Name") + " (pid " + pid + ")"});
    }
    return found;
}

struct Cleared {
    std::vector<std::string> killed;
    std::vector<std::string> unkillable;
};

inline std::string listed(std::vector<std::string> const& names) {
    std::string words;
    for (std::size_t i = 0; i < names.size() && i < 10; ++i) words += (i == 0 ? "" : ", ") + names[i];
    if (names.size() > 10) words += " and " + std::to_string(names.size() - 10) + " more";
    return words;
}

/// The sentence about processes that an attempt left behind.
inline std::string left_over_words(std::vector<std::string> const& killed, std::vector<std::string> const& unkillable) {
    std::string words = "left processes behind";
    if (!killed.empty()) words += ", which were killed: " + listed(killed);
    if (!unkillable.empty()) words += "; these cannot be killed (stuck in the kernel): " + listed(unkillable);
    return words;
}

/// Kills and reaps every child that `keep` does not know, and what becomes a child thereby; gives up on one after two seconds.
inline Cleared clear_children(std::function<bool(pid_t)> const& keep) {
    Cleared cleared;
    std::vector<pid_t> killed;
    timespec start{};
    ::clock_gettime(CLOCK_MONOTONIC, &start);
    for (;;) {
        bool any = false;
        for (Child const& child : children()) {
            if (keep(child.pid)) continue;
            any = true;
            if (std::find(killed.begin(), killed.end(), child.pid) == killed.end()) {
                siginfo_t gone{};
                bool const zombie =
                    ::waitid(P_PID, static_cast<id_t>(child.pid), &gone, WEXITED | WNOHANG | WNOWAIT) == 0 && gone.si_pid != 0;
                if (!zombie) cleared.killed.push_back(child.name);  // one that has ended by itself is only reaped
                killed.push_back(child.pid);
                ::kill(child.pid, SIGKILL);
            }
            ::waitpid(child.pid, nullptr, WNOHANG | __WALL);
        }
        if (!any) return cleared;
        timespec now{};
        ::clock_gettime(CLOCK_MONOTONIC, &now);
        if (now.tv_sec - start.tv_sec >= 2) {
            for (Child const& child : children())
                if (!keep(child.pid)) cleared.unkillable.push_back(child.name);
            return cleared;
        }
        ::poll(nullptr, 0, 1);  // their death is a matter of microseconds, unless they are stuck in the kernel
    }
}

/// Kills what is left of a session whose leader is dead but not reaped yet, so that its number can mean nobody else. For the case
/// that the guard itself was killed: its orphans are nobody's children then. Gives up after two seconds.
inline void kill_session(pid_t leader) {
    for (int round = 0; round < 200; ++round) {
        bool any = false;
        DIR* const all = ::opendir("/proc");
        if (all == nullptr) return;
        while (dirent const* const entry = ::readdir(all)) {
            if (entry->d_name[0] < '1' || entry->d_name[0] > '9') continue;
            std::string const stat = proc_file(std::string("/proc/") + entry->d_name + "/stat");
            char state = 'Z';
            int session = 0;
            std::size_t const behind_name = stat.rfind(')');
            if (behind_name == std::string::npos || std::sscanf(stat.c_str() + behind_name + 1, " %c %*d %*d %d", &state, &session) != 2)
                continue;
            if (session != leader || state == 'Z' || state == 'X') continue;
            any = true;
            ::kill(static_cast<pid_t>(std::strtol(entry->d_name, nullptr, 10)), SIGKILL);
        }
        ::closedir(all);
        if (!any) return;
        ::poll(nullptr, 0, round < 20 ? 1 : 10);
    }
}

}  // namespace ltk::inline v1::detail
