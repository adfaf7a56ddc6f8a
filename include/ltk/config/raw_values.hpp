// Raw texts, from the environment and --set, that stand for lists and objects: JSON, host lists, "a,b,c".
#pragma once

#include <ltk/config/config_type.hpp>
#include <ltk/config/host_list.hpp>
#include <ltk/config/parse.hpp>
#include <ltk/config/reading.hpp>
#include <ltk/config/units.hpp>
#include <ltk/config/words.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

inline std::size_t first_mark(std::string_view text, std::size_t from = 0) {
    return std::min(text.find_first_not_of(" \t\n\r", from), text.size());
}

/// What was given for a list or an object, as messages show it: a text is not shown, for it may hold a secret.
inline std::string seen_whole(Reading const& reading, located const& at, value_type const& type) {
    bool const text = at.value().kind == node_kind::raw || at.value().kind == node_kind::text;
    // What was given for a choice without secrets is shown: often it is the name of what was meant.
    bool const whole = is_written_as_object(type) && type.kind != value_kind::choice;
    if (text && (whole || holds_secret(type))) return "the text";
    return reading.seen(at);
}

/// Replaces a raw value by what it is as JSON; false, with the problem noted, when it is none. Other values stay.
inline bool parse_raw(Reading& reading, located& at, value_type const& type) {
    if (at.value().kind != node_kind::raw) return true;
    auto const& raw = at.value().text;
    auto const begin = first_mark(raw);
    if (begin == raw.size() || (raw[begin] != '{' && raw[begin] != '[')) {
        reading.problem(at, "ltk.config.type", seen_whole(reading, at, type) + " is not " + expected_words(type) + " as JSON");
        return false;
    }
    auto& made = reading.document_at(at);
    made.source = raw;
    ConfigProblems flaws;
    if (parse_document(made, flaws)) {
        at = {&made, 0};
        return true;
    }
    std::string words;
    try {
        flaws.throw_if_any();
    } catch (Error const& error) {
        words = std::string(error.what()).substr(made.name.size());  // without the place, which the problem says
        words.erase(0, words.find_first_not_of(": "));
    }
    reading.problem(at, "ltk.config.syntax", seen_whole(reading, at, type) + " is not JSON: " + words);
    return false;
}

/// Replaces a text by the list that it means; false, with the problem noted, when it means none.
inline bool split_words(Reading& reading, located& at, value_type const& type) {
    std::vector<std::string> words;
    auto const& text = at.value().text;
    if (type.of_texts) {
        auto expanded = is_utf8(text) ? expand_hosts(text) : host_list{{}, "is not valid UTF-8"};
        if (!expanded.flaw.empty()) {
            reading.problem(at, "ltk.config.type", reading.seen(at) + " " + (reading.masked ? "is not a host list" : expanded.flaw));
            return false;
        }
        words = std::move(expanded.hosts);
    } else {
        for (std::size_t begin = 0; !text.empty() && begin <= text.size();) {
            auto const comma = std::min(text.find(',', begin), text.size());
            words.emplace_back(trimmed(std::string_view(text).substr(begin, comma - begin)));
            begin = comma + 1;
        }
    }
    auto& made = reading.document_at(at);
    made.nodes.resize(words.size() + 1);
    made.nodes.front().kind = node_kind::list;
    made.nodes.front().count = static_cast<std::uint32_t>(words.size());
    made.nodes.front().first = words.empty() ? 0 : 1;
    for (std::uint32_t i = 0; i < words.size(); ++i) {
        auto& word = made.nodes[i + 1];
        word.kind = node_kind::raw;
        word.text = std::move(words[i]);
        word.next = i + 1 < words.size() ? i + 2 : 0;
    }
    at = {&made, 0};
    return true;
}

/// Makes a list node of whatever a list may be written as; false, with the problem noted, when it is none.
inline bool as_list(Reading& reading, located& at, value_type const& type) {
    auto const& given = at.value();
    if (given.kind == node_kind::raw || (given.kind == node_kind::text && type.of_texts)) {
        auto const begin = first_mark(given.text);
        char const mark = begin < given.text.size() ? given.text[begin] : '\0';
        bool json = given.kind == node_kind::raw && (mark == '[' || mark == '{');
        if (json && mark == '[' && type.of_texts) {  // "[01-03]" is a host list
            auto const inner = first_mark(given.text, begin + 1);
            json = inner < given.text.size() && (given.text[inner] == '"' || given.text[inner] == ']');
        }
        if (!(json ? parse_raw(reading, at, type) : split_words(reading, at, type))) return false;
    }
    if (at.value().kind == node_kind::list) return true;
    reading.problem(at, "ltk.config.type", seen_whole(reading, at, type) + " is not " + expected_words(type));
    return false;
}

/// Whether it is an object; otherwise the problem is noted.
inline bool as_object(Reading& reading, located& at, value_type const& type) {
    if (!parse_raw(reading, at, type)) return false;
    if (at.value().kind == node_kind::object) return true;
    reading.problem(at, "ltk.config.type", seen_whole(reading, at, type) + " is not " + expected_words(type));
    return false;
}

/// What a program gives a map or an optional struct by default, as a layer below all others.
inline located default_layer(Reading& reading, std::string const& place, value_type const& type, void const* object) {
    auto& made = reading.documents.emplace_back();
    made.name = place;
    made.layer = config_layer::defaults;
    made.source = value_text(type, object, true);
    ConfigProblems none;
    parse_document(made, none);
    return {&made, 0};
}

/// Drops what a null takes back: everything below the last one. True when nothing but a null is left. `raw_words`: the raw
/// text "null" is one, too.
inline bool cut_at_null(located_values& values, bool raw_words = true) {
    std::size_t keep = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        auto const& one = values[i].value();
        if (one.kind == node_kind::null || (raw_words && one.kind == node_kind::raw && one.text == "null")) keep = i + 1;
    }
    bool const ends = keep != 0 && keep == values.size();
    if (!ends) values.erase(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(keep));
    return ends;
}

}  // namespace ltk::inline v1::detail
