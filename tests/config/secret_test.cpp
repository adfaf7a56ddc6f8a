#include "sample.hpp"

#include <ltk/config/describe.hpp>
#include <ltk/config/example.hpp>
#include <ltk/config/schema.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

using namespace sample;

namespace {

constexpr char const* hidden = "hunter2hunter2";
bool tells(std::string const& text) { return text.find(hidden) != std::string::npos; }

}  // namespace

TEST_CASE("secrets are read from files of the configuration, the environment and files of their own") {
    Folder const folder;
    Declared const declared;
    folder.file("token", "from a file\n");
    auto const site = folder.file("site.json", R"({"fs": {"token": "@token", "tls": {"password": "@@at the front"}}})");
    ltk::ConfigLayers layers;
    layers.project_files.push_back(site);
    auto const relative = declared.resolve(layers);
    CHECK(relative.find<Filesystem>()->token.reveal() == "from a file");
    CHECK(relative.find<Filesystem>()->tls->password.reveal() == "at the front");
    CHECK(relative.secrets() == std::vector<std::string>{"from a file", "at the front"});
    CHECK(declared.resolve(variable("LTK_FS__TOKEN", hidden)).find<Filesystem>()->token.reveal() == hidden);
    CHECK(declared.resolve(set("fs.token=@" + (folder.path() / "token").string())).find<Filesystem>()->token.reveal() == "from a file");
    CHECK(declared.resolve(variable("LTK_FS__PIN", "@" + folder.file("pin", "0042\n").string())).find<Filesystem>()->pin.reveal() == 42);
}

TEST_CASE("secrets are refused on the command line") {
    Declared const declared;
    auto const words =
        "a secret does not belong on a command line, where everybody on the machine can read it; put it into a file and give @FILE, or set "
        "it in the environment";
    CHECK(declared.complaint(set(std::string("fs.token=") + hidden)) == std::string("--set fs.token: ") + words);
    CHECK(declared.complaint(set(std::string("fs.token=@@") + hidden)) == std::string("--set fs.token: ") + words);
    CHECK(declared.complaint(set(std::string("fs.tls={\"password\": \"") + hidden + "\"}")) ==
          std::string("--set fs.tls.password: ") + words);
    CHECK(declared.complaint_id(set(std::string("fs.token=") + hidden)) == "ltk.config.secret");
}

TEST_CASE("a file that cannot be read is named") {
    Declared const declared;
    CHECK(declared.complaint(set("fs.token=@/no/such/file")) ==
          "--set fs.token: the file of this secret, /no/such/file, cannot be read: No such file or directory (ENOENT)");
    CHECK(declared.complaint(set("fs.token=@/dev/zero")) ==
          "--set fs.token: the file of this secret, /dev/zero, is larger than 1 MiB, which no such file is");
}

TEST_CASE("nothing that LTK writes shows a secret") {
    Declared const declared;
    ltk::ConfigLayers layers = code(std::string(R"({"fs": {"token": ")") + hidden + R"(", "tls": {"password": ")" + hidden + R"("}}})");
    auto const configuration = declared.resolve(layers);
    CHECK_FALSE(tells(configuration.to_json(false)));
    CHECK(tells(configuration.to_json(true)));
    for (auto const& value : configuration.values()) CHECK_FALSE(tells(value.value));
    CHECK(value(configuration, "fs.token").value == "\"******\"");
    CHECK(value(configuration, "fs.token").secret);
    CHECK_FALSE(tells(ltk::config_table(configuration, true)));
    CHECK_FALSE(tells(ltk::config_table_json(configuration, true)));
    CHECK_FALSE(tells(ltk::explain_config(configuration, "fs")));
}

TEST_CASE("no message shows a secret") {
    Declared const declared;
    std::string const text = hidden;
    for (auto const& layers : {
             variable("LTK_FS__PIN", text),                            // not a number
             variable("LTK_FS__TLS", text),                            // not JSON
             variable("LTK_FS__TLS", "{\"password\": \"" + text),      // broken JSON
             variable("LTK_FS__TLS", "{\"password\": " + text + "}"),  // no quotes
             code(R"({"fs": {"tls": ")" + text + "\"}}"),              // not an object
             code(R"({"fs": {"pin": ")" + text + "\"}}"),              // not a number
             code(R"({"fs": {"token": )" + text + "}}"),               // no quotes
             code(R"({"fs": {"token": ")" + text),                     // no end
             code(R"({"fs": {"token": [")" + text + "\"]}}"),          // a list
             set("fs.pin=" + text),
         }) {
        auto const message = declared.complaint(layers);
        INFO(message);
        CHECK_FALSE(message.empty());
        CHECK_FALSE(tells(message));
    }
    CHECK(declared.complaint(variable("LTK_FS__PIN", text)) ==
          "LTK_FS__PIN: fs.pin: \"******\" is not a whole number from -2147483648 to 2147483647");
}

TEST_CASE("a masked value sets nothing") {
    Declared const declared;
    auto const stored = declared.resolve(variable("LTK_FS__TOKEN", hidden)).to_json(false);
    auto layers = code(stored);
    auto const without = declared.resolve(layers);
    CHECK(without.find<Filesystem>()->token.reveal().empty());
    CHECK(value(without, "fs.token").layer == "default");
    REQUIRE(without.warnings().size() == 2);
    CHECK(without.warnings()[0].find(": fs.token: the value is masked here, so it sets nothing; give the secret again") !=
          std::string::npos);
    layers.environment = {{"LTK_FS__TOKEN", hidden}};
    CHECK(declared.resolve(layers).find<Filesystem>()->token.reveal() == hidden);
    layers.environment.clear();
    layers.project_files.clear();
    layers.code.insert(layers.code.begin(), std::string(R"({"fs": {"token": ")") + hidden + "\"}}");
    CHECK(declared.resolve(layers).find<Filesystem>()->token.reveal() == hidden);
}

TEST_CASE("secrets that the program gives by itself are masked like those that are set") {
    struct Login {
        std::string user = "admin";
        ltk::secret<std::string> password{"login-default"};
    };
    struct Vault {
        std::vector<ltk::secret<std::string>> keys{ltk::secret<std::string>("key-default")};
        std::map<std::string, ltk::secret<std::string>> tokens{{"a", ltk::secret<std::string>("token-default")}};
        std::optional<Login> login = Login{};
        std::variant<Login, Tls> way;
        ltk::secret<std::string> single{"single-default"};
        std::vector<Login> logins{{"other", ltk::secret<std::string>("list-default")}};
    };
    static constexpr auto vault_declaration = ltk::describe_config<Vault>();
    ltk::Registry registry;
    ltk::ConfigRecord record{};
    ltk::declare::configuration(registry, record, "vault", vault_declaration, {"v.cpp", 1});
    std::vector<std::string> const all{"key-default", "token-default", "login-default", "login-default", "single-default", "list-default"};
    CHECK(ltk::Configuration::resolve(registry, {}).secrets() == all);
    CHECK(ltk::Configuration::resolve(registry, {}).masker().masked("a key-default and a list-default") == "a ****** and a ******");

    auto const masked = code(R"({"vault": {"keys": ["******"], "tokens": {"a": "******"}, "login": {"password": "******"},)"
                             R"( "way": {"Login": {"password": "******"}}, "single": "******"}})");
    auto const kept = ltk::Configuration::resolve(registry, masked);
    REQUIRE(kept.find<Vault>()->single.reveal() == "single-default");
    REQUIRE(kept.find<Vault>()->login->password.reveal() == "login-default");
    auto const& texts = kept.secrets();
    CHECK(std::find(texts.begin(), texts.end(), "single-default") != texts.end());
    CHECK(std::count(texts.begin(), texts.end(), "login-default") == 2);
    CHECK(std::find(texts.begin(), texts.end(), "list-default") != texts.end());

    auto const replaced = ltk::Configuration::resolve(registry, code(R"({"vault": {"keys": [], "tokens": {"a": "given"}}})"));
    CHECK(replaced.secrets() == std::vector<std::string>{"given", "login-default", "login-default", "single-default", "list-default"});
}

TEST_CASE("rules of fields inside of a secret struct do not show it") {
    struct Account {
        std::string user = "admin";
        int pin = 1;
    };
    struct Vault {
        ltk::secret<Account> account;
    };
    static constexpr auto vault_declaration = ltk::describe_config<Vault>(
        ltk::field(&Account::pin, "").at_most(999), ltk::field(&Account::user, "").matches("[a-z]+"),
        ltk::rule([](Account const& account) { return account.pin != 7; }, "pin must not be seven", &Account::pin));
    ltk::Registry registry;
    ltk::ConfigRecord record{};
    ltk::declare::configuration(registry, record, "vault", vault_declaration, {"v.cpp", 1});
    auto const complaint = [&](char const* account) {
        return sample::complaint_of(registry, code("{\"vault\": {\"account\": " + std::string(account) + "}}"));
    };
    CHECK(complaint(R"({"pin": 4711})").find("4711") == std::string::npos);
    CHECK(complaint(R"({"user": "Jane-Doe"})").find("Jane") == std::string::npos);
    CHECK(complaint(R"({"pin": 7})").find("pin is \"******\"") != std::string::npos);
}
