// The smallest suite is green, and is the one that the README shows.
#include "junit_file.hpp"

using namespace examples;

TEST_CASE("the smallest suite is green with nothing on the command line") {
    Folder const folder;
    auto const ended = run({{example("first")}, folder.path()});
    INFO(ended.out << ended.err);
    CHECK(ended.code == 0);
    CHECK(ended.out.find("2 passed") != std::string::npos);
}

TEST_CASE("the README shows the smallest suite as it is") {
    std::filesystem::path const readme = std::string(LTK_SOURCE_DIR) + "/README.md";
    if (!std::filesystem::exists(readme)) SKIP("there is no README.md here");
    auto const source = content(std::string(LTK_SOURCE_DIR) + "/examples/first/first.cpp");
    REQUIRE(source.size() > 100);
    CHECK(content(readme).find(source) != std::string::npos);
}
