#include "sample.hpp"

#include <ltk/config/example.hpp>
#include <ltk/config/schema.hpp>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

using namespace sample;
using nlohmann::json;

namespace {

struct Tree {
    int value = 0;
    std::vector<Tree> children;
};
constexpr auto tree_declaration = ltk::describe_config<Tree>(ltk::field(&Tree::value, "a number").at_least(0));

}  // namespace

TEST_CASE("the schema tells types, limits, defaults and descriptions") {
    Declared const declared;
    auto const schema = json::parse(ltk::config_schema(declared.registry));
    CHECK(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema");
    CHECK(schema["additionalProperties"] == false);
    auto const& fs = schema["properties"]["fs"];
    CHECK(fs["additionalProperties"] == false);
    auto const& fields = fs["properties"];
    CHECK(fields.size() == 19);
    CHECK(
        fields["mount"] ==
        json::parse(
            R"({"type": "string", "pattern": "^[^\u0000]*$", "minLength": 1, "description": "directory under test", "default": "/mnt/lustre"})"));
    CHECK(fields["type"]["enum"] == json::parse(R"(["any", "lustre", "ext4"])"));
    CHECK(fields["disk"]["enum"] == json::parse(R"(["ldiskfs", "zfs"])"));
    CHECK(fields["limits"]["properties"]["jobs"] ==
          json::parse(R"({"type": "integer", "minimum": 0, "maximum": 32767, "description": "processes at the same time", "default": 4})"));
    CHECK(fields["limits"]["properties"]["ratio"]["anyOf"][0] == json::parse(R"({"type": "number", "maximum": 1})"));
    CHECK(fields["token"]["anyOf"][0] == json::parse(R"({"type": "string"})"));
    CHECK(fields["token"]["anyOf"][1]["oneOf"].size() == 3);
    CHECK(fields["token"]["writeOnly"] == true);
    CHECK(fields["token"]["description"] == "for the management server");
    CHECK(fields["osts"]["items"]["$ref"] == "#/$defs/Ost");
    CHECK(fields["tls"]["anyOf"][0]["$ref"] == "#/$defs/Tls");
    CHECK(fields["stripe"]["minItems"] == 2);
    CHECK(fields["ports"]["uniqueItems"] == true);
    CHECK(schema["$defs"]["Ost"]["properties"]["index"]["maximum"] == 65535);
    CHECK(schema["$defs"]["Ost"]["properties"]["size"]["description"] == "size of the target");
    CHECK(schema["properties"]["site"]["properties"]["lab"]["properties"]["racks"]["default"] == 1);
}

TEST_CASE("structs that hold themselves are definitions") {
    ltk::Registry registry;
    ltk::ConfigRecord record{};
    ltk::declare::configuration(registry, record, "tree", tree_declaration);
    auto const schema = json::parse(ltk::config_schema(registry));
    CHECK(schema["properties"]["tree"]["properties"]["children"]["items"]["$ref"] == "#/$defs/Tree");
    CHECK(schema["$defs"]["Tree"]["properties"]["children"]["items"]["$ref"] == "#/$defs/Tree");
    CHECK(schema["$defs"]["Tree"]["properties"]["value"]["minimum"] == 0);
}

TEST_CASE("without configurations the schema allows an empty file") {
    ltk::Registry const empty;
    auto const schema = json::parse(ltk::config_schema(empty));
    CHECK(schema["properties"].size() == 4);  // $schema, $complete, $include, $profiles
    CHECK_FALSE(schema.contains("$defs"));
}
