// What went wrong in one attempt, as labelled lines: expected, seen, where, in which step, with which notes. Every format says the same
// in the same order; how it looks is theirs.
#pragma once

#include <ltk/results/outcome.hpp>
#include <ltk/results/story.hpp>
#include <ltk/results/visible.hpp>

#include <charconv>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1::detail::report {

/// "42" - without a stream, which would ask the locale.
inline std::string decimal(std::uint64_t number) {
    char digits[24];
    return std::string(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

/// "not-applicable": as most formats spell outcomes.
inline std::string hyphenated(outcome which) {
    std::string out(name(which));
    for (char& c : out)
        if (c == '_') c = '-';
    return out;
}

struct labelled {
    std::string label;  ///< "expected"; empty for the line that starts a failure
    std::string text;   ///< visible characters and line feeds only
};

inline std::string place(std::string const& file, unsigned line) {
    if (file.empty()) return {};
    return line == 0 ? file : file + ":" + decimal(line);
}

inline std::string joined(std::vector<std::string> const& parts, std::string_view between) {
    std::string out;
    for (auto const& part : parts) {
        if (!out.empty()) out += between;
        out += part;
    }
    return out;
}

/// A long text keeps its head and its tail.
inline std::string shortened(std::string text, std::size_t limit) {
    if (text.size() <= limit) return text;
    auto const front = head(text, limit / 2);
    auto const back = tail(text, limit / 2);
    return std::string(front) + " ... (" + decimal(text.size() - front.size() - back.size()) + " bytes left out) ... " + std::string(back);
}

inline constexpr std::size_t longest_value = 8'000;  // bytes of one labelled text
inline constexpr std::size_t most_failures = 20;     // that one attempt shows

/// The one line that says why: of the first failure, or the reason.
inline std::string headline(outcome how, std::string const& reason, AttemptStory const* attempt) {
    std::string line;
    if (attempt != nullptr && !attempt->failures.empty() && (how == outcome::fail || reason.empty())) {
        auto const& first = attempt->failures.front();
        line = !first.message.empty() ? first.message : !first.expression.empty() ? first.expression : reason;
        if (line.empty()) line = std::string(name(how));
        if (auto const more = attempt->failures.size() - 1 + attempt->failures_left_out; more != 0)
            line += " (and " + decimal(more) + " more)";
    } else {
        line = reason.empty() ? std::string(name(how)) : reason;
    }
    return shortened(in_one_line(line), 1'000);
}

/// Does an attempt name a place in the sources? Those that crash, hang or let an exception out do not.
inline bool says_where(AttemptStory const* attempt) noexcept {
    if (attempt == nullptr) return false;
    for (auto const& failure : attempt->failures)
        if (!failure.file.empty()) return true;
    return false;
}

/// Every failure of an attempt.
inline std::vector<labelled> failure_lines(AttemptStory const& attempt) {
    std::vector<labelled> lines;
    auto const say = [&](char const* label, std::string const& text) {
        if (!text.empty()) lines.push_back({label, shortened(visible(text), longest_value)});
    };
    std::size_t shown = 0;
    for (auto const& failure : attempt.failures) {
        if (++shown > most_failures) break;
        std::string first = place(failure.file, failure.line);
        std::string const what = !failure.expression.empty() ? failure.expression : failure.message;
        if (!first.empty()) first += ": ";
        first += what.empty() ? failure.kind : what;
        say("", first);
        say("expected", failure.expected);
        say("seen", failure.seen);
        // the message repeats the parts above, unless it has something of its own to say
        bool const repeats =
            failure.expression.empty() || (!failure.seen.empty() && failure.message.find(failure.seen) != std::string::npos &&
                                           failure.message.find(failure.expression) != std::string::npos);
        if (!repeats) say("message", failure.message);
        say("step", joined(failure.steps, " > "));
        for (auto const& note : failure.info) say("info", note);
    }
    std::uint64_t const rest = attempt.failures.size() - (shown > most_failures ? most_failures : shown) + attempt.failures_left_out;
    if (rest != 0) lines.push_back({"", "and " + decimal(rest) + " more failures, which the run's journal has"});
    return lines;
}

}  // namespace ltk::inline v1::detail::report
