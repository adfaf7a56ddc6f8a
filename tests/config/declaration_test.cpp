// LTK_CONFIG itself: what stands in a user's source.
#include <ltk/config.hpp>

#include <ltk/config/configuration.hpp>

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <string>
#include <string_view>

using namespace ltk::literals;

namespace {

struct Declared {
    std::filesystem::path mount = "/mnt";
    ltk::bytes min_free = 64_MiB;
};
struct Plain {
    int number = 3;
};

}  // namespace

LTK_CONFIG("declaration_test", Declared, ltk::field(&Declared::mount, "directory under test").under_test(),
           ltk::field(&Declared::min_free, "free space").at_least(1_MiB));
namespace {
constexpr unsigned line_of_plain = __LINE__ + 2;
}
LTK_CONFIG("declaration_test.plain", Plain);

namespace {

ltk::ConfigRecord const* record_of(std::string_view key) {
    for (auto const* record = ltk::default_registry().configurations(); record != nullptr; record = record->next)
        if (record->key == key) return record;
    return nullptr;
}

}  // namespace

TEST_CASE("LTK_CONFIG declares in the default registry, before main") {
    auto const* const record = record_of("declaration_test");
    REQUIRE(record != nullptr);
    CHECK(record->type == ltk::type_of<Declared>);
    CHECK(std::string_view(record->where.file).find("declaration_test.cpp") != std::string_view::npos);
    CHECK(record->reflection->has_under_test);
    CHECK(record->reflection->rule_count == 2);
    CHECK(record->reflection->alignment == alignof(Declared));
    REQUIRE(record_of("declaration_test.plain") != nullptr);
    CHECK(record_of("declaration_test.plain")->where.line == line_of_plain);
    CHECK_FALSE(record_of("declaration_test.plain")->reflection->has_under_test);
}

TEST_CASE("a declaration is a constant") {
    static constexpr auto declaration =
        ltk::describe_config<Plain>(ltk::field(&Plain::number, "").at_least(1).at_most(9).one_of({1, 2, 3}));
    static constinit ltk::ConfigRecord record = declaration.record("plain", LTK_HERE);
    CHECK(record.reflection->rule_count == 1);
    CHECK(record.reflection->rules[0].choice_count == 3);
}

TEST_CASE("rules survive in whatever order they are said") {
    struct Ordered {
        int number = 5;
    };
    static constexpr auto declaration = ltk::describe_config<Ordered>(ltk::field(&Ordered::number, "")
                                                                          .at_least(2)
                                                                          .check([](int const& n) { return n != 4; }, "is not 4")
                                                                          .one_of({1, 4, 5, 9})
                                                                          .at_most(8));
    ltk::Registry registry;
    ltk::ConfigRecord record{};
    ltk::declare::configuration(registry, record, "o", declaration, {"o.cpp", 1});
    auto const accepted = [&](char const* number) {
        try {
            ltk::Configuration::resolve(registry, {.set = {std::string("o.number=") + number}});
            return true;
        } catch (ltk::Error const&) {
            return false;
        }
    };
    CHECK(accepted("5"));
    CHECK_FALSE(accepted("1"));
    CHECK_FALSE(accepted("4"));
    CHECK_FALSE(accepted("6"));
    CHECK_FALSE(accepted("9"));
}
