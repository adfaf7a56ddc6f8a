// The mounts that this process sees, by the kernel's table: no mount is touched, so that one that hangs is no danger.
#pragma once

#include <ltk/environment/mounts.hpp>
#include <ltk/environment/probes/files.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1 {

namespace detail {

/// The current directory as the kernel has it in mind.
inline std::string current_directory() {
    char buffer[8192];
    return ::getcwd(buffer, sizeof buffer) == nullptr ? std::string() : std::string(buffer);
}

/// By its letters alone: links are not followed.
inline std::string absolute_path(std::string const& path) {
    return lexical_path(!path.empty() && path.front() == '/' ? path : current_directory() + "/" + path);
}

}  // namespace detail

/// Whether a mount has an option: "flock", "noatime", or "ro".
inline bool has_option(MountEntry const& mount, std::string_view option) {
    for (auto const one : detail::split(mount.options, ','))
        if (one == option) return true;
    return false;
}

/// Every mount, later ones cover earlier ones.
inline std::vector<MountEntry> probe_mounts(std::string const& tree = "") {
    return read_mounts(detail::small_file(tree + "/proc/self/mountinfo"));
}

/// The mount that holds a path (relative to the current directory when it is not absolute); nothing when the table has none. Links in
/// the path are not followed, because that would touch it.
inline std::optional<MountEntry> probe_mount(std::string const& path, std::string const& tree = "") {
    auto const mounts = probe_mounts(tree);
    auto const* const found = mount_of(detail::absolute_path(path), mounts);
    return found == nullptr ? std::nullopt : std::optional(*found);
}

}  // namespace ltk::inline v1
