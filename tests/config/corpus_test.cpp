// Files that load and files that do not, each of the latter with its approved message beside it (name.txt). Run with
// LTK_APPROVE=1 in the environment to write the messages anew, then read them before they are committed.
#include "sample.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace sample;

namespace {

std::filesystem::path const corpus = std::filesystem::path(LTK_SOURCE_DIR) / "tests/config/corpus";

std::vector<std::filesystem::path> files(char const* kind) {
    std::vector<std::filesystem::path> all;
    for (auto const& entry : std::filesystem::directory_iterator(corpus / kind))
        if (entry.path().extension() == ".json") all.push_back(entry.path());
    std::sort(all.begin(), all.end());
    return all;
}

std::string content(std::filesystem::path const& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Without the folder, which is another one on each machine.
std::string complaint_of(std::filesystem::path const& file) {
    ltk::ConfigLayers layers;
    layers.files.push_back(file);
    auto message = Declared().complaint(layers);
    auto const folder = file.parent_path().string() + "/";
    for (auto at = message.find(folder); at != std::string::npos; at = message.find(folder)) message.erase(at, folder.size());
    return message;
}

}  // namespace

TEST_CASE("good files load") {
    auto const all = files("good");
    CHECK(all.size() >= 15);
    for (auto const& file : all) {
        INFO(file);
        CHECK(complaint_of(file) == "");
    }
}

TEST_CASE("bad files give their approved messages") {
    auto const all = files("bad");
    CHECK(all.size() >= 40);
    for (auto const& file : all) {
        auto const approved = std::filesystem::path(file).replace_extension(".txt");
        auto const message = complaint_of(file);
        if (std::getenv("LTK_APPROVE") != nullptr) std::ofstream(approved, std::ios::binary) << message << "\n";
        INFO(file);
        CHECK(message + "\n" == content(approved));
        CHECK(message.compare(0, file.filename().string().size() + 1, file.filename().string() + ":") == 0);
    }
}
