#include <ltk/results/summary.hpp>

#include <catch2/catch_test_macros.hpp>

#include <utility>
#include <vector>

namespace {

using ltk::outcome;

ltk::Summary summary_of(std::vector<outcome> const& outcomes) {
    ltk::Summary summary;
    for (auto const each : outcomes) summary.add(each);
    return summary;
}

TEST_CASE("exit codes", "[summary]") {
    std::vector<std::pair<std::vector<outcome>, int>> const table{
        {{}, 5},
        {{outcome::skip}, 5},
        {{outcome::not_applicable, outcome::skip}, 5},
        {{outcome::pass}, 0},
        {{outcome::flaky_pass}, 0},
        {{outcome::expected_fail}, 0},
        {{outcome::pass, outcome::skip}, 0},
        {{outcome::fail}, 1},
        {{outcome::timeout}, 1},
        {{outcome::crash}, 1},
        {{outcome::unexpected_pass}, 1},
        {{outcome::pass, outcome::fail, outcome::error}, 1},  // wins over 4
        {{outcome::error}, 4},
        {{outcome::interrupted}, 4},
        {{outcome::not_run}, 4},
        {{outcome::pass, outcome::not_run, outcome::skip}, 4},
    };
    for (auto const& [outcomes, code] : table) {
        auto summary = summary_of(outcomes);
        CHECK(summary.exit_code() == code);
        summary.on(ltk::event::RunTroubled{});
        CHECK(summary.exit_code() == (code == 1 ? 1 : 4));
    }
}

TEST_CASE("each outcome is counted once", "[summary]") {
    ltk::Summary summary;
    for (std::size_t i = 0; i < ltk::outcome_names.size(); ++i)
        for (std::size_t n = 0; n <= i; ++n) summary.on(ltk::event::TestFinished{"a/b", static_cast<outcome>(i), {}, 1, 0});
    auto const end = summary.finished(1.5);
    CHECK(end.total == 78);
    CHECK(end.passed == 1 + 10);
    CHECK(end.failed == 2 + 6 + 7 + 9);
    CHECK(end.incomplete == 3 + 11 + 12);
    CHECK(end.skipped == 4 + 5 + 8);
    CHECK(end.outcomes.size() == 12);
    CHECK(end.outcomes.at("flaky_pass") == 10);
    CHECK(end.exit_code == 1);
    CHECK(end.elapsed > 1.4);
    CHECK(summary_of({outcome::pass}).finished(0).outcomes.size() == 1);
}

}  // namespace
