// LTK_EVENTUALLY(condition, .within = 10_s): what a distributed system reaches in its own time. Asks until it holds; on
// failure it shows the values that it saw on the way.
#pragma once

#include <ltk/declare/check.hpp>
#include <ltk/declare/duration.hpp>

namespace ltk::inline v1 {

/// Traits of LTK_EVENTUALLY, in their published order.
struct eventually_traits {
    duration within = duration::nanoseconds(10'000'000'000);  ///< wall clock until it is given up
    duration every = duration::nanoseconds(50'000'000);       ///< pause between two questions
};

namespace detail {

class Eventually {
public:
    Eventually(Check const& check, eventually_traits const& traits) noexcept;
    Eventually(Eventually const&) = delete;
    Eventually& operator=(Eventually const&) = delete;
    ~Eventually();

    bool asks() const noexcept { return asking_; }
    Check const& question() noexcept;
    void answer(bool holds);  // pauses, or gives up with everything that was seen

private:
    Check check_;
    eventually_traits traits_;
    void* state_;  // the engine's: start, and what was seen
    bool asking_ = true;
};

}  // namespace detail

}  // namespace ltk::inline v1

/// Like LTK_REQUIRE, but asks again until the condition holds or the time is over.
#define LTK_EVENTUALLY(condition, ...) \
    LTK_DETAIL_EVENTUALLY(LTK_DETAIL_UNIQUE(eventually), condition, #condition __VA_OPT__(, ) __VA_ARGS__)
#define LTK_DETAIL_EVENTUALLY(symbol, condition, text, ...)                                                                        \
    for (::ltk::detail::Eventually symbol({text, __FILE__, static_cast<unsigned>(__LINE__), ::ltk::detail::on_failure::only_note}, \
                                          ::ltk::eventually_traits{__VA_ARGS__});                                                  \
         symbol.asks();)                                                                                                           \
    symbol.answer((symbol.question() <=> condition).settle())
