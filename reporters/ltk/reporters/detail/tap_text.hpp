// The two kinds of text in TAP: descriptions, which know two escapes and no line ends, and YAML scalars, written as double-quoted
// ASCII-safe strings because the parsers in use stumble over everything else.
#pragma once

#include <ltk/results/visible.hpp>

#include <string>
#include <string_view>

namespace ltk::inline v1::detail::report {

/// A description or reason on one line: `\` and `#` are escaped.
inline std::string tap_description(std::string_view text) {
    std::string out;
    for (char const c : in_one_line(text)) {
        if (c == '\\' || c == '#') out += '\\';
        out += c;
    }
    return out;
}

/// A YAML scalar in double quotes, which is a JSON string as well unless it has characters beyond U+FFFF.
inline std::string yaml_quoted(std::string_view text) {
    std::string const shown = visible(text);
    std::string out = "\"";
    for (std::size_t at = 0; at < shown.size();) {
        auto const c = utf8_next(shown.data() + at, shown.size() - at);
        switch (c.code) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\n': out += "\\n"; break;
            case '\t': out += "\\t"; break;
            default:
                if (c.code > 0xFFFF) {  // old SnakeYAML refuses them unescaped
                    out += "\\U000";
                    for (int shift = 16; shift >= 0; shift -= 4) out += "0123456789ABCDEF"[(c.code >> shift) & 0xFu];
                } else {
                    out.append(shown, at, c.size);
                }
        }
        at += c.size;
    }
    return out += '"';
}

/// Lines of text as comments: "# stdout: ...".
inline void append_comments(std::string& out, std::string_view label, std::string_view text) {
    while (!text.empty()) {
        auto const end = text.find('\n');
        out += "# ";
        out += label;
        append_visible(out, text.substr(0, end), line_breaks::flatten);
        out += '\n';
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
}

}  // namespace ltk::inline v1::detail::report
