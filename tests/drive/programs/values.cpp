// One failing check for each kind of value that authors compare: tests/drive/values_test.cpp says what must be shown.
#include <ltk/ltk.hpp>

#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace ltk::literals;

namespace values {

enum class colour : unsigned char { red = 7, blue = 9 };
enum old_style { none, some = -3 };

struct Hooked {
    int number;
    friend bool operator==(Hooked const& a, Hooked const& b) { return a.number == b.number; }
    friend std::string ltk_show(Hooked const& value) { return "hooked " + std::to_string(value.number); }
};
struct HookedNumber {
    int number;
    friend bool operator==(HookedNumber const& a, HookedNumber const& b) { return a.number == b.number; }
    friend int ltk_show(HookedNumber const& value) { return value.number * 100; }
};
struct Streamed {
    int number;
    friend bool operator==(Streamed const& a, Streamed const& b) { return a.number == b.number; }
    friend std::ostream& operator<<(std::ostream& out, Streamed const& value) { return out << "streamed " << value.number * 1000; }
};
struct Mute {
    int number;
    friend bool operator==(Mute const& a, Mute const& b) { return a.number == b.number; }
};

std::string no_text() { return {}; }

}  // namespace values

using namespace values;

#define VALUES(name, ...) \
    LTK_TEST("values/" name, ()) { LTK_CHECK(__VA_ARGS__); }

VALUES("bool", true == false)
VALUES("a value alone", 2 < 1)
VALUES("a value that converts", std::unique_ptr<int>())
VALUES("int", -1 == 2)
VALUES("unsigned", 4000000000U < 3U)
VALUES("int64", std::int64_t{-9000000000} > std::int64_t{9000000000})
VALUES("size", std::size_t{18446744073709551615ULL} == std::size_t{0})
VALUES("small numbers", static_cast<unsigned char>(200) == static_cast<signed char>(-100))
VALUES("double", 0.1 + 0.2 == 0.3)
VALUES("float", 1.5F == 2.5F)
VALUES("no number", std::numeric_limits<double>::quiet_NaN() == 0.0)
VALUES("char", 'a' == 'b')
VALUES("odd char", '\n' == '\'')
VALUES("quote", '\\' == '"')
VALUES("string", std::string("one\ttwo\n") == "one \"two\"\\")
VALUES("string of odd bytes", std::string("\x01\x7f") == no_text())
VALUES("string view", std::string_view("left") == std::string_view("right"))
LTK_TEST("values/char pointer", ()) {
    char const* const left = "left";
    char const* const right = nullptr;
    LTK_CHECK(left == right);
}
LTK_TEST("values/char array", ()) {
    char left[8] = "left";
    char const right[] = "right";
    LTK_CHECK(std::string_view(left) == right);
    char full[4] = {'f', 'u', 'l', 'l'};
    LTK_CHECK(full == nullptr);
}
VALUES("path", std::filesystem::path("/a/b") == std::filesystem::path("/a/c"))
LTK_TEST("values/ltk path", ()) {
    ltk::path const here("/a/b");
    LTK_CHECK(here == ltk::path("/a/c"));
}
VALUES("optional", std::optional<int>(3) == std::optional<int>())
VALUES("optional text", std::optional<std::string>("x") == std::optional<std::string>("y"))
VALUES("vector", std::vector<int>{1, 2} == std::vector<int>{})
VALUES("vector of texts", (std::vector<std::string>{"a", "b"}) == std::vector<std::string>{"c"})
LTK_TEST("values/vector of bool", ()) {
    std::vector<bool> const left{true, false};
    LTK_CHECK(left == std::vector<bool>{});
}
VALUES("array", (std::array<int, 2>{1, 2}) == (std::array<int, 2>{1, 3}))
VALUES("map", (std::map<std::string, int>{{"one", 1}}) == (std::map<std::string, int>{}))
VALUES("pair", std::pair(1, std::string("x")) == std::pair(2, std::string("y")))
VALUES("enum class", colour::red == colour::blue)
VALUES("old enum", some == none)
LTK_TEST("values/volatile", ()) {
    int volatile changing = 7;
    LTK_CHECK(changing == 8);
}
VALUES("null pointer", static_cast<int*>(nullptr) != nullptr)
LTK_TEST("values/pointer", ()) {
    auto* const somewhere = reinterpret_cast<int*>(0xabc0);
    LTK_CHECK(somewhere == nullptr);
}
VALUES("duration", 1500_ms == 2_s)
VALUES("chrono", std::chrono::seconds(90) == std::chrono::seconds(1))
VALUES("bytes", 64_KiB == ltk::bytes(1000))
VALUES("ltk_show", Hooked{1} == Hooked{2})
VALUES("ltk_show of a number", HookedNumber{1} == HookedNumber{2})
VALUES("operator<<", Streamed{1} == Streamed{2})
VALUES("neither", Mute{1} == Mute{2})
VALUES("vector of own", std::vector<Hooked>{{1}, {2}} == std::vector<Hooked>{})
VALUES("a long one", std::string(10000, 'x') == "short")
VALUES("parentheses", (1 == 2 || 3 == 4))
VALUES("arithmetic", 1 + 1 == 3)
LTK_TEST("values/bytes that are no UTF-8", ()) { LTK_CHECK(std::string("\xff\xfe") == "good"); }
