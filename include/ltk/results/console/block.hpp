// What the console says of one test: a line for a test that is well, a block for one that is not.
#pragma once

#include <ltk/results/console/columns.hpp>
#include <ltk/results/console/paint.hpp>
#include <ltk/results/console/words.hpp>
#include <ltk/results/failure_lines.hpp>
#include <ltk/results/places.hpp>
#include <ltk/results/story.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail::report {

class TestBlock {
public:
    TestBlock(Paint paint, std::size_t width, std::filesystem::path const& folder) : paint_(paint), width_(width), folder_(folder) {}

    static tint tint_of(outcome how) noexcept {
        if (is_red(how)) return tint::red;
        if (is_incomplete(how)) return tint::magenta;
        if (how == outcome::pass) return tint::green;
        if (how == outcome::flaky_pass) return tint::yellow;
        return tint::dim;
    }

    /// "ok posix/x  12 ms", with its metrics.
    std::string line(event::TestFinished const& test, Story const& story) const {
        std::string out = head_line(test);
        if (auto const* const last = story.last(); last != nullptr)
            for (auto const& metric : last->metrics)
                out += "  " + in_one_line(metric.name) + " " + paint_(tint::bold, metric_words(metric.value, metric.unit));
        if (test.outcome != outcome::pass && !test.reason.empty()) out += "  " + in_one_line(test.reason);
        out += '\n';
        notes(out, story);
        return out;
    }

    /// A test that passed after it had failed.
    std::string flaky(event::TestFinished const& test, Story const& story) const {
        std::string out = head_line(test) + "  passed on attempt " + decimal(std::max<std::size_t>(story.attempts.size(), 1)) + '\n';
        for (std::size_t i = 0; i + 1 < story.attempts.size(); ++i) earlier(out, story.attempts[i]);
        notes(out, story);
        return out;
    }

    /// Everything about a test that is not well. `reproduce`: the line that runs it again.
    std::string block(event::TestFinished const& test, Story const& story, source_place declared, std::string const& reproduce) const {
        std::string out = head_line(test) + '\n';
        auto const* const last = story.last();
        bool const failures = last != nullptr && !last->failures.empty();
        std::string const first = headline(test.outcome, test.reason, last);
        bool const said = failures && first.compare(0, last->failures.front().message.size(), last->failures.front().message) == 0;
        if (!said || !failures) out += std::string(margin, ' ') + paint_(tint::bold, hanging(first, margin, width_)) + '\n';
        if (failures)
            for (auto const& line : failure_lines(*last)) labelled_line(out, line);
        if (!says_where(last) && !declared.file.empty())
            entry(out, "declared", place(std::string(declared.file), declared.line), tint::plain);
        for (std::size_t i = 0; i + 1 < story.attempts.size(); ++i) earlier(out, story.attempts[i]);
        notes(out, story);
        files(out, story);
        if (last != nullptr) output(out, *last);
        out += std::string(margin, ' ') + paint_(tint::dim, "reproduce with") + '\n';
        out += std::string(margin, ' ') + paint_(tint::cyan, in_one_line(reproduce)) + '\n';  // alone in its line: nothing else is pasted
        return out;
    }

    static constexpr std::size_t margin = 4;

private:
    static constexpr std::size_t label_width = 10;
    static constexpr std::size_t shown_lines = 12;  // of output

    std::string head_line(event::TestFinished const& test) const {
        std::string out = paint_(tint_of(test.outcome), headword(test.outcome)) + ' ';
        out += paint_(test.outcome == outcome::pass ? tint::plain : tint::bold, in_one_line(test.test));
        if (test.elapsed > 0 || test.attempts > 0) out += "  " + paint_(tint::dim, time_words(test.elapsed));
        return out;
    }
    // "    expected  text": prose is wrapped on a terminal, what people copy is not.
    void entry(std::string& out, std::string_view label, std::string const& text, tint how, bool prose = false,
               std::size_t further = 0) const {
        out += std::string(margin + further, ' ') + paint_(tint::dim, label) +
               std::string(label_width - std::min(label.size(), label_width - 1), ' ');
        std::size_t const indent = margin + label_width + further;
        std::string const laid = hanging(text, indent, prose ? width_ : 0);
        out += (how == tint::plain ? laid : paint_(how, laid)) + '\n';
    }
    void labelled_line(std::string& out, labelled const& line) const {
        if (line.label.empty())
            out += std::string(margin, ' ') + paint_(tint::bold, hanging(line.text, margin + 2, 0)) + '\n';
        else
            entry(out, line.label, line.text, line.label == "seen" ? tint::yellow : tint::plain,
                  line.label == "info" || line.label == "message", 2);
    }
    void earlier(std::string& out, AttemptStory const& attempt) const {
        auto const ended = attempt.finished ? attempt.finished->outcome : outcome::interrupted;
        std::string text =
            std::string(past_tense(ended)) + ": " + headline(ended, attempt.finished ? attempt.finished->reason : "", &attempt);
        if (!attempt.failures.empty() && !attempt.failures.front().file.empty())
            text += " (" + in_one_line(place(attempt.failures.front().file, attempt.failures.front().line)) + ")";
        entry(out, "attempt " + decimal(static_cast<std::uint64_t>(std::max(attempt.attempt, 0))), text, tint::plain, true);
    }
    void notes(std::string& out, Story const& story) const {
        for (auto const& attempt : story.attempts)
            for (auto const& note : attempt.notes) entry(out, "note", visible(note), tint::yellow, true);
    }
    void files(std::string& out, Story const& story) const {
        for (auto const& attempt : story.attempts)
            for (auto const& file : attempt.attachments) entry(out, "file", in_one_line((folder_ / file.path).string()), tint::plain);
    }

    // The end of what the attempt printed, both streams in the order in which they came.
    void output(std::string& out, AttemptStory const& attempt) const {
        struct Line {
            double at;
            std::size_t order;
            bool error;
            std::string text;
        };
        std::vector<Line> lines;
        std::string log;
        bool cut = false;
        for (auto const& stream : attempt.outputs) {
            if (!stream.log.empty()) log = std::filesystem::path(stream.log).parent_path().string();
            cut = cut || stream.cut != 0;
            std::size_t const from = stream.lines.size() > shown_lines * 4 ? stream.lines.size() - shown_lines * 4 : 0;
            cut = cut || from != 0;
            for (std::size_t i = from; i < stream.lines.size(); ++i) {
                std::string text = shortened(visible(stream.lines[i].text), longest_line);
                while (!text.empty() && text.back() == '\n') text.pop_back();
                std::size_t start = 0;
                for (;;) {
                    auto const end = text.find('\n', start);
                    lines.push_back({stream.lines[i].at > 0 ? stream.lines[i].at : 0, lines.size(), stream.stream == "stderr",
                                     text.substr(start, end == std::string::npos ? end : end - start)});
                    if (end == std::string::npos) break;
                    start = end + 1;
                }
            }
        }
        if (lines.empty()) return;
        std::sort(lines.begin(), lines.end(),
                  [](Line const& a, Line const& b) { return a.at < b.at || (!(b.at < a.at) && a.order < b.order); });
        std::size_t const first = lines.size() > shown_lines ? lines.size() - shown_lines : 0;
        cut = cut || first != 0;
        std::string title = cut ? "the end of its output" : "output";
        if (cut && !log.empty()) title += ", all of it in " + in_one_line((folder_ / log).string());
        out += std::string(margin, ' ') + paint_(tint::dim, title) + '\n';
        for (std::size_t i = first; i < lines.size(); ++i)
            out +=
                std::string(margin, ' ') + (lines[i].error ? paint_(tint::yellow, "! ") : paint_(tint::dim, "| ")) + lines[i].text + '\n';
    }

    static constexpr std::size_t longest_line = 1'000;  // bytes

    Paint paint_;
    std::size_t width_;
    std::filesystem::path const& folder_;
};

}  // namespace ltk::inline v1::detail::report
