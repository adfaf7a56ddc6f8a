// The grammar of configuration keys, checked when the author's source is compiled: names of letters, digits, `_` and `-` that
// begin with a letter, joined by dots; at most 100 bytes.
#pragma once

namespace ltk::inline v1::detail {

enum class key_flaw : unsigned char { none, empty_level, begins_wrongly, forbidden_character, too_long };

inline constexpr int longest_key = 100;

constexpr key_flaw grade_key(char const* key) noexcept {
    bool at_begin = true;
    int size = 0;
    for (char const* at = key;; ++at) {
        char const c = *at;
        if (c == '.' || c == '\0') {
            if (at_begin) return key_flaw::empty_level;
            if (c == '\0') return key_flaw::none;
            at_begin = true;
        } else {
            bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !(c >= '0' && c <= '9') && c != '_' && c != '-') return key_flaw::forbidden_character;
            if (at_begin && !letter) return key_flaw::begins_wrongly;
            at_begin = false;
        }
        if (++size > longest_key) return key_flaw::too_long;
    }
}

/// A sentence for each flaw; the same words at compile time and at run time.
constexpr char const* describe(key_flaw flaw) noexcept {
    switch (flaw) {
        case key_flaw::none: return "";
        case key_flaw::empty_level: return "a configuration's key is empty, or has an empty part before, between or behind its dots";
        case key_flaw::begins_wrongly: return "each part of a configuration's key begins with a letter";
        case key_flaw::forbidden_character:
            return "a configuration's key is made of letters, digits, `_` and `-`, with dots between its parts";
        case key_flaw::too_long: return "a configuration's key is longer than 100 bytes";
    }
    return "";
}

template <key_flaw F>
constexpr bool key_is_good() noexcept {
    static_assert(F != key_flaw::empty_level,
                  "LTK: a configuration's key is empty, or has an empty part before, between or behind its dots");
    static_assert(F != key_flaw::begins_wrongly, "LTK: each part of a configuration's key begins with a letter");
    static_assert(F != key_flaw::forbidden_character,
                  "LTK: a configuration's key is made of letters, digits, `_` and `-`, with dots between its parts");
    static_assert(F != key_flaw::too_long, "LTK: a configuration's key is longer than 100 bytes");
    return true;
}

}  // namespace ltk::inline v1::detail
