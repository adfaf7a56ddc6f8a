// Secrets in fields that are one of several structs, and in lists of structs: never told, and masked wherever they come from.
#include "sample.hpp"

#include <ltk/config/describe.hpp>
#include <ltk/config/schema.hpp>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

using sample::code;
using sample::set;
using sample::variable;

namespace {

struct Open {
    int port = 80;
};
struct Login {
    std::string user = "admin";
    ltk::secret<std::string> password;
};
struct Key {
    std::string text;
    std::vector<std::string> lines;
};
struct Access {
    std::variant<Open, Login> way;
    std::vector<Login> others;
    std::optional<std::variant<Open, Login>> spare = Login{"spare", {}};
    ltk::secret<std::variant<Open, Key>> hidden;
};
constexpr auto declaration = ltk::describe_config<Access>(ltk::field(&Access::way, "how one gets in"));

struct Declared {
    ltk::Registry registry;
    ltk::ConfigRecord record{};
    Declared() { ltk::declare::configuration(registry, record, "access", declaration, {"access.cpp", 4}); }
    ltk::Configuration resolve(ltk::ConfigLayers const& layers = {}) const { return ltk::Configuration::resolve(registry, layers); }
    std::string complaint(ltk::ConfigLayers const& layers) const { return sample::complaint_of(registry, layers); }
};

bool holds(std::vector<std::string> const& all, std::string const& one) { return std::find(all.begin(), all.end(), one) != all.end(); }

}  // namespace

TEST_CASE("no message shows the text that was given for a choice or a list with a secret in it") {
    Declared const declared;
    std::string const text = "hunter2hunter2";
    CHECK(declared.complaint(variable("LTK_ACCESS__WAY", text)) ==
          R"(LTK_ACCESS__WAY: access.way: the text is not an object { } with "Open" or "Login" as JSON)");
    for (auto const& layers : {
             variable("LTK_ACCESS__WAY", "{\"Login\": {\"password\": \"" + text),
             variable("LTK_ACCESS__SPARE", text),
             variable("LTK_ACCESS__OTHERS", "[{\"password\": \"" + text),
             code(R"({"access": {"way": ")" + text + "\"}}"),
             code(R"({"access": {"others": ")" + text + "\"}}"),
         }) {
        auto const message = declared.complaint(layers);
        INFO(message);
        CHECK(message.find("the text") != std::string::npos);
        CHECK(message.find(text) == std::string::npos);
    }
    CHECK(declared.complaint(variable("LTK_ACCESS__HIDDEN", text)) ==
          R"(LTK_ACCESS__HIDDEN: access.hidden: "******" is not an object { } with "Open" or "Key" as JSON)");
}

TEST_CASE("a choice that may hold a secret is told to hold one, and is not set by a file") {
    Declared const declared;
    auto const configuration = declared.resolve();
    CHECK(sample::value(configuration, "access.way").secret);
    CHECK(sample::value(configuration, "access.others").secret);
    CHECK(ltk::explain_config(configuration, "access.way").find("--set access.way=...\n") != std::string::npos);
    CHECK(ltk::explain_config(configuration, "access.hidden").find("--set access.hidden=@FILE\n") != std::string::npos);
}

TEST_CASE("a secret can be a choice itself") {
    Declared const declared;
    auto const given = R"({"Key": {"text": "abcd1234", "lines": ["first line", "second line"]}})";
    auto const configuration = declared.resolve(code(std::string(R"({"access": {"hidden": )") + given + "}}"));
    auto const& key = std::get<Key>(configuration.find<Access>()->hidden.reveal());
    CHECK(key.text == "abcd1234");
    CHECK(configuration.secrets() == std::vector<std::string>{"abcd1234", "first line", "second line"});
    CHECK(sample::value(configuration, "access.hidden").value == "\"******\"");
    CHECK(std::get<Key>(declared.resolve(code(configuration.to_json(true))).find<Access>()->hidden.reveal()).text == "abcd1234");

    sample::Folder const folder;
    auto const from_file = declared.resolve(set("access.hidden=@" + folder.file("key.json", std::string(given) + "\n").string()));
    CHECK(std::get<Key>(from_file.find<Access>()->hidden.reveal()).text == "abcd1234");
    CHECK(from_file.secrets() == configuration.secrets());

    auto const schema = nlohmann::json::parse(ltk::config_schema(declared.registry));
    auto const& hidden = schema["properties"]["access"]["properties"]["hidden"];
    REQUIRE(hidden["anyOf"].size() == 2);
    CHECK(hidden["anyOf"][0]["oneOf"].size() == 2);
    CHECK(hidden["anyOf"][1]["pattern"] == R"(^@|^\*{6}$)");
}

TEST_CASE("layers of an optional choice merge") {
    Declared const declared;
    auto const configuration = declared.resolve(code(R"({"access": {"spare": {"Login": {"password": "hunter2"}}}})"));
    auto const& login = std::get<Login>(configuration.find<Access>()->spare.value());
    CHECK(login.user == "spare");
    CHECK(login.password.reveal() == "hunter2");
    CHECK(holds(configuration.secrets(), "hunter2"));
}
