// Removing what a test left: everything of it, and nothing else.
#include <support/run_program.hpp>

#include <ltk/drive/remove_tree.hpp>

#include <catch2/catch_test_macros.hpp>

#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>
#include <filesystem>
#include <string>

using ltk::detail::mounts_below;
using ltk::detail::remove_tree;
using ltk::detail::unescaped_mount;
namespace fs = std::filesystem;

TEST_CASE("a tree is removed with files, folders, links, pipes and odd names") {
    TemporaryFolder const folder;
    auto const tree = folder / "tree";
    fs::create_directories(tree / "a/b/c");
    put_content(tree / "a/file", "x");
    put_content(tree / "a/b/ odd \n name", "x");
    fs::create_symlink("nowhere", tree / "a/dangling");
    REQUIRE(::mkfifo((tree / "a/pipe").c_str(), 0600) == 0);
    CHECK(remove_tree(tree.string()) == 0);
    CHECK_FALSE(fs::exists(tree));
}

TEST_CASE("links are removed, not followed") {
    TemporaryFolder const folder;
    auto const outside = folder / "outside";
    fs::create_directories(outside);
    put_content(outside / "precious", "x");
    auto const tree = folder / "tree";
    fs::create_directories(tree);
    fs::create_directory_symlink(outside, tree / "link");
    fs::create_symlink(outside / "precious", tree / "to file");
    CHECK(remove_tree(tree.string()) == 0);
    CHECK_FALSE(fs::exists(tree));
    CHECK(content_of(outside / "precious") == "x");

    fs::create_directory_symlink(outside, folder / "top");  // the tree itself is a link
    CHECK(remove_tree((folder / "top").string()) == ENOTDIR);
    CHECK(content_of(outside / "precious") == "x");
}

TEST_CASE("a tree that is not there is no failure, a file in its place is") {
    TemporaryFolder const folder;
    CHECK(remove_tree((folder / "nothing").string()) == 0);
    put_content(folder / "file", "x");
    CHECK(remove_tree((folder / "file").string()) == ENOTDIR);
    CHECK(content_of(folder / "file") == "x");
}

TEST_CASE("permissions that a test took away do not keep its tree") {
    TemporaryFolder const folder;
    auto const tree = folder / "tree";
    fs::create_directories(tree / "a/b");
    put_content(tree / "a/b/file", "x");
    fs::permissions(tree / "a/b", fs::perms::none);
    fs::permissions(tree / "a", fs::perms::owner_read | fs::perms::owner_exec);
    fs::permissions(tree, fs::perms::none);
    CHECK(remove_tree(tree.string()) == 0);
    CHECK_FALSE(fs::exists(tree));
}

TEST_CASE("a deep tree is removed") {
    TemporaryFolder const folder;
    auto const tree = folder / "tree";
    fs::create_directory(tree);
    // Longer than PATH_MAX: made step by step.
    int at = ::open(tree.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    std::string const name(100, 'd');
    for (int depth = 0; depth < 100; ++depth) {
        REQUIRE(::mkdirat(at, name.c_str(), 0700) == 0);
        int const next = ::openat(at, name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        REQUIRE(next >= 0);
        ::close(at);
        at = next;
    }
    ::close(at);
    CHECK(remove_tree(tree.string()) == 0);
    CHECK_FALSE(fs::exists(tree));
}

TEST_CASE("what is mounted below is unmounted and keeps its content") {
    if (::geteuid() != 0) SKIP("only root can mount");
    TemporaryFolder const folder;
    auto const source = folder / "source";
    auto const tree = folder / "tree with space";
    fs::create_directories(source);
    put_content(source / "precious", "x");
    fs::create_directories(tree / "a/mounted");
    if (::mount(source.c_str(), (tree / "a/mounted").c_str(), nullptr, MS_BIND, nullptr) != 0) SKIP("this root may not mount");
    CHECK(mounts_below(tree.string()) == support::strings{(tree / "a/mounted").string()});
    CHECK(mounts_below((folder / "tree").string()).empty());  // a name that only begins so
    CHECK(remove_tree(tree.string()) == 0);
    CHECK_FALSE(fs::exists(tree));
    CHECK(content_of(source / "precious") == "x");
    CHECK(mounts_below(folder.path().string()).empty());
}

TEST_CASE("names in the table of mounts are unescaped") {
    CHECK(unescaped_mount("/plain") == "/plain");
    CHECK(unescaped_mount("/with\\040space\\134") == "/with space\\");
    CHECK(unescaped_mount("/cut\\04") == "/cut\\04");
}
