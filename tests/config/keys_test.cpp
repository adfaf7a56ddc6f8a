#include "sample.hpp"

#include <ltk/config/keys.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace sample;

namespace {

struct A {
    int mount = 0;
    int Mount = 0;
};
struct B {
    int x = 0;
};
struct C {
    int b = 0;
};
struct Deep {
    Limits a;
    int a__jobs = 0;
};
constexpr auto a_declaration = ltk::describe_config<A>();
constexpr auto b_declaration = ltk::describe_config<B>();
constexpr auto c_declaration = ltk::describe_config<C>();
constexpr auto deep_declaration = ltk::describe_config<Deep>();

std::string complaint(ltk::Registry const& registry) {
    try {
        ltk::Configuration::resolve(registry, {});
    } catch (ltk::Error const& error) {
        return "[" + error.id() + "] " + error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("keys are spelled for the environment") {
    CHECK(ltk::detail::environment_name("fs.min_free") == "LTK_FS__MIN_FREE");
    CHECK(ltk::detail::environment_name("my-site.a.b1") == "LTK_MY_SITE__A__B1");
}

TEST_CASE("keys that the environment cannot tell apart are refused before anything runs") {
    ltk::Registry registry;
    ltk::ConfigRecord a{};
    ltk::declare::configuration(registry, a, "fs", a_declaration, {"a.cpp", 1});
    CHECK(complaint(registry) ==
          "[ltk.config.clash] a.cpp:1: fs.Mount and fs.mount are both spelled LTK_FS__MOUNT in the environment; rename one of them");

    ltk::Registry nested;
    ltk::ConfigRecord deep{};
    ltk::declare::configuration(nested, deep, "fs", deep_declaration, {"deep.cpp", 2});
    CHECK(
        complaint(nested) ==
        "[ltk.config.clash] deep.cpp:2: fs.a__jobs and fs.a.jobs are both spelled LTK_FS__A__JOBS in the environment; rename one of them");

    ltk::Registry two;
    ltk::ConfigRecord b{};
    ltk::ConfigRecord c{};
    ltk::declare::configuration(two, b, "my-fs", b_declaration, {"b.cpp", 3});
    struct Other {
        int x = 0;
    };
    static constexpr auto other = ltk::describe_config<Other>();
    ltk::declare::configuration(two, c, "my_fs", other, {"c.cpp", 4});
    CHECK(
        complaint(two) ==
        "[ltk.config.clash] c.cpp:4: my_fs.x and my-fs.x at b.cpp:3 are both spelled LTK_MY_FS__X in the environment; rename one of them");
}

TEST_CASE("a key is declared once, and a struct under one key") {
    ltk::Registry registry;
    ltk::ConfigRecord b{};
    ltk::ConfigRecord c{};
    ltk::declare::configuration(registry, b, "fs", b_declaration, {"b.cpp", 3});
    ltk::declare::configuration(registry, c, "fs", c_declaration, {"c.cpp", 4});
    CHECK(complaint(registry) ==
          "[ltk.config.duplicate] c.cpp:4: configuration \"fs\" is declared at b.cpp:3 already; give one of them another key");

    ltk::Registry twice;
    ltk::ConfigRecord one{};
    ltk::ConfigRecord two{};
    ltk::declare::configuration(twice, one, "left", b_declaration, {"l.cpp", 1});
    ltk::declare::configuration(twice, two, "right", b_declaration, {"r.cpp", 2});
    CHECK(complaint(twice) ==
          "[ltk.config.duplicate] r.cpp:2: configuration \"right\" is of the same type as configuration \"left\" at l.cpp:1, so that a "
          "test could not "
          "say which it needs; give each a struct of its own");
}

TEST_CASE("a configuration may lie below another, but not upon its field") {
    ltk::Registry registry;
    ltk::ConfigRecord c{};
    ltk::ConfigRecord b{};
    ltk::declare::configuration(registry, c, "a", c_declaration, {"c.cpp", 4});
    ltk::declare::configuration(registry, b, "a.below", b_declaration, {"b.cpp", 3});
    auto const good = ltk::Configuration::resolve(registry, code(R"({"a": {"b": 1, "below": {"x": 2}}})"));
    CHECK(good.find<C>()->b == 1);
    CHECK(good.find<B>()->x == 2);
    CHECK(good.to_json(false).find("\"below\": {\n      \"x\": 2") != std::string::npos);
    CHECK_THROWS_AS(ltk::Configuration::resolve(registry, code(R"({"a": {"belo": {}}})")), ltk::Error);

    ltk::Registry upon;
    ltk::ConfigRecord c2{};
    ltk::ConfigRecord b2{};
    ltk::declare::configuration(upon, c2, "a", c_declaration, {"c.cpp", 4});
    ltk::declare::configuration(upon, b2, "a.b", b_declaration, {"b.cpp", 3});
    CHECK(complaint(upon) ==
          "[ltk.config.clash] b.cpp:3: configuration \"a.b\" has the name of the field a.b of configuration \"a\" at c.cpp:4; rename one "
          "of them");
}

TEST_CASE("flawed keys are named when they are declared from code") {
    for (auto const& [key, words] :
         {std::pair<char const*, char const*>{"",
                                              "a configuration's key is empty, or has an empty part before, between or behind its dots"},
          {"a..b", "a configuration's key is empty, or has an empty part before, between or behind its dots"},
          {"1a", "each part of a configuration's key begins with a letter"},
          {"a b", "a configuration's key is made of letters, digits, `_` and `-`, with dots between its parts"}}) {
        ltk::Registry registry;
        ltk::ConfigRecord b{};
        ltk::declare::configuration(registry, b, key, b_declaration);
        CHECK(complaint(registry) == std::string("[ltk.config.key] (declared from code): configuration \"") + key + "\": " + words);
    }
}

TEST_CASE("fields are described once, and only those that are there") {
    ltk::Registry registry;
    ltk::ConfigRecord b{};
    static constexpr auto stray = ltk::describe_config<B>(ltk::field(&B::x, "one"), ltk::field(&C::b, "stray"), ltk::field(&B::x, "two"));
    ltk::declare::configuration(registry, b, "fs", stray, {"b.cpp", 3});
    CHECK(complaint(registry).find(
              "[ltk.config.field] b.cpp:3: configuration \"fs\" describes the field x more than once; join its ltk::field lines\n"
              "b.cpp:3: configuration \"fs\" describes a field of ") == 0);
}

TEST_CASE("the default of an enum has a name") {
    enum class flags { none, some, many = 1000 };
    struct Flagged {
        flags how = flags::many;
    };
    static constexpr auto flagged = ltk::describe_config<Flagged>();
    ltk::Registry registry;
    ltk::ConfigRecord record{};
    ltk::declare::configuration(registry, record, "f", flagged, {"f.cpp", 8});
    CHECK(complaint(registry) ==
          "[ltk.config.field] f.cpp:8: configuration \"f\" has the field how, whose default, 1000, is no named value of its enum; LTK "
          "finds the "
          "names of values from -16 to 127");
}
