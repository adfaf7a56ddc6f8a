// What a run amounts to: how many tests ended how, and the exit code that every LTK program derives from it.
#pragma once

#include <ltk/results/event.hpp>

#include <array>
#include <cstdint>

namespace ltk::inline v1 {

/// Counts outcomes. Also a listener: feed it events, live or from a stored journal.
class Summary {
public:
    /// Counts one test of the plan.
    void add(outcome which) noexcept { ++counts_[static_cast<std::size_t>(which)]; }
    /// The run itself had trouble (a reporter, the disk, the keeper): the evidence is incomplete.
    void trouble() noexcept { troubled_ = true; }

    void on(event::TestFinished const& e) noexcept { add(e.outcome); }
    void on(event::RunTroubled const&) noexcept { trouble(); }

    std::uint64_t count(outcome which) const noexcept { return counts_[static_cast<std::size_t>(which)]; }
    std::uint64_t total() const noexcept {
        std::uint64_t sum = 0;
        for (auto const n : counts_) sum += n;
        return sum;
    }
    /// pass and flaky_pass
    std::uint64_t passed() const noexcept { return count(outcome::pass) + count(outcome::flaky_pass); }
    /// fail, timeout, crash, unexpected_pass
    std::uint64_t failed() const noexcept { return sum_of(&is_red); }
    /// error, interrupted, not_run
    std::uint64_t incomplete() const noexcept { return sum_of(&is_incomplete); }
    /// skip, not_applicable, expected_fail
    std::uint64_t skipped() const noexcept { return total() - passed() - failed() - incomplete(); }
    bool troubled() const noexcept { return troubled_; }

    /// 1 tests failed; 4 the evidence is incomplete; 5 nothing ran; 0 everything that ran is green.
    int exit_code() const noexcept {
        if (failed() != 0) return 1;
        if (incomplete() != 0 || troubled_) return 4;
        return sum_of(&is_green) == 0 ? 5 : 0;
    }

    /// The last event of the run's journal; `elapsed` in seconds.
    event::RunFinished finished(double elapsed) const {
        event::RunFinished made;
        made.total = total();
        made.passed = passed();
        made.failed = failed();
        made.incomplete = incomplete();
        made.skipped = skipped();
        for (std::size_t i = 0; i < counts_.size(); ++i)
            if (counts_[i] != 0) made.outcomes.emplace(outcome_names[i], counts_[i]);
        made.exit_code = exit_code();
        made.elapsed = elapsed;
        return made;
    }

private:
    std::uint64_t sum_of(bool (*wanted)(outcome)) const noexcept {
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < counts_.size(); ++i)
            if (wanted(static_cast<outcome>(i))) sum += counts_[i];
        return sum;
    }

    std::array<std::uint64_t, outcome_names.size()> counts_{};
    bool troubled_ = false;
};

}  // namespace ltk::inline v1
