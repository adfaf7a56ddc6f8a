// Markdown that says what it was given: ids and messages come from tests and may hold anything, and none of it may become a
// table's border, a link, a tag, a heading or the end of a code block. CommonMark with GitHub's tables.
#pragma once

#include <ltk/results/failure_lines.hpp>
#include <ltk/results/visible.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1::detail::markdown {

inline constexpr std::size_t longest_inline = 2'000;  // bytes of a text in a line or a cell

constexpr bool is_word(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

/// Text in a line or a cell, literally; one line, at most longest_inline bytes of it.
inline std::string text(std::string_view raw) {
    std::string const line = report::shortened(report::in_one_line(raw), longest_inline);
    std::string out;
    out.reserve(line.size() + line.size() / 8);
    std::size_t const first = std::min(line.find_first_not_of(' '), line.size());
    std::size_t const numbered = std::min(line.find_first_not_of("0123456789", first), line.size());  // "1." starts a list
    for (std::size_t i = first; i < line.size(); ++i) {
        char const c = line[i];
        bool escape = std::string_view("\\`*[]<>|~&$").find(c) != std::string_view::npos;
        if (c == '_') escape = i == first || i + 1 == line.size() || !is_word(line[i - 1]) || !is_word(line[i + 1]);
        if (i == first && std::string_view("#+-=").find(c) != std::string_view::npos) escape = true;
        if (i == numbered && i != first && (c == '.' || c == ')') && (i + 1 == line.size() || line[i + 1] == ' ')) escape = true;
        if (escape) out += '\\';
        out += c;
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

/// A word such as an id: as code when nothing in it can go wrong there, else as text.
inline std::string code(std::string_view raw) {
    constexpr std::string_view harmless = "/_-.,:;=+@%#()[]{}!?*^~'\"<>&$ ";
    bool const plain = !raw.empty() && raw.size() <= longest_inline && raw.front() != ' ' && raw.back() != ' ' &&
                       std::all_of(raw.begin(), raw.end(), [&](char c) {
                           return static_cast<unsigned char>(c) < 0x80 && (is_word(c) || harmless.find(c) != std::string_view::npos);
                       });
    return plain ? "`" + std::string(raw) + "`" : text(raw);
}

/// Text of several lines as a block that shows it as it is.
inline std::string block(std::string_view raw) {
    std::string const shown = report::visible(raw);
    std::size_t longest = 2;
    std::size_t run = 0;
    for (char const c : shown) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    std::string const fence(longest + 1, '`');
    return fence + "text\n" + shown + (shown.empty() || shown.back() == '\n' ? "" : "\n") + fence + "\n";
}

/// One row of a table; the cells are Markdown already.
inline std::string row(std::vector<std::string> const& cells) {
    std::string line = "|";
    for (auto const& cell : cells) (line += cell.empty() ? " " : " " + cell + " ") += '|';
    return line + "\n";
}
/// The head of a table. A name that begins with '>' makes a column of numbers.
inline std::string table_head(std::vector<std::string> const& names) {
    std::string line = "|";
    std::string rule = "|";
    for (auto const& name : names) {
        bool const numbers = name.starts_with('>');
        line += " " + name.substr(numbers ? 1 : 0) + " |";
        rule += numbers ? "--:|" : "---|";
    }
    return line + "\n" + rule + "\n";
}

inline std::string number(std::uint64_t value) { return report::decimal(value); }

/// The shortest decimal that reads back as this value.
inline std::string number(double value) {
    if (std::isnan(value)) return "not a number";
    if (std::isinf(value)) return value > 0 ? "infinite" : "-infinite";
    char digits[40];
    return std::string(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

/// "1.250 s"
inline std::string seconds(double value) {
    if (!(value >= 0) || value > 1e12) return number(value) + " s";
    char digits[40];
    return std::string(digits, std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed, 3).ptr) + " s";
}

/// "3 tests"
inline std::string counted(std::uint64_t count, std::string const& thing) { return number(count) + " " + thing + (count == 1 ? "" : "s"); }

}  // namespace ltk::inline v1::detail::markdown
