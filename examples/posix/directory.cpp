// Directories: what readdir shows, what rmdir refuses.
#include "children.hpp"

#include <dirent.h>

#include <map>
#include <set>

using namespace posix;

namespace {

class Directory {
public:
    explicit Directory(ltk::path const& name, ltk::source where = POSIX_CALLER) : stream_(::opendir(name.c_str())) {
        if (stream_ == nullptr) ltk::fail(where, "opendir {}: {}", name.c_str(), Errno(errno));
    }
    Directory(Directory const&) = delete;
    Directory& operator=(Directory const&) = delete;
    ~Directory() { ::closedir(stream_); }

    dirent const* next() const { return ::readdir(stream_); }
    DIR* stream() const { return stream_; }

private:
    DIR* stream_;
};

bool is_dot(std::string_view name) { return name == "." || name == ".."; }

/// How often each name is shown.
std::map<std::string, int> names_in(ltk::path const& name, ltk::source where = POSIX_CALLER) {
    std::map<std::string, int> seen;
    Directory const directory(name, where);
    errno = 0;
    while (auto const* const entry = directory.next())
        if (!is_dot(entry->d_name)) ++seen[entry->d_name];
    if (errno != 0) ltk::fail(where, "readdir {}: {}", name.c_str(), Errno(errno));
    return seen;
}

void create_files(ltk::path const& in, int count) {
    auto const handle = open_file(in, O_RDONLY | O_DIRECTORY);
    for (int i = 0; i < count; ++i) {
        Descriptor const made(::openat(handle, std::to_string(i).c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
        if (made < 0) ltk::fail(POSIX_CALLER, "create file {} of {}: {}", i, count, Errno(errno));
    }
}

/// Checks that exactly 0 .. count-1 are there, each once; names the first few that are not.
void check_numbers(std::map<std::string, int> const& seen, int count) {
    std::set<std::string> missing, repeated, strange;
    for (int i = 0; i < count; ++i)
        if (!seen.contains(std::to_string(i)) && missing.size() < 5) missing.insert(std::to_string(i));
    for (auto const& [name, times] : seen) {
        if (times != 1 && repeated.size() < 5) repeated.insert(name);
        if (name.empty() || name.size() > 9 || name.find_first_not_of("0123456789") != std::string::npos || std::stoi(name) >= count)
            if (strange.size() < 5) strange.insert(name);
    }
    std::set<std::string> const none;
    LTK_CHECK(missing == none);
    LTK_CHECK(repeated == none);
    LTK_CHECK(strange == none);
}

}  // namespace

LTK_TEST("posix/readdir shows each of 10,000 entries once", (ltk::TempDir& dir), .stages = core, .tags = {"metadata", "readdir"},
         .timeout = 120_s,
         .covers = {"POSIX-readdir"}) {
    auto const large = dir.directory("large");
    create_files(large, 10'000);
    check_numbers(names_in(large), 10'000);
}

LTK_TEST("posix/readdir shows what stays although others go", (ltk::TempDir& dir), .tags = {"metadata", "readdir"}, .timeout = 60_s,
         .covers = {"POSIX-readdir"},
         .purpose = "rm -r and backups read a directory while it changes") {
    constexpr int count = 2'000;
    auto const large = dir.directory("large");
    create_files(large, count);
    std::map<std::string, int> seen;
    Directory const directory(large);
    int shown = 0;
    while (auto const* const entry = directory.next()) {
        if (is_dot(entry->d_name)) continue;
        ++seen[entry->d_name];
        // Odd files go while we look: each time the shown one if it is odd, and one more from the far end.
        if (std::stoi(entry->d_name) % 2 == 1) LTK_REQUIRE(error_of(::unlink((large / entry->d_name).c_str())) == (Either{0, ENOENT}));
        auto const further = count - 1 - 2 * shown++;
        if (further > 0) ::unlink((large / std::to_string(further)).c_str());
    }
    int missing = 0, repeated = 0;
    for (int i = 0; i < count; i += 2) missing += !seen.contains(std::to_string(i));
    for (auto const& entry : seen) repeated += entry.second > 1;
    LTK_CHECK(missing == 0);
    LTK_CHECK(repeated == 0);
    LTK_CHECK(names_in(large).size() == static_cast<std::size_t>(count / 2));
}

LTK_TEST("posix/readdir shows every change to those who open the directory anew", (ltk::TempDir& dir), .stages = core,
         .tags = {"metadata", "readdir"},
         .covers = {"POSIX-readdir", "POSIX-rewinddir"}) {
    auto const names = [&] {
        std::string all;
        for (auto const& entry : names_in(dir)) all += entry.first + " ";
        return all;
    };
    LTK_CHECK(names() == "");
    auto const one = dir.file("one", "1");
    LTK_CHECK(names() == "one ");
    dir.file("two", "2");
    LTK_CHECK(names() == "one two ");
    Directory const open(dir);
    while (open.next() != nullptr) {}
    LTK_REQUIRE(error_of(::rename(one.c_str(), dir.file("three").c_str())) == success);
    LTK_CHECK(names() == "three two ");
    LTK_REQUIRE(error_of(::unlink(dir.file("two").c_str())) == success);
    LTK_CHECK(names() == "three ");
    ::rewinddir(open.stream());
    std::string again;
    while (auto const* const entry = open.next())
        if (!is_dot(entry->d_name)) again += entry->d_name;
    LTK_CHECK(again == "three");
}

LTK_TEST("posix/telldir and seekdir come back to the same entry", (ltk::TempDir& dir), .tags = {"metadata", "readdir"},
         .covers = {"POSIX-telldir", "POSIX-seekdir"}) {
    create_files(dir, 500);
    Directory const directory(dir);
    std::vector<std::pair<long, std::string>> order;
    for (;;) {
        long const position = ::telldir(directory.stream());
        auto const* const entry = directory.next();
        if (entry == nullptr) break;
        order.emplace_back(position, entry->d_name);
    }
    LTK_REQUIRE(order.size() == 502u);
    for (std::size_t i = 0; i < order.size(); i += 37) {
        auto const& [position, name] = order[order.size() - 1 - i];
        ::seekdir(directory.stream(), position);
        auto const* const entry = directory.next();
        LTK_INFO("entry {} of {}", order.size() - 1 - i, order.size());
        LTK_REQUIRE(entry != nullptr);
        LTK_CHECK(std::string(entry->d_name) == name);
    }
}

LTK_TEST("posix/readdir and stat name the same file and type", (ltk::TempDir& dir), .tags = {"metadata", "readdir"},
         .covers = {"POSIX-readdir", "POSIX-stat"}) {
    dir.file("file", "x");
    dir.directory("directory");
    LTK_REQUIRE(error_of(::symlink("file", dir.file("link").c_str())) == success);
    Directory const directory(dir);
    int entries = 0;
    while (auto const* const entry = directory.next()) {
        LTK_INFO("entry {}", entry->d_name);
        ++entries;
        if (is_dot(entry->d_name)) continue;  // ".." of a mount's root is somebody else's
        auto const status = lstat_of(dir.file(entry->d_name));
        LTK_CHECK(entry->d_ino == status.st_ino);
        if (entry->d_type != DT_UNKNOWN) LTK_CHECK(static_cast<unsigned>(entry->d_type) == IFTODT(status.st_mode));
    }
    LTK_CHECK(entries == 5);
}

LTK_TEST("posix/rmdir removes only what is empty", (ltk::TempDir& dir), .stages = core, .tags = {"metadata", "directory"},
         .covers = {"POSIX-rmdir"}) {
    auto const parent = dir.directory("parent");
    auto const remove = [](ltk::path const& name) { return error_of(::rmdir(name.c_str())); };
    ltk::write_file(parent / "file", "x");
    LTK_CHECK(remove(parent) == (Either{ENOTEMPTY, EEXIST}));
    LTK_CHECK(remove(parent / "file") == Errno(ENOTDIR));
    LTK_CHECK(remove(parent / ".") == Errno(EINVAL));
    LTK_CHECK(remove(dir.file("missing")) == Errno(ENOENT));
    LTK_CHECK(ltk::read_file(parent / "file") == "x");
    LTK_REQUIRE(error_of(::unlink((parent / "file").c_str())) == success);
    LTK_CHECK(remove(parent) == success);
    LTK_CHECK(!ltk::exists(parent));
}

LTK_TEST("posix/a directory counts its subdirectories as links", (ltk::TempDir& dir), .tags = {"metadata", "directory", "link"},
         .covers = {"POSIX-stat"}) {
    auto const parent = dir.directory("parent");
    LTK_SKIP_IF(stat_of(parent).st_nlink == 1u, "this file system does not count links of directories");
    LTK_CHECK(stat_of(parent).st_nlink == 2u);
    for (char const name : {'a', 'b', 'c'}) LTK_REQUIRE(error_of(::mkdir((parent / std::string(1, name)).c_str(), 0755)) == success);
    ltk::write_file(parent / "file", "x");
    LTK_CHECK(stat_of(parent).st_nlink == 5u);
    LTK_REQUIRE(error_of(::rename((parent / "a").c_str(), dir.file("moved").c_str())) == success);
    LTK_REQUIRE(error_of(::rmdir((parent / "b").c_str())) == success);
    LTK_CHECK(stat_of(parent).st_nlink == 3u);
}

LTK_TEST("posix/a removed directory that is in use is empty and stays so", (ltk::TempDir& dir), .tags = {"metadata", "directory"},
         .covers = {"POSIX-rmdir", "POSIX-openat"}) {
    auto const gone = dir.directory("gone");
    auto const handle = open_file(gone, O_RDONLY | O_DIRECTORY);
    LTK_REQUIRE(error_of(::rmdir(gone.c_str())) == success);
    LTK_CHECK(error_of(Descriptor(::openat(handle, "file", O_WRONLY | O_CREAT | O_CLOEXEC, 0644))) == Errno(ENOENT));
    LTK_CHECK(error_of(::mkdirat(handle, "directory", 0755)) == Errno(ENOENT));
    Errno const where = in_child([&] {
        char name[4096];
        if (::fchdir(handle) != 0) return Errno(errno);
        return ::getcwd(name, sizeof name) == nullptr ? Errno(errno) : success;
    });
    LTK_CHECK(where == Errno(ENOENT));
    LTK_CHECK(error_of(::mkdir(gone.c_str(), 0755)) == success);
}
