#include "declared.hpp"

using namespace planned;

namespace {

ltk::Findings fine() { return {}; }

/// What a program is refused for; "" when it is not.
std::string refusal(Declared& program, std::string const& id) {
    try {
        program.catalogue();
    } catch (ltk::Error const& error) {
        CHECK(error.id() == id);
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("The catalogue knows what a validator comes after") {
    Declared program;
    static constexpr ltk::validator_traits after{.after = {"a"}};
    program.validator("a", &fine, {}).validator("b", &fine, after);
    auto const catalogue = program.catalogue();
    CHECK(catalogue.validators()[0].after.empty());
    CHECK(catalogue.validators()[1].after == strings{"a"});
}

TEST_CASE("A name that no validator has is refused, with the nearest one") {
    Declared program;
    static constexpr ltk::validator_traits after{.after = {"mount is ther"}};
    program.validator("mount is there", &fine, {}).validator("space", &fine, after, {"x.cpp", 12});
    CHECK(refusal(program, "ltk.plan.unknown_validator") ==
          "x.cpp:12: validator \"space\": .after: no validator is called \"mount is ther\" (did you mean mount is there?)");
}

TEST_CASE("Validators that wait for each other are refused with the whole circle") {
    Declared program;
    static constexpr ltk::validator_traits after_a{.after = {"a"}};
    static constexpr ltk::validator_traits after_b{.after = {"b"}};
    static constexpr ltk::validator_traits after_c{.after = {"c"}};
    program.validator("a", &fine, after_c, {"x.cpp", 1}).validator("b", &fine, after_a, {"x.cpp", 2});
    program.validator("c", &fine, after_b, {"x.cpp", 3}).validator("d", &fine, after_a, {"x.cpp", 4});
    CHECK(refusal(program, "ltk.plan.validator_cycle") ==
          "x.cpp:1: validators wait for each other in a circle: \"a\" (x.cpp:1) comes after \"c\" (x.cpp:3) comes after \"b\" (x.cpp:2) "
          "comes "
          "after \"a\"; take one of them out of `.after`");
}

TEST_CASE("A validator that waits for itself is a circle") {
    Declared program;
    static constexpr ltk::validator_traits after_a{.after = {"a"}};
    program.validator("a", &fine, after_a, {"x.cpp", 1});
    CHECK(refusal(program, "ltk.plan.validator_cycle") ==
          "x.cpp:1: validators wait for each other in a circle: \"a\" (x.cpp:1) comes after \"a\"; take one of them out of `.after`");
}

TEST_CASE("Two ways to the same validator are no circle") {
    Declared program;
    static constexpr ltk::validator_traits after_a{.after = {"a"}};
    static constexpr ltk::validator_traits after_both{.after = {"b", "c"}};
    program.validator("a", &fine, {}).validator("b", &fine, after_a).validator("c", &fine, after_a).validator("d", &fine, after_both);
    CHECK(refusal(program, "").empty());
}
