#include "declared.hpp"

using namespace planned;
using namespace ltk::literals;

namespace {

struct Opaque {
    int value;
    friend char const* ltk_show(Opaque const& shown) { return shown.value == 0 ? "none" : "some"; }
};

LTK_PARAM(BlockSize, ltk::bytes, 4_KiB, 1_MiB);
LTK_PARAM(Threads, int, 1, 8);
LTK_PARAM(Text, char const*, "plain", "with space", "");
LTK_PARAM(Flag, bool, false, true);
LTK_PARAM(Same, Opaque, Opaque{0}, Opaque{1}, Opaque{2});
LTK_PARAM(Quoted, char const*, "say \"hi\"");

void block(BlockSize) {}
void both(BlockSize, Threads) {}
void by_reference(Threads const&) {}
void twice(Threads, Threads) {}
void text(Text) {}
void flag(Flag) {}
void same(Same) {}
void quoted(Quoted) {}

constexpr ltk::test_traits none{};

}  // namespace

TEST_CASE("A test exists once for each value of its param") {
    Declared program;
    program.test("io/write", &block, none);
    auto const catalogue = program.catalogue();
    CHECK(ids(catalogue) == strings{"io/write[4KiB]", "io/write[1MiB]"});
    auto const* const second = catalogue.find("io/write[1MiB]");
    REQUIRE(second->params.size() == 1);
    CHECK(second->params[0]->type == ltk::type_of<BlockSize>);
    CHECK(second->param_values == std::vector<std::size_t>{1});
    CHECK(catalogue.find("io/write") == nullptr);
}

TEST_CASE("Several params give every combination, in the order of the parameters") {
    Declared program;
    program.test("io/write", &both, none);
    CHECK(ids(program.catalogue()) == strings{"io/write[4KiB,1]", "io/write[4KiB,8]", "io/write[1MiB,1]", "io/write[1MiB,8]"});
}

TEST_CASE("A param by reference is a param, and one that is taken twice is one") {
    Declared program;
    program.test("s/reference", &by_reference, none, {"t.cpp", 1}).test("s/twice", &twice, none, {"t.cpp", 2});
    CHECK(ids(program.catalogue()) == strings{"s/reference[1]", "s/reference[8]", "s/twice[1]", "s/twice[8]"});
}

TEST_CASE("Texts stand in ids without quotes") {
    Declared program;
    program.test("s/text", &text, none, {"t.cpp", 1}).test("s/flag", &flag, none, {"t.cpp", 2});
    CHECK(ids(program.catalogue()) == strings{"s/text[plain]", "s/text[with space]", "s/text[]", "s/flag[false]", "s/flag[true]"});
}

TEST_CASE("Values with equal texts are named by their positions") {
    Declared program;
    program.test("s/x", &same, none, {"t.cpp", 7});
    auto const error = error_of([&] { program.catalogue(); });
    CHECK(error.id() == "ltk.plan.equal_params");
    CHECK(std::string(error.what()) ==
          "t.cpp:7: s/x: values 2 and 3 of the param Same both show themselves as \"some\", so their tests would share an id; take one "
          "out, or "
          "give the type an ltk_show that tells them apart");
}

TEST_CASE("A value whose text cannot stand in an id is named with the id") {
    Declared program;
    program.test("s/x", &quoted, none, {"t.cpp", 7});
    auto const error = error_of([&] { program.catalogue(); });
    CHECK(error.id() == "ltk.plan.bad_id");
    CHECK(std::string(error.what()) ==
          "t.cpp:7: test \"s/x[say \"hi\"]\", made from the values of its params: an id contains a double quote, `*` or `?`, which "
          "selections need "
          "for themselves; give the value another text (ltk_show)");
}

TEST_CASE("Hand-made params: none at all, and too many") {
    static constexpr ltk::detail::param_type empty{ltk::type_of<int>, [] { return std::size_t{0}; }, nullptr, nullptr};
    static constexpr ltk::detail::need empty_need{ltk::detail::need_kind::param, ltk::type_of<int>, nullptr, &empty};
    Declared program;
    ltk::TestRecord record{"s/x", {"t.cpp", 1}, &none, nullptr, &empty_need, 1};
    program.registry.add(record);
    CHECK(error_of([&] { program.catalogue(); }).id() == "ltk.plan.empty_param");

    static constexpr auto put = [](ltk::Sink& sink, std::size_t index) {
        auto const digits = std::to_string(index);
        sink.put(digits.data(), digits.size());
    };
    static constexpr ltk::detail::param_type many{ltk::type_of<int>, [] { return std::size_t{1000}; }, nullptr, put};
    static constexpr ltk::detail::param_type more{ltk::type_of<long>, [] { return std::size_t{1000}; }, nullptr, put};
    static constexpr ltk::detail::need needs[] = {{ltk::detail::need_kind::param, ltk::type_of<int>, nullptr, &many},
                                                  {ltk::detail::need_kind::param, ltk::type_of<long>, nullptr, &more}};
    Declared crowd;
    ltk::TestRecord crowded{"s/x", {"t.cpp", 1}, &none, nullptr, needs, 2};
    crowd.registry.add(crowded);
    auto const error = error_of([&] { crowd.catalogue(); });
    CHECK(error.id() == "ltk.plan.too_many_params");
    CHECK(std::string(error.what()).find("t.cpp:1: s/x would exist more than 100000 times") == 0);
}
