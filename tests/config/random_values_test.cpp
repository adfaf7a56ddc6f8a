// Property: whatever a configuration holds, written and read again it is the same; for every type of field, with values drawn from
// a seed that a failure names (run again with --rng-seed).
#include "sample.hpp"

#include <catch2/catch_get_random_seed.hpp>
#include <catch2/catch_test_macros.hpp>

#include <bit>
#include <cmath>
#include <limits>
#include <random>
#include <variant>

namespace {

using sample::backend;

struct Point {
    int x = 0;
    std::optional<std::string> label;
    friend bool operator==(Point const&, Point const&) = default;
};
struct Line {
    Point from;
    Point to;
    friend bool operator==(Line const&, Line const&) = default;
};
struct Everything {
    bool flag = false;
    std::int8_t tiny = 0;
    std::uint16_t small = 0;
    std::int32_t whole = 0;
    std::uint64_t large = 0;
    std::int64_t signed_large = 0;
    float narrow = 0;
    double wide = 0;
    std::string text;
    std::filesystem::path path;
    ltk::bytes size;
    ltk::duration time;
    std::chrono::milliseconds pause{};
    ltk::version version;
    backend disk = backend::ldiskfs;
    std::optional<int> perhaps;
    std::vector<std::string> hosts;
    std::vector<Point> points;
    std::array<double, 3> triple{};
    std::set<std::string> names;
    std::map<std::string, std::vector<int>> table;
    std::map<int, std::optional<std::string>> by_number;
    std::variant<Point, Line> shape;
    Line line;
    friend bool operator==(Everything const&, Everything const&) = default;
};
struct Hidden {
    ltk::secret<std::string> word;
    ltk::secret<std::vector<int>> numbers;
};
constexpr auto everything_declaration = ltk::describe_config<Everything>();
constexpr auto hidden_declaration = ltk::describe_config<Hidden>();

class Dice {
public:
    explicit Dice(std::uint64_t seed) : random_(seed) {}
    std::uint64_t bits() { return random_(); }
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(random_() % end); }
    bool coin() { return below(2) == 0; }

    template <class T>
        requires std::is_integral_v<T>
    void roll(T& value) {
        using limits = std::numeric_limits<T>;
        std::array<T, 4> const edges{limits::min(), limits::max(), T(0), T(1)};
        value = below(4) == 0 ? edges[below(4)] : static_cast<T>(bits());
    }
    void roll(float& value) { roll_floating<std::uint32_t>(value); }
    void roll(double& value) { roll_floating<std::uint64_t>(value); }
    void roll(std::string& text) {
        static constexpr std::array<char const*, 24> pieces{"a",
                                                            "Z",
                                                            "0",
                                                            " ",
                                                            "\"",
                                                            "\\",
                                                            "/",
                                                            "\n",
                                                            "\t",
                                                            "\x01",
                                                            "\x7f",
                                                            "@",
                                                            "[",
                                                            "]",
                                                            "{",
                                                            "}",
                                                            ",",
                                                            ":",
                                                            "$",
                                                            "null",
                                                            "\xC3\xA9",
                                                            "\xE2\x82\xAC",
                                                            "\xF0\x9F\x90\x9F",
                                                            "//"};
        text.clear();
        for (auto left = below(12); left > 0; --left) text += pieces[below(pieces.size())];
    }
    void roll(std::filesystem::path& path) {
        std::string text;
        roll(text);
        path = text;
    }
    void roll(ltk::bytes& size) { size = ltk::bytes(bits() >> below(64)); }
    void roll(ltk::duration& time) { time = ltk::duration::nanoseconds(static_cast<long long>(bits()) >> below(63)); }
    void roll(std::chrono::milliseconds& pause) {
        pause = std::chrono::milliseconds(static_cast<long long>(bits() % 9'000'000'000'000ULL));
    }
    void roll(ltk::version& version) {
        static constexpr std::array<char const*, 7> marks{".", "_", "-", "-rc", "-beta", "+", ".el"};
        std::string text = coin() ? "v" : "";
        for (auto left = 1 + below(5); left > 0; --left) text += std::to_string(below(1000)) + (left > 1 ? marks[below(marks.size())] : "");
        version = below(8) == 0 ? ltk::version() : ltk::version(text.c_str());
    }
    void roll(backend& disk) { disk = coin() ? backend::zfs : backend::ldiskfs; }
    void roll(Point& point) { roll_all(point.x, point.label); }
    void roll(Line& line) { roll_all(line.from, line.to); }
    template <class T>
    void roll(std::optional<T>& perhaps) {
        perhaps.reset();
        if (coin()) roll(perhaps.emplace());
    }
    template <class T>
    void roll(std::vector<T>& list) {
        list.resize(below(5));
        for (auto& one : list) roll(one);
    }
    template <class T, std::size_t N>
    void roll(std::array<T, N>& array) {
        for (auto& one : array) roll(one);
    }
    template <class T>
    void roll(std::set<T>& set) {
        std::vector<T> list;
        roll(list);
        set = {list.begin(), list.end()};
    }
    template <class K, class V>
    void roll(std::map<K, V>& map) {
        map.clear();
        for (auto left = below(5); left > 0; --left) {
            K key{};
            roll(key);
            roll(map[key]);
        }
    }
    void roll(std::variant<Point, Line>& shape) {
        if (coin())
            roll(shape.emplace<Point>());
        else
            roll(shape.emplace<Line>());
    }
    template <class T>
    void roll(ltk::secret<T>& secret) {
        T value{};
        roll(value);
        secret = ltk::secret<T>(std::move(value));
    }
    template <class... T>
    void roll_all(T&... values) {
        (roll(values), ...);
    }

private:
    template <class Bits, class T>
    void roll_floating(T& value) {
        do value = std::bit_cast<T>(static_cast<Bits>(bits()));
        while (std::isnan(value));
    }
    std::mt19937_64 random_;
};

void roll(Dice& dice, Everything& all) {
    ltk::reflect::for_each_field(all, [&](auto, auto& field) { dice.roll(field); });
}

template <class T>
struct Declaration {
    ltk::Registry registry;
    ltk::ConfigRecord record{};
    template <class D>
    explicit Declaration(D const& declaration) {
        ltk::declare::configuration(registry, record, "all", declaration);
    }
    ltk::Configuration read(ltk::ConfigLayers const& layers) const { return ltk::Configuration::resolve(registry, layers); }
};

template <class T>
std::string written(T const& value) {
    return "{\"all\": " + ltk::detail::value_text(ltk::detail::value_type_of<T>(), &value, true) + "}";
}

}  // namespace

TEST_CASE("whatever a configuration holds, written and read again it is the same") {
    auto const seed = Catch::getSeed();
    INFO("seed " << seed);
    Dice dice(seed);
    Declaration<Everything> const declared(everything_declaration);
    for (int round = 0; round < 300; ++round) {
        Everything value;
        roll(dice, value);
        auto const text = written(value);
        INFO(text);
        auto const first = declared.read(sample::code(text));
        REQUIRE(*first.find<Everything>() == value);
        CHECK(std::string(first.find<Everything>()->version.c_str()) == value.version.c_str());
        auto const second = declared.read(sample::code(first.to_json(true)));  // as a worker gets it
        REQUIRE(*second.find<Everything>() == value);
    }
}

TEST_CASE("above whatever lower layers say, the topmost value is the one that counts") {
    Dice dice(Catch::getSeed() + 1ULL);
    Declaration<Everything> const declared(everything_declaration);
    for (int round = 0; round < 100; ++round) {
        Everything below, above;
        roll(dice, below);
        roll(dice, above);
        below.table.clear(), below.by_number.clear();  // maps merge,
        below.shape = above.shape;                     // and so do structs in a choice
        INFO(written(below) << "\n" << written(above));
        ltk::ConfigLayers layers;
        layers.code = {written(below), written(above)};
        REQUIRE(*declared.read(layers).find<Everything>() == above);
    }
}

TEST_CASE("secrets are read as they are written for another process") {
    Dice dice(Catch::getSeed() + 2ULL);
    Declaration<Hidden> const declared(hidden_declaration);
    for (int round = 0; round < 100; ++round) {
        Hidden value;
        dice.roll_all(value.word, value.numbers);
        auto const read = declared.read(sample::code(written(value)));
        REQUIRE(read.find<Hidden>()->word.reveal() == value.word.reveal());
        REQUIRE(read.find<Hidden>()->numbers.reveal() == value.numbers.reveal());
    }
}

TEST_CASE("a host list stands for the hosts from which it was made") {
    Dice dice(Catch::getSeed() + 3ULL);
    for (int round = 0; round < 500; ++round) {
        std::string text;
        std::vector<std::string> hosts;
        for (auto items = 1 + dice.below(3); items > 0; --items) {
            std::vector<std::string> made{std::string(1, static_cast<char>('a' + dice.below(26)))};
            text += (text.empty() ? "" : ",") + made.front();
            for (auto parts = dice.below(3); parts > 0; --parts) {  // name[range,word]-name ...
                auto const width = 1 + dice.below(4);
                auto const first = dice.below(90);
                auto const last = first + dice.below(12);
                auto const padded = [&](std::size_t n) {
                    auto digits = std::to_string(n);
                    return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
                };
                std::vector<std::string> inner;
                for (auto n = first; n <= last; ++n) inner.push_back(padded(n));
                inner.emplace_back("x");
                text += "[" + padded(first) + "-" + padded(last) + ",x]-n";
                std::vector<std::string> combined;
                for (auto const& front : made)
                    for (auto const& back : inner) combined.push_back(front + back + "-n");
                made = combined;
            }
            hosts.insert(hosts.end(), made.begin(), made.end());
        }
        INFO(text);
        auto const read = ltk::detail::expand_hosts(text);
        REQUIRE(read.flaw == "");
        REQUIRE(read.hosts == hosts);
    }
}
