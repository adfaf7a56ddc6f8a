// What is wrong with a text that is not JSON, in words that say what to do. The parser's own words are for people who
// write parsers.
#pragma once

#include <ltk/config/document.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1::detail {

/// Offset of the first character at or behind `at` that begins a value: steps over blanks, comments, commas, colons and
/// closing brackets. `keep_marks`: over blanks and comments only.
inline std::size_t skip_separators(std::string_view source, std::size_t at, bool keep_marks = false) {
    while (at < source.size()) {
        char const c = source[at];
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || (!keep_marks && (c == ',' || c == ':' || c == '}' || c == ']'))) {
            ++at;
        } else if (c == '/' && at + 1 < source.size() && source[at + 1] == '/') {
            at = std::min(source.find('\n', at), source.size());
        } else if (c == '/' && at + 1 < source.size() && source[at + 1] == '*') {
            auto const end = source.find("*/", at + 2);
            if (end == std::string_view::npos) break;
            at = end + 2;
        } else {
            break;
        }
    }
    return at;
}

/// What the parser had accepted when it stopped.
enum class parsed_last : unsigned char { nothing, opening, key, value };

struct parser_stop {
    std::size_t behind = 0;  ///< offset behind the last accepted token
    parsed_last last = parsed_last::nothing;
    std::vector<std::uint32_t> opened;  ///< offsets of the open brackets
    std::size_t read = 0;               ///< characters that the parser has looked at
    std::string_view words;             ///< its own message
};

struct syntax_flaw {
    std::size_t at = 0;
    std::string what;
};

// Flaws inside a token that begins at `at`: the parser knows them best.
inline syntax_flaw token_flaw(std::string_view source, parser_stop const& stop, std::size_t at) {
    auto const says = [&](std::string_view piece) { return stop.words.find(piece) != std::string_view::npos; };
    std::size_t const seen = stop.read == 0 ? 0 : stop.read - 1;  // the character that it did not like
    char const c = source[at];
    if (c == '/')
        return {at, source.compare(at, 2, "/*") == 0 ? "a comment begins here and has no closing */"
                                                     : "a comment begins with // or /*; a text stands in double quotes"};
    if (c == '"') {
        if (says("UTF-8")) return {seen, "a text has bytes here that are not UTF-8; save the file as UTF-8"};
        if (says("closing quote")) return {at, "a text begins here and has no closing quote"};
        if (says("control character"))
            return {seen, "a text has a line break or another control character here; end it with a quote, or write \\n"};
        return {seen, "a backslash in a text is followed by one of \" \\ / b f n r t uXXXX; write \\\\ for a backslash"};
    }
    if (c == '\'') return {at, "texts and keys stand in double quotes, not in single ones"};
    if (says("number overflow")) return {at, "this number is too large for any field"};
    if (c == '-' || c == '+' || c == '.' || (c >= '0' && c <= '9')) return {at, "this is not a number; numbers look like 7, -0.5 and 1e9"};
    if (c == '}' || c == ']' || c == ',' || c == ':') return {at, std::string("a value is missing in front of this `") + c + "`"};
    if (source.compare(at, 2, "\xE2\x80") == 0) return {at, "texts and keys stand in straight double quotes (\"), not in typographic ones"};
    if (static_cast<unsigned char>(c) >= 0x80) return {at, "this is not text in UTF-8; save the file as UTF-8"};
    // The word itself is not shown: it may be a secret that lost its quotes.
    return {at, "this is not a value; write a number, true, false, null, a text in double quotes, a list [ ] or an object { }"};
}

/// The place and the words for what stopped the parser.
inline syntax_flaw syntax_flaw_of(Document const& document, parser_stop const& stop) {
    std::string_view const source = document.source;
    auto const skip = [&](std::size_t at) { return skip_separators(source, at, true); };
    auto const ends = [&](std::size_t at) -> syntax_flaw {
        if (stop.opened.empty()) return {at, "there is nothing in it; write at least {}"};
        return {at, std::string("it ends too early: the `") + source[stop.opened.back()] + "` of " + document.where(stop.opened.back()) +
                        " is not closed"};
    };
    auto const starts_key_badly = [&](std::size_t at) -> syntax_flaw {
        char const c = source[at];
        if (c == '"' || c == '\'' || c == '/' || static_cast<unsigned char>(c) >= 0x80) return token_flaw(source, stop, at);
        if (c == ',') return {at, "a comma with nothing in front of it"};
        return {at, "a key in double quotes is expected here: {\"key\": value}"};
    };
    auto const starts_value_badly = [&](std::size_t at) -> syntax_flaw {
        if (source[at] == ',' && stop.last != parsed_last::key) return {at, "a comma with nothing in front of it"};
        return token_flaw(source, stop, at);
    };
    auto at = skip(stop.behind);
    if (at >= source.size()) return ends(at);
    char const c = source[at];
    bool const in_object = !stop.opened.empty() && source[stop.opened.back()] == '{';
    auto const closes_wrongly = [&]() -> syntax_flaw {
        return {at, std::string("`") + c + "` closes nothing here: the innermost open bracket is the `" + source[stop.opened.back()] +
                        "` of " + document.where(stop.opened.back())};
    };
    switch (stop.last) {
        case parsed_last::nothing:
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '<' || c == '#' || c == '=')
                return {at, "this is not JSON; a configuration is an object: {\"fs\": {\"mount\": \"/mnt\"}}"};
            return starts_value_badly(at);
        case parsed_last::opening:
            if (c == (in_object ? ']' : '}')) return closes_wrongly();
            return in_object ? starts_key_badly(at) : starts_value_badly(at);
        case parsed_last::key:
            if (c != ':')
                return c == '/' ? token_flaw(source, stop, at) : syntax_flaw{at, "a colon is expected here, between a key and its value"};
            at = skip(at + 1);
            return at >= source.size() ? ends(at) : starts_value_badly(at);
        case parsed_last::value: break;
    }
    if (stop.opened.empty())
        return c == '/' ? token_flaw(source, stop, at)
                        : syntax_flaw{at, "something follows the end of the value; a file holds one object { ... }"};
    if (c == ',') {
        auto const comma = at;
        at = skip(at + 1);
        if (at >= source.size()) return ends(at);
        if (source[at] == '}' || source[at] == ']')
            return {comma, std::string("the comma in front of `") + source[at] + "` is one too many"};
        if (source[at] == ',') return {at, "a comma with nothing in front of it"};
        return in_object ? starts_key_badly(at) : starts_value_badly(at);
    }
    if (c == (in_object ? ']' : '}')) return closes_wrongly();
    if (c == '}' || c == ']') return {stop.behind == 0 ? 0 : stop.behind - 1, "this is not a number; numbers look like 7, -0.5 and 1e9"};
    if (c == '/') return token_flaw(source, stop, at);
    return {at, "a comma is missing in front of this"};
}

}  // namespace ltk::inline v1::detail
