// Who may do what. Root is bound by no permission, so that these tests become somebody else in a child process.
#include <ltk/needs.hpp>

#include "children.hpp"

#include <cstdio>

using namespace posix;

namespace {

Errno try_open(ltk::path const& name, int flags) { return error_of(Descriptor(::open(name.c_str(), flags | O_CLOEXEC, 0644))); }
// Modes of every kind: none, each class alone, all, and the three special bits.
LTK_PARAM(Permissions, Mode, Mode{0}, Mode{0400}, Mode{0070}, Mode{0007}, Mode{0644}, Mode{0777}, Mode{01777}, Mode{04755});

}  // namespace

LTK_TEST("posix/chmod sets exactly the bits it is given", (ltk::TempDir& dir, Permissions wanted), .stages = core,
         .tags = {"metadata", "permission"},
         .covers = {"POSIX-chmod"}) {
    auto const file = dir.file("file", "x");
    LTK_REQUIRE(error_of(::chmod(file.c_str(), wanted.value.bits)) == success);
    LTK_CHECK(mode_of(stat_of(file)) == wanted.value);
    LTK_REQUIRE(error_of(::chmod(file.c_str(), 0600)) == success);
    auto const opened = open_file(file, O_RDONLY);
    LTK_REQUIRE(error_of(::fchmod(opened, wanted.value.bits)) == success);
    LTK_CHECK(mode_of(fstat_of(opened)) == wanted.value);
    LTK_CHECK(mode_of(stat_of(file)) == wanted.value);
}

LTK_TEST("posix/permission to read and write is checked at open", (ltk::TempDir& dir, OtherUser& other), .stages = core,
         .tags = {"metadata", "permission"},
         .covers = {"POSIX-open", "POSIX-chmod"}) {
    LTK_SKIP_IF(::geteuid() == 0 && !other.missing().empty(), "{}", other.missing());
    auto const file = dir.file("file");
    LTK_REQUIRE(as_ordinary_user(other, dir, [&] { return try_open(file, O_WRONLY | O_CREAT); }) == success);
    auto const after = [&](mode_t mode, int flags) {
        LTK_REQUIRE(error_of(::chmod(file.c_str(), mode)) == success);
        return as_ordinary_user(other, dir, [&] { return try_open(file, flags); });
    };
    LTK_CHECK(after(0600, O_RDWR) == success);
    LTK_CHECK(after(0400, O_RDONLY) == success);
    LTK_CHECK(after(0400, O_WRONLY) == Errno(EACCES));
    LTK_CHECK(after(0200, O_WRONLY) == success);
    LTK_CHECK(after(0200, O_RDONLY) == Errno(EACCES));
    LTK_CHECK(after(0066, O_RDONLY) == Errno(EACCES));  // the owner is bound by his own bits, not by others'
}

LTK_TEST("posix/permission to search a directory is needed for every name in it", (ltk::TempDir& dir, OtherUser& other),
         .tags = {"metadata", "permission"},
         .covers = {"POSIX-open", "POSIX-stat"}) {
    LTK_SKIP_IF(::geteuid() == 0 && !other.missing().empty(), "{}", other.missing());
    auto const inner = dir.file("inner");
    Errno const answer = as_ordinary_user(other, dir, [&] {
        auto const file = inner / "file";
        if (::mkdir(inner.c_str(), 0700) != 0) return Errno(errno);
        if (Errno const made = try_open(file, O_WRONLY | O_CREAT); !made.ok()) return made;
        struct stat status{};
        if (::chmod(inner.c_str(), 0600) != 0) return Errno(errno);
        Errno const seen = error_of(::stat(file.c_str(), &status)), opened = try_open(file, O_RDONLY);
        if (::chmod(inner.c_str(), 0700) != 0) return Errno(errno);
        return seen == opened ? seen : Errno(EIO);
    });
    LTK_CHECK(answer == Errno(EACCES));
}

LTK_TEST("posix/permission to write a directory is needed to change its names", (ltk::TempDir& dir, OtherUser& other), .stages = core,
         .tags = {"metadata", "permission"}, .covers = {"POSIX-open", "POSIX-unlink", "POSIX-rename", "POSIX-mkdir"}) {
    LTK_SKIP_IF(::geteuid() == 0 && !other.missing().empty(), "{}", other.missing());
    auto const inner = dir.path() / "inner";
    auto const file = inner / "file", fresh = inner / "new";
    Errno const prepared = as_ordinary_user(other, dir, [&] {
        if (::mkdir(inner.c_str(), 0700) != 0) return Errno(errno);
        return try_open(file, O_WRONLY | O_CREAT);
    });
    LTK_REQUIRE(prepared == success);
    LTK_REQUIRE(error_of(::chmod(inner.c_str(), 0500)) == success);
    auto const ordinary = [&](auto const& body) { return as_ordinary_user(other, dir, body); };
    LTK_CHECK(ordinary([&] { return try_open(fresh, O_WRONLY | O_CREAT); }) == Errno(EACCES));
    LTK_CHECK(ordinary([&] { return error_of(::unlink(file.c_str())); }) == Errno(EACCES));
    LTK_CHECK(ordinary([&] { return error_of(std::rename(file.c_str(), fresh.c_str())); }) == Errno(EACCES));
    LTK_CHECK(ordinary([&] { return error_of(::mkdir(fresh.c_str(), 0700)); }) == Errno(EACCES));
    LTK_CHECK(ordinary([&] { return try_open(file, O_WRONLY); }) == success);
    LTK_REQUIRE(error_of(::chmod(inner.c_str(), 0700)) == success);
}

LTK_TEST("posix/access answers as open does", (ltk::TempDir& dir, OtherUser& other), .tags = {"metadata", "permission"},
         .covers = {"POSIX-access"}) {
    LTK_SKIP_IF(::geteuid() == 0 && !other.missing().empty(), "{}", other.missing());
    auto const file = dir.file("file");
    LTK_REQUIRE(as_ordinary_user(other, dir, [&] { return try_open(file, O_WRONLY | O_CREAT); }) == success);
    LTK_REQUIRE(error_of(::chmod(file.c_str(), 0400)) == success);
    auto const access = [&](int mode) { return as_ordinary_user(other, dir, [&] { return error_of(::access(file.c_str(), mode)); }); };
    LTK_CHECK(access(F_OK) == success);
    LTK_CHECK(access(R_OK) == success);
    LTK_CHECK(access(W_OK) == Errno(EACCES));
    LTK_CHECK(access(X_OK) == Errno(EACCES));
}

LTK_TEST("posix/only the owner changes mode, owner and times", (ltk::TempDir& dir, OtherUser& other), .stages = core,
         .tags = {"metadata", "permission"},
         .covers = {"POSIX-chmod", "POSIX-chown", "POSIX-utimensat"}, .needs = {ltk::root}) {
    LTK_SKIP_IF(!other.missing().empty(), "{}", other.missing());
    auto const file = dir.file("file", "x");
    LTK_REQUIRE(error_of(::chmod(file.c_str(), 0666)) == success);
    timespec const times[2] = {{1, 0}, {1, 0}};
    LTK_CHECK(other.run([&] { return error_of(::chmod(file.c_str(), 0777)); }) == Errno(EPERM));
    LTK_CHECK(other.run([&] { return error_of(::chown(file.c_str(), other.id(), other.id())); }) == Errno(EPERM));
    LTK_CHECK(other.run([&] { return error_of(::utimensat(AT_FDCWD, file.c_str(), times, 0)); }) == Errno(EPERM));
    LTK_CHECK(mode_of(stat_of(file)) == Mode{0666});
}

LTK_TEST("posix/chown gives a file away", (ltk::TempDir& dir, OtherUser& other), .tags = {"metadata", "permission"},
         .covers = {"POSIX-chown"}, .needs = {ltk::root}) {
    LTK_SKIP_IF(!other.missing().empty(), "{}", other.missing());
    auto const file = dir.file("file", "x"), link = dir.file("link");
    LTK_REQUIRE(error_of(::symlink("file", link.c_str())) == success);
    Errno const given = error_of(::chown(file.c_str(), other.id(), other.id() - 1));
    LTK_SKIP_IF(given == Errno(EPERM), "root may not give files away here (an export that maps root to nobody)");
    LTK_REQUIRE(given == success);
    LTK_CHECK(stat_of(file).st_uid == other.id());
    LTK_CHECK(stat_of(file).st_gid == other.id() - 1);
    LTK_REQUIRE(error_of(::lchown(link.c_str(), other.id() - 2, other.id() - 2)) == success);
    LTK_CHECK(lstat_of(link).st_uid == other.id() - 2);
    LTK_CHECK(stat_of(file).st_uid == other.id());
}

LTK_TEST("posix/a sticky directory protects names from others", (ltk::TempDir& dir, OtherUser& other), .tags = {"metadata", "permission"},
         .covers = {"POSIX-unlink", "POSIX-rename"}, .needs = {ltk::root}) {
    LTK_SKIP_IF(!other.missing().empty(), "{}", other.missing());
    auto const shared = dir.directory("shared");
    ltk::write_file(shared / "ours", "x");
    auto const ours = shared / "ours";
    LTK_REQUIRE(error_of(::chmod(shared.c_str(), 01777)) == success);
    LTK_CHECK(other.run([&] { return error_of(::unlink(ours.c_str())); }) == (Either{EPERM, EACCES}));
    LTK_CHECK(other.run([&] { return try_open(shared / "theirs", O_WRONLY | O_CREAT); }) == success);
    LTK_CHECK(other.run([&] { return error_of(::unlink((shared / "theirs").c_str())); }) == success);
    LTK_REQUIRE(error_of(::chmod(shared.c_str(), 0777)) == success);
    LTK_CHECK(other.run([&] { return error_of(::unlink(ours.c_str())); }) == success);
}

LTK_TEST("posix/a setgid directory hands its group on", (ltk::TempDir& dir, OtherUser& other), .tags = {"metadata", "permission"},
         .covers = {"POSIX-open", "POSIX-mkdir"}, .purpose = "project directories share files by it", .needs = {ltk::root}) {
    LTK_SKIP_IF(!other.missing().empty(), "{}", other.missing());
    auto const project = dir.directory("project");
    gid_t const group = other.id() - 1;
    LTK_REQUIRE(error_of(::chown(project.c_str(), static_cast<uid_t>(-1), group)) == success);
    LTK_REQUIRE(error_of(::chmod(project.c_str(), 02775)) == success);
    LTK_REQUIRE(mode_of(stat_of(project)) == Mode{02775});
    ltk::write_file(project / "file", "x");
    LTK_REQUIRE(error_of(::mkdir((project / "sub").c_str(), 0755)) == success);
    LTK_CHECK(stat_of(project / "file").st_gid == group);
    LTK_CHECK(stat_of(project / "sub").st_gid == group);
    LTK_INFO("mode of a directory that was made in a setgid directory");
    LTK_CHECK((mode_of(stat_of(project / "sub")).bits & S_ISGID) != 0u);
}

LTK_TEST("posix/a write by an ordinary user takes setuid and setgid away", (ltk::TempDir& dir, OtherUser& other),
         .tags = {"metadata", "permission"},
         .covers = {"POSIX-write"}, .purpose = "otherwise a changed program keeps rights that somebody gave to the old one") {
    LTK_SKIP_IF(::geteuid() == 0 && !other.missing().empty(), "{}", other.missing());
    auto const file = dir.file("file");
    Errno const wrote = as_ordinary_user(other, dir, [&] {
        Descriptor const opened(::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0755));
        if (opened < 0 || ::write(opened, "old", 3) != 3 || ::fchmod(opened, 06755) != 0) return Errno(errno);
        return ::write(opened, "new", 3) == 3 ? success : Errno(errno);
    });
    LTK_REQUIRE(wrote == success);
    LTK_CHECK(mode_of(stat_of(file)) == Mode{0755});
}
