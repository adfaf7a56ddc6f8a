// The plan: which tests run, in which order, which do not and why. A plain value that can be printed, stored (plan/lock.hpp)
// and compared; it points to the tests of the catalogue that it was made from.
#pragma once

#include <ltk/declare/duration.hpp>
#include <ltk/plan/catalogue.hpp>
#include <ltk/results/outcome.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ltk::inline v1 {

/// What is asked for.
struct PlanOptions {
    std::string stage = "developer";         ///< "all": every stage, each test once; "": no stage, all tests
    std::string select = {};                 ///< selection expression, narrows within the stage; "": everything
    std::optional<std::uint64_t> seed = {};  ///< for the shuffled order and ltk::Context::seed(); drawn when it is needed and not given
    std::optional<test_order> order = {};    ///< instead of the stage's
    std::optional<int> jobs = {};            ///< tests at the same time; instead of the stage's
    std::optional<int> repeat = {};          ///< how often each test is run; instead of the stage's
    ltk::duration timeout = duration::nanoseconds(60'000'000'000);  ///< of one attempt, for tests that name none
    bool decide_needs = true;  ///< Session::plan: false runs tests whatever the machine lacks of their `.needs`
};

/// A test of the plan.
struct PlannedTest {
    CataloguedTest const* test = nullptr;
    bool run = true;  ///< false: it ends as `outcome`, for `reason`, without running
    ltk::outcome outcome = ltk::outcome::not_run;
    std::string reason;
    ltk::duration timeout;  ///< of one attempt
    std::string stage;      ///< for which it runs; with `--stage all` the first of its stages
    int repeat = 1;         ///< how often it is run
};

/// Something that tests of the plan need and that this machine lacks.
struct UnmetNeed {
    std::string need;                ///< "fio >= 3.0"
    std::string found;               ///< what is there instead
    std::string remedy;              ///< may be empty
    bool unknown = false;            ///< it could not be found out
    std::vector<std::size_t> tests;  ///< positions in the plan's tests, ascending
};

/// What will happen, in order.
struct Plan {
    std::string stage, select;
    test_order order = test_order::declared;
    std::uint64_t seed = 0;  ///< 0 when neither given nor needed
    int jobs = 1;
    int repeat = 1;         ///< of the stage; with `--stage all` the largest
    ltk::duration budget;   ///< wall clock for the whole; 0: none
    ltk::duration timeout;  ///< of tests that name none, when one was chosen; 0: LTK's own
    std::vector<PlannedTest> tests;
    std::vector<std::pair<std::string, std::string>> left_out;  ///< id, why it was not selected; in the catalogue's order
    std::vector<std::string> warnings;  ///< for people: what the selection names and does not exist, why it is empty
    std::vector<UnmetNeed> unmet;       ///< what the machine lacks; see plan/apply_needs.hpp

    /// Number of tests that will be started.
    std::size_t count_runnable() const noexcept {
        std::size_t count = 0;
        for (auto const& one : tests) count += one.run ? 1 : 0;
        return count;
    }
};

/// Makes the plan. The same catalogue, options and seed give the same plan on every machine. A selection that matches nothing gives
/// an empty plan with a warning that says why. Throws ltk::Error: ltk.plan.unknown_stage, ltk.plan.selection,
/// ltk.plan.bad_option.
Plan make_plan(Catalogue const& catalogue, PlanOptions const& options);

}  // namespace ltk::inline v1

#include <ltk/plan/make_plan.hpp>
