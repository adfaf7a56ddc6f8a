// Checks on exceptions.
#pragma once

#include <ltk/declare/check.hpp>

namespace ltk::inline v1::detail {

/// Nothing was thrown, or something else: called from within the handler in the latter case, so that the engine can say what.
[[gnu::cold]] void throws_failed(Check const& check, type_identity const& expected, bool threw_another);

}  // namespace ltk::inline v1::detail

#define LTK_DETAIL_THROWS(then, expression, text, ...)                                                                              \
    do {                                                                                                                            \
        constexpr ::ltk::detail::Check ltk_check{text, __FILE__, static_cast<unsigned>(__LINE__), ::ltk::detail::on_failure::then}; \
        int ltk_seen = 0;                                                                                                           \
        ::ltk::detail::count_check();                                                                                               \
        try {                                                                                                                       \
            static_cast<void>(expression);                                                                                          \
        } catch (__VA_ARGS__ const&) {                                                                                              \
            ltk_seen = 1;                                                                                                           \
        } catch (...) {                                                                                                             \
            ltk_seen = 2;                                                                                                           \
            ::ltk::detail::throws_failed(ltk_check, ::ltk::type_of<__VA_ARGS__>, true);                                             \
        }                                                                                                                           \
        if (ltk_seen == 0) ::ltk::detail::throws_failed(ltk_check, ::ltk::type_of<__VA_ARGS__>, false);                             \
    } while (false)

/// LTK_REQUIRE_THROWS(expression, Type): the expression throws a Type (or something derived from it).
#define LTK_REQUIRE_THROWS(expression, ...) LTK_DETAIL_THROWS(end_attempt, expression, #expression, __VA_ARGS__)
/// LTK_CHECK_THROWS(expression, Type): the same, going on after a failure.
#define LTK_CHECK_THROWS(expression, ...) LTK_DETAIL_THROWS(go_on, expression, #expression, __VA_ARGS__)
