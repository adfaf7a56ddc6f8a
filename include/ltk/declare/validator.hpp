// Validators: "can we test here?", asked before any test runs, each in a process of its own with a deadline.
#pragma once

#include <ltk/declare/finding.hpp>
#include <ltk/declare/inject.hpp>
#include <ltk/declare/stage.hpp>

#include <initializer_list>

namespace ltk::inline v1 {

/// What an invalid finding means.
enum class severity : unsigned char {
    required,     ///< the tests that the validator concerns do not run
    advised,      ///< they run, and every report says so
    information,  ///< a fact for the record
};
inline constexpr severity required = severity::required;
inline constexpr severity advised = severity::advised;
inline constexpr severity information = severity::information;

/// Traits of a validator, in their published order.
struct validator_traits {
    ltk::severity severity = ltk::severity::required;
    std::initializer_list<stage> stages = {};  ///< only when one of these is run; none: always
    char const* tests = "";                    ///< selection expression: the tests it concerns; "": those that use one of its
                                               ///< configurations, or all when it takes none
    duration timeout = {};                     ///< wall clock; 0: the run's default. Too slow is invalid
    char const* purpose = "";
    std::initializer_list<char const*> after = {};  ///< names of validators that must not be invalid, else this one is not asked
};

namespace detail {

template <auto Body>
constexpr ValidatorRecord validator_record(char const* name, source where, validator_traits const& traits) noexcept {
    using needs = signature<decltype(Body)>;
    return {name, where, &traits, &needs::template call<Body>, needs::list, needs::count};
}

inline constexpr validator_traits no_validator_traits{};

}  // namespace detail

namespace declare {

/// Declares a validator from code; record, name and traits must outlive the registry.
template <class... A>
void validator(Registry& registry, ValidatorRecord& record, char const* name, Findings (*body)(A...),
               validator_traits const& traits = detail::no_validator_traits, source where = {}) {
    using needs = detail::needs_of<Findings, A...>;
    record = {name, where, &traits, &needs::invoke, needs::list, needs::count, reinterpret_cast<void (*)()>(body)};
    registry.add(record);
}

}  // namespace declare

}  // namespace ltk::inline v1

/// LTK_VALIDATOR("mount is writable", (Filesystem const& fs)) { return ltk::valid("..."); }
#define LTK_VALIDATOR(name, parameters, ...) LTK_DETAIL_VALIDATOR(LTK_DETAIL_UNIQUE(validator), name, parameters __VA_OPT__(, ) __VA_ARGS__)
#define LTK_DETAIL_VALIDATOR(symbol, name, parameters, ...)                                                                               \
    static ::ltk::Findings symbol parameters;                                                                                             \
    LTK_DETAIL_QUIET                                                                                                                      \
    namespace {                                                                                                                           \
    constexpr ::ltk::validator_traits LTK_DETAIL_CAT(symbol, _traits){__VA_ARGS__};                                                       \
    constinit ::ltk::ValidatorRecord LTK_DETAIL_CAT(symbol,                                                                               \
                                                    _record) = ::ltk::detail::validator_record<&symbol>(name, LTK_HERE,                   \
                                                                                                        LTK_DETAIL_CAT(symbol, _traits)); \
    ::ltk::detail::registration const LTK_DETAIL_CAT(symbol, _registration){LTK_DETAIL_CAT(symbol, _record)};                             \
    }                                                                                                                                     \
    LTK_DETAIL_LOUD                                                                                                                       \
    static ::ltk::Findings symbol parameters
