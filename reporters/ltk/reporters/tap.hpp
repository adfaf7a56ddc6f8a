// The reporter "tap": the Test Anything Protocol, version 14, or 13 with version=13 for harnesses that refuse what they do not know
// (prove before 2023). It is a stream: what stands there when a run is killed is a valid beginning.
#pragma once

#include <ltk/reporter.hpp>
#include <ltk/reporters/detail/tap_point.hpp>
#include <ltk/results/built_in.hpp>
#include <ltk/results/reporter_options.hpp>
#include <ltk/results/reproduce.hpp>
#include <ltk/results/story.hpp>
#include <ltk/results/unfinished.hpp>

#include <cstdint>
#include <ostream>
#include <string>

namespace ltk::inline v1::reporters {

/// Writes a TAP stream; one flat list of test points, numbered as they finish. Throws ltk::Error "ltk.reporters.option" for an
/// option that it does not know.
class Tap {
public:
    explicit Tap(ReporterContext const& context)
        : out_(context.out), live_(context.target.empty()), folder_(detail::report::folder_of(context)), reproduction_(context.reproduce) {
        detail::report::check_options("tap", context, {{"version", {"14", "13"}}});
        text_ = "TAP version " + context.option("version", "14") + "\n";
    }

    void on(event::RunStarted const& e) {
        reproduction_.on(e);
        say("run", e.run);
        say("program", e.program);
        say("started", e.started);
        say("host", e.host);
        say("stage", e.stage);
        say("select", e.select);
        say("seed", detail::report::decimal(e.seed));
        say("ltk", e.ltk_version);
        say("suite", e.suite_version);
    }
    void on(event::Configured const& e) {
        reproduction_.on(e);
        if (e.layer != "default") say("config." + e.key, e.value + " (" + (e.where.empty() ? e.layer : e.where) + ")");
    }
    void on(event::FingerprintTaken const& e) {
        for (auto const& [key, value] : e.facts) say("env." + key, value);
    }
    void on(event::FindingReported const& e) {
        say("finding." + e.validator, e.verdict + ": " + e.seen + (e.expected.empty() ? "" : "; expected: " + e.expected) +
                                          (e.remedy.empty() ? "" : "; remedy: " + e.remedy));
    }
    void on(event::TestPlanned const& e) {
        unfinished_.on(e);
        places_.on(e);
    }
    template <TellsOfAttempt E>
    void on(E const& e, Stamp const& stamp) {
        plan();
        stories_.add(e, stamp);
    }
    void on(event::TestFinished const& e) {
        plan();
        unfinished_.on(e);
        point(e);
        stories_.close(e.test);
        put();
    }
    void on(event::RunTroubled const& e) {
        say("trouble", e.what + (e.remedy.empty() ? "" : "; remedy: " + e.remedy));
        put();
    }
    void on(event::RunResumed const& e) { say("resumed", e.resumed); }
    void on(event::RunFinished const& e) { unfinished_.on(e); }

    void finish(Journal const& journal) {
        bool const cut_off = !unfinished_.complete();
        if (cut_off && !planned_ && unfinished_.planned() == 0) {  // no parser in use takes a bail-out without a plan and a point
            planned_ = true;
            text_ += "1..1\nnot ok 1 - the run was cut off before it had a plan\n";
        }
        plan();
        unfinished_.settle(journal, [&](event::TestFinished const& e) { point(e); });
        while (number_ < unfinished_.planned())  // a plan that names a test twice: still a stream that parsers take
            text_ += "not ok " + detail::report::decimal(++number_) + " - a test of the plan has no result of its own\n";
        if (cut_off)
            text_ += "Bail out! the run was cut off\n";
        else if (interrupted_ != 0 && unfinished_.planned() != 0)
            text_ += "Bail out! the run was interrupted\n";
        out_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
        text_.clear();
    }

private:
    void say(std::string const& label, std::string const& value) {
        if (!value.empty()) detail::report::append_comments(text_, "", detail::report::in_one_line(label + ": " + value));
    }
    // The plan stands at the head, because all tests are planned before any starts.
    void plan() {
        if (planned_) return;
        planned_ = true;
        text_ += "1.." + detail::report::decimal(unfinished_.planned());
        if (unfinished_.planned() == 0) text_ += " # SKIP no test was selected";
        text_ += '\n';
    }
    void point(event::TestFinished const& e) {
        interrupted_ += e.outcome == outcome::interrupted;
        if (number_ == unfinished_.planned()) {  // not in the plan: a point beyond it would spoil the stream
            say("not in the plan", e.test + ": " + detail::report::hyphenated(e.outcome));
            return;
        }
        detail::report::TapPoint{reproduction_, folder_, places_}.write(text_, ++number_, e, stories_.of(e.test));
    }
    void put() {
        if (!live_ && text_.size() < 64 * 1024) return;
        out_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
        text_.clear();
        if (live_) out_.flush();
    }

    std::ostream& out_;
    bool live_;
    std::filesystem::path folder_;
    Reproduction reproduction_;
    detail::report::Places places_;
    Stories stories_;
    Unfinished unfinished_;
    std::string text_;
    std::uint64_t number_ = 0;
    std::uint64_t interrupted_ = 0;
    bool planned_ = false;
};

}  // namespace ltk::inline v1::reporters

LTK_DETAIL_BUILT_IN_REPORTER(tap, "tap", ::ltk::reporters::Tap);
