// One <testcase> element, and what belongs to it elsewhere.
#pragma once

#include <ltk/reporters/detail/captured.hpp>
#include <ltk/reporters/detail/numbers.hpp>
#include <ltk/results/failure_lines.hpp>
#include <ltk/results/outcome.hpp>
#include <ltk/results/places.hpp>
#include <ltk/results/reproduce.hpp>
#include <ltk/results/sanitize.hpp>
#include <ltk/results/story.hpp>

#include <filesystem>
#include <string>
#include <string_view>

namespace ltk::inline v1::detail::report {

/// The part of an id that groups tests: everything before the last slash of the declared name ("io/write" of "io/write/sparse[4KiB]").
/// Brackets hold param values, which may contain slashes themselves.
inline std::string_view junit_suite_of(std::string_view id) noexcept {
    auto const slash = id.substr(0, id.find('[')).rfind('/');
    if (slash != std::string_view::npos) return id.substr(0, slash);
    return id.substr(0, id.find('/'));
}

/// "io.write": Jenkins takes what stands before the last dot for the package.
inline std::string junit_class_of(std::string_view suite) {
    std::string out(suite);
    for (char& c : out)
        if (c == '/') c = '.';
    return out;
}

/// The element that an outcome becomes; nullptr for a pass.
constexpr char const* junit_element(outcome how) noexcept {
    switch (how) {
        case outcome::pass:
        case outcome::flaky_pass: return nullptr;
        case outcome::fail:
        case outcome::timeout:
        case outcome::crash:
        case outcome::unexpected_pass: return "failure";
        case outcome::error:
        case outcome::interrupted: return "error";
        case outcome::skip:
        case outcome::not_applicable:
        case outcome::expected_fail:
        case outcome::not_run: return "skipped";
    }
    return "error";
}

/// ` name="value"`.
inline void append_attribute(std::string& out, char const* name, std::string_view value) {
    out.append(" ").append(name).append("=\"");
    append_xml_attribute(out, value);
    out += '"';
}

struct JUnitCase {
    struct Settings {
        bool extended = false;
        bool all_output = true;  ///< false: of tests that did not pass only
        bool attachments = true;
        std::filesystem::path folder;  ///< the run's, as it is written into the document
    };
    Settings const& settings;
    Reproduction const& reproduction;
    std::string const& run_started;
    Places& places;

    /// Appends the element to `out`, and lines for the suite's <properties> to `properties`.
    void write(std::string& out, std::string& properties, event::TestFinished const& test, Story const& story,
               std::string_view class_name) const {
        char const* const element = junit_element(test.outcome);
        auto const* const last = story.last();
        out += "    <testcase";
        append_attribute(out, "name", test.test);
        append_attribute(out, "classname", class_name);
        out += " time=\"";
        append_seconds(out, test.elapsed, 6);
        out += '"';
        if (settings.extended) {
            auto const declared = places.of(test.test);
            if (!declared.file.empty()) append_attribute(out, "file", declared.file);
            if (declared.line != 0) append_attribute(out, "line", decimal(declared.line));
            if (last != nullptr) append_attribute(out, "timestamp", later(run_started, story.attempts.front().started));
        }
        out += ">\n";
        auto const inside = out.size();
        suite_properties(properties, test, last);
        if (settings.extended) case_properties(out, test, story);
        if (element != nullptr) result(out, element, test, last);
        for (std::size_t i = 0; i + 1 < story.attempts.size(); ++i) earlier(out, test.outcome, story.attempts[i]);
        streams(out, test, story);
        if (out.size() != inside)
            out += "    </testcase>\n";
        else
            out.replace(inside - 2, 2, "/>\n");
    }

private:
    static void property(std::string& out, std::string_view indent, std::string const& name, std::string_view value) {
        out += indent;
        out += "<property";
        append_attribute(out, "name", name);
        append_attribute(out, "value", value);
        out += "/>\n";
    }
    static bool known_issue(outcome how) noexcept { return how == outcome::expected_fail || how == outcome::unexpected_pass; }
    static std::string metric_text(event::MetricRecorded const& metric) {
        return number_text(metric.value) + (metric.unit.empty() ? "" : " " + metric.unit);
    }

    void case_properties(std::string& out, event::TestFinished const& test, Story const& story) const {
        out += "      <properties>\n";
        constexpr std::string_view indent = "        ";
        property(out, indent, "ltk.outcome", hyphenated(test.outcome));
        if (known_issue(test.outcome)) property(out, indent, "known_issue", test.reason);
        if (auto const* const last = story.last(); last != nullptr)
            for (auto const& metric : last->metrics) property(out, indent, "metric." + metric.name, metric_text(metric));
        for (auto const& attempt : story.attempts)
            for (auto const& file : attempt.attachments)
                if (stays_inside(file.path)) property(out, indent, "attachment", (settings.folder / file.path).string());
        out += "      </properties>\n";
    }
    void suite_properties(std::string& out, event::TestFinished const& test, AttemptStory const* last) const {
        if (known_issue(test.outcome)) property(out, "      ", "known_issue." + test.test, test.reason);
        if (last == nullptr) return;
        for (auto const& metric : last->metrics) property(out, "      ", "metric." + test.test + "." + metric.name, metric_text(metric));
    }

    static std::string message(event::TestFinished const& test, AttemptStory const* last) {
        std::string const line = headline(test.outcome, test.reason, last);
        std::string prefix;
        if (test.outcome == outcome::not_applicable) prefix = "not applicable";
        if (test.outcome == outcome::expected_fail) prefix = "expected failure";
        if (test.outcome == outcome::not_run) prefix = "not run";
        if (prefix.empty() || line.compare(0, prefix.size(), prefix) == 0) return line;
        if (line == name(test.outcome)) return prefix;
        return prefix + ": " + line;
    }
    static std::string details(AttemptStory const& attempt) {
        std::string text;
        for (auto const& line : failure_lines(attempt)) {
            if (!line.label.empty()) text += "  " + line.label + ": ";
            text += line.text + "\n";
        }
        return text;
    }

    void result(std::string& out, char const* element, event::TestFinished const& test, AttemptStory const* last) const {
        auto const summary = message(test, last);
        out.append("      <").append(element);
        append_attribute(out, "type", "ltk." + hyphenated(test.outcome));
        append_attribute(out, "message", summary);
        std::string text;
        if (element != std::string_view("skipped") || (last != nullptr && !last->failures.empty())) {
            if (last != nullptr) text = details(*last);
            if (text.compare(0, summary.size() + 1, summary + "\n") != 0) text.insert(0, summary + "\n");
        }
        if (element != std::string_view("skipped")) {
            if (auto const declared = places.of(test.test); !declared.file.empty() && !says_where(last))
                text += "declared: " + in_one_line(place(std::string(declared.file), declared.line)) + "\n";
            text += "reproduce: " + reproduction.line(test.test) + "\n";
        }
        if (text.empty()) {
            out += "/>\n";
            return;
        }
        out += '>';
        append_xml_text(out, text);
        out.append("</").append(element).append(">\n");
    }

    // An attempt before the last one: in the way of Surefire, whose words Jenkins reads.
    void earlier(std::string& out, outcome how, AttemptStory const& attempt) const {
        char const* const element = how == outcome::flaky_pass || how == outcome::pass ? "flakyFailure" : "rerunFailure";
        outcome const ended = attempt.finished ? attempt.finished->outcome : outcome::interrupted;
        out.append("      <").append(element);
        append_attribute(out, "type", "ltk." + hyphenated(ended));
        append_attribute(out, "message",
                         "attempt " + std::to_string(attempt.attempt) + ": " +
                             headline(ended, attempt.finished ? attempt.finished->reason : "", &attempt));
        out += ">\n        <stackTrace>";
        append_xml_text(out, details(attempt));
        out += "</stackTrace>\n";
        for (auto const* const stream : {"stdout", "stderr"}) {
            auto const text = captured_text(attempt, stream, failed_limit, settings.folder);
            if (text.empty()) continue;
            char const* const tag = stream == std::string_view("stdout") ? "system-out" : "system-err";
            out.append("        <").append(tag).append(">");
            append_xml_text(out, text);
            out.append("</").append(tag).append(">\n");
        }
        out.append("      </").append(element).append(">\n");
    }

    void streams(std::string& out, event::TestFinished const& test, Story const& story) const {
        auto const* const last = story.last();
        if (last == nullptr) return;
        bool const passed = test.outcome == outcome::pass || test.outcome == outcome::flaky_pass;
        std::size_t const limit = passed ? passed_limit : failed_limit;
        bool const wanted = settings.all_output || !passed;
        std::string standard = wanted ? captured_text(*last, "stdout", limit, settings.folder) : "";
        std::string error = wanted ? captured_text(*last, "stderr", limit, settings.folder) : "";
        for (auto const& attempt : story.attempts) {
            for (auto const& note : attempt.notes) error += "[ltk: " + in_one_line(note) + "]\n";
            for (auto const& file : attempt.attachments) attachment(standard, file.path);
            if (wanted && !passed)
                for (auto const& output : attempt.outputs)
                    if (output.cut != 0 && !output.log.empty()) attachment(standard, output.log);
        }
        for (auto const& [tag, text] : {std::pair{"system-out", &standard}, std::pair{"system-err", &error}}) {
            if (text->empty()) continue;
            out.append("      <").append(tag).append(">");
            append_xml_text(out, *text);
            out.append("</").append(tag).append(">\n");
        }
    }
    void attachment(std::string& text, std::string const& path) const {
        if (!settings.attachments) return;
        if (stays_inside(path))
            text += "[[ATTACHMENT|" + in_one_line((settings.folder / path).string()) + "]]\n";
        else
            text += "[ltk: an attachment outside of the run's folder is not offered: " + in_one_line(path) + "]\n";
    }

    // Jenkins keeps 500 + 500 characters of passing and 50,000 + 50,000 of failing tests; GitLab refuses files above 30 MB.
    static constexpr std::size_t passed_limit = 2'000;
    static constexpr std::size_t failed_limit = 100'000;
};

}  // namespace ltk::inline v1::detail::report
