// The smallest suite: two tests. main() comes from linking ltk::main.
#include <ltk/ltk.hpp>

#include <cstdio>

LTK_TEST("first/a file keeps what was written", (ltk::TempDir& dir)) {
    auto const file = dir.file("greeting", "hello");
    LTK_CHECK(ltk::read_file(file) == "hello");
    LTK_CHECK(ltk::file_size(file) == ltk::bytes(5));
}

LTK_TEST("first/rename replaces the target", (ltk::TempDir& dir), .covers = {"POSIX-rename"}) {
    auto const from = dir.file("from", "new"), to = dir.file("to", "old");
    LTK_REQUIRE(std::rename(from.c_str(), to.c_str()) == 0);
    LTK_CHECK(ltk::read_file(to) == "new");
    LTK_CHECK(!ltk::exists(from));
}
