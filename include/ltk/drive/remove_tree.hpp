// Removing what a test left: its temporary directories, and first whatever it mounted below them. Never crosses into another
// file system: a test that forgot to unmount must not lose what is mounted.
#pragma once

#include <dirent.h>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1::detail {

/// Octal escapes of /proc/self/mountinfo: "\040" is a space.
inline std::string unescaped_mount(std::string_view field) {
    std::string plain;
    for (std::size_t i = 0; i < field.size(); ++i) {
        if (field[i] == '\\' && i + 3 < field.size()) {
            plain += static_cast<char>((field[i + 1] - '0') * 64 + (field[i + 2] - '0') * 8 + (field[i + 3] - '0'));
            i += 3;
        } else
            plain += field[i];
    }
    return plain;
}

/// Mount points at or below a directory, innermost first; from /proc alone, so that a hung mount cannot stop it.
inline std::vector<std::string> mounts_below(std::string const& directory) {
    std::vector<std::string> found;
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> const table(std::fopen("/proc/self/mountinfo", "re"), &std::fclose);
    if (!table) return found;
    char* line = nullptr;
    std::size_t room = 0;
    while (::getline(&line, &room, table.get()) > 0) {
        std::string_view rest = line;
        for (int skip = 0; skip < 4; ++skip) rest.remove_prefix(std::min(rest.size(), rest.find(' ') + 1));
        std::string point = unescaped_mount(rest.substr(0, rest.find(' ')));
        if (point.size() >= directory.size() && point.compare(0, directory.size(), directory) == 0 &&
            (point.size() == directory.size() || point[directory.size()] == '/'))
            found.push_back(std::move(point));
    }
    std::free(line);
    std::reverse(found.begin(), found.end());
    return found;
}

/// Whether an open directory is the root of a mount (a btrfs subvolume has a device of its own, and is none).
inline bool is_mount_point(int directory) {
    struct statx seen{};
    if (::statx(directory, "", AT_EMPTY_PATH, 0, &seen) != 0) return true;
    return (seen.stx_attributes_mask & STATX_ATTR_MOUNT_ROOT) == 0 || (seen.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}

/// Removes everything below an open directory that lies on the same device. Returns errno's value of the first failure, 0 if none.
inline int remove_content(int directory, dev_t device) {
    int first_error = 0;
    std::unique_ptr<DIR, int (*)(DIR*)> const stream(::fdopendir(directory), &::closedir);
    if (!stream) {
        int const seen = errno;
        ::close(directory);
        return seen;
    }
    std::vector<std::string> names;  // collected first: some file systems lose entries when one is removed while reading
    while (dirent const* const entry = ::readdir(stream.get()))
        if (std::strcmp(entry->d_name, ".") != 0 && std::strcmp(entry->d_name, "..") != 0) names.emplace_back(entry->d_name);
    int const at = ::dirfd(stream.get());
    auto const failed = [&first_error](int error) {
        if (first_error == 0) first_error = error;
    };
    for (std::string const& name : names) {
        if (::unlinkat(at, name.c_str(), 0) == 0) continue;
        int const error = errno;
        if (error != EISDIR && error != EPERM && error != EACCES) {
            if (error != ENOENT) failed(error);
            continue;
        }
        int inner = ::openat(at, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (inner < 0 && errno == EACCES && ::fchmodat(at, name.c_str(), 0700, 0) == 0)  // a test of permissions took ours away
            inner = ::openat(at, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (inner < 0) {
            failed(errno == ENOTDIR ? error : errno);
            continue;
        }
        struct stat seen{};
        if (::fstat(inner, &seen) != 0 || (seen.st_dev != device && is_mount_point(inner))) {
            ::close(inner);
            failed(EXDEV);
            continue;
        }
        if ((seen.st_mode & 0700) != 0700) ::fchmod(inner, 0700);
        if (int const below = remove_content(inner, seen.st_dev)) failed(below);
        if (::unlinkat(at, name.c_str(), AT_REMOVEDIR) != 0 && errno != ENOENT) failed(errno);
    }
    return first_error;
}

/// Unmounts what is mounted below, then removes the tree. Returns 0 or errno's value of the first failure; a tree that is
/// not there is no failure.
inline int remove_tree(std::string const& path) {
    for (std::string const& mount : mounts_below(path)) ::umount2(mount.c_str(), MNT_DETACH | UMOUNT_NOFOLLOW);
    int top = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (top < 0 && errno == EACCES && ::chmod(path.c_str(), 0700) == 0)
        top = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (top < 0) return errno == ENOENT ? 0 : errno;
    struct stat seen{};
    ::fstat(top, &seen);
    if ((seen.st_mode & 0700) != 0700) ::fchmod(top, 0700);
    int const below = remove_content(top, seen.st_dev);
    if (::rmdir(path.c_str()) != 0 && errno != ENOENT) return below != 0 ? below : errno;
    return 0;
}

}  // namespace ltk::inline v1::detail
