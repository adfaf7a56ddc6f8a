// Files that load and files that do not, each of the latter with its approved message beside it (name.txt). Run with
// LTK_APPROVE=1 in the environment to write the messages anew, then read them before they are committed.
#include "site_sample.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace sample;

namespace {

std::filesystem::path const corpus = std::filesystem::path(LTK_SOURCE_DIR) / "tests/config/corpus";

std::vector<std::filesystem::path> files(std::string const& kind) {
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
std::string complaint_of(ltk::Registry const& registry, std::filesystem::path const& file) {
    ltk::ConfigLayers layers;
    layers.files.push_back(file);
    auto message = sample::complaint_of(registry, layers);
    auto const folder = file.parent_path().string() + "/";
    for (auto at = message.find(folder); at != std::string::npos; at = message.find(folder)) message.erase(at, folder.size());
    return message;
}

struct Kind {
    std::string front;
    ltk::Registry const& registry;
    std::size_t good;
    std::size_t bad;
};
Kind any_kind() { return GENERATE(Kind{"", declared().registry, 15, 40}, Kind{"site_", cluster_registry(), 10, 20}); }

}  // namespace

TEST_CASE("good files load") {
    auto const kind = any_kind();
    auto const all = files(kind.front + "good");
    CHECK(all.size() >= kind.good);
    for (auto const& file : all) {
        INFO(file);
        CHECK(complaint_of(kind.registry, file) == "");
    }
}

TEST_CASE("bad files give their approved messages") {
    auto const kind = any_kind();
    auto const all = files(kind.front + "bad");
    CHECK(all.size() >= kind.bad);
    for (auto const& file : all) {
        auto const approved = std::filesystem::path(file).replace_extension(".txt");
        auto const message = complaint_of(kind.registry, file);
        if (std::getenv("LTK_APPROVE") != nullptr) std::ofstream(approved, std::ios::binary) << message << "\n";
        INFO(file);
        CHECK(message + "\n" == content(approved));
        CHECK(message.compare(0, file.filename().string().size() + 1, file.filename().string() + ":") == 0);
    }
}
