// How wide text is on a terminal, without asking the locale: wide East Asian characters and emoji take two columns, combining
// marks none.
#pragma once

#include <ltk/results/utf8.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace ltk::inline v1::detail::report {

constexpr unsigned columns_of(char32_t c) noexcept {
    if (c < 0x300) return 1;
    bool const combining = c <= 0x36F || (c >= 0x483 && c <= 0x489) || (c >= 0x591 && c <= 0x5BD) || (c >= 0x610 && c <= 0x61A) ||
                           (c >= 0x64B && c <= 0x65F) || (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x1DC0 && c <= 0x1DFF) ||
                           (c >= 0x200B && c <= 0x200F) || (c >= 0x2060 && c <= 0x2064) || (c >= 0x20D0 && c <= 0x20FF) ||
                           (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xFE20 && c <= 0xFE2F) || (c >= 0xE0100 && c <= 0xE01EF);
    if (combining) return 0;
    bool const wide = (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0x303E) || (c >= 0x3041 && c <= 0xA4CF) ||
                      (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) ||
                      (c >= 0xFF00 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1F64F) ||
                      (c >= 0x1F680 && c <= 0x1F6FF) || (c >= 0x1F900 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
    return wide ? 2 : 1;
}

/// Columns of one line of visible text.
inline std::size_t width_of(std::string_view text) noexcept {
    std::size_t columns = 0;
    for (std::size_t at = 0; at < text.size();) {
        auto const step = utf8_next(text.data() + at, text.size() - at);
        columns += columns_of(step.code);
        at += step.size;
    }
    return columns;
}

/// One line of visible text in at most `columns` columns, "..." where it was cut: names differ at their end, so the middle goes.
inline std::string clipped(std::string_view text, std::size_t columns) {
    if (width_of(text) <= columns) return std::string(text);
    if (columns < 8) return std::string(columns, '.');
    std::size_t const front = (columns - 3) / 2;
    std::size_t const back = columns - 3 - front;
    std::size_t at = 0;
    for (std::size_t taken = 0; at < text.size();) {
        auto const step = utf8_next(text.data() + at, text.size() - at);
        taken += columns_of(step.code);
        if (taken > front) break;
        at += step.size;
    }
    std::size_t from = at;
    for (std::size_t rest = width_of(text.substr(from)); rest > back;) {
        auto const step = utf8_next(text.data() + from, text.size() - from);
        rest -= columns_of(step.code);
        from += step.size;
    }
    return std::string(text.substr(0, at)) + "..." + std::string(text.substr(from));
}

/// Text in lines that start at column `indent` (the first one at column `first`) and end before column `width`; 0: no limit.
/// Line ends of the text stay. Words longer than a line are not broken, so that paths can be copied.
inline std::string hanging(std::string_view text, std::size_t indent, std::size_t width, std::size_t first) {
    std::string out;
    std::size_t column = first;
    std::string const margin = "\n" + std::string(indent, ' ');
    while (!text.empty()) {
        auto const end = text.find_first_of(" \n");
        auto const word = text.substr(0, end);
        auto const wide = width_of(word);
        if (width != 0 && column > indent && column + wide > width) {
            while (!out.empty() && out.back() == ' ') out.pop_back();
            out += margin;
            column = indent;
        }
        out += word;
        column += wide;
        if (end == std::string_view::npos) break;
        if (text[end] == '\n') {
            if (end + 1 < text.size()) out += margin;
            column = indent;
        } else {
            out += ' ';
            ++column;
        }
        text.remove_prefix(end + 1);
    }
    return out;
}
inline std::string hanging(std::string_view text, std::size_t indent, std::size_t width) { return hanging(text, indent, width, indent); }

}  // namespace ltk::inline v1::detail::report
