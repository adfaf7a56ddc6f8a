// Every error id of the rooms plan/ and environment/ is explained, and nothing is explained that does not exist.
#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

namespace {

std::string content(std::filesystem::path const& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::set<std::string> ids_in_code(std::string const& room) {
    std::set<std::string> ids;
    for (auto const& entry : std::filesystem::directory_iterator(LTK_SOURCE_DIR "/include/ltk/" + room)) {
        auto const text = content(entry.path());
        std::string const mark = "\"ltk." + room + ".";
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1))
            ids.insert(text.substr(at + 1, text.find('"', at + 1) - at - 1));
    }
    return ids;
}

std::set<std::string> ids_in_docs(std::string const& room) {
    std::set<std::string> ids;
    std::istringstream lines(content(LTK_SOURCE_DIR "/docs/errors/" + room + ".md"));
    for (std::string line; std::getline(lines, line);)
        if (line.rfind("## ", 0) == 0) ids.insert(line.substr(3));
    return ids;
}

}  // namespace

TEST_CASE("Errors of the plan room are explained") { CHECK(ids_in_code("plan") == ids_in_docs("plan")); }
TEST_CASE("Errors of the environment room are explained") { CHECK(ids_in_code("environment") == ids_in_docs("environment")); }
