// Values as JSON text, and texts as they are shown in messages. Small on purpose: configuration values are short, and
// whoever writes them should not need a JSON library.
#pragma once

#include <ltk/declare/id.hpp>

#include <array>
#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>

namespace ltk::inline v1::detail {

/// Appends a text in double quotes, escaped for JSON; bytes that are no UTF-8 become U+FFFD.
inline void append_quoted(std::string& out, std::string_view text) {
    static constexpr char const* digits = "0123456789abcdef";
    out += '"';
    for (std::size_t at = 0; at < text.size(); ++at) {
        char const c = text[at];
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (c == '\r') {
            out += "\\r";
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            out += "\\u00";
            out += digits[static_cast<unsigned char>(c) >> 4];
            out += digits[static_cast<unsigned char>(c) & 15];
        } else if (static_cast<unsigned char>(c) < 0x80) {
            out += c;
        } else {
            std::array<char, 5> character{};  // ends with a NUL, so that a cut character is seen as one
            text.substr(at).copy(character.data(), 4);
            auto const length = static_cast<std::size_t>(utf8_length(character.data()));
            if (length == 0) {
                out += "\xEF\xBF\xBD";
            } else {
                out.append(character.data(), length);
                at += length - 1;
            }
        }
    }
    out += '"';
}

/// A text in double quotes, escaped for JSON.
inline std::string quote(std::string_view text) {
    std::string out;
    append_quoted(out, text);
    return out;
}

/// A text as a failed check shows it between double quotes: in C++'s own way, so that every byte can be told.
inline std::string escaped_text(std::string_view text) {
    static constexpr char const* digits = "0123456789abcdef";
    std::string out;
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            (out += '\\') += c;
        else if (c == '\n' || c == '\t' || c == '\r')
            (out += '\\') += c == '\n' ? 'n' : c == '\t' ? 't' : 'r';
        else if (byte < 0x20 || byte == 0x7f)
            ((out += "\\x") += digits[byte >> 4]) += digits[byte & 15];
        else
            out += c;
    }
    return out;
}

/// A text in double quotes for messages: long ones are cut.
inline std::string quote_short(std::string_view text) {
    constexpr std::size_t longest = 60;
    if (text.size() <= longest) return quote(text);
    std::size_t end = longest;
    while (end > longest - 4 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // not in mid-character
    auto cut = quote(text.substr(0, end));
    cut.pop_back();
    return cut + "...\"";
}

/// Whether a text is valid UTF-8.
inline bool is_utf8(std::string const& text) {
    for (std::size_t at = 0; at < text.size();) {
        auto const length = text[at] == '\0' ? 1 : utf8_length(text.c_str() + at);
        if (length == 0) return false;
        at += static_cast<std::size_t>(length);
    }
    return true;
}

/// A number with as many digits as it takes to read the same number back.
template <class Number>
std::string number_text(Number value) {
    std::array<char, 64> digits{};
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return std::string(digits.data(), end);
}

}  // namespace ltk::inline v1::detail
