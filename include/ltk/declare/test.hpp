// Tests: a name, what they need, their traits, a body.
#pragma once

#include <ltk/declare/id.hpp>
#include <ltk/declare/inject.hpp>
#include <ltk/declare/stage.hpp>

#include <initializer_list>

namespace ltk::inline v1 {

struct requirement;  // <ltk/needs.hpp>: read by those sources only that say what a test needs

/// Traits of a test, in their published order.
struct test_traits {
    std::initializer_list<stage> stages = {};        ///< none: developer and regression
    std::initializer_list<char const*> tags = {};    ///< for selections: `tag:metadata`
    duration timeout = {};                           ///< wall clock of one attempt; 0: the run's default (--timeout)
    std::initializer_list<char const*> covers = {};  ///< requirements, design sections, tickets: `covers:POSIX-rename`
    char const* purpose = "";                        ///< one sentence for plans: what a failure would mean
    std::initializer_list<requirement> needs = {};   ///< of the machine: see ltk/needs.hpp; unmet, the test is not_applicable
};

namespace detail {

template <auto Body>
constexpr TestRecord test_record(char const* id, source where, test_traits const& traits) noexcept {
    using needs = signature<decltype(Body)>;
    return {id, where, &traits, &needs::template call<Body>, needs::list, needs::count};
}

inline constexpr test_traits no_test_traits{};

}  // namespace detail

namespace declare {

/// Declares a test from code: `record` is filled and linked, and must outlive the registry, as must id and traits.
/// A flawed or doubled id is reported, with both places, when the registry is first used.
template <class... A>
void test(Registry& registry, TestRecord& record, char const* id, void (*body)(A...), test_traits const& traits = detail::no_test_traits,
          source where = {}) {
    using needs = detail::needs_of<void, A...>;
    record = {id, where, &traits, &needs::invoke, needs::list, needs::count, reinterpret_cast<void (*)()>(body)};
    registry.add(record);
}

}  // namespace declare

}  // namespace ltk::inline v1

/// LTK_TEST("suite/name", (Filesystem const& fs, ltk::TempDir& dir), .timeout = 30_s) { body }
#define LTK_TEST(id, parameters, ...) LTK_DETAIL_TEST(LTK_DETAIL_UNIQUE(test), id, parameters __VA_OPT__(, ) __VA_ARGS__)
#define LTK_DETAIL_TEST(symbol, id, parameters, ...)                                                                                    \
    static void symbol parameters;                                                                                                      \
    LTK_DETAIL_QUIET                                                                                                                    \
    namespace {                                                                                                                         \
    static_assert(::ltk::detail::id_is_good<::ltk::detail::grade_id(id)>());                                                            \
    constexpr ::ltk::test_traits LTK_DETAIL_CAT(symbol, _traits){__VA_ARGS__};                                                          \
    constinit ::ltk::TestRecord LTK_DETAIL_CAT(symbol, _record) = ::ltk::detail::test_record<&symbol>(id, LTK_HERE,                     \
                                                                                                      LTK_DETAIL_CAT(symbol, _traits)); \
    ::ltk::detail::registration const LTK_DETAIL_CAT(symbol, _registration){LTK_DETAIL_CAT(symbol, _record)};                           \
    }                                                                                                                                   \
    LTK_DETAIL_LOUD                                                                                                                     \
    static void symbol parameters
