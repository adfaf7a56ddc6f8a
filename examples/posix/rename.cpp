// rename(2) and Linux's renameat2(2): the one call that replaces atomically.
#include "children.hpp"

#include <cstdio>

using namespace posix;

namespace {

Errno rename(ltk::path const& from, ltk::path const& to) { return error_of(std::rename(from.c_str(), to.c_str())); }
Errno rename_with(unsigned flags, ltk::path const& from, ltk::path const& to) {
    return error_of(::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags));
}

}  // namespace

LTK_TEST("posix/rename replaces the target", (ltk::TempDir& dir), .stages = core, .tags = {"metadata", "rename"},
         .covers = {"POSIX-rename"}) {
    auto const from = dir.file("from", "new"), to = dir.file("to", "old");
    auto const moved = stat_of(from);
    auto const replaced = open_file(to, O_RDONLY);
    LTK_REQUIRE(rename(from, to) == success);
    LTK_CHECK(ltk::read_file(to) == "new");
    LTK_CHECK(!ltk::exists(from));
    LTK_CHECK(same_file(stat_of(to), moved));
    LTK_INFO("the replaced file, which is still open");
    LTK_CHECK(fstat_of(replaced).st_nlink == 0u);
    LTK_CHECK(read_at(replaced, 10, 0) == "old");
}

LTK_TEST("posix/rename is atomic for those who look", (ltk::TempDir& dir), .stages = core, .tags = {"metadata", "rename", "concurrent"},
         .timeout = 60_s,
         .covers = {"POSIX-rename"}, .purpose = "at every moment the target is there, and is either the old or the new file as a whole") {
    constexpr int rounds = 300;
    auto const target = dir.file("target", "a complete version");
    Signal ready;
    Children writer;
    writer.start([&] {
        ready.wait();
        for (int round = 0; round < rounds; ++round) {
            auto const next = dir.file("next");
            Descriptor file(::open(next.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
            if (file < 0 || ::write(file, "a complete version", 18) != 18) return Errno(errno);
            file.close();
            if (std::rename(next.c_str(), target.c_str()) != 0) return Errno(errno);
        }
        return Descriptor(::open(dir.file("done").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644)) < 0 ? Errno(errno) : success;
    });
    ready.give();
    int looks = 0, absent = 0, torn = 0;
    do {
        Descriptor const seen(::open(target.c_str(), O_RDONLY | O_CLOEXEC));
        if (seen < 0)
            ++absent;
        else if (read_at(seen, 100, 0) != "a complete version")
            ++torn;
        ++looks;
    } while (!ltk::exists(dir.file("done")) && looks < 1'000'000 && absent + torn == 0);
    LTK_INFO("looked {} times while another process replaced the target {} times", looks, rounds);
    LTK_CHECK(absent == 0);
    LTK_CHECK(torn == 0);
    LTK_CHECK(writer.finish().front() == success);
    LTK_CHECK(ltk::read_file(target) == "a complete version");
}

LTK_TEST("posix/rename does not mix files and directories", (ltk::TempDir& dir), .stages = core, .tags = {"metadata", "rename"},
         .covers = {"POSIX-rename"}) {
    auto const file = dir.file("file", "x");
    auto const directory = dir.directory("directory");
    LTK_CHECK(rename(file, directory) == Errno(EISDIR));
    LTK_CHECK(rename(directory, file) == Errno(ENOTDIR));
    LTK_CHECK(ltk::read_file(file) == "x");
    LTK_CHECK(ltk::is_directory(directory));
}

LTK_TEST("posix/rename of a directory replaces only an empty one", (ltk::TempDir& dir), .tags = {"metadata", "rename"},
         .covers = {"POSIX-rename"}) {
    auto const from = dir.directory("from"), empty = dir.directory("empty"), full = dir.directory("full");
    ltk::write_file(from / "inside", "moved");
    ltk::write_file(full / "inside", "stays");
    LTK_CHECK(rename(from, full) == (Either{ENOTEMPTY, EEXIST}));
    LTK_CHECK(ltk::read_file(full / "inside") == "stays");
    LTK_REQUIRE(rename(from, empty) == success);
    LTK_CHECK(ltk::read_file(empty / "inside") == "moved");
    LTK_CHECK(!ltk::exists(from));
}

LTK_TEST("posix/rename of a directory into itself is refused", (ltk::TempDir& dir), .stages = core, .tags = {"metadata", "rename"},
         .covers = {"POSIX-rename"},
         .purpose = "otherwise a part of the tree is cut off for ever") {
    auto const parent = dir.directory("parent");
    LTK_REQUIRE(error_of(::mkdir((parent / "child").c_str(), 0755)) == success);
    LTK_CHECK(rename(parent, parent / "below") == Errno(EINVAL));
    LTK_CHECK(rename(parent, parent / "child/below") == Errno(EINVAL));
    LTK_CHECK(ltk::is_directory(parent / "child"));
}

LTK_TEST("posix/rename between two names of one file does nothing", (ltk::TempDir& dir), .tags = {"metadata", "rename", "link"},
         .covers = {"POSIX-rename"}) {
    auto const one = dir.file("one", "x"), two = dir.file("two");
    LTK_REQUIRE(error_of(::link(one.c_str(), two.c_str())) == success);
    LTK_CHECK(rename(one, two) == success);
    LTK_CHECK(ltk::exists(one));
    LTK_CHECK(ltk::exists(two));
    LTK_CHECK(stat_of(one).st_nlink == 2u);
    LTK_CHECK(rename(one, one) == success);
}

LTK_TEST("posix/rename moves between directories, and .. follows", (ltk::TempDir& dir), .tags = {"metadata", "rename"},
         .covers = {"POSIX-rename"}) {
    auto const here = dir.directory("here"), there = dir.directory("there");
    ltk::write_file(here / "file", "x");
    LTK_REQUIRE(error_of(::mkdir((here / "sub").c_str(), 0755)) == success);
    LTK_REQUIRE(rename(here / "file", there / "file") == success);
    LTK_REQUIRE(rename(here / "sub", there / "sub") == success);
    LTK_CHECK(ltk::read_file(there / "file") == "x");
    LTK_CHECK(same_file(stat_of(there / "sub/.."), stat_of(there)));
    LTK_CHECK(error_of(::rmdir(here.c_str())) == success);
}

LTK_TEST("posix/rename of what is missing changes nothing", (ltk::TempDir& dir), .tags = {"metadata", "rename"},
         .covers = {"POSIX-rename"}) {
    auto const target = dir.file("target", "kept");
    LTK_CHECK(rename(dir.file("missing"), target) == Errno(ENOENT));
    LTK_CHECK(rename(target, dir.path() / "no/where") == Errno(ENOENT));
    LTK_CHECK(rename(target, dir.path() / "target/below") == Errno(ENOTDIR));
    LTK_CHECK(ltk::read_file(target) == "kept");
}

LTK_TEST("posix/rename with RENAME_NOREPLACE keeps what exists", (ltk::TempDir& dir), .tags = {"metadata", "rename"},
         .covers = {"Linux-renameat2"}) {
    auto const from = dir.file("from", "new"), to = dir.file("to", "old"), fresh = dir.file("fresh");
    Errno const answer = rename_with(RENAME_NOREPLACE, from, to);
    LTK_SKIP_IF(answer == Errno(EINVAL) || unsupported(answer), "this file system has no RENAME_NOREPLACE ({})", answer);
    LTK_CHECK(answer == Errno(EEXIST));
    LTK_CHECK(ltk::read_file(to) == "old");
    LTK_CHECK(rename_with(RENAME_NOREPLACE, from, fresh) == success);
    LTK_CHECK(ltk::read_file(fresh) == "new");
}

LTK_TEST("posix/rename with RENAME_EXCHANGE swaps two names", (ltk::TempDir& dir), .tags = {"metadata", "rename"},
         .covers = {"Linux-renameat2"}) {
    auto const file = dir.file("file", "content");
    auto const directory = dir.directory("directory");
    ltk::write_file(directory / "inside", "x");
    Errno const answer = rename_with(RENAME_EXCHANGE, file, directory);
    LTK_SKIP_IF(answer == Errno(EINVAL) || unsupported(answer), "this file system has no RENAME_EXCHANGE ({})", answer);
    LTK_REQUIRE(answer == success);
    LTK_CHECK(ltk::exists(file / "inside"));
    LTK_CHECK(ltk::read_file(directory) == "content");
    LTK_CHECK(rename_with(RENAME_EXCHANGE, file, dir.file("missing")) == Errno(ENOENT));
}

LTK_TEST("posix/getcwd follows a renamed directory", (ltk::TempDir& dir), .tags = {"metadata", "rename"},
         .covers = {"POSIX-getcwd", "POSIX-rename"}) {
    auto const before = dir.directory("before"), after = dir.file("after");
    // In a child, so that the test itself stays where it was started.
    Errno const answer = in_child([&] {
        if (::chdir(before.c_str()) != 0 || std::rename(before.c_str(), after.c_str()) != 0) return Errno(errno);
        char where[4096];
        if (::getcwd(where, sizeof where) == nullptr) return Errno(errno);
        return std::string_view(where).ends_with("/after") ? success : Errno(ESTALE);
    });
    LTK_CHECK(answer == success);
}
