// Lays compact JSON out for people: environment.json and plan.lock.json are read, compared and edited by hand.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ltk::inline v1::detail {

/// End of the string that begins at `at`: the position behind its closing quote.
inline std::size_t behind_json_string(std::string_view json, std::size_t at) noexcept {
    for (++at; at < json.size() && json[at] != '"'; ++at)
        if (json[at] == '\\') ++at;
    return at < json.size() ? at + 1 : json.size();
}

/// Length of the array or object that begins at `at`, when it is short and holds neither arrays nor objects; else 0. Such a one
/// stays on its line.
inline std::size_t flat_length(std::string_view json, std::size_t begin) noexcept {
    constexpr std::size_t longest = 150;
    std::size_t at = begin + 1;
    while (at < json.size() && at - begin < longest) {
        char const c = json[at];
        if (c == '{' || c == '[') return 0;
        if (c == '}' || c == ']') return at + 1 - begin;
        at = c == '"' ? behind_json_string(json, at) : at + 1;
    }
    return 0;
}

/// The same JSON with line breaks and indentation; `json` is valid and without white space outside its strings.
inline std::string indent_json(std::string_view json) {
    std::string out;
    out.reserve(json.size() + json.size() / 2);
    std::size_t depth = 0;
    std::size_t flat_end = 0;  // up to here everything stays on one line
    std::size_t copied = 0;    // what goes out as it came is copied in one piece
    auto const copy_to = [&](std::size_t end) {
        out.append(json, copied, end - copied);
        copied = end;
    };
    auto const new_line = [&] { (out += '\n').append(4 * depth, ' '); };
    for (std::size_t at = 0; at < json.size();) {
        char const c = json[at];
        bool const flat = at < flat_end;
        if (c == '"') {
            at = behind_json_string(json, at);
            continue;
        }
        ++at;
        if (c == ',' || c == ':') {
            copy_to(at);
            if (c == ':' || flat)
                out += ' ';
            else
                new_line();
        } else if ((c == '{' || c == '[') && !flat) {
            auto const length = flat_length(json, at - 1);
            if (length != 0) {
                flat_end = at - 1 + length;
                continue;
            }
            copy_to(at);
            ++depth;
            new_line();
        } else if ((c == '}' || c == ']') && !flat) {
            copy_to(at - 1);
            --depth;
            new_line();
        }
    }
    copy_to(json.size());
    return out;
}

}  // namespace ltk::inline v1::detail
