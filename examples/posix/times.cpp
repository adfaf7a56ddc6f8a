// Time stamps: which call moves which, and that they are kept as they were set. No test sleeps: stamps are first put far
// into the past, so that any move shows.
#include "calls.hpp"
#include "site.hpp"

#include <sys/xattr.h>

#include <cstdio>
#include <ctime>

using namespace posix;

namespace {

constexpr timespec long_ago{1'000'000'000, 0};  // September 2001

void put_back(ltk::path const& name, ltk::source where = POSIX_CALLER) {
    timespec const times[2] = {long_ago, long_ago};
    if (::utimensat(AT_FDCWD, name.c_str(), times, AT_SYMLINK_NOFOLLOW) != 0)
        ltk::fail(where, "utimensat {}: {}", name.c_str(), Errno(errno));
}
bool modified(ltk::path const& name) { return nanoseconds(stat_of(name).st_mtim) != nanoseconds(long_ago); }

/// Runs the call and says whether the change time moved on; waits for the clock of the file system to tick where it must.
template <class Call>
bool moves_change_time(Filesystem const& fs, ltk::path const& name, Call const& call) {
    auto const before = nanoseconds(stat_of(name).st_ctim);
    long long const patience = 4 * fs.time_granularity.nanoseconds() + 200'000'000;
    for (timespec const pause{0, 2'000'000};; ::nanosleep(&pause, nullptr)) {
        call();
        if (nanoseconds(stat_of(name).st_ctim) > before) return true;
        timespec now{};
        ::clock_gettime(CLOCK_REALTIME, &now);
        if (nanoseconds(now) - before > patience) return false;
    }
}

}  // namespace

LTK_TEST("posix/write moves mtime, read does not", (ltk::TempDir& dir), .stages = core, .tags = {"metadata", "time"},
         .covers = {"POSIX-write", "POSIX-stat"},
         .purpose = "build tools and backups decide by mtime") {
    auto const name = dir.file("file", "content");
    auto const file = open_file(name, O_RDWR);
    put_back(name);
    LTK_CHECK(read_at(file, 7, 0) == "content");
    LTK_CHECK(!modified(name));
    write_at(file, "C", 0);
    LTK_CHECK(modified(name));
    LTK_INFO("mtime after a write, against the clock of this machine");
    LTK_CHECK(std::abs(stat_of(name).st_mtim.tv_sec - std::time(nullptr)) < 3600);
}

LTK_TEST("posix/calls that change data or size move mtime", (ltk::TempDir& dir), .tags = {"metadata", "time"},
         .covers = {"POSIX-ftruncate", "POSIX-open", "POSIX-write"}) {
    auto const name = dir.file("file", "content");
    put_back(name);
    LTK_REQUIRE(error_of(::truncate(name.c_str(), 3)) == success);
    LTK_CHECK(modified(name));
    put_back(name);
    open_file(name, O_WRONLY | O_TRUNC).close();
    LTK_CHECK(modified(name));
    put_back(name);
    open_file(name, O_WRONLY).close();
    LTK_CHECK(!modified(name));
    append(open_file(name, O_WRONLY | O_APPEND), "x");
    LTK_CHECK(modified(name));
}

LTK_TEST("posix/chmod, link and rename move ctime and leave mtime", (Filesystem const& fs, ltk::TempDir& dir),
         .tags = {"metadata", "time"}, .timeout = 60_s,
         .covers = {"POSIX-chmod", "POSIX-link", "POSIX-unlink"}) {
    auto const name = dir.file("file", "x"), second = dir.file("second");
    put_back(name);
    LTK_CHECK(moves_change_time(fs, name, [&] { LTK_REQUIRE(error_of(::chmod(name.c_str(), 0640)) == success); }));
    LTK_CHECK(moves_change_time(fs, name, [&] {
        LTK_REQUIRE(error_of(::link(name.c_str(), second.c_str())) == success);
        LTK_REQUIRE(error_of(::unlink(second.c_str())) == success);
    }));
    LTK_CHECK(!modified(name));
}

LTK_TEST("posix/changes of names move the mtime of the directory", (ltk::TempDir& dir), .stages = core,
         .tags = {"metadata", "time", "directory"},
         .covers = {"POSIX-open", "POSIX-unlink", "POSIX-rename", "POSIX-mkdir"}) {
    auto const parent = dir.directory("parent"), other = dir.directory("other");
    auto const file = parent / "file", moved = other / "moved";
    auto const moves = [&](ltk::path const& directory, auto const& call) {
        put_back(directory);
        call();
        return modified(directory);
    };
    LTK_CHECK(moves(parent, [&] { ltk::write_file(file, "x"); }));
    LTK_CHECK(!moves(parent, [&] { ltk::write_file(file, "y"); }));
    LTK_CHECK(moves(parent, [&] { LTK_REQUIRE(error_of(::mkdir((parent / "sub").c_str(), 0755)) == success); }));
    LTK_CHECK(moves(parent, [&] { LTK_REQUIRE(error_of(::link(file.c_str(), (parent / "link").c_str())) == success); }));
    LTK_CHECK(moves(parent, [&] { LTK_REQUIRE(error_of(::unlink((parent / "link").c_str())) == success); }));
    put_back(other);
    LTK_CHECK(moves(parent, [&] { LTK_REQUIRE(error_of(std::rename(file.c_str(), moved.c_str())) == success); }));
    LTK_CHECK(modified(other));
    LTK_CHECK(moves(parent, [&] { LTK_REQUIRE(error_of(::rmdir((parent / "sub").c_str())) == success); }));
}

LTK_TEST("posix/utimensat sets both times to the nanosecond", (Filesystem const& fs, ltk::TempDir& dir), .stages = core,
         .tags = {"metadata", "time"},
         .covers = {"POSIX-utimensat", "POSIX-futimens"}) {
    auto const name = dir.file("file", "x");
    auto const grain = fs.time_granularity.nanoseconds();
    auto const cut = [&](timespec const& time) { return nanoseconds(time) / grain * grain; };
    LTK_INFO("the file system keeps times to {} (fs.time_granularity)", fs.time_granularity);
    timespec const times[2] = {{1'234'567'890, 123'456'789}, {987'654'321, 987'654'321}};
    LTK_REQUIRE(error_of(::utimensat(AT_FDCWD, name.c_str(), times, 0)) == success);
    LTK_CHECK(nanoseconds(stat_of(name).st_atim) / grain * grain == cut(times[0]));
    LTK_CHECK(nanoseconds(stat_of(name).st_mtim) / grain * grain == cut(times[1]));
    timespec const again[2] = {{1'111'111'111, 111'111'111}, {1'222'222'222, 222'222'222}};
    auto const file = open_file(name, O_RDONLY);
    LTK_REQUIRE(error_of(::futimens(file, again)) == success);
    LTK_CHECK(nanoseconds(fstat_of(file).st_atim) / grain * grain == cut(again[0]));
    LTK_CHECK(nanoseconds(fstat_of(file).st_mtim) / grain * grain == cut(again[1]));
}

LTK_TEST("posix/utimensat omits and takes the present where it is told to", (ltk::TempDir& dir), .tags = {"metadata", "time"},
         .covers = {"POSIX-utimensat"}) {
    auto const name = dir.file("file", "x");
    put_back(name);
    timespec const only_access[2] = {{1'500'000'000, 0}, {0, UTIME_OMIT}};
    LTK_REQUIRE(error_of(::utimensat(AT_FDCWD, name.c_str(), only_access, 0)) == success);
    LTK_CHECK(stat_of(name).st_atim.tv_sec == 1'500'000'000);
    LTK_CHECK(!modified(name));
    timespec const now[2] = {{0, UTIME_OMIT}, {0, UTIME_NOW}};
    LTK_REQUIRE(error_of(::utimensat(AT_FDCWD, name.c_str(), now, 0)) == success);
    LTK_CHECK(stat_of(name).st_atim.tv_sec == 1'500'000'000);
    LTK_CHECK(std::abs(stat_of(name).st_mtim.tv_sec - std::time(nullptr)) < 3600);
    timespec const wrong[2] = {{0, 1'000'000'000}, {0, 0}};
    LTK_CHECK(error_of(::utimensat(AT_FDCWD, name.c_str(), wrong, 0)) == Errno(EINVAL));
}

LTK_TEST("posix/a symbolic link has times of its own", (ltk::TempDir& dir), .tags = {"metadata", "time", "symlink"},
         .covers = {"POSIX-utimensat"}) {
    auto const name = dir.file("file", "x"), link = dir.file("link");
    LTK_REQUIRE(error_of(::symlink("file", link.c_str())) == success);
    timespec const times[2] = {long_ago, long_ago};
    Errno const answer = error_of(::utimensat(AT_FDCWD, link.c_str(), times, AT_SYMLINK_NOFOLLOW));
    LTK_SKIP_IF(unsupported(answer), "this file system keeps no times of links ({})", answer);
    LTK_REQUIRE(answer == success);
    LTK_CHECK(lstat_of(link).st_mtim.tv_sec == long_ago.tv_sec);
    LTK_CHECK(modified(name));
}
