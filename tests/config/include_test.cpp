#include "sample.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace sample;

namespace {

ltk::ConfigLayers file(std::filesystem::path const& path) {
    ltk::ConfigLayers layers;
    layers.files.push_back(path);
    return layers;
}

}  // namespace

TEST_CASE("included files lie below the file that names them, in the order of their names") {
    Folder const folder;
    std::filesystem::create_directories(folder.path() / "parts");
    folder.file("parts/a.json", R"({"fs": {"mount": "/a", "type": "ext4", "min_free": "1GiB"}})");
    folder.file("parts/b.json", R"({"$include": "c.json", "fs": {"type": "lustre"}})");
    folder.file("parts/c.json", R"({"fs": {"type": "any", "min_free": "3GiB"}})");
    auto const site = folder.file("site.json", R"({"fs": {"mount": "/site"}, "$include": ["parts/a.json", "parts/b.json"]})");
    auto const configuration = declared().resolve(file(site));
    CHECK(value(configuration, "fs.mount").value == "\"/site\"");
    CHECK(value(configuration, "fs.type").value == "\"lustre\"");
    CHECK(value(configuration, "fs.min_free").value == "\"3GiB\"");
    CHECK(value(configuration, "fs.min_free").where == (folder.path() / "parts/c.json").string() + ":1:36");
    CHECK(value(configuration, "fs.min_free").layer == "file");
    CHECK(value(configuration, "fs.min_free").replaced.at(0).second == (folder.path() / "parts/a.json").string() + ":1:52");
}

TEST_CASE("a file may be included by two others") {
    Folder const folder;
    folder.file("common.json", R"({"fs": {"type": "lustre"}})");
    folder.file("a.json", R"({"$include": "common.json"})");
    folder.file("b.json", R"({"$include": "common.json"})");
    auto const site = folder.file("site.json", R"({"$include": ["a.json", "b.json"]})");
    CHECK(declared().resolve(file(site)).find<Filesystem>()->type == "lustre");
}

TEST_CASE("files that include themselves are told with the whole circle") {
    Folder const folder;
    auto const at = [&](char const* name) { return (folder.path() / name).string(); };
    folder.file("b.json", "{\n  \"$include\": \"./c.json\"\n}");
    folder.file("c.json", R"({"$include": ["b.json"]})");
    auto const site = folder.file("site.json", R"({"$include": "b.json"})");
    CHECK(declared().complaint(file(site)) == at("./c.json") + ":1:15: $include: \"b.json\" includes itself: " + at("b.json") + " -> " +
                                                  at("./c.json") + " -> " + at("b.json") + "; take one of these lines out");
    CHECK(declared().complaint_id(file(site)) == "ltk.config.include");
    auto const own = folder.file("own.json", R"({"$include": "own.json"})");
    CHECK(declared().complaint(file(own)) == at("own.json") + ":1:14: $include: \"own.json\" includes itself: " + at("own.json") + " -> " +
                                                 at("own.json") + "; take one of these lines out");
}

TEST_CASE("what cannot be included is told at the place of its name") {
    Folder const folder;
    auto const complaint = [&](std::string const& include) {
        auto const site = folder.file("site.json", "{\"$include\": " + include + "}");
        auto const message = declared().complaint(file(site));
        return message.find(site.string()) == 0 ? message.substr(site.string().size()) : std::string();
    };
    CHECK(complaint("\"none.json\"") == ":1:14: $include: \"none.json\" cannot be read: No such file or directory (ENOENT) (" +
                                            (folder.path() / "none.json").string() + ")");
    CHECK(complaint("7") == ":1:14: $include: 7 is not the name of a file, nor a list of names");
    CHECK(complaint("[\"\", 7]") == ":1:15: $include: \"\" is not the name of a file\n" + (folder.path() / "site.json").string() +
                                        ":1:19: $include: 7 is not the name of a file");
    CHECK(complaint("\"a\\u0000b\"") == ":1:14: $include: \"a\\u0000b\" has a NUL in it, which no path has");
    CHECK(complaint("\"-\"") == ":1:14: $include: \"-\" is standard input, which only --config reads; write ./- for a file of that name");
    folder.file("bad.json", "[]");
    CHECK(complaint("\"bad.json\"").empty());  // it is told at its own place
    CHECK(declared().complaint(file(folder.path() / "site.json")) ==
          (folder.path() / "bad.json").string() + ":1:1: a configuration is an object: {\"fs\": {\"mount\": \"/mnt\"}}");
    for (int i = 0; i < 20; ++i)
        folder.file("deep" + std::to_string(i) + ".json", "{\"$include\": \"deep" + std::to_string(i + 1) + ".json\"}");
    folder.file("site.json", "{\"$include\": \"deep0.json\"}");
    CHECK(declared().complaint(file(folder.path() / "site.json")).find("is included more than 16 deep") != std::string::npos);
}
