// Turns whatever a test printed into text that a format can carry. Nothing is dropped silently: bytes that are no UTF-8 become
// U+FFFD, control characters that a format forbids are shown by their pictures (U+2400 ...).
#pragma once

#include <ltk/results/utf8.hpp>

#include <string>
#include <string_view>

namespace ltk::inline v1 {

/// Whether a text is valid UTF-8.
inline bool is_utf8(std::string_view text) noexcept {
    for (std::size_t at = detail::ascii_prefix(text); at < text.size();) {
        auto const step = detail::utf8_next(text.data() + at, text.size() - at);
        if (!step.good) return false;
        at += step.size;
    }
    return true;
}

/// Appends `text` with each maximal bad sequence of bytes replaced by U+FFFD.
inline void append_utf8_repaired(std::string& out, std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        auto const step = detail::utf8_next(text.data() + at, text.size() - at);
        out += step.good ? text.substr(at, step.size) : detail::replacement_character;
        at += step.size;
        auto const plain = detail::ascii_prefix(text.substr(at));
        out += text.substr(at, plain);
        at += plain;
    }
}

/// The text as valid UTF-8.
inline std::string repair_utf8(std::string_view text) {
    if (is_utf8(text)) return std::string(text);
    std::string out;
    out.reserve(text.size() + text.size() / 4);
    append_utf8_repaired(out, text);
    return out;
}

namespace detail {

inline void append_picture(std::string& out, char32_t control) { append_utf8(out, control == 0x7F ? 0x2421 : 0x2400 + control); }

// Appends text as XML 1.0 character data: escaped, and only characters that XML allows.
template <bool Attribute>
void append_xml(std::string& out, std::string_view text) {
    std::size_t done = 0;  // everything before it is written
    std::size_t at = 0;
    auto const replace = [&](std::size_t size, std::string_view by) {
        out.append(text, done, at - done);
        out += by;
        at += size;
        done = at;
    };
    while (at < text.size()) {
        auto const c = static_cast<unsigned char>(text[at]);
        if (c >= 0x80) {
            auto const step = utf8_next(text.data() + at, text.size() - at);
            if (step.good && step.code != 0xFFFE && step.code != 0xFFFF)
                at += step.size;
            else
                replace(step.size, replacement_character);
        } else if (c > '>') {
            ++at;
        } else if (c < 0x20) {
            if (c == '\r') {
                replace(1, "&#13;");
            } else if (c == '\n' || c == '\t') {
                if (Attribute)
                    replace(1, c == '\n' ? "&#10;" : "&#9;");
                else
                    ++at;
            } else {
                replace(1, {});
                append_picture(out, c);
            }
        } else if (c == '&') {
            replace(1, "&amp;");
        } else if (c == '<') {
            replace(1, "&lt;");
        } else if (c == '>') {
            replace(1, "&gt;");
        } else if (Attribute && c == '"') {
            replace(1, "&quot;");
        } else {
            ++at;
        }
    }
    out.append(text, done, at - done);
}

}  // namespace detail

/// Appends `text` as the text of an XML element: escaped, legal in XML 1.0, control characters as pictures.
inline void append_xml_text(std::string& out, std::string_view text) { detail::append_xml<false>(out, text); }
/// Appends `text` as the value of an XML attribute in double quotes (the quotes are the caller's).
inline void append_xml_attribute(std::string& out, std::string_view text) { detail::append_xml<true>(out, text); }
inline std::string xml_text(std::string_view text) {
    std::string out;
    append_xml_text(out, text);
    return out;
}
inline std::string xml_attribute(std::string_view text) {
    std::string out;
    append_xml_attribute(out, text);
    return out;
}

/// The text in one line of valid UTF-8: each run of line breaks and tabs becomes one space (none at either end), other
/// control characters are shown as pictures.
inline std::string one_line(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool broken = false;
    for (std::size_t at = 0; at < text.size();) {
        auto const step = detail::utf8_next(text.data() + at, text.size() - at);
        bool const line_end = step.code == 0x85 || step.code == 0x2028 || step.code == 0x2029;  // also NEL, LS, PS
        if (step.code == '\n' || step.code == '\r' || step.code == '\t' || line_end) {
            broken = !out.empty();
        } else {
            if (broken && out.back() != ' ' && step.code != ' ') out += ' ';
            broken = false;
            if (!step.good)
                out += detail::replacement_character;
            else if (step.code < 0x20 || step.code == 0x7F)
                detail::append_picture(out, step.code);
            else
                out += text.substr(at, step.size);
        }
        at += step.size;
    }
    return out;
}

}  // namespace ltk::inline v1
