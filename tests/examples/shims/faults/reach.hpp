// Which fault is on, and what it reaches.
#pragma once

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace faults {

/// Whether this fault is on.
inline bool fault(char const* name) {
    static char const* const chosen = std::getenv("LTK_FAULT");
    return chosen != nullptr && std::strcmp(chosen, name) == 0;
}

/// Whether an absolute path lies below LTK_FAULT_ROOT.
inline bool reaches(std::string const& path) {
    static std::string const root = [] {
        char const* const given = std::getenv("LTK_FAULT_ROOT");
        return given == nullptr || *given != '/' ? std::string("/nowhere/") : given + std::string("/");
    }();
    return path.compare(0, root.size(), root) == 0;
}

inline std::string link_target(std::string const& link) {
    char target[PATH_MAX];
    auto const size = ::readlink(link.c_str(), target, sizeof target);
    return size < 0 ? std::string() : std::string(target, static_cast<std::size_t>(size));
}

/// Where a descriptor leads; "" for pipes and the like.
inline std::string path_of(int descriptor) { return link_target("/proc/self/fd/" + std::to_string(descriptor)); }

inline bool below(int descriptor) {
    int const before = errno;
    bool const found = reaches(path_of(descriptor));
    errno = before;
    return found;
}

inline std::string absolute(int directory, char const* path) {
    if (path == nullptr) return "";
    if (*path == '/') return path;
    return (directory == AT_FDCWD ? link_target("/proc/self/cwd") : path_of(directory)) + "/" + path;
}

inline bool below(int directory, char const* path) {
    int const before = errno;
    bool const found = reaches(absolute(directory, path));
    errno = before;
    return found;
}
inline bool below(char const* path) { return below(AT_FDCWD, path); }

inline int fail_with(int error) {
    errno = error;
    return -1;
}

/// The function that is replaced.
template <class Function>
Function* original(char const* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace faults

// Declares `real`, the function that the surrounding one replaces.
#define FAULTS_REAL(name) static auto* const real = ::faults::original<decltype(::name)>(#name)
