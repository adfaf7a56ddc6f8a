// The reporter "junit": the XML that Jenkins, GitLab, GitHub's reporting actions, Azure and Buildkite read. There is no standard;
// this is the Jenkins dialect, which the strictest reader (the xunit plugin) accepts. Options:
//
//     dialect=jenkins|extended          extended: case properties, file, line and timestamp, for readers that do not validate
//     output=all|failed                 captured output of every test, or of those that did not pass
//     attachments=absolute|relative|none   how [[ATTACHMENT|path]] lines are written: Jenkins wants absolute paths, GitLab
//                                       such as start where the job runs
//
// Test cases are written as tests finish and put together by suite at the end, because a suite carries its totals in its head; what waits
// meanwhile is in a temporary file and not in memory.
#pragma once

#include <ltk/reporter.hpp>
#include <ltk/reporters/detail/junit_case.hpp>
#include <ltk/reporters/detail/spill.hpp>
#include <ltk/results/built_in.hpp>
#include <ltk/results/places.hpp>
#include <ltk/results/reporter_options.hpp>
#include <ltk/results/reproduce.hpp>
#include <ltk/results/story.hpp>
#include <ltk/results/summary.hpp>
#include <ltk/results/unfinished.hpp>

#include <algorithm>
#include <cstdint>
#include <ostream>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ltk::inline v1::reporters {

/// Writes one JUnit XML document per run. Throws ltk::Error "ltk.reporters.option" for an option that it does not know,
/// "ltk.reporters.spill" when what waits cannot be kept.
class JUnit {
public:
    explicit JUnit(ReporterContext const& context)
        : out_(context.out),
          spill_(context.target.empty() ? context.run_folder : context.target.parent_path()),
          reproduction_(context.reproduce) {
        detail::report::check_options(
            "junit", context,
            {{"dialect", {"jenkins", "extended"}}, {"output", {"all", "failed"}}, {"attachments", {"absolute", "relative", "none"}}});
        auto const attachments = context.option("attachments", "absolute");
        settings_.extended = context.option("dialect") == "extended";
        settings_.all_output = context.option("output") != "failed";
        settings_.attachments = attachments != "none";
        settings_.folder = detail::report::folder_of(context);
        if (attachments == "relative") settings_.folder = settings_.folder.lexically_proximate(std::filesystem::current_path());
    }

    void on(event::RunStarted const& e) {
        run_ = e;
        reproduction_.on(e);
    }
    void on(event::Configured const& e) {
        reproduction_.on(e);
        if (e.layer != "default") facts_.emplace_back("config." + e.key, detail::unquote_json(e.value));
    }
    void on(event::FingerprintTaken const& e) {
        for (auto const& [key, value] : e.facts) facts_.emplace_back("env." + key, value);
    }
    void on(event::FindingReported const& e) {
        facts_.emplace_back("finding." + e.validator, e.verdict + ": " + e.seen + (e.expected.empty() ? "" : "; expected: " + e.expected) +
                                                          (e.remedy.empty() ? "" : "; remedy: " + e.remedy));
    }
    void on(event::RunTroubled const& e) { facts_.emplace_back("ltk.trouble", e.what + (e.remedy.empty() ? "" : "; remedy: " + e.remedy)); }
    void on(event::RunResumed const& e) { facts_.emplace_back("ltk.resumed", e.resumed); }
    void on(event::TestPlanned const& e) {
        unfinished_.on(e);
        places_.on(e);
    }
    template <TellsOfAttempt E>
    void on(E const& e, Stamp const& stamp) {
        stories_.add(e, stamp);
    }
    void on(event::TestFinished const& e, Stamp const& stamp) {
        unfinished_.on(e);
        add(e, stamp.at);
        stories_.close(e.test);
    }
    void on(event::RunFinished const& e, Stamp const&) {
        unfinished_.on(e);
        elapsed_ = e.elapsed;
        facts_.emplace_back("ltk.exit_code", std::to_string(e.exit_code));
    }

    void finish(Journal const& journal) {
        unfinished_.settle(journal, [&](event::TestFinished const& e) { add(e, latest_); });
        if (!unfinished_.complete()) facts_.emplace_back("ltk.complete", "false");
        write_document();
    }

private:
    struct Suite {
        std::string name;
        std::string class_name;
        Summary summary;
        double elapsed = 0;
        double started = 0;
        std::size_t cases = 0;  // channels of spill_
        std::size_t properties = 0;
    };

    Suite& suite_of(std::string_view id, double at) {
        auto const name = detail::report::junit_suite_of(id);
        if (last_ < suites_.size() && suites_[last_].name == name) return suites_[last_];
        auto const [found, fresh] = numbers_.try_emplace(std::string(name), suites_.size());
        last_ = found->second;
        if (fresh) {
            auto const cases = spill_.open();
            auto const properties = spill_.open();
            suites_.push_back({std::string(name), detail::report::junit_class_of(name), {}, 0, at, cases, properties});
        }
        return suites_[last_];
    }

    void add(event::TestFinished const& e, double at) {
        auto const& story = stories_.of(e.test);
        latest_ = std::max(latest_, at);
        auto& suite = suite_of(e.test, story.attempts.empty() ? at : story.attempts.front().started);
        suite.summary.add(e.outcome);
        summary_.add(e.outcome);
        suite.elapsed += e.elapsed > 0 ? e.elapsed : 0;
        detail::report::JUnitCase const writer{settings_, reproduction_, run_.started, places_};
        auto& text = spill_.at(suite.cases);
        auto const before = text.size();
        properties_.clear();
        writer.write(text, properties_, e, story, suite.class_name);
        spill_.settle(suite.cases, before);
        if (!properties_.empty()) spill_.append(suite.properties, properties_);
    }

    static std::uint64_t skipped(Summary const& summary) { return summary.skipped() + summary.count(outcome::not_run); }
    static std::uint64_t errors(Summary const& summary) { return summary.count(outcome::error) + summary.count(outcome::interrupted); }

    void write_document() {
        std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites";
        detail::report::append_attribute(text, "name", run_.program.empty() ? "ltk" : run_.program);
        totals(text, summary_);
        detail::report::append_attribute(text, "time", detail::report::seconds_text(elapsed_ > 0 ? elapsed_ : latest_, 3));
        if (suites_.empty()) {
            text += "/>\n";
            put(text);
            return;
        }
        text += ">\n";
        for (std::size_t i = 0; i < suites_.size(); ++i) {
            auto const& suite = suites_[i];
            text += "  <testsuite";
            detail::report::append_attribute(text, "name", suite.name);
            totals(text, suite.summary);
            detail::report::append_attribute(text, "skipped", detail::report::decimal(skipped(suite.summary)));
            detail::report::append_attribute(text, "time", detail::report::seconds_text(suite.elapsed, 3));
            if (!run_.started.empty())
                detail::report::append_attribute(text, "timestamp", detail::report::later(run_.started, suite.started));
            if (!run_.host.empty()) detail::report::append_attribute(text, "hostname", run_.host);
            detail::report::append_attribute(text, "id", detail::report::decimal(i));
            text += ">\n    <properties>\n";
            run_properties(text, i == 0);
            put(text);
            spill_.copy(suite.properties, out_);
            put("    </properties>\n");
            spill_.copy(suite.cases, out_);
            text = "  </testsuite>\n";
        }
        put(text + "</testsuites>\n");
    }
    static void totals(std::string& text, Summary const& summary) {
        detail::report::append_attribute(text, "tests", detail::report::decimal(summary.total()));
        detail::report::append_attribute(text, "failures", detail::report::decimal(summary.failed()));
        detail::report::append_attribute(text, "errors", detail::report::decimal(errors(summary)));
    }
    // The first suite describes the run, since the document's root cannot; each says which run it belongs to.
    void run_properties(std::string& text, bool all) const {
        auto const say = [&](std::string const& name, std::string_view value) {
            if (value.empty()) return;
            text += "      <property";
            detail::report::append_attribute(text, "name", name);
            detail::report::append_attribute(text, "value", value);
            text += "/>\n";
        };
        say("ltk.run", run_.run);
        if (!all) return;
        say("ltk.program", run_.program);
        say("ltk.stage", run_.stage);
        say("ltk.select", run_.select);
        say("ltk.order", run_.order);
        say("ltk.seed", detail::report::decimal(run_.seed));
        say("ltk.jobs", std::to_string(run_.jobs));
        say("ltk.isolation", run_.isolation);
        say("ltk.version", run_.ltk_version);
        say("ltk.suite_version", run_.suite_version);
        for (auto const& [name, value] : facts_) say(name, value);
    }
    void put(std::string const& text) { out_.write(text.data(), static_cast<std::streamsize>(text.size())); }

    std::ostream& out_;
    detail::report::JUnitCase::Settings settings_;
    detail::report::Spill spill_;
    Reproduction reproduction_;
    event::RunStarted run_;
    std::vector<std::pair<std::string, std::string>> facts_;
    Stories stories_;
    Unfinished unfinished_;
    Summary summary_;
    std::vector<Suite> suites_;
    std::unordered_map<std::string, std::size_t> numbers_;
    std::size_t last_ = 0;
    std::string properties_;
    detail::report::Places places_;
    double elapsed_ = 0;
    double latest_ = 0;
};

}  // namespace ltk::inline v1::reporters

LTK_DETAIL_BUILT_IN_REPORTER(junit, "junit", ::ltk::reporters::JUnit);
