#include "sample.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>

#include <string>
#include <type_traits>
#include <utility>

using namespace sample;

TEST_CASE("without layers everything is as the structs say") {
    Declared const declared;
    auto const configuration = declared.resolve();
    auto const* const fs = configuration.find<Filesystem>();
    REQUIRE(fs != nullptr);
    CHECK(fs->mount == "/mnt/lustre");
    CHECK(fs->options.at("flock") == "yes");
    CHECK(configuration.find<Lab>()->racks == 1);
    CHECK(configuration.has(ltk::type_of<Lab>));
    CHECK_FALSE(configuration.has(ltk::type_of<Ost>));
    CHECK(configuration.object(ltk::type_of<int>) == nullptr);
    CHECK(configuration.warnings().empty());
    for (auto const& value : configuration.values()) {
        CHECK(value.layer == "default");
        CHECK(value.where.empty());
    }
}

TEST_CASE("later layers win, and every value knows where it comes from and what it replaced") {
    Folder const folder;
    Declared const declared;
    ltk::ConfigLayers layers;
    layers.project_files.push_back(folder.file("site.json", R"({"fs": {"mount": "/a", "type": "any",
        "min_free": "1MiB", "recovery": "1s", "server": "2.15", "limits": {"jobs": 0}}})"));
    layers.files.push_back(folder.file("lab.json",
                                       "{\"fs\": {\n \"type\": \"lustre\", \"min_free\": \"2MiB\", \"recovery\": \"2s\", \"server\": "
                                       "\"2.16\", \"limits\": {\"jobs\": 2}}}"));
    layers.files.push_back(
        folder.file("more.json", R"({"fs": {"min_free": "3MiB", "recovery": "3s", "server": "2.17", "limits": {"jobs": 4}}})"));
    layers.code.push_back(R"({"fs": {"recovery": "4s", "server": "2.18", "limits": {"jobs": 6}}})");
    layers.environment = {{"LTK_FS__SERVER", "2.19"}, {"LTK_FS__LIMITS__JOBS", "8"}};
    layers.set = {"fs.limits.jobs=10", "fs.limits.jobs=12"};
    auto const configuration = declared.resolve(layers);
    auto const* const fs = configuration.find<Filesystem>();
    CHECK(fs->mount == "/a");
    CHECK(fs->type == "lustre");
    CHECK(fs->min_free == 3_MiB);
    CHECK(fs->recovery == 4_s);
    CHECK(fs->server == "2.19");
    CHECK(fs->limits.jobs == 12);

    auto const site = (folder.path() / "site.json").string();
    auto const lab = (folder.path() / "lab.json").string();
    auto const more = (folder.path() / "more.json").string();
    CHECK(value(configuration, "fs.mount").layer == "project file");
    CHECK(value(configuration, "fs.mount").where == site + ":1:18");
    CHECK(value(configuration, "fs.type").layer == "file");
    CHECK(value(configuration, "fs.type").where == lab + ":2:10");
    CHECK(value(configuration, "fs.recovery").layer == "code");
    CHECK(value(configuration, "fs.recovery").where == "configure():1:21");
    CHECK(value(configuration, "fs.server").layer == "environment");
    CHECK(value(configuration, "fs.server").where == "LTK_FS__SERVER");
    auto const jobs = value(configuration, "fs.limits.jobs");
    CHECK(jobs.layer == "command line");
    CHECK(jobs.where == "--set");
    CHECK(jobs.value == "12");
    CHECK(jobs.default_value == "4");
    REQUIRE(jobs.replaced.size() == 6);
    CHECK(jobs.replaced[0] == std::pair<std::string, std::string>("command line", "--set"));
    CHECK(jobs.replaced[1] == std::pair<std::string, std::string>("environment", "LTK_FS__LIMITS__JOBS"));
    CHECK(jobs.replaced[2].first == "code");
    CHECK(jobs.replaced[3] == std::pair<std::string, std::string>("file", more + ":1:84"));
    CHECK(jobs.replaced[5].first == "project file");
}

TEST_CASE("values come as events, in a fixed order") {
    Declared const declared;
    auto const values = declared.resolve(set("site.lab.racks=3")).values();
    REQUIRE(values.size() == 21);
    CHECK(values.front().key == "fs.mount");
    CHECK(values.front().value == "\"/mnt/lustre\"");
    CHECK(values[7].key == "fs.disk");
    CHECK(values[8].key == "fs.limits.jobs");
    CHECK(values.back().key == "site.lab.racks");
    CHECK(values.back().value == "3");
    CHECK(values.back().layer == "command line");
}

TEST_CASE("objects of several layers merge, everything else is replaced") {
    Declared const declared;
    ltk::ConfigLayers layers;
    layers.code = {
        R"({"fs": {"options": {"user_xattr": "yes", "acl": "no"}, "clients": ["a", "b"], "osts": [{"index": 1}, {"index": 2}], "tls": {"port": 1, "certificate": "/c"}}})",
        R"({"fs": {"options": {"acl": "yes"}, "clients": ["c"], "osts": [{"size": "2GiB"}], "tls": {"port": 2}}})"};
    layers.set = {"fs.options.noatime=1", "fs.tls.certificate=/d"};
    auto const configuration = declared.resolve(layers);
    auto const* const fs = configuration.find<Filesystem>();
    CHECK(fs->options == std::map<std::string, std::string>{{"flock", "yes"}, {"user_xattr", "yes"}, {"acl", "yes"}, {"noatime", "1"}});
    CHECK(fs->clients == std::vector<std::string>{"c"});
    REQUIRE(fs->osts.size() == 1);
    CHECK(fs->osts[0].index == 0);
    REQUIRE(fs->tls);
    CHECK(fs->tls->port == 2);
    CHECK(fs->tls->certificate == "/d");
}

TEST_CASE("null takes a name out of a map and empties an optional") {
    Declared const declared;
    ltk::ConfigLayers layers =
        code(R"({"fs": {"options": {"a": "1", "b": "2", "flock": null}, "tls": {"port": 1}, "quota": "1GiB", "note": "x"}})");
    layers.code.emplace_back(R"({"fs": {"options": {"a": null}, "quota": null}})");
    layers.set = {"fs.tls=null", "fs.note=null"};
    auto const configuration = declared.resolve(layers);
    auto const* const fs = configuration.find<Filesystem>();
    CHECK(fs->options == std::map<std::string, std::string>{{"b", "2"}});
    CHECK_FALSE(fs->tls);
    CHECK_FALSE(fs->quota);
    CHECK_FALSE(fs->note);
    // Above a null an optional begins anew.
    layers.set = {"fs.tls=null", "fs.tls.certificate=/e"};
    auto const anew = declared.resolve(layers);
    REQUIRE(anew.find<Filesystem>()->tls);
    CHECK(anew.find<Filesystem>()->tls->port == 443);
    CHECK(anew.find<Filesystem>()->tls->certificate == "/e");
}

TEST_CASE("lists are read from host lists, commas and JSON") {
    Declared const declared;
    auto const clients = [&](ltk::ConfigLayers const& layers) { return declared.resolve(layers).find<Filesystem>()->clients; };
    using list = std::vector<std::string>;
    CHECK(clients(code(R"({"fs": {"clients": "c[01-02],x"}})")) == list{"c01", "c02", "x"});
    CHECK(clients(code(R"({"fs": {"clients": ["c[01-02]"]}})")) == list{"c[01-02]"});
    CHECK(clients(set("fs.clients=c[1-2]")) == list{"c1", "c2"});
    CHECK(clients(set("fs.clients=[1-2]")) == list{"1", "2"});
    CHECK(clients(set("fs.clients=[\"a,b\", \"c\"]")) == list{"a,b", "c"});
    CHECK(clients(set("fs.clients=[]")).empty());
    CHECK(clients(set("fs.clients=")).empty());
    CHECK(declared.resolve(variable("LTK_FS__PORTS", "988, 1988")).find<Filesystem>()->ports == std::set<int>{988, 1988});
    CHECK(declared.resolve(set("fs.stripe=[4, 8]")).find<Filesystem>()->stripe == std::array<int, 2>{4, 8});
    CHECK(declared.resolve(set(R"(fs.osts=[{"index": 3}])")).find<Filesystem>()->osts.at(0).index == 3);
}

TEST_CASE("the environment and --set give single values as they are") {
    Declared const declared;
    CHECK(declared.resolve(variable("LTK_FS__MOUNT", "/with space = \"quotes\"")).find<Filesystem>()->mount == "/with space = \"quotes\"");
    CHECK(declared.resolve(set("fs.mount=/a=b")).find<Filesystem>()->mount == "/a=b");
    for (auto const* const yes : {"true", "yes", "on", "1"})
        CHECK(declared.resolve(set(std::string("fs.verbose=") + yes)).find<Filesystem>()->verbose);
    for (auto const* const no : {"false", "no", "off", "0"})
        CHECK_FALSE(declared.resolve(set(std::string("fs.verbose=") + no)).find<Filesystem>()->verbose);
    CHECK(declared.resolve(set(R"(fs.limits={"jobs": 2, "ratio": 0.25})")).find<Filesystem>()->limits.ratio == 0.25);
    CHECK(declared.resolve(set("fs.limits.ratio=.5")).find<Filesystem>()->limits.ratio == 0.5);
    CHECK(declared.resolve(set("fs.disk=zfs")).find<Filesystem>()->disk == backend::zfs);
    CHECK(declared.resolve(variable("LTK_SITE__LAB__RACKS", "9")).find<Lab>()->racks == 9);
}

TEST_CASE("unknown variables are warned about and never fatal") {
    Declared const declared;
    ltk::ConfigLayers layers;
    layers.environment = {{"LTK_STAGE", "regression"}, {"LTK_JOBS", "4"},     {"LTK_FS__MOUNTS", "/x"},
                          {"LTK_STAG", "x"},           {"LTK_WHATEVER", "x"}, {"LTK_FS", "{}"}};
    auto const configuration = declared.resolve(layers);
    REQUIRE(configuration.warnings().size() == 4);
    CHECK(configuration.warnings()[0] ==
          "LTK_FS__MOUNTS: there is no such option or key, so the variable sets nothing (did you mean LTK_FS__MOUNT?)");
    CHECK(configuration.warnings()[1] ==
          "LTK_STAG: there is no such option or key, so the variable sets nothing (did you mean LTK_STAGE?)");
    CHECK(configuration.warnings()[2] == "LTK_WHATEVER: there is no such option or key, so the variable sets nothing");
    CHECK(configuration.find<Filesystem>()->mount == "/mnt/lustre");
}

TEST_CASE("problems of all layers are told at once, in the order of the layers") {
    Folder const folder;
    Declared const declared;
    ltk::ConfigLayers layers;
    auto const site = folder.file("site.json", "{\n  \"fs\": {\n    \"min_free\": \"12 parsecs\",\n    \"mont\": \"/x\"\n  }\n}\n");
    layers.project_files.push_back(site);
    layers.files.push_back(folder.path() / "nowhere.json");
    layers.environment = {{"LTK_FS__VERBOSE", "maybe"}};
    layers.set = {"fs.limits.jobs=many", "fs.nothing=1", "fs.mount"};
    CHECK(declared.complaint_id(layers) == "ltk.config.invalid");
    CHECK(declared.complaint(layers) ==
          (folder.path() / "nowhere.json").string() +
              ": the configuration file cannot be read: No such file or directory (ENOENT) [ltk.config.file]\n"
              "--set \"fs.mount\": write --set key=value, as in --set fs.mount=... (did you mean fs.mount?) [ltk.config.set]\n" +
              site.string() + ":3:17: fs.min_free: \"12 parsecs\" is not a size (try \"64MiB\") [ltk.config.type]\n" + site.string() +
              ":4:5: fs.mont: there is no such key (did you mean fs.mount?) [ltk.config.unknown_key]\n"
              "LTK_FS__VERBOSE: fs.verbose: \"maybe\" is not true or false [ltk.config.type]\n"
              "--set fs.limits.jobs: \"many\" is not a whole number from -32768 to 32767 [ltk.config.type]\n"
              "--set fs.nothing: there is no such key (known here: mount, type, min_free, recovery, server, clients, token, disk, limits, "
              "options, osts, tls, quota, ports, stripe, verbose, ping, note and pin) [ltk.config.unknown_key]");
}

TEST_CASE("a single problem is one line") {
    Declared const declared;
    CHECK(declared.complaint(code(R"({"fs": {"min_free": "12 parsecs"}})")) ==
          "configure():1:21: fs.min_free: \"12 parsecs\" is not a size (try \"64MiB\")");
    CHECK(declared.complaint_id(code(R"({"fs": {"min_free": "12 parsecs"}})")) == "ltk.config.type");
}

TEST_CASE("bad arguments of --set say how to write them") {
    Declared const declared;
    CHECK(declared.complaint(set("=x")) == "--set \"=...\": write --set key=value, as in --set fs.mount=...");
    CHECK(declared.complaint(set("")) == "--set \"\": write --set key=value, as in --set fs.mount=...");
    CHECK(declared.complaint(set("fs..mount=x")) == "--set \"fs..mount\": a key is names with one dot between them, as in fs.mount");
    CHECK(declared.complaint(set("fs.mount.x=1")) == "--set fs.mount: an object is not a path (in double quotes)");
    CHECK(declared.complaint(set("fs=x")) == "--set fs: the text is not an object { } as JSON");
    CHECK(declared.complaint(set("fs={")) == "--set fs: the text is not JSON: it ends too early: the `{` of --set is not closed");
    CHECK(declared.complaint(set("site=1")) == "--set site: \"1\" is not an object { }");
    CHECK_FALSE(declared.complaint(set(std::string(100'000, 'a') + "=1")).empty());
}

TEST_CASE("many problems do not flood the terminal") {
    Declared const declared;
    std::string json = "{\"fs\": {";
    for (int i = 0; i < 200; ++i) json += (i == 0 ? "\"x" : ", \"x") + std::to_string(i) + "\": 1";
    auto const message = declared.complaint(code(json + "}}"));
    CHECK(std::count(message.begin(), message.end(), '\n') == 50);
    CHECK(message.substr(message.rfind('\n') + 1) == "... and 150 more problems");
}

TEST_CASE("names at the top are checked, too") {
    Declared const declared;
    CHECK(declared.complaint(code(R"({"fss": {}})")) == "configure():1:2: fss: there is no such key (did you mean fs?)");
    CHECK(declared.complaint(code(R"({"mount": 1})")) == "configure():1:2: mount: there is no such key (did you mean fs.mount?)");
    CHECK(declared.complaint(code(R"({"fs.mount": 1})")) ==
          "configure():1:2: fs.mount: there is no such key; levels are objects here: {\"fs\": {\"mount\": ...}}");
    CHECK(declared.complaint(code(R"({"site": {"lba": {}}})")) ==
          "configure():1:11: site.lba: there is no such key (did you mean site.lab?)");
    CHECK(declared.complaint(code(R"({"q": {}})")) == "configure():1:2: q: there is no such key (known here: fs and site.lab)");
    CHECK(declared.complaint(code(R"([])")) == "configure():1:1: a configuration is an object: {\"fs\": {\"mount\": \"/mnt\"}}");
    CHECK(declared.complaint(code(R"({"fs": 3})")) == "configure():1:8: fs: 3 is not an object { }");
    CHECK(declared.complaint(code(R"({"$schema": "https://example.org/x", "fs": {}})")).empty());
    ltk::Registry const empty;
    CHECK_THROWS_WITH(ltk::Configuration::resolve(empty, code(R"({"fs": {}})")),
                      "configure():1:2: fs: there is no such key (no configuration is declared)");
}

TEST_CASE("the JSON that is written is a layer that gives the same configuration") {
    Declared const declared;
    ltk::ConfigLayers layers = code(
        R"({"fs": {"options": {"flock": null, "a": "b"}, "tls": {"password": "pw"}, "token": "secret!", "clients": "a[1-3]", "pin": 1234}})");
    auto const first = declared.resolve(layers);
    auto const second = declared.resolve(code(first.to_json(true)));
    CHECK(second.to_json(true) == first.to_json(true));
    CHECK(second.find<Filesystem>()->options == std::map<std::string, std::string>{{"a", "b"}});
    CHECK(second.find<Filesystem>()->token.reveal() == "secret!");
    CHECK(second.find<Filesystem>()->tls->password.reveal() == "pw");
    CHECK(second.find<Filesystem>()->pin.reveal() == 1234);
}

TEST_CASE("the directory under test") {
    Declared const declared;
    auto const configuration = declared.resolve(set("fs.mount=/mnt/x"));
    REQUIRE(configuration.under_test());
    CHECK(*configuration.under_test() == "/mnt/x");
    CHECK(configuration.all_under_test().at(0).first == "fs.mount");

    static constexpr auto second = ltk::describe_config<Ost>();
    struct Two {
        std::filesystem::path a = "/a";
        std::string b = "/b";
    };
    static constexpr auto two = ltk::describe_config<Two>(ltk::field(&Two::a, "").under_test(), ltk::field(&Two::b, "").under_test());
    ltk::Registry registry;
    ltk::ConfigRecord ost{};
    ltk::declare::configuration(registry, ost, "ost", second);
    CHECK_FALSE(ltk::Configuration::resolve(registry, {}).under_test());
    ltk::ConfigRecord record{};
    ltk::declare::configuration(registry, record, "two", two);
    auto const both = ltk::Configuration::resolve(registry, {});
    CHECK_FALSE(both.under_test());
    REQUIRE(both.all_under_test().size() == 2);
    CHECK(both.all_under_test()[1].second == "/b");
}

TEST_CASE("configurations move, and several exist side by side") {
    static_assert(std::is_nothrow_move_constructible_v<ltk::Configuration> && std::is_move_assignable_v<ltk::Configuration>);
    static_assert(!std::is_copy_constructible_v<ltk::Configuration>);
    Declared const declared;
    auto one = declared.resolve(set("fs.mount=/one"));
    auto const* const object = one.find<Filesystem>();
    auto two = declared.resolve(set("fs.mount=/two"));
    auto moved = std::move(one);
    CHECK(moved.find<Filesystem>() == object);
    CHECK(moved.find<Filesystem>()->mount == "/one");
    moved = std::move(two);
    CHECK(moved.find<Filesystem>()->mount == "/two");
}
