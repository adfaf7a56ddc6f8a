// What the control groups of this process allow: in a container the machine's processors and memory are not ours.
#pragma once

#include <ltk/environment/probes/files.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1::detail {

/// What a controller has set for this process's group and all groups above it, innermost first. Version 2 of control groups has it in
/// `file`; version 1 in `old_file` of the controller `controller`, and in `old_second` what version 2 writes behind it.
inline std::vector<std::string> cgroup_values(std::string const& tree, std::string_view controller, std::string const& file,
                                              std::string const& old_file, std::string const& old_second = "") {
    std::vector<std::string> values;
    auto const climb = [&](std::string const& top, std::string path, std::string const& name, std::string const& second) {
        for (;;) {
            auto const folder = top + (path == "/" ? "" : path) + "/";
            auto text = line_of(folder + name);
            if (!text.empty() && !second.empty()) text += " " + line_of(folder + second);
            if (!text.empty()) values.push_back(std::move(text));
            auto const slash = path.rfind('/');
            if (path == "/" || slash == std::string::npos) return;
            path = slash == 0 ? "/" : path.substr(0, slash);
        }
    };
    auto const groups = small_file(tree + "/proc/self/cgroup");
    for (auto const line : split(groups, '\n')) {  // "0::/user.slice" or "4:cpu,cpuacct:/user.slice"
        auto const first = line.find(':');
        auto const second = first == std::string_view::npos ? first : line.find(':', first + 1);
        if (second == std::string_view::npos) continue;
        auto const controllers = line.substr(first + 1, second - first - 1);
        std::string const path(line.substr(second + 1));
        if (controllers.empty())
            climb(tree + "/sys/fs/cgroup", path, file, "");
        else
            for (auto const one : split(controllers, ','))
                if (one == controller) climb(tree + "/sys/fs/cgroup/" + std::string(controllers), path, old_file, old_second);
    }
    return values;
}

}  // namespace ltk::inline v1::detail
