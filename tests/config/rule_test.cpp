// Patterns, paths that exist, rules between fields, and keys that have got another name.
#include "sample.hpp"

#include <ltk/config/described_fields.hpp>
#include <ltk/config/example.hpp>
#include <ltk/config/schema.hpp>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <stdexcept>
#include <string>
#include <vector>

using namespace sample;

namespace {

struct Window {
    int least = 1;
    int most = 10;
};
struct Server {
    std::string nid = "10.0.0.1@tcp";
    std::optional<std::string> failover;
    std::filesystem::path key_file;
    std::filesystem::path cache;
    Window window;
    std::vector<Window> more;
};

bool in_order(Window const& window) {
    if (window.most == 13) throw std::runtime_error("thirteen");
    return window.least <= window.most;
}

constexpr auto declaration = ltk::describe_config<Server>(
    ltk::field(&Server::nid, "of the server").matches("[0-9.]+@(tcp|o2ib)[0-9]*", "must be a NID, as in 10.0.0.1@tcp").formerly("address"),
    ltk::field(&Server::failover, "of its partner").matches("[0-9.]+@(tcp|o2ib)[0-9]*"),
    ltk::field(&Server::key_file, "of the server").existing_file(), ltk::field(&Server::cache, "for downloads").existing_directory(),
    ltk::field(&Window::most, "at the same time").formerly("max").formerly("maximum"),
    ltk::rule(&in_order, "least must not be more than most", &Window::least, &Window::most), ltk::formerly("old.host"));

struct Site {
    ltk::Registry registry;
    ltk::ConfigRecord record{};
    Site() { ltk::declare::configuration(registry, record, "server", declaration, {"server.cpp", 9}); }
    ltk::Configuration resolve(ltk::ConfigLayers const& layers = {}) const { return ltk::Configuration::resolve(registry, layers); }
    std::string complaint(ltk::ConfigLayers const& layers) const { return sample::complaint_of(registry, layers); }
};

}  // namespace

TEST_CASE("a text has to match the pattern as a whole") {
    Site const site;
    CHECK(site.complaint(set("server.nid=192.168.0.7@o2ib1")).empty());
    CHECK(site.complaint(set("server.nid=x192.168.0.7@o2ib1")) ==
          "--set server.nid: \"x192.168.0.7@o2ib1\" must be a NID, as in 10.0.0.1@tcp (server.cpp:9)");
    CHECK(site.complaint(set("server.failover=oss1")) ==
          "--set server.failover: \"oss1\" does not match the pattern [0-9.]+@(tcp|o2ib)[0-9]* (server.cpp:9)");
    CHECK(site.complaint(set("server.nid=")).empty());
    CHECK(value(site.resolve(), "server.nid").rules ==
          std::vector<std::string>{"must be a NID, as in 10.0.0.1@tcp ([0-9.]+@(tcp|o2ib)[0-9]*)"});
}

TEST_CASE("patterns that take for ever are given up, and long texts do not overflow the stack") {
    ltk::detail::Patterns patterns;
    CHECK_FALSE(patterns.matches("(a+)+b", std::string(200, 'a')));
    CHECK(patterns.matches("(a|b)*", std::string(10'000, 'a')));
    CHECK_FALSE(patterns.matches("(a|b)*", std::string(10'000'000, 'a')));
    CHECK(ltk::detail::pattern_flaw("(") != "");
}

TEST_CASE("a path has to lead to a file or a folder") {
    Folder const folder;
    Site const site;
    auto const file = folder.file("key", "x").string();
    CHECK(site.complaint(set("server.key_file=" + file)).empty());
    CHECK(site.complaint(set("server.cache=" + folder.path().string())).empty());
    CHECK(site.complaint(set("server.key_file=/nowhere/key")) ==
          "--set server.key_file: \"/nowhere/key\" does not lead to a file: No such file or directory (ENOENT) (server.cpp:9)");
    CHECK(site.complaint(set("server.key_file=/")) == "--set server.key_file: \"/\" is a folder, and a file is wanted (server.cpp:9)");
    CHECK(site.complaint(set("server.cache=" + file)) ==
          "--set server.cache: " + ltk::detail::quote(file) + " is no folder, and a folder is wanted (server.cpp:9)");
    CHECK(site.complaint(set("server.cache=")).empty());
    CHECK(site.complaint(code(ltk::config_example(site.registry))).empty());
    // Another process resolved it; by now the file may be gone.
    auto const resolved = site.resolve(set("server.key_file=" + file)).to_json(true);
    std::filesystem::remove(file);
    CHECK(site.complaint(code(resolved)).empty());
}

TEST_CASE("rules between fields are told with the values and their places") {
    Site const site;
    CHECK(
        site.complaint(code(R"({"server": {"window": {"least": 11}}})")) ==
        "configure():1:33: server.window: least must not be more than most; here least is 11 (configure():1:33) and most is 10 by default "
        "(server.cpp:9)");
    auto both = code(R"({"server": {"window": {"least": 5}}})");
    both.set = {"server.window.most=4"};
    CHECK(site.complaint(both) ==
          "--set server.window: least must not be more than most; here least is 5 (configure():1:33) and most is 4 (--set) (server.cpp:9)");
    CHECK(site.complaint(code(R"({"server": {"more": [{"least": 1}, {"least": 3, "most": 2}]}})"))
              .find("configure():1:57: server.more[1]: least must not be more than most") == 0);
    // A value that could not be read is told alone.
    CHECK(site.complaint(code(R"({"server": {"window": {"least": 11, "most": "x"}}})")).find("least must") == std::string::npos);
    CHECK(site.complaint(set("server.window.most=13")).find("least must not be more than most (its check threw: thirteen)") !=
          std::string::npos);
}

TEST_CASE("defaults that break a rule between fields are told at the declaration") {
    static constexpr auto bad = ltk::describe_config<Window>(
        ltk::rule([](Window const& window) { return window.most < 10; }, "most must be less than 10", &Window::most));
    ltk::Registry registry;
    ltk::ConfigRecord record{};
    ltk::declare::configuration(registry, record, "window", bad, {"w.cpp", 2});
    try {
        ltk::Configuration::resolve(registry, {});
        FAIL("it was accepted");
    } catch (ltk::Error const& error) {
        CHECK(std::string(error.what()) == "w.cpp:2: window: most must be less than 10; here most is 10 by default (w.cpp:2)");
    }
}

TEST_CASE("renamed fields keep working, with a warning") {
    Site const site;
    auto const configuration = site.resolve(code(R"({"server": {"address": "1.1.1.1@tcp", "window": {"max": 7}}})"));
    CHECK(configuration.find<Server>()->nid == "1.1.1.1@tcp");
    CHECK(configuration.find<Server>()->window.most == 7);
    CHECK(configuration.warnings() ==
          std::vector<std::string>{"configure():1:13: server.address is called server.nid now; it still works, rename it here",
                                   "configure():1:50: server.window.max is called server.window.most now; it still works, rename it here"});
    CHECK(site.resolve(set("server.window.maximum=6")).find<Server>()->window.most == 6);
    auto const environment = site.resolve(variable("LTK_SERVER__ADDRESS", "2.2.2.2@tcp"));
    CHECK(environment.find<Server>()->nid == "2.2.2.2@tcp");
    CHECK(environment.warnings().size() == 1);
    // Layers keep their order, whatever name they use.
    auto layers = code(R"({"server": {"nid": "3.3.3.3@tcp"}})");
    layers.code.emplace_back(R"({"server": {"address": "4.4.4.4@tcp"}})");
    CHECK(site.resolve(layers).find<Server>()->nid == "4.4.4.4@tcp");
    CHECK(site.complaint(code(R"({"server": {"nid": "3.3.3.3@tcp", "address": "4.4.4.4@tcp"}})")) ==
          "configure():1:35: server.address: means the same as nid at configure():1:13; keep nid");
    // One warning for each file.
    CHECK(site.resolve(code(R"({"server": {"more": [{"max": 3}, {"max": 4}]}})")).warnings().size() == 1);
}

TEST_CASE("a configuration under its former key keeps working") {
    Site const site;
    auto const configuration = site.resolve(code(R"({"old": {"host": {"window": {"least": 2}}}})"));
    CHECK(configuration.find<Server>()->window.least == 2);
    CHECK(configuration.warnings() ==
          std::vector<std::string>{"configure():1:10: old.host is called server now; it still works, rename it here"});
    CHECK(site.resolve(set("old.host.window.least=3")).find<Server>()->window.least == 3);
    CHECK(site.resolve(variable("LTK_OLD__HOST__WINDOW__LEAST", "4")).find<Server>()->window.least == 4);
    CHECK(site.complaint(code(R"({"old": {"hots": {}}})")).find("old.hots: there is no such key") != std::string::npos);
    CHECK(site.complaint(code(R"({"server": {}, "old": {"host": {}}})")) ==
          "configure():1:24: old.host: means the same as server at configure():1:2; keep server");
}

TEST_CASE("former names are never suggested") {
    Site const site;
    CHECK(site.complaint(code(R"({"server": {"adress": "x"}})")).find("did you mean server.address") == std::string::npos);
    CHECK(site.resolve(variable("LTK_SERVER__ADRESS", "x")).warnings().at(0).find("ADDRESS") == std::string::npos);
}

TEST_CASE("the schema knows patterns and former names") {
    Site const site;
    auto const fields = nlohmann::json::parse(ltk::config_schema(site.registry))["properties"]["server"]["properties"];
    CHECK(fields["nid"]["pattern"] == "^(?:[0-9.]+@(tcp|o2ib)[0-9]*)?$");
    CHECK(fields["address"]["deprecated"] == true);
    CHECK(fields["address"]["description"] == "called nid now");
}

TEST_CASE("declarations that make no sense are refused with a sentence") {
    auto const flaws = [](ltk::ConfigRecord const& record) { return ltk::detail::DescribedFields(*record.reflection).flaws(); };
    static constexpr auto hung = ltk::describe_config<Server>(ltk::field(&Server::cache, "cache").under_test().existing());
    CHECK(flaws(hung.record("server", {})) ==
          std::vector<std::string>{
              "has a field that is both .existing() and .under_test() (the field that is described as \"cache\"); the file "
              "system under test can hang, so ask for it in an LTK_VALIDATOR"});
    static constexpr auto unbalanced = ltk::describe_config<Server>(ltk::field(&Server::nid, "nid").matches("("));
    REQUIRE(flaws(unbalanced.record("server", {})).size() == 1);
    CHECK(flaws(unbalanced.record("server", {}))[0].find(
              "has the pattern \"(\" (the field that is described as \"nid\"), which is no regular "
              "expression: ") == 0);
    static constexpr auto taken = ltk::describe_config<Server>(ltk::field(&Server::nid, "nid").formerly("cache").formerly("a.b"));
    CHECK(flaws(taken.record("server", {})) ==
          std::vector<std::string>{"calls the field nid formerly \"cache\", which is a name of the field cache; take that .formerly() out",
                                   "calls the field nid formerly \"a.b\", which is no name of a field"});
    static constexpr auto stranger = ltk::describe_config<Limits>(ltk::rule([](Window const&) { return true; }, "never", &Window::least));
    REQUIRE(flaws(stranger.record("limits", {})).size() == 1);
    CHECK(flaws(stranger.record("limits", {}))[0].find("has a rule for ") == 0);
}
