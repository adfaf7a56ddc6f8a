// Stages: purposes with policies. Five exist from the start; a project declares its own with LTK_STAGE.
#pragma once

#include <ltk/declare/duration.hpp>
#include <ltk/declare/registry.hpp>
#include <ltk/declare/text.hpp>

#include <initializer_list>

namespace ltk::inline v1 {

/// Names a stage; put it into a header and use it in `.stages`.
struct stage {
    char const* name = "";

    friend constexpr bool operator==(stage const& a, stage const& b) noexcept { return text_view(a.name) == text_view(b.name); }
};

/// While code is written: fast feedback, fails early. `suite run` runs this one.
inline constexpr stage developer{"developer"};
/// Before a change lands: everything that must keep working.
inline constexpr stage regression{"regression"};
/// Numbers: one test at a time, on a quiet machine.
inline constexpr stage performance{"performance"};
/// What shows itself only with much: many clients, many files, long runs.
inline constexpr stage scale{"scale"};
/// Whether a delivery or an installation is fit for use.
inline constexpr stage acceptance{"acceptance"};

/// The order in which a stage runs its tests.
enum class test_order : unsigned char {
    declared,  ///< by source file and line: the same on every machine
    shuffled,  ///< by a seed, which is printed and can be given
};
inline constexpr test_order declared = test_order::declared;
inline constexpr test_order shuffled = test_order::shuffled;

/// A condition on entering or leaving a stage.
struct condition {
    enum class kind_type : unsigned char { passed, environment_valid, no_new_failures, no_failures } kind;
    stage of{};  ///< for `passed`
};
/// The newest complete run of that stage on this machine was green.
constexpr condition passed(stage of) noexcept { return {condition::kind_type::passed, of}; }
/// No required validator that concerns the stage failed.
inline constexpr condition environment_valid{condition::kind_type::environment_valid, {}};
/// No test fails that did not fail in the stage's previous run.
inline constexpr condition no_new_failures{condition::kind_type::no_new_failures, {}};
/// No test fails at all.
inline constexpr condition no_failures{condition::kind_type::no_failures, {}};

/// Traits of a stage, in their published order.
struct stage_traits {
    std::initializer_list<stage> after = {};  ///< stages that `--stage all` runs before this one
    duration budget = {};                     ///< wall clock for the whole stage; what does not start in it is not_run; 0: none
    int repeat = 1;                           ///< how often each test is run; it passes when every time passes
    int jobs = 1;                             ///< tests at the same time, unless --jobs says otherwise
    test_order order = test_order::declared;
    std::initializer_list<condition> entry = {};  ///< checked before anything runs
    std::initializer_list<condition> exit = {};   ///< checked when everything ran
    char const* purpose = "";                     ///< one sentence for plans and documents
};

}  // namespace ltk::inline v1

/// LTK_STAGE(nightly, .after = {ltk::developer}, .budget = 4_h): the policy of the `ltk::stage nightly`.
#define LTK_STAGE(stage_name, ...) LTK_DETAIL_STAGE(LTK_DETAIL_UNIQUE(stage), stage_name __VA_OPT__(, ) __VA_ARGS__)
#define LTK_DETAIL_STAGE(symbol, stage_name, ...)                                                                                \
    LTK_DETAIL_QUIET                                                                                                             \
    namespace {                                                                                                                  \
    constexpr ::ltk::stage_traits LTK_DETAIL_CAT(symbol, _traits){__VA_ARGS__};                                                  \
    constinit ::ltk::StageRecord LTK_DETAIL_CAT(symbol, _record){(stage_name).name, LTK_HERE, &LTK_DETAIL_CAT(symbol, _traits)}; \
    ::ltk::detail::registration const LTK_DETAIL_CAT(symbol, _registration){LTK_DETAIL_CAT(symbol, _record)};                    \
    }                                                                                                                            \
    LTK_DETAIL_LOUD static_assert(true)
