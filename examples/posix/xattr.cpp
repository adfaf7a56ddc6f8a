// Extended attributes in the namespace "user".
#include "calls.hpp"
#include "pattern.hpp"
#include "site.hpp"

#include <sys/xattr.h>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace posix;

namespace {

Errno set(ltk::path const& file, std::string const& name, std::string_view value, int flags = 0) {
    return error_of(::setxattr(file.c_str(), name.c_str(), value.data(), value.size(), flags));
}

// The value, or the error's name in angle brackets, so that a check shows either.
std::string get(ltk::path const& file, std::string const& name) {
    std::string value(65536, '\0');
    auto const size = ::getxattr(file.c_str(), name.c_str(), value.data(), value.size());
    if (size < 0) return "<" + ltk_show(Errno(errno)) + ">";
    value.resize(static_cast<std::size_t>(size));
    return value;
}

std::vector<std::string> list(ltk::path const& file) {
    std::string all(65536, '\0');
    auto const size = ::listxattr(file.c_str(), all.data(), all.size());
    if (size < 0) ltk::fail(POSIX_CALLER, "listxattr {}: {}", file.c_str(), Errno(errno));
    std::vector<std::string> names;
    for (char const* at = all.data(); at < all.data() + size; at += names.back().size() + 1) names.emplace_back(at);
    std::erase_if(names, [](std::string const& name) { return !name.starts_with("user."); });
    std::sort(names.begin(), names.end());
    return names;
}

void skip_without_attributes(ltk::TempDir const& dir) {
    auto const probe = dir.file("probe", "");
    Errno const answer = set(probe, "user.probe", "x");
    LTK_SKIP_IF(unsupported(answer) || answer == Errno(EPERM), "this mount has no user attributes ({})", answer);
}

LTK_PARAM(ValueSize, int, 0, 1, 100, 512, 3000, 32'768);

}  // namespace

LTK_TEST("posix/xattr keeps what was set until it is removed", (ltk::TempDir& dir), .stages = core, .tags = {"metadata", "xattr"},
         .covers = {"Linux-setxattr", "Linux-getxattr", "Linux-listxattr", "Linux-removexattr"}) {
    skip_without_attributes(dir);
    auto const file = dir.file("file", "content");
    LTK_CHECK(get(file, "user.colour") == "<ENODATA>");
    LTK_REQUIRE(set(file, "user.colour", "blue") == success);
    LTK_REQUIRE(set(file, "user.shape", "round") == success);
    LTK_CHECK(get(file, "user.colour") == "blue");
    LTK_CHECK(list(file) == (std::vector<std::string>{"user.colour", "user.shape"}));
    LTK_REQUIRE(set(file, "user.colour", "green") == success);
    LTK_CHECK(get(file, "user.colour") == "green");
    LTK_REQUIRE(error_of(::removexattr(file.c_str(), "user.colour")) == success);
    LTK_CHECK(get(file, "user.colour") == "<ENODATA>");
    LTK_CHECK(error_of(::removexattr(file.c_str(), "user.colour")) == Errno(ENODATA));
    LTK_CHECK(list(file) == (std::vector<std::string>{"user.shape"}));
    LTK_CHECK(ltk::read_file(file) == "content");
}

LTK_TEST("posix/xattr is created or replaced as the flags say", (ltk::TempDir& dir), .tags = {"metadata", "xattr"},
         .covers = {"Linux-setxattr"}) {
    skip_without_attributes(dir);
    auto const file = dir.file("file", "x");
    LTK_CHECK(set(file, "user.a", "1", XATTR_REPLACE) == Errno(ENODATA));
    LTK_CHECK(set(file, "user.a", "2", XATTR_CREATE) == success);
    LTK_CHECK(set(file, "user.a", "3", XATTR_CREATE) == Errno(EEXIST));
    LTK_CHECK(get(file, "user.a") == "2");
    LTK_CHECK(set(file, "user.a", "4", XATTR_REPLACE) == success);
    LTK_CHECK(get(file, "user.a") == "4");
}

LTK_TEST("posix/xattr keeps values of every size", (ltk::TempDir& dir, ValueSize size), .tags = {"metadata", "xattr"},
         .covers = {"Linux-setxattr", "Linux-getxattr"}) {
    skip_without_attributes(dir);
    auto const file = dir.file("file", "x");
    auto const value = pattern(static_cast<std::size_t>(size.value));
    Errno const answer = set(file, "user.value", value);
    LTK_SKIP_IF(answer == Errno(ENOSPC) || answer == Errno(E2BIG), "values of {} bytes are too large for this file system ({})", size,
                answer);
    LTK_REQUIRE(answer == success);
    LTK_CHECK(difference(get(file, "user.value"), value) == "");
    LTK_CHECK(::getxattr(file.c_str(), "user.value", nullptr, 0) == size.value);
    if (size > 1) {
        char small = 0;
        LTK_CHECK(error_of(::getxattr(file.c_str(), "user.value", &small, 1)) == Errno(ERANGE));
    }
}

LTK_TEST("posix/xattr belongs to the file and not to its name", (ltk::TempDir& dir), .stages = core,
         .tags = {"metadata", "xattr", "rename"},
         .covers = {"Linux-getxattr"}) {
    skip_without_attributes(dir);
    auto const file = dir.file("file", "x"), second = dir.file("second"), moved = dir.file("moved", "y");
    LTK_REQUIRE(set(file, "user.owner", "file") == success);
    LTK_REQUIRE(set(moved, "user.owner", "replaced") == success);
    LTK_REQUIRE(error_of(::link(file.c_str(), second.c_str())) == success);
    LTK_REQUIRE(error_of(std::rename(file.c_str(), moved.c_str())) == success);
    LTK_CHECK(get(moved, "user.owner") == "file");
    LTK_CHECK(get(second, "user.owner") == "file");
    auto const opened = open_file(second, O_RDONLY);
    char value[10] = {};
    LTK_CHECK(::fgetxattr(opened, "user.owner", value, sizeof value) == 4);
    LTK_CHECK(get(dir.file("fresh", "z"), "user.owner") == "<ENODATA>");
}

LTK_TEST("posix/xattr holds several names and lists each once", (ltk::TempDir& dir), .tags = {"metadata", "xattr"},
         .covers = {"Linux-listxattr"}) {
    skip_without_attributes(dir);
    auto const directory = dir.directory("directory");
    std::vector<std::string> expected;
    for (char letter = 'a'; letter <= 'p'; ++letter) {
        expected.push_back(std::string("user.") + letter);
        LTK_REQUIRE(set(directory, expected.back(), expected.back()) == success);
    }
    LTK_CHECK(list(directory) == expected);
    for (auto const& name : expected) LTK_CHECK(get(directory, name) == name);
    char small = 0;
    LTK_CHECK(error_of(::listxattr(directory.c_str(), &small, 1)) == Errno(ERANGE));
}
