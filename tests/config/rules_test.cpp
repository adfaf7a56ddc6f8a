#include "sample.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>

#include <string>

using namespace sample;

namespace {

std::string complaint(std::string const& fields) { return Declared().complaint(code("{\"fs\": {" + fields + "}}")); }

}  // namespace

TEST_CASE("limits name the value's place and the rule's") {
    CHECK(complaint(R"("min_free": "512KiB")") ==
          "configure():1:21: fs.min_free: \"512KiB\" is less than 1MiB, the least that is allowed (site.cpp:12)");
    CHECK(complaint(R"("min_free": "2TiB")") ==
          "configure():1:21: fs.min_free: \"2TiB\" is more than 1TiB, the most that is allowed (site.cpp:12)");
    CHECK(complaint(R"("recovery": "999ms")") ==
          "configure():1:21: fs.recovery: \"999ms\" is less than 1s, the least that is allowed (site.cpp:12)");
    CHECK(complaint(R"("server": "2.10.8")") ==
          "configure():1:19: fs.server: \"2.10.8\" is less than 2.12, the least that is allowed (site.cpp:12)");
    CHECK(complaint(R"("limits": {"jobs": -2})") ==
          "configure():1:28: fs.limits.jobs: -2 is less than 0, the least that is allowed (site.cpp:12)");
    CHECK(complaint(R"("limits": {"ratio": 1.5})") ==
          "configure():1:29: fs.limits.ratio: 1.5 is more than 1, the most that is allowed (site.cpp:12)");
    CHECK(complaint(R"("limits": {"ratio": "nan"})").find("is neither large nor small") != std::string::npos);
    CHECK(complaint(R"("min_free": "1MiB", "recovery": "1s", "server": "2.12")").empty());
}

TEST_CASE("limits hold inside of lists and optionals") {
    CHECK(complaint(R"("osts": [{"size": "2GiB"}, {"size": "1MiB"}])") ==
          "configure():1:45: fs.osts[1].size: \"1MiB\" is less than 1GiB, the least that is allowed (site.cpp:12)");
    CHECK(complaint(R"("quota": "1KiB")") ==
          "configure():1:18: fs.quota: \"1KiB\" is less than 1MiB, the least that is allowed (site.cpp:12)");
    CHECK(complaint(R"("quota": null)").empty());
}

TEST_CASE("choices suggest the nearest") {
    CHECK(complaint(R"("type": "lustr")") ==
          "configure():1:17: fs.type: \"lustr\" is not one of \"any\", \"lustre\" or \"ext4\" (did you mean lustre?) (site.cpp:12)");
    CHECK(complaint(R"("type": "nfs")") ==
          "configure():1:17: fs.type: \"nfs\" is not one of \"any\", \"lustre\" or \"ext4\" (site.cpp:12)");
    CHECK(complaint(R"("disk": "zf")") == "configure():1:17: fs.disk: \"zf\" is not one of \"ldiskfs\" or \"zfs\" (did you mean zfs?)");
}

TEST_CASE("a check of the author's and emptiness") {
    CHECK(complaint(R"("limits": {"jobs": 3})") == "configure():1:28: fs.limits.jobs: 3 must be even (site.cpp:12)");
    CHECK(complaint(R"("mount": "")") == "configure():1:18: fs.mount: \"\" is empty, and may not be (site.cpp:12)");
}

TEST_CASE("a default that breaks a rule has to be set") {
    struct Needed {
        std::string server;
        std::optional<int> port;
        ltk::secret<std::string> token;
    };
    static constexpr auto declaration_of_needed = ltk::describe_config<Needed>(
        ltk::field(&Needed::server, "").non_empty(), ltk::field(&Needed::port, "").non_empty(), ltk::field(&Needed::token, "").non_empty());
    ltk::Registry registry;
    ltk::ConfigRecord record{};
    ltk::declare::configuration(registry, record, "net", declaration_of_needed, {"net.cpp", 5});
    CHECK_THROWS_WITH(
        ltk::Configuration::resolve(registry, {}),
        "net.cpp:5: net.server: the default \"\" is empty, and may not be; set it in a file or with --set net.server=...\n"
        "net.cpp:5: net.port: the default null is empty, and may not be; set it in a file or with --set net.port=...\n"
        "net.cpp:5: net.token: the default \"******\" is empty, and may not be; set it in a file or with --set net.token=@FILE");
    CHECK_NOTHROW(ltk::Configuration::resolve(
        registry, {.environment = {{"LTK_NET__SERVER", "a"}, {"LTK_NET__PORT", "1"}, {"LTK_NET__TOKEN", "x"}}}));
}
