#include "sample.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

using namespace sample;

namespace {

constexpr char const* site = R"({
  "fs": {"mount": "/mnt/site", "min_free": "1GiB"},
  "$profiles": {
    "laptop": {"fs": {"mount": "/tmp", "min_free": "16MiB"}},
    "lab": {"fs": {"mount": "/mnt/lab", "limits": {"jobs": 8}}}
  }
})";

ltk::ConfigLayers layers_of(Folder const& folder, std::vector<std::string> profiles) {
    ltk::ConfigLayers layers;
    layers.project_files.push_back(folder.file("site.json", site));
    layers.profiles = std::move(profiles);
    return layers;
}

}  // namespace

TEST_CASE("a profile applies when it is asked for, above files and below code") {
    Folder const folder;
    auto layers = layers_of(folder, {});
    CHECK(declared().resolve(layers).find<Filesystem>()->mount == "/mnt/site");
    layers.profiles = {"lab"};
    layers.files.push_back(folder.file("more.json", R"({"fs": {"mount": "/mnt/more", "limits": {"jobs": 2}}})"));
    auto const configuration = declared().resolve(layers);
    auto const mount = value(configuration, "fs.mount");
    CHECK(mount.value == "\"/mnt/lab\"");
    CHECK(mount.layer == "profile");
    CHECK(mount.where == (folder.path() / "site.json").string() + ":5:29");
    CHECK(mount.replaced.at(0).second == (folder.path() / "more.json").string() + ":1:18");
    CHECK(mount.replaced.at(1).second == (folder.path() / "site.json").string() + ":2:19");
    CHECK(configuration.find<Filesystem>()->limits.jobs == 8);
    layers.code.emplace_back(R"({"fs": {"mount": "/code"}})");
    CHECK(declared().resolve(layers).find<Filesystem>()->mount == "/code");
}

TEST_CASE("several profiles apply in the order in which they are asked for") {
    Folder const folder;
    CHECK(declared().resolve(layers_of(folder, {"lab", "laptop"})).find<Filesystem>()->mount == "/tmp");
    auto const configuration = declared().resolve(layers_of(folder, {"laptop", "lab", "laptop"}));
    CHECK(configuration.find<Filesystem>()->mount == "/mnt/lab");
    CHECK(configuration.find<Filesystem>()->min_free == 16_MiB);
}

TEST_CASE("sections of one profile in several files merge, later files win") {
    Folder const folder;
    auto layers = layers_of(folder, {"lab"});
    layers.files.push_back(folder.file("more.json", R"({"$profiles": {"lab": {"fs": {"limits": {"jobs": 6}}}}})"));
    auto const configuration = declared().resolve(layers);
    CHECK(configuration.find<Filesystem>()->mount == "/mnt/lab");
    CHECK(configuration.find<Filesystem>()->limits.jobs == 6);
}

TEST_CASE("configurations tell which profiles there are") {
    Folder const folder;
    auto const profiles = declared().resolve(layers_of(folder, {"lab"})).profiles();
    REQUIRE(profiles.size() == 2);
    CHECK(profiles[0].name == "lab");
    CHECK(profiles[0].chosen);
    CHECK(profiles[0].where == std::vector<std::string>{(folder.path() / "site.json").string() + ":5:5"});
    CHECK(profiles[1].name == "laptop");
    CHECK_FALSE(profiles[1].chosen);
}

TEST_CASE("a profile that no file has is refused with the nearest name") {
    Folder const folder;
    CHECK(declared().complaint(layers_of(folder, {"labb"})) == "--profile \"labb\": there is no such profile (did you mean lab?)");
    CHECK(declared().complaint(layers_of(folder, {"hyperion"})) ==
          "--profile \"hyperion\": there is no such profile (known here: lab and laptop)");
    CHECK(declared().complaint_id(layers_of(folder, {"hyperion"})) == "ltk.config.profile");
    ltk::ConfigLayers none;
    none.profiles = {"lab"};
    CHECK(declared().complaint(none) == "--profile \"lab\": there is no such profile; no file that was read has \"$profiles\"");
}

TEST_CASE("names and types of profiles are checked before anybody asks for them") {
    CHECK(declared().complaint(code(R"({"$profiles": {"lab": {"fs": {"mont": "/x"}, "fss": {}}}})")) ==
          "configure():1:31: fs.mont: there is no such key (did you mean fs.mount?)\n"
          "configure():1:46: fss: there is no such key (did you mean fs?)");
    CHECK(declared().complaint(code(R"({"$profiles": {"lab": {"fs": {"min_free": "much"}}}})")) ==
          "configure():1:43: fs.min_free: \"much\" is not a size (try \"64MiB\")");
    // Rules wait: what a profile says may be completed by the environment, or hold on another machine only.
    CHECK(declared().complaint(code(R"({"$profiles": {"lab": {"fs": {"min_free": "1KiB", "token": "@nowhere"}}}})")).empty());
    CHECK(declared().complaint(code(R"({"$profiles": 7})")) ==
          "configure():1:15: $profiles: 7 is not an object { } with a configuration for each name");
    CHECK(declared().complaint(code(R"({"$profiles": {"lab": 7}})")) == "configure():1:23: $profiles.lab: 7 is not an object { }");
    CHECK(declared().complaint(code(R"({"$profiles": {"lab": {"$include": "x"}}})")) ==
          "configure():1:24: $include: there is no such key; this word stands at the top of a file only");
}

TEST_CASE("words with a dollar are checked, too") {
    CHECK(declared().complaint(code(R"({"$profile": {}})")) == "configure():1:2: $profile: there is no such key (did you mean $profiles?)");
    CHECK(declared().complaint(code(R"({"$x": {}})")) ==
          "configure():1:2: $x: there is no such key; at the top of a file stand also $schema, $complete, $include and $profiles");
}
