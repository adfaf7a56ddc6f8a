// What the stat family says, and that all of it says the same.
#include "children.hpp"
#include "pattern.hpp"

#include <sys/statvfs.h>
#include <sys/vfs.h>

#include <climits>
#include <cstdio>

using namespace posix;

LTK_TEST("posix/stat, lstat and fstat tell the same of one file", (ltk::TempDir& dir), .stages = core, .tags = {"metadata", "stat"},
         .covers = {"POSIX-stat", "POSIX-lstat", "POSIX-fstat", "POSIX-fstatat"}) {
    auto const name = dir.file("file", pattern(12'345));
    auto const file = open_file(name, O_RDONLY);
    auto const a = stat_of(name), b = lstat_of(name), c = fstat_of(file);
    struct stat d{};
    LTK_REQUIRE(error_of(::fstatat(open_file(dir, O_RDONLY | O_DIRECTORY), "file", &d, 0)) == success);
    for (auto const& other : {b, c, d}) {
        LTK_CHECK(same_file(a, other));
        LTK_CHECK(a.st_mode == other.st_mode);
        LTK_CHECK(a.st_size == other.st_size);
        LTK_CHECK(a.st_nlink == other.st_nlink);
        LTK_CHECK(a.st_uid == other.st_uid);
        LTK_CHECK(a.st_gid == other.st_gid);
        LTK_CHECK(nanoseconds(a.st_mtim) == nanoseconds(other.st_mtim));
    }
    LTK_CHECK(a.st_size == 12'345);
    LTK_CHECK(a.st_blksize > 0);
}

LTK_TEST("posix/stat sees every write at once", (ltk::TempDir& dir), .stages = core, .tags = {"metadata", "stat", "data"},
         .covers = {"POSIX-stat", "POSIX-write"},
         .purpose = "a stale size makes readers stop too early") {
    auto const name = dir.file("file", "");
    auto const file = open_file(name, O_WRONLY), other = open_file(name, O_RDONLY);
    for (int round = 1; round <= 50; ++round) {
        LTK_INFO("after {} writes of 777 bytes", round);
        append(file, pattern(777));
        LTK_REQUIRE(stat_of(name).st_size == 777 * round);
        LTK_REQUIRE(fstat_of(file).st_size == 777 * round);
        LTK_REQUIRE(fstat_of(other).st_size == 777 * round);
    }
}

LTK_TEST("posix/inode numbers are unique and stay", (ltk::TempDir& dir), .tags = {"metadata", "stat"},
         .covers = {"POSIX-stat", "POSIX-rename"},
         .purpose = "backup programs and tar recognise files by them") {
    auto const one = dir.file("one", "1"), two = dir.file("two", "2"), moved = dir.directory("sub") / "moved";
    auto const first = stat_of(one);
    LTK_CHECK(!same_file(first, stat_of(two)));
    LTK_CHECK(first.st_dev == stat_of(dir).st_dev);
    LTK_CHECK(first.st_ino != stat_of(two).st_ino);
    write_at(open_file(one, O_WRONLY), pattern(100'000), 0);
    LTK_REQUIRE(error_of(::chmod(one.c_str(), 0600)) == success);
    LTK_REQUIRE(error_of(std::rename(one.c_str(), moved.c_str())) == success);
    LTK_CHECK(same_file(stat_of(moved), first));
}

LTK_TEST("posix/statvfs is consistent", (ltk::TempDir& dir), .stages = core, .tags = {"metadata", "stat"},
         .covers = {"POSIX-statvfs", "Linux-statfs"}) {
    struct statvfs seen{};
    LTK_REQUIRE(error_of(::statvfs(dir.c_str(), &seen)) == success);
    LTK_CHECK(seen.f_bsize > 0u);
    LTK_CHECK(seen.f_frsize > 0u);
    LTK_CHECK(seen.f_bfree <= seen.f_blocks);
    LTK_CHECK(seen.f_bavail <= seen.f_bfree);
    LTK_CHECK(seen.f_ffree <= seen.f_files);
    LTK_CHECK(seen.f_namemax >= static_cast<unsigned>(_POSIX_NAME_MAX));
    struct statfs same{};
    LTK_REQUIRE(error_of(::statfs(dir.c_str(), &same)) == success);
    LTK_CHECK(static_cast<unsigned long>(same.f_blocks) == seen.f_blocks);
    LTK_CHECK(static_cast<unsigned long>(same.f_namelen) == seen.f_namemax);
    struct statvfs through{};
    LTK_REQUIRE(error_of(::fstatvfs(open_file(dir.file("file", "x"), O_RDONLY), &through)) == success);
    LTK_CHECK(through.f_fsid == seen.f_fsid);
    LTK_CHECK(through.f_blocks == seen.f_blocks);
}

LTK_TEST("posix/pathconf keeps to the least that the standard promises", (ltk::TempDir& dir), .tags = {"metadata", "stat"},
         .covers = {"POSIX-pathconf"}) {
    LTK_CHECK(::pathconf(dir.c_str(), _PC_NAME_MAX) >= _POSIX_NAME_MAX);
    LTK_CHECK(::pathconf(dir.c_str(), _PC_PATH_MAX) >= _POSIX_PATH_MAX);
    LTK_CHECK(::pathconf(dir.c_str(), _PC_LINK_MAX) >= _POSIX_LINK_MAX);
    LTK_CHECK(::pathconf(dir.c_str(), _PC_PIPE_BUF) >= _POSIX_PIPE_BUF);
    LTK_CHECK(error_of(::pathconf(dir.file("missing").c_str(), _PC_NAME_MAX)) == Errno(ENOENT));
}
