#include <ltk/config/layers.hpp>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstdlib>
#include <string>

TEST_CASE("the variables of the process that begin with LTK_ are collected in order") {
    ::setenv("LTK_TEST_OF_LAYERS_B", "2=3", 1);
    ::setenv("LTK_TEST_OF_LAYERS_A", "", 1);
    ::setenv("OTHER_TEST_OF_LAYERS", "x", 1);
    auto const all = ltk::ltk_environment();
    ::unsetenv("LTK_TEST_OF_LAYERS_A");
    ::unsetenv("LTK_TEST_OF_LAYERS_B");
    ::unsetenv("OTHER_TEST_OF_LAYERS");
    CHECK(std::is_sorted(all.begin(), all.end()));
    CHECK(std::find(all.begin(), all.end(), std::pair<std::string, std::string>("LTK_TEST_OF_LAYERS_B", "2=3")) != all.end());
    CHECK(std::find(all.begin(), all.end(), std::pair<std::string, std::string>("LTK_TEST_OF_LAYERS_A", "")) != all.end());
    for (auto const& one : all) CHECK(one.first.compare(0, 4, "LTK_") == 0);
}
