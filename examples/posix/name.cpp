// Names and paths: how long, how deep, of which bytes.
#include "calls.hpp"
#include "site.hpp"

#include <dirent.h>

#include <climits>
#include <set>
#include <string>
#include <vector>

using namespace posix;

namespace {

Errno create(ltk::path const& name) { return error_of(Descriptor(::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644))); }

}  // namespace

LTK_TEST("posix/names may be as long as the file system says", (ltk::TempDir& dir), .stages = core, .tags = {"metadata", "name"},
         .covers = {"POSIX-pathconf", "POSIX-open"}) {
    auto const longest = ::pathconf(dir.c_str(), _PC_NAME_MAX);
    LTK_REQUIRE(longest >= _POSIX_NAME_MAX);
    LTK_INFO("names of up to {} bytes are promised", longest);
    auto const size = static_cast<std::size_t>(longest);
    std::string const fits(size, 'n'), differs = std::string(size - 1, 'n') + 'm';
    LTK_CHECK(create(dir.file(fits)) == success);
    LTK_CHECK(create(dir.file(differs)) == success);
    LTK_CHECK(!same_file(stat_of(dir.file(fits)), stat_of(dir.file(differs))));
    LTK_CHECK(create(dir.file(fits + 'n')) == Errno(ENAMETOOLONG));
    LTK_CHECK(error_of(::mkdir(dir.file(fits + 'n').c_str(), 0755)) == Errno(ENAMETOOLONG));
    LTK_CHECK(error_of(::rename(dir.file(fits).c_str(), dir.file(fits + 'n').c_str())) == Errno(ENAMETOOLONG));
}

LTK_TEST("posix/names keep every byte", (ltk::TempDir& dir), .tags = {"metadata", "name"}, .covers = {"POSIX-open", "POSIX-readdir"}) {
    std::set<std::string> expected{" ",
                                   "a b",
                                   "new\nline",
                                   "tab\t",
                                   "-rf",
                                   "'quote\"",
                                   "*",
                                   "\\",
                                   "\x01",
                                   "Gr\xc3\xb6\xc3\x9f"
                                   "e",
                                   "\xe6\x97\xa5\xe6\x9c\xac",
                                   "..."};
    for (auto const& name : expected) {
        LTK_INFO("name {}", name);
        Errno const answer = create(dir.file(name));
        LTK_SKIP_IF(answer == Errno(EILSEQ) || answer == Errno(EINVAL), "this file system refuses some names ({})", answer);
        LTK_CHECK(answer == success);
    }
    std::set<std::string> seen;
    DIR* const stream = ::opendir(dir.c_str());
    LTK_REQUIRE(stream != nullptr);
    while (auto const* const entry = ::readdir(stream)) seen.insert(entry->d_name);
    ::closedir(stream);
    seen.erase(".");
    seen.erase("..");
    LTK_CHECK(seen == expected);
}

LTK_TEST("posix/paths that are too long are refused, and openat goes deeper", (ltk::TempDir& dir), .tags = {"metadata", "name"},
         .timeout = 60_s,
         .covers = {"POSIX-openat", "POSIX-mkdirat"},
         .purpose = "trees deeper than PATH_MAX exist, and programs that walk them step by step manage") {
    std::string const part(200, 'd');
    constexpr int depth = PATH_MAX / 200 + 5;
    std::string path = dir.c_str();
    auto here = open_file(dir, O_RDONLY | O_DIRECTORY);
    std::vector<Descriptor> way;
    for (int level = 0; level < depth; ++level) {
        LTK_INFO("level {}", level);
        LTK_REQUIRE(error_of(::mkdirat(here, part.c_str(), 0755)) == success);
        Descriptor next(::openat(here, part.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        LTK_REQUIRE(error_of(next) == success);
        way.push_back(std::exchange(here, std::move(next)));
        path += "/" + part;
    }
    LTK_CHECK(error_of(Descriptor(::openat(here, "deep", O_WRONLY | O_CREAT | O_CLOEXEC, 0644))) == success);
    struct stat status{};
    LTK_CHECK(error_of(::fstatat(here, "deep", &status, 0)) == success);
    LTK_CHECK(error_of(::stat((path + "/deep").c_str(), &status)) == Errno(ENAMETOOLONG));
    LTK_CHECK(error_of(::unlinkat(here, "deep", 0)) == success);
    for (; !way.empty(); way.pop_back()) LTK_REQUIRE(error_of(::unlinkat(way.back(), part.c_str(), AT_REMOVEDIR)) == success);
}

LTK_TEST("posix/deep trees resolve in one call", (ltk::TempDir& dir), .tags = {"metadata", "name"}, .covers = {"POSIX-open"}) {
    constexpr int depth = 200;
    std::string path = dir.c_str(), back;
    for (int level = 0; level < depth; ++level) {
        path += "/d";
        back += "/..";
        LTK_REQUIRE(error_of(::mkdir(path.c_str(), 0755)) == success);
    }
    LTK_CHECK(create(path + "/file") == success);
    LTK_CHECK(same_file(stat_of(path + back), stat_of(dir)));
    LTK_CHECK(same_file(stat_of(path + "/./..//d/file"), stat_of(path + "/file")));
}
