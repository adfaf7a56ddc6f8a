// A journal may end early: the run was killed, or the disk was full. Every test of the plan still has exactly one outcome; this is
// where the missing ones come from, the same for all formats: `interrupted` for what had started, `not_run` for what had not.
#pragma once

#include <ltk/reporter.hpp>
#include <ltk/results/event.hpp>
#include <ltk/results/outcome.hpp>

#include <cstdint>
#include <string>
#include <unordered_set>

namespace ltk::inline v1 {

/// Notices, while events go by, whether tests of the plan are left without an outcome.
class Unfinished {
public:
    void on(event::TestPlanned const&) noexcept { ++planned_; }
    void on(event::TestFinished const&) noexcept { ++finished_; }
    void on(event::RunFinished const&) noexcept { complete_ = true; }

    std::uint64_t planned() const noexcept { return planned_; }
    /// The journal has its last event.
    bool complete() const noexcept { return complete_; }
    /// Whether it is worth looking for tests without an outcome.
    bool any() const noexcept { return finished_ != planned_ || !complete_; }

    /// Calls take(TestFinished) for each test that has no outcome, in the plan's order. Reads the journal again, and only then
    /// needs memory for the ids of the plan.
    template <class Take>
    void settle(Journal const& journal, Take&& take) const {
        if (!any()) return;
        struct Ids {
            std::unordered_set<std::string> started, ended;
            void on(event::AttemptStarted const& e) { started.insert(e.test); }
            void on(event::TestFinished const& e) { ended.insert(e.test); }
        } ids;
        journal.for_each(ids);
        struct Missing {
            Ids& ids;
            Take& take;
            bool complete;
            void on(event::TestPlanned const& e) {
                if (!ids.ended.insert(e.test).second) return;
                event::TestFinished made;
                made.test = e.test;
                bool const started = ids.started.count(e.test) != 0;
                made.outcome = started ? outcome::interrupted : outcome::not_run;
                made.attempts = started ? 1 : 0;
                made.reason = !e.run     ? e.reason
                              : started  ? "the run ended while the test was running"
                              : complete ? "the run ended without starting the test"
                                         : "the run was cut off before the test started";
                take(static_cast<event::TestFinished const&>(made));
            }
        } missing{ids, take, complete_};
        journal.for_each(missing);
    }

private:
    std::uint64_t planned_ = 0;
    std::uint64_t finished_ = 0;
    bool complete_ = false;
};

}  // namespace ltk::inline v1
