#include "sample.hpp"

#include <ltk/config/diff.hpp>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace {

std::vector<ltk::event::Configured> const then{{"fs.mount", "\"/a\"", "project file", "ltk-site.json:3:4"},
                                               {"fs.type", "\"any\"", "default", ""},
                                               {"fs.gone", "1", "default", ""},
                                               {"fs.token", "\"******\"", "environment", "LTK_FS__TOKEN"}};
std::vector<ltk::event::Configured> const now{{"fs.mount", "\"/b\"", "environment", "LTK_FS__MOUNT"},
                                              {"fs.type", "\"any\"", "file", "x.json:1:1"},
                                              {"fs.fresh", "2", "default", ""},
                                              {"fs.token", "\"******\"", "file", "x.json:2:1"}};

}  // namespace

TEST_CASE("differences are values, not where they come from") {
    auto const all = ltk::compare_configurations(then, now);
    REQUIRE(all.size() == 3);
    CHECK(ltk::describe_differences(all, "20261122-1", now.size()) ==
          "fs.fresh\n  then  there is no such key\n  now   2  (default)\n"
          "fs.gone\n  then  1  (default)\n  now   there is no such key\n"
          "fs.mount\n  then  \"/a\"  (project file ltk-site.json:3:4)\n  now   \"/b\"  (environment LTK_FS__MOUNT)\n"
          "\n3 values differ from run 20261122-1. Secrets are not compared.\n");
    CHECK(ltk::describe_differences({all[2]}, "r", 4).find("\n1 value differs from run r.") != std::string::npos);
}

TEST_CASE("without differences one line says so") {
    CHECK(ltk::describe_differences(ltk::compare_configurations(now, now), "r", 4) ==
          "All 4 values are as in run r. Secrets are not compared.\n");
    CHECK(ltk::describe_differences_json({}) == "[]\n");
}

TEST_CASE("of a key that is told twice the last value counts") {
    auto twice = then;
    twice.push_back({"fs.mount", "\"/b\"", "file", "y.json:1:1"});
    for (auto const& one : ltk::compare_configurations(twice, now)) CHECK(one.key != "fs.mount");
}

TEST_CASE("programs get JSON") {
    auto const json = nlohmann::json::parse(ltk::describe_differences_json(ltk::compare_configurations(then, now)));
    REQUIRE(json.size() == 3);
    CHECK(json[0]["then"] == nullptr);
    CHECK(json[2]["key"] == "fs.mount");
    CHECK(json[2]["then"]["value"] == "/a");
    CHECK(json[2]["now"]["layer"] == "environment");
}
