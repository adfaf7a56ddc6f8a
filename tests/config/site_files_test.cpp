#include "sample.hpp"

#include <ltk/config/site_files.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>

#include <filesystem>
#include <string>

using sample::Folder;
namespace fs = std::filesystem;

namespace {

/// system/, user/ and work/below/ in a folder of its own.
struct Places {
    Folder folder;
    ltk::SitePlaces places{folder.path() / "system", folder.path() / "user", folder.path() / "work/below"};
    Places() {
        fs::create_directories(places.system);
        fs::create_directories(places.user);
        fs::create_directories(places.project);
    }
    ltk::ConfigLayers find() const {
        ltk::ConfigLayers layers;
        ltk::find_site_files(layers, places);
        return layers;
    }
};

}  // namespace

TEST_CASE("without files there are no layers") {
    auto const layers = Places().find();
    CHECK(layers.system_files.empty());
    CHECK(layers.user_files.empty());
    CHECK(layers.project_files.empty());
}

TEST_CASE("files of system, user and project all apply, the project's above the user's above the system's") {
    Places const at;
    at.folder.file("system/site.json", R"({"fs": {"mount": "/system", "type": "ext4", "min_free": "1GiB"}})");
    at.folder.file("user/site.json", R"({"fs": {"mount": "/user", "type": "lustre"}})");
    at.folder.file("work/below/ltk-site.json", R"({"fs": {"mount": "/project"}})");
    auto const configuration = sample::declared().resolve(at.find());
    CHECK(sample::value(configuration, "fs.mount").layer == "project file");
    CHECK(sample::value(configuration, "fs.type").layer == "user file");
    CHECK(sample::value(configuration, "fs.min_free").layer == "system file");
    auto const mount = sample::value(configuration, "fs.mount");
    CHECK(mount.value == "\"/project\"");
    CHECK(mount.where == (at.places.project / "ltk-site.json").string() + ":1:18");
    REQUIRE(mount.replaced.size() == 2);
    CHECK(mount.replaced[0].first == "user file");
    CHECK(mount.replaced[1].first == "system file");
}

TEST_CASE("the project file is the nearest one upward") {
    Places const at;
    auto const above = at.folder.file("work/ltk-site.json", "{}");
    REQUIRE(at.find().project_files.size() == 1);
    CHECK(at.find().project_files[0] == above);
    auto const nearer = at.folder.file("work/below/ltk-site.json", "{}");
    REQUIRE(at.find().project_files.size() == 1);
    CHECK(at.find().project_files[0] == nearer);
}

TEST_CASE("folders above that everybody may write to are not looked into") {
    Places const at;
    at.folder.file("work/ltk-site.json", "{}");
    fs::permissions(at.folder.path() / "work", fs::perms::all);
    CHECK(at.find().project_files.empty());
    // The one in which one works is one's own choice.
    auto const own = at.folder.file("work/below/ltk-site.json", "{}");
    fs::permissions(at.places.project, fs::perms::all);
    REQUIRE(at.find().project_files.size() == 1);
    CHECK(at.find().project_files[0] == own);
}

TEST_CASE("a place with two files is refused") {
    Places const at;
    auto const json = at.folder.file("user/site.json", "{}").string();
    auto const toml = at.folder.file("user/site.toml", "").string();
    CHECK_THROWS_WITH(at.find(),
                      json + " and " + toml + " are both there, and only one can be the site file; put what they say into one of them");
}

TEST_CASE("the places of the process are those of XDG") {
    auto const places = ltk::SitePlaces::of_process();
    CHECK(places.system == "/etc/ltk");
    CHECK(places.project == fs::current_path());
}

TEST_CASE("a site speaks of other suites too, but what resembles a key of this one is a slip") {
    Places const at;
    auto const site = at.folder.file("system/site.json", R"({"interop": {"blocks": 7}, "$profiles": {"lab": {"interop": {"blocks": 9}}}})");
    auto const configuration = sample::declared().resolve(at.find());
    CHECK(configuration.warnings().empty());

    ltk::ConfigLayers profile = at.find();
    profile.profiles = {"lab"};
    CHECK(sample::declared().complaint(profile) == "");

    at.folder.file("user/site.json", R"({"fss": {"mount": "/x"}, "mount": "/y"})");
    auto const complaint = sample::declared().complaint(at.find());
    CHECK(complaint.find(":1:2: fss: there is no such key (did you mean fs?)") != std::string::npos);
    CHECK(complaint.find(":1:26: mount: there is no such key (did you mean fs.mount?)") != std::string::npos);

    ltk::ConfigLayers named;  // a file that was given for this run is for this suite
    named.files = {site};
    CHECK(sample::declared().complaint(named).find("interop: there is no such key (known here: ") != std::string::npos);
}
