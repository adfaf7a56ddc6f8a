// Every error id of this room has a section in docs/errors/config.md, and every section an id.
#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

namespace {

std::string content(std::filesystem::path const& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void collect(std::set<std::string>& ids, std::string const& text, std::string const& front) {
    for (auto at = text.find(front + "ltk.config."); at != std::string::npos; at = text.find(front + "ltk.config.", at + 1)) {
        auto const begin = at + front.size();
        ids.insert(text.substr(begin, text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_.", begin) - begin));
    }
}

}  // namespace

TEST_CASE("every error of this room is documented") {
    std::filesystem::path const root = LTK_SOURCE_DIR;
    std::set<std::string> used;
    for (auto const& entry : std::filesystem::directory_iterator(root / "include/ltk/config")) collect(used, content(entry.path()), "\"");
    std::set<std::string> documented;
    collect(documented, content(root / "docs/errors/config.md"), "\n## ");
    CHECK(used.size() >= 12);
    CHECK(used == documented);
}
