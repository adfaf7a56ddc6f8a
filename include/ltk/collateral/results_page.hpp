// results.md: what the run came to; first what is not green, with all that is known of it, last every test.
#pragma once

#include <ltk/collateral/failure_details.hpp>
#include <ltk/collateral/markdown.hpp>
#include <ltk/collateral/run_record.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1::detail::collateral {

/// What a verdict means, as a sentence.
inline std::string_view meaning_of(std::string_view verdict) noexcept {
    if (verdict == "passed") return "everything that ran is green, and something ran";
    if (verdict == "failed") return "tests failed";
    if (verdict == "invalid_environment") return "the environment was found unfit, so nothing ran";
    if (verdict == "nothing_ran") return "no test ran: each was skipped, not applicable or not selected";
    return "no test failed, but the evidence is incomplete";
}

/// "**Verdict: failed** (exit code 1): tests failed."
inline std::string verdict_line(RunRecord const& run) {
    std::string line = "**Verdict: " + std::string(run.verdict()) + "** (exit code " + std::to_string(run.exit_code()) +
                       "): " + std::string(meaning_of(run.verdict())) + ".\n";
    if (!run.complete()) line += "The run did not reach its end: it was cut off, and has not been resumed.\n";
    return line;
}

inline std::string counts_table(RunRecord const& run) {
    namespace md = markdown;
    std::string table = md::table_head({"outcome", ">tests"});
    for (std::size_t i = 0; i < outcome_names.size(); ++i)
        if (auto const count = run.summary.count(static_cast<outcome>(i)); count != 0)
            table += md::row({std::string(outcome_names[i]), md::number(count)});
    return table + md::row({"all", md::number(run.summary.total())});
}

class ResultsPage {
public:
    ResultsPage(RunRecord const& run, FailureDetails const& details) : run_(run), details_(details) {}

    std::string text() {
        page_ = "# Results\n\n" + verdict_line(run_) + "\n";
        run_facts();
        page_ += "\n" + counts_table(run_);
        troubles();
        not_green();
        reserved();
        metrics();
        attachments();
        notes();
        every_test();
        return std::move(page_);
    }

private:
    void run_facts() {
        namespace md = markdown;
        page_ += "- run: " + md::code(run_.started.run) + "\n- started: " + md::text(run_.started.started) + " on " +
                 md::code(run_.started.host) + "\n";
        for (auto const& when : run_.resumed) page_ += "- resumed: " + md::text(when) + "\n";
        if (run_.finished) page_ += "- took: " + md::seconds(run_.finished->elapsed) + "\n";
        if (!run_.finished || run_.finished->unmet.empty()) return;
        page_ += "\nExit conditions of the stage that do not hold:\n\n";
        for (auto const& one : run_.finished->unmet) page_ += "- " + md::text(one) + "\n";
    }

    void troubles() {
        namespace md = markdown;
        if (run_.troubles.empty()) return;
        page_ += "\n## Trouble of the run itself\n\n";
        for (auto const& one : run_.troubles)
            page_ += "- " + md::text(one.what) + (one.remedy.empty() ? "" : " - remedy: " + md::text(one.remedy)) + "\n";
    }

    // Red and incomplete tests, each with what is known of it.
    void not_green() {
        namespace md = markdown;
        bool any = false;
        for (auto const& [planned, finished] : run_.tests) {
            if (!is_red(finished.outcome) && !is_incomplete(finished.outcome)) continue;
            if (!any) page_ += "\n## Not green\n";
            any = true;
            page_ += "\n### " + md::code(planned.test) + "\n\n**" + std::string(name(finished.outcome)) + "**" +
                     (finished.reason.empty() ? "" : ": " + md::text(finished.reason)) + "\n";
            if (!planned.purpose.empty()) page_ += "\nPurpose: " + md::text(planned.purpose) + "\n";
            if (!planned.file.empty()) page_ += "\nDeclared in " + md::code(report::place(planned.file, planned.line)) + "\n";
            page_ += details_.details(planned.test) + "\nRun it again:\n\n" + md::block(details_.reproduce(planned.test));
        }
        if (details_.left_out() != 0)
            page_ +=
                "\nThe details of " + md::counted(details_.left_out(), "further test") + " are left out here; journal.jsonl has them.\n";
    }

    // What did not fail, and is yet no plain pass.
    void reserved() {
        namespace md = markdown;
        std::string rows;
        for (auto const& [planned, finished] : run_.tests) {
            if (finished.outcome == outcome::pass || is_red(finished.outcome) || is_incomplete(finished.outcome)) continue;
            rows += md::row({md::code(planned.test), std::string(name(finished.outcome)), md::text(finished.reason)});
        }
        if (!rows.empty()) page_ += "\n## Neither failed nor plainly passed\n\n" + md::table_head({"test", "outcome", "reason"}) + rows;
        for (auto const& [planned, finished] : run_.tests) {
            if (finished.outcome != outcome::flaky_pass) continue;
            if (auto const details = details_.details(planned.test); !details.empty())
                page_ += "\n### " + md::code(planned.test) + "\n" + details;
        }
    }

    void metrics() {
        namespace md = markdown;
        page_ += "\n## Metrics\n\n";
        if (run_.metrics.empty()) {
            page_ += "None were recorded.\n";
            return;
        }
        page_ += md::table_head({"test", "metric", ">value", "unit", "better", ">attempt"});
        for (auto const& one : run_.metrics) {
            std::string const better = one.direction == "higher_is_better" ? "higher" : one.direction == "lower_is_better" ? "lower" : "";
            page_ += md::row(
                {md::code(one.test), md::code(one.name), md::number(one.value), md::text(one.unit), better, std::to_string(one.attempt)});
        }
    }

    void attachments() {
        namespace md = markdown;
        page_ += "\n## Attachments\n\n";
        if (run_.attachments.empty()) {
            page_ += "None.\n";
            return;
        }
        page_ += "They stay in the run's folder, under these paths; the bundle does not hold them.\n\n" +
                 md::table_head({"test", "name", "path", ">bytes"});
        for (auto const& one : run_.attachments)
            page_ += md::row({md::code(one.test), md::text(one.name), md::code(one.path), md::number(one.size)});
    }

    void notes() {
        namespace md = markdown;
        std::string rows;
        for (auto const& one : run_.notes) rows += md::row({md::code(one.test), md::text(one.text)});
        if (!rows.empty()) page_ += "\n## Remarks\n\nThey change no outcome.\n\n" + md::table_head({"test", "remark"}) + rows;
    }

    void every_test() {
        namespace md = markdown;
        page_ += "\n## Every test\n\n" + md::table_head({">#", "test", "outcome", ">time", ">attempts"});
        std::uint64_t count = 0;
        for (auto const& [planned, finished] : run_.tests)
            page_ += md::row({md::number(++count), md::code(planned.test), std::string(name(finished.outcome)),
                              md::seconds(finished.elapsed), std::to_string(finished.attempts)});
    }

    RunRecord const& run_;
    FailureDetails const& details_;
    std::string page_;
};

}  // namespace ltk::inline v1::detail::collateral
