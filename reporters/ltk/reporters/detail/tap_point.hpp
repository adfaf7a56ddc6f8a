// One test point of a TAP stream with its YAML block and its comments.
#pragma once

#include <ltk/reporters/detail/captured.hpp>
#include <ltk/reporters/detail/numbers.hpp>
#include <ltk/reporters/detail/tap_text.hpp>
#include <ltk/results/failure_lines.hpp>
#include <ltk/results/outcome.hpp>
#include <ltk/results/places.hpp>
#include <ltk/results/reproduce.hpp>
#include <ltk/results/story.hpp>

#include <cstdint>
#include <filesystem>
#include <string>

namespace ltk::inline v1::detail::report {

struct TapPoint {
    Reproduction const& reproduction;
    std::filesystem::path const& folder;  ///< of the run
    Places& places;

    void write(std::string& out, std::uint64_t number, event::TestFinished const& test, Story const& story) const {
        auto const* const last = story.last();
        out += ok(test.outcome) ? "ok " : "not ok ";
        out += decimal(number);
        out += " - ";
        out += tap_description(test.test);
        out += directive(test);
        out += '\n';
        if (test.outcome == outcome::pass && story.attempts.size() <= 1 && (last == nullptr || last->quiet())) return;
        block(out, test, story);
        if (last != nullptr && !is_green(test.outcome)) {
            tail_of(out, *last, "stdout");
            tail_of(out, *last, "stderr");
        }
    }

private:
    // An unexpected pass is `ok` with TODO by TAP's own words; the exact outcome stands in the block, and in the exit code.
    static bool ok(outcome how) noexcept {
        switch (how) {
            case outcome::fail:
            case outcome::timeout:
            case outcome::crash:
            case outcome::error:
            case outcome::interrupted:
            case outcome::expected_fail: return false;
            default: return true;
        }
    }

    static std::string directive(event::TestFinished const& test) {
        std::string const why = tap_description(test.reason);
        auto const with = [&](char const* words) { return why.empty() ? std::string(words) : std::string(words) + ": " + why; };
        switch (test.outcome) {
            case outcome::skip: return " # SKIP" + (why.empty() ? "" : " " + why);
            case outcome::not_applicable: return " # SKIP " + with("not applicable");
            case outcome::not_run: return " # SKIP " + with("not run");
            case outcome::expected_fail: return " # TODO" + (why.empty() ? "" : " " + why);
            case outcome::unexpected_pass: return " # TODO" + (why.empty() ? "" : " " + why);
            default: return "";
        }
    }

    static void key(std::string& out, int depth, char const* name, std::string const& value) {
        out.append(static_cast<std::size_t>(2 + 2 * depth), ' ').append(name).append(": ").append(value) += '\n';
    }
    static std::string milliseconds(double seconds) { return seconds_text(seconds * 1000, 3); }

    void block(std::string& out, event::TestFinished const& test, Story const& story) const {
        auto const* const last = story.last();
        out += "  ---\n";
        key(out, 0, "outcome", hyphenated(test.outcome));
        bool const idle = test.outcome == outcome::skip || test.outcome == outcome::not_applicable || test.outcome == outcome::not_run;
        if (!idle && test.outcome != outcome::pass && test.outcome != outcome::flaky_pass)
            key(out, 0, "message", yaml_quoted(headline(test.outcome, test.reason, last)));
        if (!ok(test.outcome))
            key(out, 0, "severity", test.outcome == outcome::expected_fail ? "todo" : is_red(test.outcome) ? "fail" : "error");
        if (!idle || test.elapsed > 0) key(out, 0, "duration_ms", milliseconds(test.elapsed));
        if (story.attempts.size() > 1) attempts(out, story);
        bool const failed = last != nullptr && !last->failures.empty();
        if (!is_green(test.outcome) && !idle)
            at(out, says_where(last) && !last->failures.front().file.empty()
                        ? source_place{last->failures.front().file, last->failures.front().line}
                        : places.of(test.test));
        if (last != nullptr) {
            if (failed) failures(out, *last);
            if (test.outcome != outcome::pass && !last->steps.empty()) steps(out, *last);
            if (!last->metrics.empty()) metrics(out, *last);
        }
        list(out, "attachments", story, [](AttemptStory const& attempt, auto&& each) {
            for (auto const& file : attempt.attachments) each(file.path);
        });
        list(out, "notes", story, [](AttemptStory const& attempt, auto&& each) {
            for (auto const& note : attempt.notes) each(note);
        });
        if (test.outcome == outcome::expected_fail || test.outcome == outcome::unexpected_pass)
            out += "  known_issues: [" + yaml_quoted(test.reason) + "]\n";
        if (!is_green(test.outcome) && !idle) key(out, 0, "reproduce", yaml_quoted(reproduction.line(test.test)));
        out += "  ...\n";
    }

    static void at(std::string& out, source_place where) {
        if (where.file.empty()) return;
        out += "  at:\n";
        key(out, 1, "file", yaml_quoted(where.file));
        if (where.line != 0) key(out, 1, "line", decimal(where.line));
    }
    static void failures(std::string& out, AttemptStory const& attempt) {
        out += "  failures:\n";
        for (std::size_t i = 0; i < attempt.failures.size() && i < most_failures; ++i) {
            auto const& failure = attempt.failures[i];
            out += "    - kind: " + yaml_quoted(failure.kind) + "\n";
            auto const say = [&](char const* name, std::string const& text) {
                if (!text.empty()) key(out, 2, name, yaml_quoted(shortened(visible(text), longest_value)));
            };
            say("at", place(failure.file, failure.line));
            say("expression", failure.expression);
            say("expected", failure.expected);
            say("seen", failure.seen);
            say("message", failure.message);
            say("step", joined(failure.steps, " > "));
            say("info", joined(failure.info, "\n"));
        }
        auto const all = attempt.failures.size() + attempt.failures_left_out;
        if (all > most_failures) key(out, 0, "failures_in_all", decimal(all));
    }
    static void steps(std::string& out, AttemptStory const& attempt) {
        out += "  steps:\n";
        for (auto const& step : attempt.steps) {
            out += "    - name: " + yaml_quoted(step.step) + "\n";
            key(out, 2, "passed", step.passed ? "true" : "false");
            key(out, 2, "duration_ms", milliseconds(step.elapsed));
        }
    }
    static void metrics(std::string& out, AttemptStory const& attempt) {
        out += "  metrics:\n";
        for (auto const& metric : attempt.metrics) {
            out += "    - name: " + yaml_quoted(metric.name) + "\n";
            bool const finite = metric.value - metric.value == 0;
            key(out, 2, "value", finite ? number_text(metric.value) : yaml_quoted(number_text(metric.value)));
            if (!metric.unit.empty()) key(out, 2, "unit", yaml_quoted(metric.unit));
            if (!metric.direction.empty() && metric.direction != "neutral") key(out, 2, "direction", yaml_quoted(metric.direction));
        }
    }
    static void attempts(std::string& out, Story const& story) {
        out += "  attempts:\n";
        for (auto const& attempt : story.attempts) {
            auto const ended = attempt.finished ? attempt.finished->outcome : outcome::interrupted;
            out += "    - outcome: " + hyphenated(ended) + "\n";
            if (ended != outcome::pass)
                key(out, 2, "message", yaml_quoted(headline(ended, attempt.finished ? attempt.finished->reason : "", &attempt)));
            if (attempt.finished) key(out, 2, "duration_ms", milliseconds(attempt.finished->elapsed));
        }
    }
    template <class Each>
    static void list(std::string& out, char const* name, Story const& story, Each each) {
        bool first = true;
        for (auto const& attempt : story.attempts)
            each(attempt, [&](std::string const& text) {
                if (first) out.append("  ").append(name) += ":\n";
                first = false;
                out += "    - " + yaml_quoted(text) + "\n";
            });
    }

    void tail_of(std::string& out, AttemptStory const& attempt, char const* stream) const {
        auto const text = captured_text(attempt, stream, output_limit, folder);
        append_comments(out, std::string(stream) + ": ", text);
    }

    static constexpr std::size_t output_limit = 4'000;  // bytes of each stream; the rest is in the run's folder
};

}  // namespace ltk::inline v1::detail::report
