// Two directories under test: LTK cannot choose where ltk::TempDir lies.
#include <ltk/config.hpp>
#include <ltk/ltk.hpp>

#include <cstdio>
#include <filesystem>

struct Places {
    std::filesystem::path left = "/tmp";
    std::filesystem::path right = "/tmp";
};
LTK_CONFIG("places", Places, ltk::field(&Places::left, "one").under_test(), ltk::field(&Places::right, "other").under_test());

LTK_TEST("places/unclear", (ltk::TempDir&)) { LTK_CHECK(true); }
LTK_TEST("places/clear", (ltk::TempDirOf<&Places::right>& dir)) { std::fputs(dir.c_str(), stdout); }
