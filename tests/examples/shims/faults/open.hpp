// open and openat.
#pragma once

#include "reach.hpp"

#include <cstdarg>

namespace faults {

// What an opening becomes: the flags and the path may change; an answer of at least -1 is the result.
struct Opening {
    int flags;
    int answer = -2;
};

inline Opening change_opening(int directory, char const* path, int flags) {
    Opening changed{flags};
    if (!below(directory, path)) return changed;
    struct stat status{};
    bool const exclusive = (flags & O_CREAT) != 0 && (flags & O_EXCL) != 0;
    bool const there = exclusive && ::faccessat(directory, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
    if (fault("exclusive_create_opens") && exclusive) changed.flags &= ~O_EXCL;
    if (fault("exclusive_create_races") && exclusive && !there) {
        ::usleep(500);
        changed.flags &= ~O_EXCL;
    }
    if (fault("wrong_errno") && exclusive && there) changed.answer = fail_with(EACCES);
    if (fault("truncate_at_open_ignored")) changed.flags &= ~O_TRUNC;
    if (fault("append_ignored")) changed.flags &= ~O_APPEND;
    if (fault("directory_opens_for_writing") && (flags & O_ACCMODE) != O_RDONLY && ::fstatat(directory, path, &status, 0) == 0 &&
        S_ISDIR(status.st_mode))
        changed.flags = (flags & ~O_ACCMODE) | O_RDONLY;
    if (fault("link_followed")) changed.flags &= ~O_NOFOLLOW;
    return changed;
}

// What follows a successful opening.
inline int opened(int file, int flags, mode_t mode) {
    if (file >= 0 && fault("umask_ignored") && (flags & O_CREAT) != 0 && below(file)) ::fchmod(file, mode);
    return file;
}

inline mode_t mode_argument(int flags, va_list list) { return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(list, mode_t) : 0; }

}  // namespace faults

extern "C" {

int open(char const* path, int flags, ...) {
    FAULTS_REAL(open);
    va_list list;
    va_start(list, flags);
    auto const mode = faults::mode_argument(flags, list);
    va_end(list);
    auto const changed = faults::change_opening(AT_FDCWD, path, flags);
    return changed.answer >= -1 ? changed.answer : faults::opened(real(path, changed.flags, mode), flags, mode);
}

int openat(int directory, char const* path, int flags, ...) {
    FAULTS_REAL(openat);
    va_list list;
    va_start(list, flags);
    auto const mode = faults::mode_argument(flags, list);
    va_end(list);
    auto const changed = faults::change_opening(directory, path, flags);
    return changed.answer >= -1 ? changed.answer : faults::opened(real(directory, path, changed.flags, mode), flags, mode);
}

}  // extern "C"
