// For every type of field: what is written reads back as the same value, through files and, for single values, through texts.
#include <ltk/config.hpp>
#include <ltk/config/configuration.hpp>

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <limits>
#include <list>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <vector>

namespace {

template <class T>
struct Box {
    T value{};
};
template <class T>
constexpr auto box_declaration = ltk::describe_config<Box<T>>();

enum class colour : signed char { none = -1, red, green, blue = 100 };
enum weight : unsigned short { light, heavy = 7 };
struct Point {
    int x = 0;
    std::optional<std::string> label;
    friend bool operator==(Point const&, Point const&) = default;
};
struct Tree {
    int value = 0;
    std::vector<Tree> children;
    friend bool operator==(Tree const&, Tree const&) = default;
};

template <class T>
std::optional<T> read(ltk::ConfigLayers const& layers) {
    ltk::Registry registry;
    ltk::ConfigRecord record{};
    ltk::declare::configuration(registry, record, "box", box_declaration<T>);
    try {
        auto const configuration = ltk::Configuration::resolve(registry, layers);
        auto const again = ltk::Configuration::resolve(registry, {.code = {configuration.to_json(true)}});
        CHECK(again.to_json(true) == configuration.to_json(true));
        return again.template find<Box<T>>()->value;
    } catch (ltk::Error const& error) {
        UNSCOPED_INFO(error.what());
        return std::nullopt;
    }
}

template <class T>
bool survives(T const& value) {
    auto const& type = ltk::detail::value_type_of<T>();
    auto const text = ltk::detail::value_text(type, &value, true);
    auto const back = read<T>({.code = {"{\"box\": {\"value\": " + text + "}}"}});
    UNSCOPED_INFO(text);
    if (!back) return false;
    if constexpr (std::is_floating_point_v<T>) {
        if (std::isnan(value)) return std::isnan(*back);
    }
    if constexpr (requires { value.reveal(); }) {
        return back->reveal() == value.reveal();
    } else {
        if (type.kind < ltk::detail::value_kind::enumeration) {  // also as the environment gives it
            auto const raw = read<T>({.environment = {{"LTK_BOX__VALUE", ltk::detail::plain_text(type, &value)}}});
            if constexpr (std::is_floating_point_v<T>) {
                if (!raw || !(*raw == value)) return false;
            } else if (!raw || !(*raw == value)) {
                return false;
            }
        }
        return *back == value;
    }
}

}  // namespace

TEMPLATE_TEST_CASE("whole numbers", "", std::int8_t, std::uint8_t, short, unsigned short, int, unsigned, long, unsigned long, long long,
                   unsigned long long) {
    using limits = std::numeric_limits<TestType>;
    for (auto const value : {limits::min(), limits::max(), TestType(0), TestType(1), static_cast<TestType>(limits::max() - 1)})
        CHECK(survives(value));
    std::mt19937_64 random(1);
    for (int i = 0; i < 50; ++i) CHECK(survives(static_cast<TestType>(random())));
}

TEMPLATE_TEST_CASE("whole numbers out of range are refused", "", std::int8_t, std::uint8_t, short, unsigned short, int, unsigned, long long,
                   unsigned long long) {
    using limits = std::numeric_limits<TestType>;
    auto const next = [](std::string digits) {  // one further from zero
        for (std::size_t at = digits.size(); at > 0; --at) {
            if (digits[at - 1] == '-') break;
            if (digits[at - 1] != '9') {
                ++digits[at - 1];
                return digits;
            }
            digits[at - 1] = '0';
        }
        return "1" + digits;
    };
    CHECK_FALSE(read<TestType>({.code = {"{\"box\": {\"value\": " + next(std::to_string(limits::max())) + "}}"}}));
    CHECK_FALSE(read<TestType>(
        {.code = {"{\"box\": {\"value\": " + (std::is_signed_v<TestType> ? next(std::to_string(limits::min())) : "-1") + "}}"}}));
    CHECK_FALSE(read<TestType>({.code = {R"({"box": {"value": 1e300}})"}}));
    CHECK_FALSE(read<TestType>({.code = {R"({"box": {"value": 1.5}})"}}));
    CHECK(read<TestType>({.code = {R"({"box": {"value": 1.2e1}})"}}) == TestType(12));
}

TEMPLATE_TEST_CASE("floating point numbers", "", float, double) {
    using limits = std::numeric_limits<TestType>;
    for (auto const value : {TestType(0), TestType(0.1), limits::min(), limits::max(), limits::lowest(), limits::denorm_min(),
                             limits::epsilon(), limits::infinity(), -limits::infinity()})
        CHECK(survives(value));
    Box<TestType> box{limits::quiet_NaN()};
    CHECK(ltk::detail::value_text(ltk::detail::value_type_of<TestType>(), &box.value) == "\"nan\"");
    std::mt19937_64 random(2);
    for (int i = 0; i < 200; ++i) {
        auto const value = std::ldexp(static_cast<TestType>(random()), static_cast<int>(random() % 100) - 80);
        CHECK(survives(value));
    }
    CHECK_FALSE(read<float>({.code = {R"({"box": {"value": 1e39}})"}}));
}

TEST_CASE("texts and paths") {
    for (std::string const text : {"", "plain", "with \"quotes\" and \\", "a\nb\tc\r\x01\x7f", "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x90\x9F",
                                   "@not-a-secret", "null", "[x]", "{y}"}) {
        CHECK(survives(text));
        CHECK(survives(ltk::text(text)));
        CHECK(survives(std::filesystem::path(text)));
        CHECK(survives(ltk::path(text)));
    }
    CHECK(survives(std::string("a\0b", 3)));
    CHECK_FALSE(survives(std::filesystem::path(std::string("a\0b", 3))));
    CHECK_FALSE(read<std::string>({.environment = {{"LTK_BOX__VALUE", "\xFF"}}}));
}

TEST_CASE("secrets") {
    for (std::string const text : {"", "word", "@word", "@@word", "@", "******", "with \"quotes\"", "a\nb"})
        CHECK(survives(ltk::secret<std::string>(text)));
    CHECK(survives(ltk::secret<int>(17)));
    CHECK(survives(ltk::secret<std::vector<std::string>>({"a", "b"})));
}

TEST_CASE("sizes, durations, versions") {
    std::mt19937_64 random(3);
    for (int i = 0; i < 100; ++i) {
        CHECK(survives(ltk::bytes(random())));
        CHECK(survives(ltk::duration::nanoseconds(static_cast<long long>(random()))));
        CHECK(survives(std::chrono::nanoseconds(static_cast<long long>(random()))));
        CHECK(survives(std::chrono::microseconds(static_cast<long long>(random() % 1'000'000'000'000))));
        CHECK(survives(std::chrono::milliseconds(static_cast<int>(random() % 1'000'000'000))));
        CHECK(survives(std::chrono::seconds(static_cast<int>(random() % 1'000'000))));
        CHECK(survives(std::chrono::minutes(static_cast<int>(random() % 1'000'000))));
        CHECK(survives(std::chrono::hours(static_cast<int>(random() % 10'000))));
        CHECK(survives(std::chrono::duration<int, std::milli>(static_cast<int>(random() % 1'000'000))));
    }
    CHECK(survives(std::chrono::duration<double>(1.5)));
    CHECK_FALSE(read<std::chrono::hours>({.code = {R"({"box": {"value": "90min"}})"}}));
    CHECK_FALSE(read<std::chrono::duration<std::int8_t>>({.code = {R"({"box": {"value": "200s"}})"}}));
    for (auto const* const version : {"", "2.15.51", "v2_17_50-410", "5.14.0-503.el9", "3.0-rc1"}) {
        auto const back = read<ltk::version>({.code = {"{\"box\": {\"value\": " + ltk::detail::quote(version) + "}}"}});
        REQUIRE(back);
        CHECK(std::string(back->c_str()) == version);
    }
}

TEST_CASE("enums by name") {
    for (auto const value : {colour::none, colour::red, colour::green, colour::blue}) CHECK(survives(value));
    CHECK(survives(light));
    CHECK(survives(heavy));
    CHECK(read<colour>({.set = {"box.value=blue"}}) == colour::blue);
    CHECK_FALSE(read<colour>({.set = {"box.value=2"}}));
    CHECK_FALSE(read<colour>({.code = {R"({"box": {"value": 1}})"}}));
}

TEST_CASE("what holds other values") {
    CHECK(survives(std::optional<int>()));
    CHECK(survives(std::optional<int>(5)));
    CHECK(survives(std::optional<std::string>("null")));
    CHECK(survives(std::vector<int>{3, 1, 2}));
    CHECK(survives(std::vector<bool>{true, false}));
    CHECK(survives(std::vector<std::string>{"client[01-16]", "", "a,b"}));
    CHECK(survives(std::deque<std::filesystem::path>{"/a", "b"}));
    CHECK(survives(std::list<double>{0.1, -2}));
    CHECK(survives(std::vector<std::vector<int>>{{}, {1}, {2, 3}}));
    CHECK(survives(std::vector<Point>{{1, {}}, {2, "two"}}));
    CHECK(survives(std::array<int, 3>{1, 2, 3}));
    CHECK(survives(std::array<std::string, 2>{"a", "b"}));
    CHECK(survives(std::set<std::string>{"b", "a"}));
    CHECK(survives(std::map<std::string, int>{{"a", 1}, {"", 2}, {"x.y", 3}}));
    CHECK(survives(std::map<int, std::string>{{-1, "a"}, {2, "b"}}));
    CHECK(survives(std::map<colour, bool>{{colour::red, true}}));
    CHECK(survives(std::unordered_map<std::string, int>{{"a", 1}, {"b", 2}}));
    CHECK(survives(std::map<std::string, std::optional<int>>{{"a", 1}, {"b", std::nullopt}}));
    CHECK(survives(std::map<std::string, std::map<std::string, Point>>{{"a", {{"b", {1, "c"}}}}}));
    CHECK(survives(std::optional<std::vector<std::string>>{{"a"}}));
    CHECK(survives(std::optional<Point>{{4, "four"}}));
    CHECK(survives(Tree{1, {{2, {}}, {3, {{4, {}}}}}}));
}
