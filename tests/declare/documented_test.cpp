// The guide for authors is true: each of its C++ snippets is a region of a program that is compiled with every warning and
// run, and every public name of ltk/ltk.hpp stands in it.
#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <unistd.h>

namespace {

std::string const root = LTK_SOURCE_DIR;

std::string content(std::filesystem::path const& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> lines_of(std::string const& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

/// name -> text, of every "// [name]" ... "// [/name]".
std::map<std::string, std::string> regions() {
    std::map<std::string, std::string> found;
    for (auto const& entry : std::filesystem::directory_iterator(root + "/tests/declare/programs")) {
        if (!entry.path().filename().string().starts_with("documented_")) continue;
        std::string name;
        for (auto const& line : lines_of(content(entry.path()))) {
            bool const mark = line.starts_with("// [") && line.ends_with("]");
            std::string const word = mark ? line.substr(4, line.size() - 5) : "";
            if (mark && word == "/" + name) {
                name.clear();
            } else if (mark) {
                INFO(entry.path() << ": " << line);
                REQUIRE(name.empty());
                REQUIRE(!found.contains(word));
                name = word;
            } else if (!name.empty()) {
                found[name] += line + "\n";
            }
        }
        CHECK(name == "");
    }
    return found;
}

/// The texts of all ```cpp blocks.
std::set<std::string> blocks(std::string const& document) {
    std::set<std::string> found;
    bool inside = false;
    std::string block;
    for (auto const& line : lines_of(document)) {
        if (line == "```cpp") {
            inside = true;
            block.clear();
        } else if (inside && line == "```") {
            inside = false;
            found.insert(block);
        } else if (inside) {
            block += line + "\n";
        }
    }
    CHECK_FALSE(inside);
    return found;
}

/// Whether the word stands in the text by itself.
bool mentions(std::string const& text, std::string const& word) {
    auto const part = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        bool const before = at > 0 && part(text[at - 1]);
        bool const after = at + word.size() < text.size() && part(text[at + word.size()]);
        if (!before && !after) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("every snippet of the guides is compiled, and every documented region is in one of them") {
    auto const known = regions();
    auto shown = blocks(content(root + "/docs/writing-tests.md"));
    shown.merge(blocks(content(root + "/docs/environment.md")));
    CHECK(shown.size() >= 20);
    std::set<std::string> texts;
    for (auto const& [name, text] : known) {
        CAPTURE(name);
        texts.insert(text);
        CHECK(shown.contains(text));
    }
    for (auto const& block : shown) {
        CAPTURE(block);
        CHECK(texts.contains(block));
    }
}

TEST_CASE("every public name of the author's header is in the guide") {
    auto const guide = content(root + "/docs/writing-tests.md");
    std::set<std::string> names;
    for (auto const& entry : std::filesystem::directory_iterator(root + "/include/ltk/declare")) {
        bool detail = false;
        for (auto const& line : lines_of(content(entry.path()))) {
            if (line.starts_with("#define LTK_") && !line.starts_with("#define LTK_DETAIL"))
                names.insert(line.substr(8, line.find_first_of("( ", 8) - 8));
            // Types and functions at the outermost level, outside of namespace detail.
            if (line.starts_with("namespace")) detail = line.find("detail") != std::string::npos || line.starts_with("namespace std");
            if (line.starts_with("}  // namespace detail")) detail = false;
            if (detail) continue;
            std::istringstream words(line);
            std::string kind, name;
            words >> kind;
            if (kind == "class" || kind == "struct" || line.starts_with("enum class")) {
                if (kind == "enum") words >> name;
                words >> name;
                name = name.substr(0, name.find_first_of(";:{<"));
                // Records of the registry, and what only the engine makes, are for those who write LTK.
                static std::set<std::string> const inner{"TestRecord",    "ConfigRecord",   "FixtureRecord", "ValidatorRecord",
                                                         "StageRecord",   "ReporterRecord", "Sink",          "shown",
                                                         "type_identity", "condition"};
                if (line.find_first_not_of(' ') == 0 && !name.empty() && !inner.contains(name)) names.insert(name);
            }
        }
    }
    CHECK(names.size() > 35);
    for (auto const* function : {"metric",
                                 "attach",
                                 "valid",
                                 "warning",
                                 "invalid",
                                 "read_file",
                                 "write_file",
                                 "exists",
                                 "is_directory",
                                 "file_size",
                                 "free_space",
                                 "skip",
                                 "fail",
                                 "format",
                                 "ltk_show",
                                 "passed",
                                 "environment_valid",
                                 "no_new_failures",
                                 "no_failures",
                                 "per_run",
                                 "per_test",
                                 "higher_is_better",
                                 "lower_is_better",
                                 "required",
                                 "advised",
                                 "information",
                                 "shuffled",
                                 "declared",
                                 "developer",
                                 "regression",
                                 "performance",
                                 "scale",
                                 "acceptance",
                                 "default_registry",
                                 "declare::test",
                                 "declare::validator",
                                 "root",
                                 "user",
                                 "tool",
                                 "kernel",
                                 "module",
                                 "cpus",
                                 "memory",
                                 "fs_type",
                                 "any_of"})
        names.insert(function);
    for (auto const& name : names) {
        CAPTURE(name);
        CHECK(mentions(guide, name));
    }
}

TEST_CASE("the programs of the guide run") {
    for (std::string const program : {"documented_tests", "documented_site", "documented_environment"}) {
        auto const folder =
            std::filesystem::temp_directory_path() / ("ltk-" + program + "-" + std::to_string(std::rand()) + std::to_string(::getpid()));
        std::filesystem::create_directory(folder);
        auto const command =
            "cd '" + folder.string() + "' && '" LTK_PROGRAMS_DIR "/ltk_program_" + program + "' run --stage all > out.txt 2>&1";
        int const status = std::system(command.c_str());
        INFO(content(folder / "out.txt"));
        CHECK(status == 0);
        std::filesystem::remove_all(folder);
    }
}
