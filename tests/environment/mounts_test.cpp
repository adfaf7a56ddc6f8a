#include <ltk/environment/mounts.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>

namespace {

constexpr char const* table =
    "22 27 0:21 / /proc rw,relatime - proc proc rw\n"
    "27 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw,discard\n"
    "30 27 0:30 / /mnt/lustre rw,relatime shared:7 master:2 - lustre 10.0.0.1@tcp:/lustre rw,flock,lazystatfs\n"
    "31 27 0:31 / /mnt/my\\040disk\\134x rw - xfs /dev/sd\\040b ro\n"
    "32 30 0:32 / /mnt/lustre/inner rw - tmpfs tmpfs rw,size=1k\n"
    "33 27 0:33 / /mnt/lustre rw,noatime - nfs4 server:/export rw,relatime,vers=4.2\n";

std::string type_at(std::string_view path) {
    auto const mounts = ltk::read_mounts(table);
    auto const* const found = ltk::mount_of(path, mounts);
    return found == nullptr ? "none" : found->type;
}

}  // namespace

TEST_CASE("A mountinfo line has point, type, source and options, whatever its optional fields") {
    auto const mounts = ltk::read_mounts(table);
    REQUIRE(mounts.size() == 6);
    CHECK(mounts[2].point == "/mnt/lustre");
    CHECK(mounts[2].type == "lustre");
    CHECK(mounts[2].source == "10.0.0.1@tcp:/lustre");
    CHECK(mounts[2].options == "rw,relatime,flock,lazystatfs");
    CHECK(mounts[3].point == "/mnt/my disk\\x");
    CHECK(mounts[3].source == "/dev/sd b");
    CHECK(mounts[3].options == "rw,ro");
}

TEST_CASE("The longest mount point holds a path, the newest of equal ones") {
    CHECK(type_at("/home/x") == "ext4");
    CHECK(type_at("/") == "ext4");
    CHECK(type_at("/mnt/lustre") == "nfs4");
    CHECK(type_at("/mnt/lustre/dir/file") == "nfs4");
    CHECK(type_at("/mnt/lustre/inner/x") == "tmpfs");
    CHECK(type_at("/mnt/lustrex") == "ext4");
    CHECK(type_at("/mnt/my disk\\x/y") == "xfs");
    CHECK(type_at("/mnt//lustre/./a/../inner/") == "tmpfs");
    CHECK(type_at("/mnt/lustre/inner/..") == "nfs4");
    CHECK(type_at("/../proc/1") == "proc");
}

TEST_CASE("Tables that are none give no mounts") {
    CHECK(ltk::read_mounts("").empty());
    CHECK(ltk::read_mounts("\n\n - \n1 2 3\n").empty());
    CHECK(ltk::read_mounts("1 2 3 4 5 6 7 8").empty());
    CHECK(ltk::read_mounts("1 2 3 4 /x rw - ext4").empty());
    CHECK(ltk::read_mounts("1 2 3 4 /x rw - ext4 /dev/sda").size() == 1);
    CHECK(ltk::read_mounts(std::string(100'000, '\\')).empty());
    CHECK(ltk::mount_of("/x", {}) == nullptr);
}

TEST_CASE("Octal escapes that are cut stay as they are") {
    CHECK(ltk::detail::unescape_octal("a\\04") == "a\\04");
    CHECK(ltk::detail::unescape_octal("\\") == "\\");
    CHECK(ltk::detail::unescape_octal("\\999") == "\\999");
}

TEST_CASE("Paths are tidied by their letters alone") {
    CHECK(ltk::lexical_path("") == "/");
    CHECK(ltk::lexical_path("/a//b/./c/../d/") == "/a/b/d");
    CHECK(ltk::lexical_path("/../..") == "/");
}
