#include "sample.hpp"

#include <ltk/config/describe.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <nlohmann/json.hpp>

#include <string>

using namespace sample;

TEST_CASE("the table shows what differs from the defaults") {
    Declared const declared;
    auto layers = code(R"({"fs": {"mount": "/a", "clients": "client[01-20]", "token": "top secret"}})");
    layers.set = {"site.lab.racks=3"};
    CHECK(ltk::config_table(declared.resolve(layers), false) ==
          "KEY             VALUE                                     FROM\n"
          "fs.mount        \"/a\"                                      code configure():1:18\n"
          "fs.clients      [\"client01\", \"client02\", \"client03\", \"client04\", \"client05\", \"client06\", \"client07\", "
          "\"client08\", \"client09\", \"client10\", "
          "\"client11\", \"client12\", \"client13\", \"client14\", \"client15\", \"client16\", \"client17\", \"client18\", \"client19\", "
          "\"client20\"]  code "
          "configure():1:35\n"
          "fs.token        \"******\"                                  code configure():1:61\n"
          "site.lab.racks  3                                         command line --set\n"
          "\n17 values are as by default; `config show --all` shows them.\n");
}

TEST_CASE("the table of defaults") {
    Declared const declared;
    CHECK(ltk::config_table(declared.resolve(), false) == "All 21 values are as by default; `config show --all` shows them.\n");
    auto const all = ltk::config_table(declared.resolve(), true);
    CHECK(all.find("\nfs.min_free      \"64MiB\"           default\n") != std::string::npos);
    CHECK(all.find("\nsite.lab.racks   1") != std::string::npos);
    CHECK(ltk::config_table(ltk::Configuration(), false) == "No configuration is declared.\n");
}

TEST_CASE("the table for programs") {
    Declared const declared;
    auto layers = code(R"({"fs": {"mount": "/a"}})");
    layers.set = {"fs.mount=/b"};
    auto const one = nlohmann::json::parse(ltk::config_table_json(declared.resolve(layers), false));
    REQUIRE(one.size() == 1);
    CHECK(one[0]["key"] == "fs.mount");
    CHECK(one[0]["value"] == "/b");
    CHECK(one[0]["default"] == "/mnt/lustre");
    CHECK(one[0]["layer"] == "command line");
    CHECK(one[0]["where"] == "--set");
    CHECK(one[0]["replaced"] == nlohmann::json::parse(R"([{"layer": "code", "where": "configure():1:18"}])"));
    CHECK(one[0]["environment"] == "LTK_FS__MOUNT");
    CHECK(one[0]["description"] == "directory under test");
    CHECK(one[0]["secret"] == false);
    CHECK(nlohmann::json::parse(ltk::config_table_json(declared.resolve(), false)).empty());
    CHECK(nlohmann::json::parse(ltk::config_table_json(declared.resolve(), true)).size() == 21);
}

TEST_CASE("a key is explained") {
    Declared const declared;
    auto layers = code(R"({"fs": {"min_free": "2MiB"}})");
    layers.environment = {{"LTK_FS__MIN_FREE", "3MiB"}};
    auto const configuration = declared.resolve(layers);
    CHECK(ltk::explain_config(configuration, "fs.min_free") ==
          "fs.min_free = \"3MiB\"\n"
          "  free space the suites need\n"
          "  takes         size\n"
          "  rule          at least 1MiB\n"
          "  rule          at most 1TiB\n"
          "  default       \"64MiB\"\n"
          "  set by        environment LTK_FS__MIN_FREE\n"
          "  replaced      code configure():1:21\n"
          "  environment   LTK_FS__MIN_FREE\n"
          "  command line  --set fs.min_free=...\n"
          "  declared      site.cpp:12\n");
    CHECK(ltk::explain_config(configuration, "fs.token").find("--set fs.token=@FILE\n") != std::string::npos);
    auto const below = ltk::explain_config(configuration, "fs.limits");
    CHECK(below.find("fs.limits.jobs = 4\n") == 0);
    CHECK(below.find("\nfs.limits.ratio = 0.5\n") != std::string::npos);
    CHECK_THROWS_WITH(ltk::explain_config(configuration, "fs.mnt"),
                      "fs.mnt: there is no such key (did you mean fs.mount?); `config show --all` lists them");
    CHECK_THROWS_WITH(ltk::explain_config(configuration, "fs.limit"),
                      "fs.limit: there is no such key (did you mean fs.limits?); `config show --all` lists them");
}
