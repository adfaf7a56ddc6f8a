// Fixtures: objects that are made before a body that names them and destroyed after it. Any type is one; LTK_FIXTURE only
// gives it traits.
#pragma once

#include <ltk/declare/duration.hpp>
#include <ltk/declare/inject.hpp>

namespace ltk::inline v1 {

/// How long a fixture lives.
enum class fixture_scope : unsigned char {
    per_test,  ///< made in the process of each attempt
    per_run,   ///< made once in the keeper; attempts see it copy-on-write: changes stay in the attempt, threads do not survive
};
inline constexpr fixture_scope per_test = fixture_scope::per_test;
inline constexpr fixture_scope per_run = fixture_scope::per_run;

/// Traits of a fixture, in their published order.
struct fixture_traits {
    fixture_scope scope = fixture_scope::per_test;
    duration timeout = {};  ///< for making and for destroying a per-run fixture, each; 0: the run's default
    char const* purpose = "";
};

namespace detail {
template <class F>
constexpr FixtureRecord fixture_record(source where, fixture_traits const& traits) noexcept {
    return {type_of<F>, where, &traits};
}
}  // namespace detail

}  // namespace ltk::inline v1

/// LTK_FIXTURE(Mounted, .scope = ltk::per_run): traits of a fixture type.
#define LTK_FIXTURE(type, ...) LTK_DETAIL_FIXTURE(LTK_DETAIL_UNIQUE(fixture), type __VA_OPT__(, ) __VA_ARGS__)
#define LTK_DETAIL_FIXTURE(symbol, type, ...)                                                                                              \
    LTK_DETAIL_QUIET                                                                                                                       \
    namespace {                                                                                                                            \
    constexpr ::ltk::fixture_traits LTK_DETAIL_CAT(symbol, _traits){__VA_ARGS__};                                                          \
    constinit ::ltk::FixtureRecord LTK_DETAIL_CAT(symbol, _record) = ::ltk::detail::fixture_record<type>(LTK_HERE,                         \
                                                                                                         LTK_DETAIL_CAT(symbol, _traits)); \
    ::ltk::detail::registration const LTK_DETAIL_CAT(symbol, _registration){LTK_DETAIL_CAT(symbol, _record)};                              \
    }                                                                                                                                      \
    LTK_DETAIL_LOUD static_assert(true)
