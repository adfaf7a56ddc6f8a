// Which mount holds a path? Answered from the kernel's table alone (proc_pid_mountinfo(5)): the path itself is never touched,
// because a file system that hangs would take whoever asks with it.
#pragma once

#include <ltk/environment/probes/files.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1 {

/// One line of /proc/self/mountinfo.
struct MountEntry {
    std::string point;    ///< where it is mounted
    std::string type;     ///< "ext4", "lustre", "nfs4"
    std::string source;   ///< device or server: "/dev/sda1", "10.0.0.1@tcp:/lustre"
    std::string options;  ///< of the mount and of the file system, each once: "rw,relatime,flock"
};

namespace detail {

/// Words of mountinfo hold blanks and backslashes as octal numbers: "/mnt/my\040disk".
inline std::string unescape_octal(std::string_view word) {
    std::string text;
    for (std::size_t i = 0; i < word.size(); ++i) {
        auto const digit = [&](std::size_t at) { return at < word.size() && word[at] >= '0' && word[at] <= '7'; };
        if (word[i] == '\\' && digit(i + 1) && digit(i + 2) && digit(i + 3)) {
            text += static_cast<char>((word[i + 1] - '0') * 64 + (word[i + 2] - '0') * 8 + (word[i + 3] - '0'));
            i += 3;
        } else {
            text += word[i];
        }
    }
    return text;
}

/// "rw,relatime" and "rw,size=1k" -> "rw,relatime,size=1k".
inline std::string joined_options(std::string_view mount, std::string_view file_system) {
    auto all = split(mount, ',');
    for (auto const option : split(file_system, ',')) {
        bool known = false;
        for (auto const earlier : all) known = known || earlier == option;
        if (!known) all.push_back(option);
    }
    std::string text;
    for (auto const option : all) (text += text.empty() ? "" : ",") += unescape_octal(option);
    return text;
}

}  // namespace detail

/// The entries of a mountinfo table, in its order: later ones cover earlier ones. Lines that are no entries are left out.
inline std::vector<MountEntry> read_mounts(std::string_view table) {
    std::vector<MountEntry> all;
    for (auto const line : detail::split(table, '\n')) {
        // 36 35 98:0 /root /point options [optional fields ...] - type source options
        auto const words = detail::split(line, ' ');
        std::size_t dash = 6;
        while (dash < words.size() && words[dash] != "-") ++dash;
        if (dash + 2 >= words.size()) continue;
        MountEntry entry;
        entry.point = detail::unescape_octal(words[4]);
        entry.type = detail::unescape_octal(words[dash + 1]);
        entry.source = detail::unescape_octal(words[dash + 2]);
        entry.options = detail::joined_options(words[5], dash + 3 < words.size() ? words[dash + 3] : std::string_view());
        all.push_back(std::move(entry));
    }
    return all;
}

/// An absolute path without `.`, `..` and doubled slashes, by its letters alone: links are not followed.
inline std::string lexical_path(std::string_view path) {
    std::vector<std::string_view> kept;
    for (auto const part : detail::split(path, '/')) {
        if (part == ".") continue;
        if (part != "..")
            kept.push_back(part);
        else if (!kept.empty())
            kept.pop_back();
    }
    std::string text;
    for (auto const part : kept) (text += '/') += part;
    return text.empty() ? "/" : text;
}

/// The mount that holds an absolute path: the longest mount point that it begins with, of equal ones the newest. nullptr when the
/// table has none.
inline MountEntry const* mount_of(std::string_view path, std::vector<MountEntry> const& mounts) {
    std::string const wanted = lexical_path(path);
    MountEntry const* best = nullptr;
    for (auto const& one : mounts) {
        std::string const point = lexical_path(one.point);
        bool const holds = point == "/" || wanted == point ||
                           (wanted.size() > point.size() && wanted.compare(0, point.size(), point) == 0 && wanted[point.size()] == '/');
        if (holds && (best == nullptr || point.size() >= lexical_path(best->point).size())) best = &one;
    }
    return best;
}

}  // namespace ltk::inline v1
