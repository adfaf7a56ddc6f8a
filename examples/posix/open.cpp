// What the flags of open(2) promise about files that exist.
#include "children.hpp"

using namespace posix;

namespace {

Errno try_open(ltk::path const& name, int flags) { return error_of(Descriptor(::open(name.c_str(), flags | O_CLOEXEC))); }

}  // namespace

LTK_TEST("posix/open refuses what the flags exclude", (ltk::TempDir& dir), .stages = core, .tags = {"metadata", "open"},
         .covers = {"POSIX-open"}) {
    auto const file = dir.file("file", "x"), link = dir.file("link"), missing = dir.file("missing");
    auto const directory = dir.directory("directory");
    LTK_REQUIRE(error_of(::symlink("file", link.c_str())) == success);
    LTK_CHECK(try_open(missing, O_RDONLY) == Errno(ENOENT));
    LTK_CHECK(try_open(directory, O_WRONLY) == Errno(EISDIR));
    LTK_CHECK(try_open(directory, O_RDWR) == Errno(EISDIR));
    LTK_CHECK(try_open(file, O_RDONLY | O_DIRECTORY) == Errno(ENOTDIR));
    LTK_CHECK(try_open(link, O_RDONLY | O_NOFOLLOW) == Errno(ELOOP));
    LTK_CHECK(try_open(dir.path() / "file/below", O_RDONLY) == Errno(ENOTDIR));
    LTK_CHECK(try_open(link, O_RDONLY) == success);
}

LTK_TEST("posix/open with O_TRUNC empties the file and keeps everything else", (ltk::TempDir& dir), .stages = core,
         .tags = {"data", "open"},
         .covers = {"POSIX-open"}) {
    auto const file = dir.file("file", "old content");
    LTK_REQUIRE(error_of(::chmod(file.c_str(), 0640)) == success);
    auto const before = stat_of(file);
    auto const opened = open_file(file, O_RDWR | O_TRUNC);
    LTK_CHECK(fstat_of(opened).st_size == 0);
    LTK_CHECK(same_file(fstat_of(opened), before));
    LTK_CHECK(mode_of(fstat_of(opened)) == Mode{0640});
    append(opened, "new");
    LTK_CHECK(ltk::read_file(file) == "new");
}

LTK_TEST("posix/a descriptor allows only what it was opened for", (ltk::TempDir& dir), .tags = {"data", "open"},
         .covers = {"POSIX-read", "POSIX-write", "POSIX-ftruncate"}) {
    auto const file = dir.file("file", "content");
    char byte = 0;
    auto const reader = open_file(file, O_RDONLY);
    LTK_CHECK(error_of(::write(reader, "x", 1)) == Errno(EBADF));
    LTK_CHECK(error_of(::ftruncate(reader, 0)) == (Either{EINVAL, EBADF}));
    auto const writer = open_file(file, O_WRONLY);
    LTK_CHECK(error_of(::read(writer, &byte, 1)) == Errno(EBADF));
    auto const directory = open_file(dir, O_RDONLY | O_DIRECTORY);
    LTK_CHECK(error_of(::read(directory, &byte, 1)) == Errno(EISDIR));
    LTK_CHECK(ltk::read_file(file) == "content");
}

LTK_TEST("posix/openat follows its directory wherever that is moved", (ltk::TempDir& dir), .tags = {"metadata", "open"},
         .covers = {"POSIX-openat"}) {
    auto const before = dir.directory("before"), after = dir.file("after");
    auto const handle = open_file(before, O_RDONLY | O_DIRECTORY);
    LTK_REQUIRE(error_of(::rename(before.c_str(), after.c_str())) == success);
    Descriptor const made(::openat(handle, "inside", O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
    LTK_REQUIRE(error_of(made) == success);
    LTK_CHECK(ltk::exists(after / "inside"));
    struct stat status{};
    LTK_CHECK(error_of(::fstatat(handle, "inside", &status, 0)) == success);
    LTK_CHECK(same_file(status, stat_of(after / "inside")));
}

LTK_TEST("posix/an open file goes on when its mode is taken away", (ltk::TempDir& dir), .tags = {"metadata", "open"},
         .covers = {"POSIX-open", "POSIX-chmod"},
         .purpose = "permissions are checked when a file is opened and not afterwards") {
    auto const file = dir.file("file", "content");
    auto const opened = open_file(file, O_RDWR);
    LTK_REQUIRE(error_of(::fchmod(opened, 0)) == success);
    LTK_CHECK(mode_of(stat_of(file)) == Mode{0});
    write_at(opened, "C", 0);
    LTK_CHECK(read_at(opened, 7, 0) == "Content");
}
