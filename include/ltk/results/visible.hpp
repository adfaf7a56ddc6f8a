// Text that a test wrote, made fit to be shown: whatever the bytes are, what comes out is valid UTF-8 in which nothing acts on
// a terminal or breaks a parser. Nothing is dropped silently: bytes that are no UTF-8 become U+FFFD, control characters their
// pictures, and other characters that act instead of showing are spelled out (\u202e).
#pragma once

#include <ltk/results/utf8.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ltk::inline v1::detail::report {

enum class line_breaks : unsigned char { keep, flatten };

/// Does this character act on its surroundings instead of showing itself? Controls below U+0020 and DEL are judged by the caller.
constexpr bool acts(char32_t c) noexcept {
    return (c >= 0x80 && c < 0xA0)                                          // C1
           || c == 0x2028 || c == 0x2029                                    // separators that some parsers take for line ends
           || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)  // turn the direction of what follows
           || c == 0xFEFF;
}

/// Appends `text` as described above. With line_breaks::flatten line ends and tabs become spaces.
inline void append_visible(std::string& out, std::string_view text, line_breaks breaks) {
    std::size_t done = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        auto const byte = static_cast<unsigned char>(text[at]);
        if (byte >= 0x20 && byte < 0x7F) {
            ++at;
            continue;
        }
        auto const step = utf8_next(text.data() + at, text.size() - at);
        bool const good = step.good && (step.code & 0xFFFEu) != 0xFFFEu;  // noncharacters are refused by XML and YAML
        if (good && byte >= 0x80 && !acts(step.code)) {
            at += step.size;
            continue;
        }
        out.append(text, done, at - done);
        if (!good) {
            out += replacement_character;
        } else if (byte >= 0x80) {
            out += "\\u";
            for (int shift = 12; shift >= 0; shift -= 4) out += "0123456789abcdef"[(step.code >> shift) & 0xFu];
        } else if (byte == '\n' || byte == '\t') {
            out += breaks == line_breaks::keep ? static_cast<char>(byte) : ' ';
        } else if (byte != '\r' || at + 1 == text.size() || text[at + 1] != '\n') {  // a line feed says it all
            append_utf8(out, byte == 0x7F ? 0x2421 : 0x2400 + char32_t{byte});
        }
        at += step.size;
        done = at;
    }
    out.append(text, done, at - done);
}

inline std::string visible(std::string_view text, line_breaks breaks = line_breaks::keep) {
    std::string out;
    out.reserve(text.size());
    append_visible(out, text, breaks);
    return out;
}
inline std::string in_one_line(std::string_view text) { return visible(text, line_breaks::flatten); }

/// The longest beginning of valid UTF-8 `text` that has at most `limit` bytes and ends between characters.
inline std::string_view head(std::string_view text, std::size_t limit) noexcept {
    if (text.size() <= limit) return text;
    while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0u) == 0x80u) --limit;
    return text.substr(0, limit);
}

/// The same of its end.
inline std::string_view tail(std::string_view text, std::size_t limit) noexcept {
    if (text.size() <= limit) return text;
    std::size_t from = text.size() - limit;
    while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0u) == 0x80u) ++from;
    return text.substr(from);
}

}  // namespace ltk::inline v1::detail::report
