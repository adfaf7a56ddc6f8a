// What is known about files: stat and its relatives, modes, times, attributes.
#pragma once

#include "reach.hpp"

#include <sys/statvfs.h>
#include <sys/xattr.h>

#include <map>

namespace faults {

inline int changed_stat(int answer, struct stat* status, bool by_descriptor) {
    if (answer != 0) return answer;
    static std::map<ino_t, off_t> first_size;
    if (fault("stale_size") && !by_descriptor && S_ISREG(status->st_mode))
        status->st_size = first_size.emplace(status->st_ino, status->st_size).first->second;
    if (fault("link_count_off") && S_ISREG(status->st_mode) && status->st_nlink > 2) status->st_nlink -= 1;
    if (fault("inode_differs") && by_descriptor && S_ISREG(status->st_mode)) status->st_ino += 1;
    if (fault("owner_differs") && by_descriptor) status->st_gid += 1;
    return answer;
}

}  // namespace faults

extern "C" {

int stat(char const* path, struct stat* status) noexcept {
    FAULTS_REAL(stat);
    int const answer = real(path, status);
    return faults::below(path) ? faults::changed_stat(answer, status, false) : answer;
}

int lstat(char const* path, struct stat* status) noexcept {
    FAULTS_REAL(lstat);
    int const answer = real(path, status);
    return faults::below(path) ? faults::changed_stat(answer, status, false) : answer;
}

int fstat(int file, struct stat* status) noexcept {
    FAULTS_REAL(fstat);
    int const answer = real(file, status);
    return faults::below(file) ? faults::changed_stat(answer, status, true) : answer;
}

int statvfs(char const* path, struct statvfs* status) noexcept {
    FAULTS_REAL(statvfs);
    int const answer = real(path, status);
    if (answer == 0 && faults::fault("space_wrong") && faults::below(path)) status->f_bavail = status->f_blocks * 2;
    return answer;
}

int access(char const* path, int mode) noexcept {
    FAULTS_REAL(access);
    int const answer = real(path, mode);
    return answer != 0 && errno == EACCES && faults::fault("access_allows_all") && faults::below(path) ? 0 : answer;
}

int chmod(char const* path, mode_t mode) noexcept {
    FAULTS_REAL(chmod);
    using namespace faults;
    if (fault("chmod_lost") && below(path)) return 0;
    if (fault("chmod_drops_special") && below(path)) mode &= 0777;
    return real(path, mode);
}

int utimensat(int directory, char const* path, timespec const times[2], int flags) noexcept {
    FAULTS_REAL(utimensat);
    using namespace faults;
    if (times == nullptr || !fault("nanoseconds_lost") || !below(directory, path)) return real(directory, path, times, flags);
    timespec cut[2] = {times[0], times[1]};
    for (auto& time : cut)
        if (time.tv_nsec < 1'000'000'000 && time.tv_nsec >= 0) time.tv_nsec = 0;
    return real(directory, path, cut, flags);
}

int setxattr(char const* path, char const* name, void const* value, size_t size, int flags) noexcept {
    FAULTS_REAL(setxattr);
    using namespace faults;
    if (!below(path)) return real(path, name, value, size, flags);
    if (fault("attribute_lost")) return 0;
    if (fault("attribute_flags_ignored")) flags = 0;
    if (fault("attribute_cut") && size > 100) size = 100;
    return real(path, name, value, size, flags);
}

}  // extern "C"
