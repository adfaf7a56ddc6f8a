// Strings as RFC 8785 wants them: the fewest escapes, valid UTF-8, keys in the order of their UTF-16 code units.
#pragma once

#include <ltk/results/utf8.hpp>

#include <string>
#include <string_view>

namespace ltk::inline v1::detail {

/// Whether one of eight characters needs more than copying: a control character, a quote, a backslash, or no ASCII.
inline bool needs_care(unsigned long long eight) noexcept {
    constexpr unsigned long long ones = 0x0101010101010101ULL;
    constexpr unsigned long long highs = 0x8080808080808080ULL;
    unsigned long long const below_space = (eight - ones * 0x20) & ~eight;
    unsigned long long const quotes = eight ^ (ones * '"');
    unsigned long long const backslashes = eight ^ (ones * '\\');
    unsigned long long const found = eight | below_space | ((quotes - ones) & ~quotes) | ((backslashes - ones) & ~backslashes);
    return (found & highs) != 0;
}

/// Appends a JSON string with its quotes. Bytes that are no UTF-8 become U+FFFD.
inline void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    std::size_t done = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        while (at + 8 <= text.size()) {
            unsigned long long eight = 0;
            __builtin_memcpy(&eight, text.data() + at, 8);
            if (needs_care(eight)) break;
            at += 8;
        }
        if (at == text.size()) break;
        auto const c = static_cast<unsigned char>(text[at]);
        if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
            ++at;
            continue;
        }
        if (c >= 0x80) {
            auto const step = utf8_next(text.data() + at, text.size() - at);
            if (!step.good) {
                out.append(text, done, at - done);
                out += replacement_character;
                done = at + step.size;
            }
            at += step.size;
            continue;
        }
        out.append(text, done, at - done);
        out += '\\';
        switch (c) {
            case '"': out += '"'; break;
            case '\\': out += '\\'; break;
            case '\b': out += 'b'; break;
            case '\f': out += 'f'; break;
            case '\n': out += 'n'; break;
            case '\r': out += 'r'; break;
            case '\t': out += 't'; break;
            default:
                out += "u00";
                out += "0123456789abcdef"[c >> 4];
                out += "0123456789abcdef"[c & 15];
        }
        done = ++at;
    }
    out.append(text, done, std::string_view::npos);
    out += '"';
}

/// The order of keys in RFC 8785, section 3.2.3: by UTF-16 code units. It differs from the order of the UTF-8 bytes only where a
/// character beyond U+FFFF (its surrogates start at D800) meets one of U+E000 ... U+FFFF.
inline bool utf16_less(std::string_view a, std::string_view b) noexcept {
    std::size_t at = 0;
    while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
    if (at == a.size() || at == b.size()) return a.size() < b.size();
    auto const x = static_cast<unsigned char>(a[at]);
    auto const y = static_cast<unsigned char>(b[at]);
    if (x >= 0xEE && y >= 0xEE && (x >= 0xF0) != (y >= 0xF0)) return x >= 0xF0;
    return x < y;
}

}  // namespace ltk::inline v1::detail
