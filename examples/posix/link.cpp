// Hard links and unlink(2): names come and go, the file stays as long as anything holds it.
#include "calls.hpp"
#include "pattern.hpp"
#include "site.hpp"

using namespace posix;

namespace {

Errno link(ltk::path const& from, ltk::path const& to) { return error_of(::link(from.c_str(), to.c_str())); }
Errno unlink(ltk::path const& name) { return error_of(::unlink(name.c_str())); }

}  // namespace

LTK_TEST("posix/link gives a second name to the same file", (ltk::TempDir& dir), .stages = core, .tags = {"metadata", "link"},
         .covers = {"POSIX-link"}) {
    auto const one = dir.file("one", "content"), two = dir.file("two");
    LTK_REQUIRE(link(one, two) == success);
    LTK_CHECK(same_file(stat_of(one), stat_of(two)));
    LTK_CHECK(stat_of(one).st_nlink == 2u);
    write_at(open_file(two, O_WRONLY), "CONTENT", 0);
    LTK_CHECK(ltk::read_file(one) == "CONTENT");
    LTK_REQUIRE(unlink(one) == success);
    LTK_CHECK(!ltk::exists(one));
    LTK_CHECK(ltk::read_file(two) == "CONTENT");
    LTK_CHECK(stat_of(two).st_nlink == 1u);
}

LTK_TEST("posix/link counts every name", (ltk::TempDir& dir), .tags = {"metadata", "link"}, .covers = {"POSIX-link", "POSIX-unlink"}) {
    constexpr unsigned names = 100;
    auto const first = dir.file("0", "x");
    for (unsigned name = 1; name < names; ++name) LTK_REQUIRE(link(first, dir.file(std::to_string(name))) == success);
    LTK_CHECK(stat_of(first).st_nlink == names);
    for (unsigned name = 1; name < names; name += 2) LTK_REQUIRE(unlink(dir.file(std::to_string(name))) == success);
    LTK_CHECK(stat_of(first).st_nlink == names / 2);
}

LTK_TEST("posix/link refuses existing names and directories", (ltk::TempDir& dir), .tags = {"metadata", "link"}, .covers = {"POSIX-link"}) {
    auto const one = dir.file("one", "1"), two = dir.file("two", "2");
    LTK_CHECK(link(one, two) == Errno(EEXIST));
    LTK_CHECK(link(one, one) == Errno(EEXIST));
    LTK_CHECK(link(dir.file("missing"), dir.file("new")) == Errno(ENOENT));
    LTK_CHECK(link(dir.directory("directory"), dir.file("new")) == Errno(EPERM));
    LTK_CHECK(ltk::read_file(two) == "2");
    LTK_CHECK(stat_of(one).st_nlink == 1u);
}

LTK_TEST("posix/an unlinked file lives on while it is open", (ltk::TempDir& dir), .stages = core, .tags = {"metadata", "link", "data"},
         .covers = {"POSIX-unlink"}, .purpose = "temporary files and log rotation depend on it") {
    auto const file = dir.file("file");
    auto const open = open_file(file, O_RDWR | O_CREAT);
    auto const data = pattern(100'000);
    write_at(open, data, 0);
    LTK_REQUIRE(unlink(file) == success);
    LTK_CHECK(!ltk::exists(file));
    LTK_CHECK(fstat_of(open).st_nlink == 0u);
    LTK_CHECK(difference(read_at(open, data.size(), 0), data) == "");
    write_at(open, data, static_cast<off_t>(data.size()));
    LTK_CHECK(fstat_of(open).st_size == static_cast<off_t>(2 * data.size()));
    LTK_STEP("the name is free again") {
        ltk::write_file(file, "another");
        LTK_CHECK(!same_file(stat_of(file), fstat_of(open)));
        LTK_CHECK(fstat_of(open).st_size == static_cast<off_t>(2 * data.size()));
    }
}

LTK_TEST("posix/unlink says what it cannot remove", (ltk::TempDir& dir), .tags = {"metadata", "link"}, .covers = {"POSIX-unlink"}) {
    LTK_CHECK(unlink(dir.file("missing")) == Errno(ENOENT));
    LTK_CHECK(unlink(dir.directory("directory")) == (Either{EISDIR, EPERM}));
    LTK_CHECK(ltk::is_directory(dir.file("directory")));
    dir.file("file", "x");
    LTK_CHECK(unlink(dir.path() / "file/below") == Errno(ENOTDIR));
}

LTK_TEST("posix/unlink frees the name at once", (ltk::TempDir& dir), .stages = core, .tags = {"metadata", "link"},
         .covers = {"POSIX-unlink"}) {
    for (int round = 0; round < 20; ++round) {
        LTK_INFO("round {}", round);
        auto const file = dir.file("name", std::to_string(round));
        LTK_REQUIRE(ltk::read_file(file) == std::to_string(round));
        LTK_REQUIRE(unlink(file) == success);
        struct stat status{};
        LTK_REQUIRE(error_of(::lstat(file.c_str(), &status)) == Errno(ENOENT));
    }
}
