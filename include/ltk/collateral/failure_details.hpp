// The details of every test that is not green, as Markdown: what failed, what was expected and seen, where, and the line that runs it
// again. Gathered while the journal goes by, so that only running tests are held as events.
#pragma once

#include <ltk/collateral/markdown.hpp>
#include <ltk/results/failure_lines.hpp>
#include <ltk/results/reproduce.hpp>
#include <ltk/results/story.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>

namespace ltk::inline v1::detail::collateral {

/// Feed it a journal; then details(test).
class FailureDetails {
public:
    /// Bytes of all details together; a page of more is read by nobody, and the journal has everything.
    static constexpr std::size_t most_bytes = 16U << 20;

    void on(event::RunStarted const& e) { reproduction_.on(e); }
    void on(event::Configured const& e) { reproduction_.on(e); }
    template <TellsOfAttempt E>
    void on(E const& e, Stamp const& stamp) {
        stories_.add(e, stamp);
    }
    void on(event::TestFinished const& e) {
        if (!is_green(e.outcome) || e.attempts > 1) keep(e.test, attempts_text(stories_.of(e.test)));
        stories_.close(e.test);
    }
    /// The tests that were running when the run was cut off.
    void finish_open(std::string const& test) { keep(test, attempts_text(stories_.of(test))); }

    /// Markdown, with an empty line before each part; "" when there is nothing to tell.
    std::string details(std::string const& test) const {
        auto const found = details_.find(test);
        return found == details_.end() ? std::string() : found->second;
    }
    std::string reproduce(std::string const& test) const { return reproduction_.line(test); }
    std::uint64_t left_out() const noexcept { return left_out_; }

private:
    /// The text and a line end; its further lines stand under the first.
    static std::string indented(std::string const& text, char const* indent) {
        std::string out;
        for (char const c : text) {
            out += c;
            if (c == '\n') out += indent;
        }
        return out + "\n";
    }
    static std::string attempts_text(Story const& story) {
        namespace md = markdown;
        std::string out;
        for (auto const& attempt : story.attempts) {
            if (story.attempts.size() > 1) {
                out += "\nAttempt " + std::to_string(attempt.attempt);
                if (attempt.finished)
                    out += ": " + std::string(name(attempt.finished->outcome)) +
                           (attempt.finished->reason.empty() ? "" : ", " + md::text(attempt.finished->reason));
                out += "\n";
            }
            std::string lines;
            for (auto const& [label, text] : report::failure_lines(attempt))
                lines += label.empty() ? indented(text, "    ") : "    " + label + ": " + indented(text, "        ");
            for (auto const& note : attempt.notes)
                lines += "note: " + indented(report::shortened(report::visible(note), report::longest_value), "    ");
            if (!lines.empty()) out += "\n" + md::block(lines);
        }
        return out;
    }
    void keep(std::string const& test, std::string text) {
        if (text.empty()) return;
        if (kept_ + text.size() > most_bytes) {
            ++left_out_;
            return;
        }
        kept_ += text.size();
        details_[test] = std::move(text);
    }

    Reproduction reproduction_;
    Stories stories_;
    std::unordered_map<std::string, std::string> details_;
    std::size_t kept_ = 0;
    std::uint64_t left_out_ = 0;
};

}  // namespace ltk::inline v1::detail::collateral
