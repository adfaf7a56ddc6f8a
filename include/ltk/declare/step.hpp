// Steps and notes: what a test was doing when it failed.
#pragma once

#include <ltk/declare/message.hpp>
#include <ltk/declare/source.hpp>

namespace ltk::inline v1::detail {

/// A named part of a test, recorded with its own time and result.
class StepScope {
public:
    template <class... A>
    StepScope(source where, message_format<A...> format, A const&... arguments) {
        shown const all[] = {show(arguments)..., shown{}};
        begin(where, format.text, all, static_cast<int>(sizeof...(A)));
    }
    StepScope(StepScope const&) = delete;
    StepScope& operator=(StepScope const&) = delete;
    ~StepScope();

private:
    void begin(source where, char const* format, shown const* arguments, int count);
    void* state_;
};

/// A note that is shown with failures which happen while it is in scope, also when an exception ends the scope.
class InfoScope {
public:
    template <class... A>
    explicit InfoScope(message_format<A...> format, A const&... arguments) {
        shown const all[] = {show(arguments)..., shown{}};
        begin(format.text, all, static_cast<int>(sizeof...(A)));
    }
    InfoScope(InfoScope const&) = delete;
    InfoScope& operator=(InfoScope const&) = delete;
    ~InfoScope();

private:
    void begin(char const* format, shown const* arguments, int count);
    void* state_;
};

}  // namespace ltk::inline v1::detail

/// LTK_STEP("write {}", size) { ... }
#define LTK_STEP(...) if (::ltk::detail::StepScope const LTK_DETAIL_UNIQUE(step){LTK_HERE, __VA_ARGS__}; true)
/// LTK_INFO("round {}", i): shown on failure only.
#define LTK_INFO(...) ::ltk::detail::InfoScope const LTK_DETAIL_UNIQUE(info)(__VA_ARGS__)
