// Fields that are one of several structs.
#include "sample.hpp"

#include <ltk/config/example.hpp>
#include <ltk/config/schema.hpp>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <string>
#include <variant>
#include <vector>

using sample::code;
using sample::set;
using sample::variable;

namespace {

struct Tcp {
    std::uint16_t port = 988;
    std::string interface = "eth0";
};
struct Infiniband {
    static constexpr char const* ltk_name = "o2ib";
    int credits = 8;
    std::vector<std::string> cards;
};
struct Network {
    std::variant<Tcp, Infiniband> link = Tcp{1988, "eth1"};
    std::vector<std::variant<Tcp, Infiniband>> spare;
};
constexpr auto declaration =
    ltk::describe_config<Network>(ltk::field(&Network::link, "how nodes talk"), ltk::field(&Infiniband::credits, "in flight").at_least(1));

struct Declared {
    ltk::Registry registry;
    ltk::ConfigRecord record{};
    Declared() { ltk::declare::configuration(registry, record, "net", declaration, {"net.cpp", 4}); }
    ltk::Configuration resolve(ltk::ConfigLayers const& layers = {}) const { return ltk::Configuration::resolve(registry, layers); }
    Network read(ltk::ConfigLayers const& layers = {}) const { return *resolve(layers).find<Network>(); }
    std::string complaint(ltk::ConfigLayers const& layers) const { return sample::complaint_of(registry, layers); }
};

Tcp const& tcp(Network const& network) { return std::get<Tcp>(network.link); }
Infiniband const& o2ib(Network const& network) { return std::get<Infiniband>(network.link); }

}  // namespace

TEST_CASE("a choice is an object with the name of what is chosen") {
    Declared const declared;
    CHECK(tcp(declared.read()).port == 1988);
    CHECK(o2ib(declared.read(code(R"({"net": {"link": {"o2ib": {"credits": 3, "cards": "mlx[0-1]"}}}})"))).cards.size() == 2);
    CHECK(o2ib(declared.read(code(R"({"net": {"link": {"o2ib": {}}}})"))).credits == 8);
    auto const spare = declared.read(code(R"({"net": {"spare": [{"o2ib": {"credits": 2}}, {"Tcp": {}}]}})")).spare;
    REQUIRE(spare.size() == 2);
    CHECK(std::get<Infiniband>(spare[0]).credits == 2);
    CHECK(std::get<Tcp>(spare[1]).port == 988);
}

TEST_CASE("layers that choose the same merge, one that chooses otherwise begins anew") {
    Declared const declared;
    auto layers = code(R"({"net": {"link": {"Tcp": {"port": 7}}}})");
    CHECK(tcp(declared.read(layers)).port == 7);
    CHECK(tcp(declared.read(layers)).interface == "eth1");
    layers.code.emplace_back(R"({"net": {"link": {"o2ib": {"credits": 5}}}})");
    CHECK(o2ib(declared.read(layers)).credits == 5);
    layers.code.emplace_back(R"({"net": {"link": {"Tcp": {"interface": "ib0"}}}})");
    CHECK(tcp(declared.read(layers)).port == 988);
    CHECK(tcp(declared.read(layers)).interface == "ib0");
}

TEST_CASE("the environment and --set choose by key") {
    Declared const declared;
    CHECK(tcp(declared.read(set("net.link.Tcp.port=9"))).port == 9);
    CHECK(o2ib(declared.read(set("net.link.o2ib.credits=9"))).credits == 9);
    CHECK(o2ib(declared.read(variable("LTK_NET__LINK__O2IB__CREDITS", "4"))).credits == 4);
    CHECK(tcp(declared.read(set(R"(net.link={"Tcp": {"port": 3}})"))).port == 3);
}

TEST_CASE("choices are written as they are read") {
    Declared const declared;
    auto const first = declared.resolve(set("net.link.o2ib.credits=9"));
    CHECK(sample::value(first, "net.link").value == R"({"o2ib": {"credits": 9, "cards": []}})");
    CHECK(sample::value(first, "net.link").default_value == R"({"Tcp": {"port": 1988, "interface": "eth1"}})");
    CHECK(sample::value(first, "net.link").takes == R"(object with "Tcp" or "o2ib")");
    CHECK(o2ib(declared.read(code(first.to_json(true)))).credits == 9);
    CHECK(declared.complaint(code(ltk::config_example(declared.registry))).empty());
}

TEST_CASE("what is no choice says what can be chosen") {
    Declared const declared;
    CHECK(declared.complaint(code(R"({"net": {"link": 3}})")) ==
          R"(configure():1:18: net.link: 3 is not an object { } with "Tcp" or "o2ib")");
    CHECK(declared.complaint(code(R"({"net": {"link": {}}})")) ==
          R"(configure():1:18: net.link: an object with 0 names is not an object { } with "Tcp" or "o2ib", of which it takes exactly one)");
    CHECK(declared.complaint(code(R"({"net": {"link": {"Tcp": {}, "o2ib": {}}}})")) ==
          R"(configure():1:18: net.link: an object with 2 names is not an object { } with "Tcp" or "o2ib", of which it takes exactly one)");
    CHECK(declared.complaint(code(R"({"net": {"link": {"tpc": {}}}})")) ==
          "configure():1:19: net.link.tpc: there is no such choice (did you mean Tcp?)");
    CHECK(declared.complaint(code(R"({"net": {"link": {"elan": {}}}})")) ==
          "configure():1:19: net.link.elan: there is no such choice; choose Tcp or o2ib");
    CHECK(declared.complaint(code(R"({"net": {"link": {"o2ib": {"credits": 0}}}})")) ==
          "configure():1:39: net.link.o2ib.credits: 0 is less than 1, the least that is allowed (net.cpp:4)");
    CHECK(declared.complaint(code(R"({"net": {"link": {"Tcp": {"prot": 0}}}})")) ==
          "configure():1:27: net.link.Tcp.prot: there is no such key (did you mean net.link.Tcp.port?)");
}

TEST_CASE("the schema has one object for each choice") {
    Declared const declared;
    auto const schema = nlohmann::json::parse(ltk::config_schema(declared.registry));
    auto const& one_of = schema["properties"]["net"]["properties"]["link"]["oneOf"];
    REQUIRE(one_of.size() == 2);
    CHECK(one_of[0]["required"] == nlohmann::json::parse(R"(["Tcp"])"));
    CHECK(one_of[1]["properties"]["o2ib"]["$ref"] == "#/$defs/Infiniband");
}
