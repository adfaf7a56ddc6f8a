// What changes names: rename, link, unlink, symlink, mkdir.
#pragma once

#include "reach.hpp"

#include <set>

extern "C" {

int rename(char const* from, char const* to) noexcept {
    FAULTS_REAL(rename);
    using namespace faults;
    if (!below(from)) return real(from, to);
    struct stat source{}, target{};
    bool const replaces = ::lstat(from, &source) == 0 && ::lstat(to, &target) == 0 && source.st_ino != target.st_ino;
    if (fault("rename_torn") && replaces && S_ISREG(source.st_mode)) {
        ::unlinkat(AT_FDCWD, to, 0);
        ::usleep(200);
    }
    if (fault("rename_over_directory") && replaces && S_ISREG(source.st_mode) && S_ISDIR(target.st_mode))
        ::unlinkat(AT_FDCWD, to, AT_REMOVEDIR);
    if (fault("rename_keeps_source") && S_ISREG(source.st_mode) && real(from, to) == 0) return ::linkat(AT_FDCWD, to, AT_FDCWD, from, 0);
    if (fault("rename_of_same_file_removes") && ::lstat(to, &target) == 0 && source.st_ino == target.st_ino && std::strcmp(from, to) != 0)
        return ::unlinkat(AT_FDCWD, from, 0);
    return real(from, to);
}

int renameat2(int from_directory, char const* from, int to_directory, char const* to, unsigned flags) noexcept {
    FAULTS_REAL(renameat2);
    using namespace faults;
    if (below(from_directory, from) && fault("noreplace_ignored")) flags &= ~static_cast<unsigned>(RENAME_NOREPLACE);
    return real(from_directory, from, to_directory, to, flags);
}

int link(char const* from, char const* to) noexcept {
    FAULTS_REAL(link);
    using namespace faults;
    if (!fault("link_copies") || !below(from)) return real(from, to);
    int const in = ::openat(AT_FDCWD, from, O_RDONLY | O_CLOEXEC);
    if (in < 0) return -1;
    int const out = ::openat(AT_FDCWD, to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    int const error = errno;
    char buffer[4096];
    auto const size = ::read(in, buffer, sizeof buffer);
    bool const good = out >= 0 && size >= 0 && ::write(out, buffer, static_cast<std::size_t>(size)) == size;
    ::close(in);
    ::close(out);
    return good ? 0 : fail_with(error);
}

int unlink(char const* path) noexcept {
    FAULTS_REAL(unlink);
    using namespace faults;
    if (!below(path)) return real(path);
    struct stat status{};
    static std::set<std::string> spared;
    if (fault("unlink_keeps_name") && ::lstat(path, &status) == 0 && spared.insert(path).second) return 0;
    if (fault("unlink_kills_open_file") && ::lstat(path, &status) == 0 && S_ISREG(status.st_mode)) ::truncate(path, 0);
    return real(path);
}

int symlink(char const* target, char const* path) noexcept {
    FAULTS_REAL(symlink);
    using namespace faults;
    if (fault("symlink_cut") && below(path)) return real(std::string(target).substr(0, 59).c_str(), path);
    return real(target, path);
}

int mkdir(char const* path, mode_t mode) noexcept {
    FAULTS_REAL(mkdir);
    using namespace faults;
    int const made = real(path, mode);
    struct stat status{};
    if (made == 0 && fault("setgid_lost") && below(path) && ::fstatat(AT_FDCWD, path, &status, 0) == 0)
        ::fchmodat(AT_FDCWD, path, status.st_mode & 0777, 0);
    return made;
}

int rmdir(char const* path) noexcept {
    FAULTS_REAL(rmdir);
    using namespace faults;
    int const removed = real(path);
    if (removed != 0 && (errno == ENOTEMPTY || errno == EEXIST) && fault("rmdir_of_full_directory") && below(path)) {
        std::string const aside = std::string(path) + ".removed";
        return ::renameat(AT_FDCWD, path, AT_FDCWD, aside.c_str());
    }
    return removed;
}

}  // extern "C"
