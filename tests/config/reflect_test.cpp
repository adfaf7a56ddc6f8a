#include <ltk/config/reflect.hpp>

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace {

namespace reflect = ltk::reflect;

struct Inner {
    int number = 7;
    std::string name = "inner";
};
struct Outer {
    double zeta = 0.5;
    Inner inner{};
    std::array<int, 3> array{};
    std::vector<Inner> several{};
    std::optional<std::string> perhaps{};
    std::map<std::string, int> map{};
    std::unique_ptr<int> owned{};
    bool alpha = true;
};
struct Nothing {};
struct OneText {
    std::string text;
};
struct OneStruct {
    Inner inner;
};

struct WithArray {
    int before = 0;
    int array[3] = {};
    std::string behind;
};
struct WithTexts {
    std::string texts[2];
};
struct WithOne {
    int array[1] = {};
};
struct Base {
    int base = 0;
};
struct Derived : Base {
    int own = 0;
};
struct EmptyBase {};
struct DerivedFromEmpty : EmptyBase {
    int own = 0;
};
struct WithReference {
    int& reference;
};
struct WithConstructor {
    explicit WithConstructor(int) {}
    int own = 0;
};
class WithPrivate {
    [[maybe_unused]] int own_ = 0;
};
enum class Enumeration { one };
union Union {
    int a;
    float b;
};

static_assert(reflect::Readable<Inner> && reflect::Readable<Outer> && reflect::Readable<Nothing> && reflect::Readable<OneText> &&
              reflect::Readable<OneStruct>);
static_assert(!reflect::Readable<WithArray> && !reflect::Readable<WithTexts> && !reflect::Readable<WithOne>);
static_assert(!reflect::Readable<Derived> && !reflect::Readable<DerivedFromEmpty> && !reflect::Readable<WithReference>);
static_assert(!reflect::Readable<WithConstructor> && !reflect::Readable<WithPrivate> && !reflect::Readable<Enumeration> &&
              !reflect::Readable<Union>);
static_assert(!reflect::Readable<int> && !reflect::Readable<std::string>);
static_assert(reflect::check_readable<Outer>());
static_assert(reflect::field_count<Outer> == 8 && reflect::field_count<Nothing> == 0 && reflect::field_count<OneStruct> == 1);
static_assert(std::is_same_v<reflect::field_type<Outer, 3>, std::vector<Inner>>);

TEST_CASE("fields are visited in the order of declaration, by reference", "[reflect]") {
    Outer outer;
    std::string names;
    reflect::for_each_field(outer, [&]<class Field>(std::string_view name, Field& field) {
        names += std::string(name) + " ";
        if constexpr (std::is_same_v<Field, bool>) field = false;
    });
    CHECK(names == "zeta inner array several perhaps map owned alpha ");
    CHECK_FALSE(outer.alpha);
    Outer const& constant = outer;
    int count = 0;
    reflect::for_each_field(constant, [&]<class Field>(std::string_view, Field&) {
        static_assert(std::is_const_v<Field>);
        ++count;
    });
    CHECK(count == 8);
    reflect::field<1>(outer).number = 3;
    CHECK(outer.inner.number == 3);
    Nothing nothing;
    reflect::for_each_field(nothing, [](std::string_view, auto&) { FAIL(); });
}

TEST_CASE("field names are sorted when they are asked for so", "[reflect]") {
    std::string names;
    for (auto const i : reflect::sorted_fields<Outer>) names += std::string(reflect::field_names<Outer>[i]) + " ";
    CHECK(names == "alpha array inner map owned perhaps several zeta ");
    CHECK(reflect::field_names<Outer>[1].data()[5] == '\0');
}

}  // namespace
