// Registries made by hand for the tests of plan/: everything that macros would declare, at places of our choice.
#pragma once

#include <ltk/config/config_type.hpp>
#include <ltk/error.hpp>
#include <ltk/ltk.hpp>
#include <ltk/plan/catalogue.hpp>
#include <ltk/plan/plan.hpp>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace planned {

inline void nothing() {}

/// A registry with its records; not movable, because the registry points to them.
class Declared {
public:
    Declared() = default;
    Declared(Declared const&) = delete;
    Declared& operator=(Declared const&) = delete;

    template <class... A>
    Declared& test(char const* id, void (*body)(A...), ltk::test_traits const& traits, ltk::source where = {"tests.cpp", 1}) {
        ltk::declare::test(registry, tests_.emplace_back(), keep(id), body, traits_.emplace_back(traits), where);
        return *this;
    }
    Declared& test(char const* id, ltk::source where = {"tests.cpp", 1}) {
        static constexpr ltk::test_traits none{};
        ltk::declare::test(registry, tests_.emplace_back(), keep(id), &nothing, none, where);
        return *this;
    }
    Declared& tests(std::initializer_list<char const*> ids) {
        for (auto const* id : ids) test(id);
        return *this;
    }
    template <class C>
    Declared& configuration(char const* key, ltk::source where = {"site.cpp", 1}, bool under_test = false) {
        auto& type = types_.emplace_back();
        type.has_under_test = under_test;
        registry.add(configurations_.emplace_back(ltk::ConfigRecord{key, where, ltk::type_of<C>, &type}));
        return *this;
    }
    template <class F>
    Declared& fixture(ltk::fixture_traits const& traits, ltk::source where = {"fixtures.cpp", 1}) {
        registry.add(fixtures_.emplace_back(ltk::FixtureRecord{ltk::type_of<F>, where, &fixture_traits_.emplace_back(traits)}));
        return *this;
    }
    template <class... A>
    Declared& validator(char const* name, ltk::Findings (*body)(A...), ltk::validator_traits const& traits,
                        ltk::source where = {"site.cpp", 9}) {
        ltk::declare::validator(registry, validators_.emplace_back(), name, body, validator_traits_.emplace_back(traits), where);
        return *this;
    }
    Declared& stage(char const* name, ltk::stage_traits const& traits, ltk::source where = {"stages.cpp", 1}) {
        registry.add(stages_.emplace_back(ltk::StageRecord{name, where, &stage_traits_.emplace_back(traits)}));
        return *this;
    }
    Declared& reporter(char const* name) {
        registry.add(reporters_.emplace_back(ltk::ReporterRecord{name, {"chat.cpp", 3}, nullptr}));
        return *this;
    }

    ltk::Catalogue catalogue() const { return ltk::Catalogue(registry); }

    ltk::Registry registry;

private:
    char const* keep(char const* text) { return texts_.emplace_back(text).c_str(); }

    // Traits hold initializer lists, whose elements belong to the caller: tests give them static ones.
    std::deque<std::string> texts_;
    std::deque<ltk::TestRecord> tests_;
    std::deque<ltk::test_traits> traits_;
    std::deque<ltk::detail::config_type> types_;
    std::deque<ltk::ConfigRecord> configurations_;
    std::deque<ltk::FixtureRecord> fixtures_;
    std::deque<ltk::fixture_traits> fixture_traits_;
    std::deque<ltk::ValidatorRecord> validators_;
    std::deque<ltk::validator_traits> validator_traits_;
    std::deque<ltk::StageRecord> stages_;
    std::deque<ltk::stage_traits> stage_traits_;
    std::deque<ltk::ReporterRecord> reporters_;
};

/// The error that a call throws; fails when it throws none.
template <class Call>
ltk::Error error_of(Call&& call) {
    try {
        call();
    } catch (ltk::Error const& error) {
        return error;
    }
    FAIL("no ltk::Error was thrown");
    return {"", ""};
}

/// The ids of all tests that a plan holds, in its order.
inline std::vector<std::string> ids(ltk::Plan const& plan) {
    std::vector<std::string> all;
    for (auto const& one : plan.tests) all.push_back(one.test->id);
    return all;
}
inline std::vector<std::string> ids(ltk::Catalogue const& catalogue) {
    std::vector<std::string> all;
    for (auto const& one : catalogue.tests()) all.push_back(one.id);
    return all;
}

using strings = std::vector<std::string>;

}  // namespace planned
