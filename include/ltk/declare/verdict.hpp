// Ends of a test that no comparison decides: skip and fail.
#pragma once

#include <ltk/declare/message.hpp>
#include <ltk/declare/source.hpp>

namespace ltk::inline v1 {

namespace detail {
[[noreturn]] void end_skipped(source where, char const* format, shown const* arguments, int count);
[[noreturn]] void end_failed(source where, char const* format, shown const* arguments, int count);
}  // namespace detail

/// Ends the attempt as skipped, for this reason.
template <class... A>
[[noreturn]] void skip(source where, message_format<A...> reason, A const&... arguments) {
    shown const all[] = {show(arguments)..., shown{}};
    detail::end_skipped(where, reason.text, all, static_cast<int>(sizeof...(A)));
}

/// Records a failure in these words and ends the attempt.
template <class... A>
[[noreturn]] void fail(source where, message_format<A...> message, A const&... arguments) {
    shown const all[] = {show(arguments)..., shown{}};
    detail::end_failed(where, message.text, all, static_cast<int>(sizeof...(A)));
}

}  // namespace ltk::inline v1

/// LTK_SKIP("needs a second client"): ends the attempt as skipped.
#define LTK_SKIP(...) ::ltk::skip(LTK_HERE, __VA_ARGS__)
/// LTK_SKIP_IF(condition, "reason {}", value)
#define LTK_SKIP_IF(condition, ...)                        \
    do {                                                   \
        if (condition) ::ltk::skip(LTK_HERE, __VA_ARGS__); \
    } while (false)
/// LTK_FAIL("what is wrong: {}", value): records a failure and ends the attempt.
#define LTK_FAIL(...) ::ltk::fail(LTK_HERE, __VA_ARGS__)
