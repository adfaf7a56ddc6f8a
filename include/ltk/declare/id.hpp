// The grammar of ids, checked when the author's source is compiled: `suite/name`, more slashes allowed; printable UTF-8 without
// control characters, double quotes, `*` and `?`; no empty, `.` or `..` segment; at most 200 bytes.
#pragma once

namespace ltk::inline v1::detail {

enum class id_flaw : unsigned char {
    none,
    no_suite,
    empty_segment,
    dot_segment,
    forbidden_character,
    control_character,
    not_utf8,
    too_long
};

inline constexpr int longest_id = 200;

constexpr int utf8_length(char const* at) noexcept {  // of the character at `at`; 0 when it is none
    auto const byte = [at](int i) { return static_cast<unsigned char>(at[i]); };
    auto const follows = [&](int i) { return byte(i) >= 0x80 && byte(i) < 0xC0; };
    if (byte(0) < 0x80) return 1;
    if (byte(0) >= 0xC2 && byte(0) < 0xE0) return follows(1) ? 2 : 0;
    if (byte(0) >= 0xE0 && byte(0) < 0xF0) {
        if (!follows(1) || !follows(2)) return 0;
        if (byte(0) == 0xE0 && byte(1) < 0xA0) return 0;
        if (byte(0) == 0xED && byte(1) >= 0xA0) return 0;
        return 3;
    }
    if (byte(0) >= 0xF0 && byte(0) < 0xF5) {
        if (!follows(1) || !follows(2) || !follows(3)) return 0;
        if (byte(0) == 0xF0 && byte(1) < 0x90) return 0;
        if (byte(0) == 0xF4 && byte(1) >= 0x90) return 0;
        return 4;
    }
    return 0;
}

constexpr id_flaw grade_id(char const* id) noexcept {
    int segment = 0;
    int slashes = 0;
    int total = 0;
    bool only_dots = true;
    for (char const* at = id;; ++at) {
        if (*at == '/' || *at == '\0') {
            if (segment == 0) return id_flaw::empty_segment;
            if (only_dots && segment <= 2) return id_flaw::dot_segment;
            if (*at == '\0') break;
            ++slashes;
            ++total;
            segment = 0;
            only_dots = true;
            continue;
        }
        if (*at == '"' || *at == '*' || *at == '?') return id_flaw::forbidden_character;
        if (static_cast<unsigned char>(*at) < 0x20 || *at == 0x7f) return id_flaw::control_character;
        int const length = utf8_length(at);
        if (length == 0) return id_flaw::not_utf8;
        if (length == 2 && static_cast<unsigned char>(*at) == 0xC2 && static_cast<unsigned char>(at[1]) < 0xA0)
            return id_flaw::control_character;
        if (*at != '.') only_dots = false;
        at += length - 1;
        segment += length;
        total += length;
        if (total > longest_id) return id_flaw::too_long;
    }
    return slashes == 0 ? id_flaw::no_suite : id_flaw::none;
}

/// A sentence for each flaw; the same words at compile time and at run time.
constexpr char const* describe(id_flaw flaw) noexcept {
    switch (flaw) {
        case id_flaw::none: return "";
        case id_flaw::no_suite: return "an id is `suite/name`: put the suite's name and a slash in front";
        case id_flaw::empty_segment: return "an id has an empty part before, between or behind its slashes";
        case id_flaw::dot_segment: return "a part of an id is `.` or `..`";
        case id_flaw::forbidden_character: return "an id contains a double quote, `*` or `?`, which selections need for themselves";
        case id_flaw::control_character: return "an id contains a control character";
        case id_flaw::not_utf8: return "an id is not valid UTF-8";
        case id_flaw::too_long: return "an id is longer than 200 bytes";
    }
    return "";
}

template <id_flaw F>
constexpr bool id_is_good() noexcept {
    static_assert(F != id_flaw::no_suite, "LTK: an id is `suite/name`: put the suite's name and a slash in front");
    static_assert(F != id_flaw::empty_segment, "LTK: an id has an empty part before, between or behind its slashes");
    static_assert(F != id_flaw::dot_segment, "LTK: a part of an id is `.` or `..`");
    static_assert(F != id_flaw::forbidden_character,
                  "LTK: an id contains a double quote, `*` or `?`, which selections need for themselves");
    static_assert(F != id_flaw::control_character, "LTK: an id contains a control character");
    static_assert(F != id_flaw::not_utf8, "LTK: an id is not valid UTF-8");
    static_assert(F != id_flaw::too_long, "LTK: an id is longer than 200 bytes");
    return true;
}

}  // namespace ltk::inline v1::detail
