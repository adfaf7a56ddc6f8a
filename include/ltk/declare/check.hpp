// Checks: LTK_CHECK(a == b) goes on after a failure, LTK_REQUIRE(a == b) ends the attempt. Both show both sides.
//
// The comparison is taken apart by an operator that binds weaker than arithmetic and stronger than the relations: in
// `Check{...} <=> a == b` the left side is caught first, then compared by the very operator that the author wrote. A passing
// check is that comparison and one count; everything else happens in the engine, and only when the check fails.
// Checks may stand in any thread of the attempt.
#pragma once

#include <ltk/declare/message.hpp>

namespace ltk::inline v1::detail {

enum class on_failure : unsigned char { go_on, end_attempt, only_note };  // only_note: LTK_EVENTUALLY asks again

struct Check {
    char const* expression;
    char const* file;
    unsigned line;
    on_failure then;
};

// How many checks were evaluated; written without a lock, so that it is a lower bound when several threads check at once.
extern unsigned long long checks_evaluated;

inline void count_check() noexcept {
    __atomic_store_n(&checks_evaluated, __atomic_load_n(&checks_evaluated, __ATOMIC_RELAXED) + 1, __ATOMIC_RELAXED);
}

[[gnu::cold]] void check_failed(Check const& check, char const* relation, shown left, shown right);
[[gnu::cold]] void check_failed(Check const& check, shown value);

// The outcome of one comparison. Further operators on it would be lost silently, so they are refused with a sentence.
struct Verdict {
    bool holds;
    bool settle() const noexcept { return holds; }

#define LTK_DETAIL_REFUSE(op)                                                                                                          \
    template <class R>                                                                                                                 \
    Verdict operator op(R const&) const {                                                                                              \
        static_assert(never<R>, "LTK: a check takes one comparison; put parentheses around a longer expression, or write two checks"); \
        return *this;                                                                                                                  \
    }
    LTK_DETAIL_REFUSE(&&)
    LTK_DETAIL_REFUSE(||)
    LTK_DETAIL_REFUSE(==)
    LTK_DETAIL_REFUSE(!=)
    LTK_DETAIL_REFUSE(<)
    LTK_DETAIL_REFUSE(>)
    LTK_DETAIL_REFUSE(<=)
    LTK_DETAIL_REFUSE(>=)
    LTK_DETAIL_REFUSE(&)
    LTK_DETAIL_REFUSE(|)
    LTK_DETAIL_REFUSE(^)
#undef LTK_DETAIL_REFUSE
};

// Comparisons are the author's: their warnings are given where he wrote them, if at all, and not here.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wsign-compare"
#pragma GCC diagnostic ignored "-Wfloat-equal"

template <class L>
struct Left {
    Check const& check;
    L const& left;

    bool settle() const {
        static_assert(requires { static_cast<bool>(left); }, "LTK: a check takes a comparison, or a value that converts to bool");
        count_check();
        if (static_cast<bool>(left)) [[likely]]
            return true;
        check_failed(check, show(left));
        return false;
    }

#define LTK_DETAIL_RELATION(op)                            \
    template <class R>                                     \
    Verdict operator op(R const& right) const {            \
        count_check();                                     \
        if (left op right) [[likely]]                      \
            return {true};                                 \
        check_failed(check, #op, show(left), show(right)); \
        return {false};                                    \
    }
    LTK_DETAIL_RELATION(==)
    LTK_DETAIL_RELATION(!=)
    LTK_DETAIL_RELATION(<)
    LTK_DETAIL_RELATION(>)
    LTK_DETAIL_RELATION(<=)
    LTK_DETAIL_RELATION(>=)
#undef LTK_DETAIL_RELATION

#define LTK_DETAIL_REFUSE(op)                                                                                                          \
    template <class R>                                                                                                                 \
    Verdict operator op(R const&) const {                                                                                              \
        static_assert(never<R>, "LTK: a check takes one comparison; put parentheses around a longer expression, or write two checks"); \
        return {false};                                                                                                                \
    }
    LTK_DETAIL_REFUSE(&&)
    LTK_DETAIL_REFUSE(||)
    LTK_DETAIL_REFUSE(&)
    LTK_DETAIL_REFUSE(|)
    LTK_DETAIL_REFUSE(^)
    LTK_DETAIL_REFUSE(<=>)
#undef LTK_DETAIL_REFUSE
    template <class R>
    Verdict operator=(R const&) const {
        static_assert(never<R>, "LTK: a check compares with `==`; this one assigns with `=`");
        return {false};
    }
};

#pragma GCC diagnostic pop

template <class L>
constexpr Left<L> operator<=>(Check const& check, L const& left) noexcept {
    return {check, left};
}

}  // namespace ltk::inline v1::detail

#define LTK_DETAIL_CHECK(then, text, ...) \
    static_cast<void>(                    \
        (::ltk::detail::Check{text, __FILE__, static_cast<unsigned>(__LINE__), ::ltk::detail::on_failure::then} <=> __VA_ARGS__).settle())

/// LTK_CHECK(a == b): records a failure and goes on. Commas of template arguments need no parentheses.
#define LTK_CHECK(...) LTK_DETAIL_CHECK(go_on, #__VA_ARGS__, __VA_ARGS__)
/// LTK_REQUIRE(a == b): records a failure and ends the attempt; from any thread.
#define LTK_REQUIRE(...) LTK_DETAIL_CHECK(end_attempt, #__VA_ARGS__, __VA_ARGS__)
