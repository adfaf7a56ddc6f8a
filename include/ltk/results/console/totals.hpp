// The end of a console report: how each suite did, why tests did not run, which failed, the sum.
#pragma once

#include <ltk/results/console/block.hpp>
#include <ltk/results/console/columns.hpp>
#include <ltk/results/console/paint.hpp>
#include <ltk/results/console/words.hpp>
#include <ltk/results/summary.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail::report {

/// The order in which a person wants to hear of outcomes.
inline constexpr std::array<outcome, 12> by_urgency{
    outcome::fail,          outcome::crash,       outcome::timeout,        outcome::unexpected_pass,
    outcome::error,         outcome::interrupted, outcome::not_run,        outcome::flaky_pass,
    outcome::expected_fail, outcome::skip,        outcome::not_applicable, outcome::pass};

class Totals {
public:
    void add(event::TestFinished const& test) {
        all_.add(test.outcome);
        auto const suite = std::string_view(test.test).substr(0, test.test.find('/'));
        if (auto const found = suites_.find(suite); found != suites_.end())
            found->second.add(test.outcome);
        else if (suites_.size() < most_suites)
            suites_[std::string(suite)].add(test.outcome);
        else
            beyond_.add(test.outcome);
        if (without_block(test.outcome)) {
            group(test);
        } else if (is_red(test.outcome) || is_incomplete(test.outcome)) {
            if (bad_.size() < most_listed) bad_.emplace_back(test.outcome, test.test);
        }
    }

    Summary const& all() const noexcept { return all_; }
    /// Outcomes that are told at the end, by reason, and not one by one.
    static bool without_block(outcome how) noexcept {
        return how == outcome::skip || how == outcome::not_applicable || how == outcome::expected_fail || how == outcome::not_run;
    }

    /// Which suites there were and how they did; nothing when there is one only.
    std::string suites(Paint const& paint) const {
        if (suites_.size() < 2) return {};
        std::size_t widest = 0;
        for (auto const& [name, summary] : suites_) widest = std::max(widest, std::min<std::size_t>(width_of(in_one_line(name)), 40));
        std::string out;
        std::size_t quiet = 0;
        for (auto const& [name, summary] : suites_) {
            bool const green = summary.passed() == summary.total();
            if (green && suites_.size() > most_shown) {
                ++quiet;
                continue;
            }
            std::string const shown = in_one_line(name);
            out += "  " + shown + std::string(widest + 2 - std::min(width_of(shown), widest), ' ') + words(paint, summary) + '\n';
        }
        if (quiet != 0) out += "  and " + counted(quiet, "suite") + " where all passed\n";
        if (beyond_.total() != 0) out += "  more suites: " + words(paint, beyond_) + '\n';
        return out;
    }

    /// What did not run or was known to fail, by reason.
    std::string reasons(Paint const& paint, std::size_t width) const {
        std::string out;
        for (auto const& [key, names] : groups_) {
            outcome const how = by_urgency[key.first];
            std::string list;
            for (auto const& name : names.first) list += (list.empty() ? "" : ", ") + in_one_line(name);
            if (names.count > names.first.size()) list += " and " + decimal(names.count - names.first.size()) + " more";
            out += paint(TestBlock::tint_of(how), headword(how)) + " ";
            out += hanging((key.second.empty() ? "no reason was given" : in_one_line(key.second)) + ": " + list, 4, width,
                           std::string_view(headword(how)).size() + 1) +
                   '\n';
        }
        if (ungrouped_ != 0) out += "and " + counted(ungrouped_, "test") + " for other reasons\n";
        return out;
    }

    /// The tests that are not well once more, because what was said of them has scrolled away.
    std::string bad(Paint const& paint) const {
        if (bad_.size() < 2) return {};
        std::string out;
        for (auto const& [how, name] : bad_) out += paint(TestBlock::tint_of(how), headword(how)) + " " + in_one_line(name) + '\n';
        auto const every = all_.failed() + all_.incomplete() - all_.count(outcome::not_run);
        if (every > bad_.size()) out += "and " + decimal(every - bad_.size()) + " more\n";
        return out;
    }

    /// "1 failed, 2 skipped, 57 passed".
    static std::string words(Paint const& paint, Summary const& summary) {
        std::string out;
        for (auto const how : by_urgency)
            if (auto const count = summary.count(how); count != 0)
                out += (out.empty() ? "" : ", ") + paint(TestBlock::tint_of(how), how == outcome::error
                                                                                      ? counted(count, "error")
                                                                                      : decimal(count) + " " + past_tense(how));
        return out;
    }

private:
    static constexpr std::size_t most_suites = 1'000;  // remembered
    static constexpr std::size_t most_shown = 24;      // green ones; others always are
    static constexpr std::size_t most_listed = 40;
    static constexpr std::size_t most_reasons = 100;
    static constexpr std::size_t most_names = 3;

    struct Names {
        std::vector<std::string> first;
        std::uint64_t count = 0;
    };

    void group(event::TestFinished const& test) {
        auto const rank = static_cast<std::size_t>(std::find(by_urgency.begin(), by_urgency.end(), test.outcome) - by_urgency.begin());
        std::pair key{rank, test.reason};
        auto found = groups_.find(key);
        if (found == groups_.end()) {
            if (groups_.size() >= most_reasons) {
                ++ungrouped_;
                return;
            }
            found = groups_.try_emplace(std::move(key)).first;
        }
        if (found->second.first.size() < most_names) found->second.first.push_back(test.test);
        ++found->second.count;
    }

    Summary all_;
    Summary beyond_;
    std::map<std::string, Summary, std::less<>> suites_;
    std::map<std::pair<std::size_t, std::string>, Names> groups_;
    std::vector<std::pair<outcome, std::string>> bad_;
    std::uint64_t ungrouped_ = 0;
};

}  // namespace ltk::inline v1::detail::report
