#include "sample.hpp"

#include <ltk/config/load_file.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>

#include <unistd.h>

using ltk::detail::load_file;

TEST_CASE("files are read whole") {
    sample::Folder const folder;
    std::string const content(200'000, 'x');
    CHECK(load_file(folder.file("a", content)).content == content);
    CHECK(load_file(folder.file("b", "")).content.empty());
    CHECK(load_file(folder.file("c", std::string("a\0b", 3))).content == std::string("a\0b", 3));
}

TEST_CASE("pipes are read to their end") {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    REQUIRE(::write(ends[1], "abc\n", 4) == 4);
    ::close(ends[1]);
    CHECK(load_file("/dev/fd/" + std::to_string(ends[0])).content == "abc\n");
    ::close(ends[0]);
}

TEST_CASE("line ends behind a text are taken off, and no others") {
    CHECK(ltk::detail::without_line_ends("a\nb \r\n\n") == "a\nb ");
    CHECK(ltk::detail::without_line_ends("\n").empty());
}

TEST_CASE("what cannot be read says why") {
    sample::Folder const folder;
    CHECK(load_file(folder.path() / "none").flaw == "cannot be read: No such file or directory (ENOENT)");
    CHECK(load_file(folder.path()).flaw == "cannot be read: Is a directory (EISDIR)");
    CHECK(load_file("").flaw == "cannot be read: No such file or directory (ENOENT)");
    auto const endless = load_file("/dev/zero", 1 << 20);
    CHECK(endless.flaw == "is larger than 1 MiB, which no such file is");
    CHECK(endless.content.empty());
}
