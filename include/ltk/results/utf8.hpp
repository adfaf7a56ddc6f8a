// Steps through text that ought to be UTF-8 and often is not: what tests print, what kernels log.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ltk::inline v1::detail {

/// U+FFFD, what stands for bytes that are no UTF-8.
inline constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

/// The next character of a text, or the next bytes that are none.
struct utf8_step {
    std::size_t size = 1;  ///< bytes
    bool good = false;     ///< false: these bytes together are replaced by one U+FFFD
    char32_t code = 0xFFFD;
};

/// Looks at the first character of [at, at + left), left > 0. Bad bytes are grouped as Unicode recommends (section 3.9, "U+FFFD
/// Substitution of Maximal Subparts"), so that a character cut in two becomes one U+FFFD.
inline utf8_step utf8_next(char const* at, std::size_t left) noexcept {
    auto const byte = [at](std::size_t i) { return static_cast<unsigned char>(at[i]); };
    unsigned const first = byte(0);
    if (first < 0x80) return {1, true, first};
    if (first < 0xC2 || first > 0xF4) return {};
    std::size_t const length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    unsigned low = 0x80;  // limits of the second byte
    unsigned high = 0xBF;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
    char32_t code = first & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if (i == left || byte(i) < low || byte(i) > high) return {i, false, 0xFFFD};
        code = (code << 6) | (byte(i) & 0x3FU);
        low = 0x80;
        high = 0xBF;
    }
    return {length, true, code};
}

/// Appends a character, encoded.
inline void append_utf8(std::string& out, char32_t code) {
    auto const put = [&out](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | (code >> 6));
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | (code >> 12));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | (code >> 18));
        put(0x80 | ((code >> 12) & 0x3F));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

/// Number of bytes at the start of `text` that are plain ASCII.
inline std::size_t ascii_prefix(std::string_view text) noexcept {
    std::size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {
        unsigned long long eight = 0;
        __builtin_memcpy(&eight, text.data() + i, 8);
        if ((eight & 0x8080808080808080ULL) != 0) break;
    }
    while (i < text.size() && static_cast<unsigned char>(text[i]) < 0x80) ++i;
    return i;
}

}  // namespace ltk::inline v1::detail
