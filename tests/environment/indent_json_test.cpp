#include <ltk/environment/indent_json.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>

using ltk::detail::indent_json;

TEST_CASE("Short objects and arrays without inner ones stay on a line") {
    CHECK(indent_json(R"({"a":[1,2],"b":{"c":"x"}})") == "{\n    \"a\": [1, 2],\n    \"b\": {\"c\": \"x\"}\n}");
    CHECK(indent_json(R"([{"a":1},{"a":2}])") == "[\n    {\"a\": 1},\n    {\"a\": 2}\n]");
}

TEST_CASE("Long ones are broken") {
    std::string const word(100, 'w');
    CHECK(indent_json("[\"" + word + "\",\"" + word + "\"]") == "[\n    \"" + word + "\",\n    \"" + word + "\"\n]");
}

TEST_CASE("Empty ones and values alone") {
    CHECK(indent_json("{}") == "{}");
    CHECK(indent_json("[]") == "[]");
    CHECK(indent_json(R"({"a":[],"b":[[]]})") == "{\n    \"a\": [],\n    \"b\": [\n        []\n    ]\n}");
    CHECK(indent_json("null") == "null");
    CHECK(indent_json("") == "");
}

TEST_CASE("Nothing in a string is taken for structure") {
    CHECK(indent_json(R"({"a\"{[,:":"]}\\"})") == "{\"a\\\"{[,:\": \"]}\\\\\"}");
    CHECK(indent_json(R"(["[","]"])") == R"(["[", "]"])");
}
