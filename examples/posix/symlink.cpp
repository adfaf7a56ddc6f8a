// Symbolic links: a text that stands for a path.
#include "calls.hpp"
#include "site.hpp"

#include <climits>

using namespace posix;

namespace {

Errno symlink(std::string const& target, ltk::path const& name) { return error_of(::symlink(target.c_str(), name.c_str())); }
std::string target_of(ltk::path const& name) {
    std::string target(PATH_MAX, '\0');
    auto const size = ::readlink(name.c_str(), target.data(), target.size());
    if (size < 0) ltk::fail(POSIX_CALLER, "readlink {}: {}", name.c_str(), Errno(errno));
    target.resize(static_cast<std::size_t>(size));
    return target;
}
// Lengths at which file systems change the way in which they store it.
LTK_PARAM(TargetLength, int, 1, 59, 60, 255, 1023);

}  // namespace

LTK_TEST("posix/symlink keeps its target as it was written", (ltk::TempDir& dir, TargetLength length), .stages = core,
         .tags = {"metadata", "symlink"},
         .covers = {"POSIX-symlink", "POSIX-readlink"}) {
    std::string target;
    for (int i = 0; i < length; ++i) target += i % 16 == 15 ? '/' : static_cast<char>('a' + i % 26);
    auto const link = dir.file("link");
    LTK_REQUIRE(symlink(target, link) == success);
    LTK_CHECK(target_of(link) == target);
    LTK_CHECK(S_ISLNK(lstat_of(link).st_mode));
    LTK_CHECK(lstat_of(link).st_size == length.value);
    LTK_CHECK(symlink(target, link) == Errno(EEXIST));
}

LTK_TEST("posix/readlink fills a small buffer and cuts silently", (ltk::TempDir& dir), .tags = {"metadata", "symlink"},
         .covers = {"POSIX-readlink"}) {
    auto const link = dir.file("link");
    LTK_REQUIRE(symlink("twelve-bytes", link) == success);
    char small[7] = "------";
    LTK_CHECK(::readlink(link.c_str(), small, 6) == 6);
    LTK_CHECK(std::string_view(small) == "twelve");
    LTK_CHECK(error_of(::readlink(dir.file("file", "x").c_str(), small, 6)) == Errno(EINVAL));
}

LTK_TEST("posix/symlink may dangle", (ltk::TempDir& dir), .tags = {"metadata", "symlink"}, .covers = {"POSIX-symlink"}) {
    auto const link = dir.file("link");
    struct stat status{};
    LTK_REQUIRE(symlink("later", link) == success);
    LTK_CHECK(error_of(::stat(link.c_str(), &status)) == Errno(ENOENT));
    LTK_CHECK(error_of(::lstat(link.c_str(), &status)) == success);
    dir.file("later", "now");
    LTK_CHECK(ltk::read_file(link) == "now");
    LTK_REQUIRE(error_of(::unlink(link.c_str())) == success);
    LTK_CHECK(ltk::read_file(dir.file("later")) == "now");
}

LTK_TEST("posix/symlink loops end in ELOOP", (ltk::TempDir& dir), .stages = core, .tags = {"metadata", "symlink"},
         .covers = {"POSIX-symlink"}) {
    auto const one = dir.file("one"), two = dir.file("two"), self = dir.file("self");
    struct stat status{};
    LTK_REQUIRE(symlink("two", one) == success);
    LTK_REQUIRE(symlink("one", two) == success);
    LTK_REQUIRE(symlink("self/deeper", self) == success);
    LTK_CHECK(error_of(::stat(one.c_str(), &status)) == Errno(ELOOP));
    LTK_CHECK(error_of(::stat(self.c_str(), &status)) == Errno(ELOOP));
    LTK_CHECK(error_of(Descriptor(::open(one.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644))) == Errno(ELOOP));
}

LTK_TEST("posix/symlinks in a chain are followed to the end", (ltk::TempDir& dir), .tags = {"metadata", "symlink"},
         .covers = {"POSIX-symlink"},
         .purpose = "eight links in a row are the least that the standard asks for") {
    auto const end = dir.file("0", "end");
    for (int i = 1; i <= _POSIX_SYMLOOP_MAX; ++i) LTK_REQUIRE(symlink(std::to_string(i - 1), dir.file(std::to_string(i))) == success);
    auto const last = dir.file(std::to_string(_POSIX_SYMLOOP_MAX));
    LTK_CHECK(ltk::read_file(last) == "end");
    LTK_CHECK(same_file(stat_of(last), stat_of(end)));
}

LTK_TEST("posix/symlink to a directory is followed in the middle of a path", (ltk::TempDir& dir), .tags = {"metadata", "symlink"},
         .covers = {"POSIX-symlink"}) {
    ltk::write_file(dir.directory("real") / "file", "content");
    auto const alias = dir.file("alias");
    LTK_REQUIRE(symlink("real", alias) == success);
    LTK_CHECK(ltk::read_file(alias / "file") == "content");
    LTK_CHECK(same_file(stat_of(alias / "../real"), stat_of(dir.file("real"))));
    LTK_CHECK(error_of(::rmdir(alias.c_str())) == Errno(ENOTDIR));
    LTK_CHECK(error_of(::rmdir(dir.file("real").c_str())) == (Either{ENOTEMPTY, EEXIST}));
}
