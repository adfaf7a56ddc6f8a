// The smallest suite is green, and is the one that the README shows.
#include "junit_file.hpp"

#include <sstream>

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
    // From the first include on, as an indented block.
    auto const source = content(std::string(LTK_SOURCE_DIR) + "/examples/first/first.cpp");
    auto const start = source.find("#include");
    REQUIRE(start != std::string::npos);
    std::istringstream lines(source.substr(start));
    std::string line, block;
    while (std::getline(lines, line)) block += line.empty() ? "\n" : "    " + line + "\n";
    CAPTURE(block);
    CHECK(content(readme).find(block) != std::string::npos);
}
