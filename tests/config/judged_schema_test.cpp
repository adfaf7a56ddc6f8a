// Public judges of JSON Schema, python3-jsonschema and ajv, agree with LTK on every file of the corpus that is JSON, except where
// JSON Schema has no words for what LTK checks: those files are listed here, and the judges have to accept them.
#include "site_sample.hpp"

#include <ltk/config/schema.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

using namespace sample;
namespace fs = std::filesystem;

namespace {

std::set<std::string> const beyond_words{
    "bad-rule_version",       "bad-rule_least",
    "bad-rule_most",          "site_bad-version_old",  // limits of what is written as a text
    "bad-size_fraction",      "bad-size_huge",
    "bad-duration_too_fine",  // whole numbers in 64 bits
    "bad-list_bad_hosts",     "bad-list_backwards",
    "site_bad-hosts_open",  // host lists
    "bad-duplicate",          "bad-duplicate_top",
    "site_bad-former_twice",  // names that are given twice
    "bad-rule_check",         "site_bad-rule",
    "site_bad-rule_in_map",  // checks of the author's
    "bad-secret_file",        "site_bad-include_missing",
    "site_bad-include_itself"  // other files
};

std::string output_of(std::string const& command) {
    std::string out;
    FILE* const pipe = ::popen((command + " 2>/dev/null").c_str(), "r");
    if (pipe == nullptr) return out;
    char buffer[4096];
    while (auto const got = std::fread(buffer, 1, sizeof buffer, pipe)) out.append(buffer, got);
    return ::pclose(pipe) == 0 ? out : std::string();
}

/// The command of a judge without its files; "" when this machine has none.
std::string judge(std::string const& name) {
    auto const scripts = std::string(LTK_SOURCE_DIR) + "/tests/config/";
    if (name == "jsonschema") {
        if (output_of("python3 -c 'import jsonschema; print(1)'").empty()) return {};
        return "python3 " + scripts + "judge.py";
    }
    for (auto folder = fs::current_path();; folder = folder.parent_path()) {
        for (auto const& at : {folder / "node_modules/ajv", folder / "build/node_modules/ajv"})
            if (fs::exists(at / "dist/2020.js") && !output_of("node --version").empty())
                return "node " + scripts + "judge.cjs " + at.string();
        if (folder == folder.parent_path()) return {};
    }
}

bool loads(ltk::Registry const& registry, fs::path const& file) {
    ltk::ConfigLayers layers;
    layers.files.push_back(file);
    try {
        ltk::Configuration::resolve(registry, layers);
        return true;
    } catch (ltk::Error const&) {
        return false;
    }
}

}  // namespace

TEST_CASE("public judges of JSON Schema agree with LTK on the corpus") {
    std::string const name = GENERATE("jsonschema", "ajv");
    auto const command = judge(name);
    if (command.empty()) SKIP("this machine has no " + name);
    for (std::string const kind : {"", "site_"}) {
        auto const& registry = kind.empty() ? declared().registry : cluster_registry();
        Folder const folder;
        auto const schema = folder.file("schema.json", ltk::config_schema(registry)).string();
        std::map<std::string, bool> loaded;
        std::string files;
        for (std::string const grade : {"good", "bad"})
            for (auto const& entry : fs::directory_iterator(fs::path(LTK_SOURCE_DIR) / "tests/config/corpus" / (kind + grade))) {
                if (entry.path().extension() != ".json") continue;
                std::ifstream in(entry.path(), std::ios::binary);
                auto const json = nlohmann::json::parse(in, nullptr, false, true);  // with comments, which the judges do not read
                if (json.is_discarded()) continue;
                auto const stem = kind + grade + "-" + entry.path().stem().string();
                files += " " + folder.file(stem, json.dump()).string();
                loaded[stem] = loads(registry, entry.path());
            }
        std::istringstream verdicts(output_of(command + " " + schema + files));
        std::size_t judged = 0;
        for (std::string verdict, file; verdicts >> verdict >> file; ++judged) {
            auto const stem = fs::path(file).filename().string();
            INFO(name << ": " << stem);
            CHECK((verdict == "valid") == (loaded.at(stem) || beyond_words.count(stem) != 0));
        }
        CHECK(judged == loaded.size());
        CHECK(judged > 20);
    }
}
