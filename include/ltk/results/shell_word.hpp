// Lines to paste: any text as one word of a POSIX shell.
#pragma once

#include <string>
#include <string_view>

namespace ltk::inline v1::detail {

/// A text as it stands between single quotes.
inline std::string escape_in_shell_quotes(std::string_view text) {
    std::string escaped;
    for (char const c : text) {
        if (c == '\'')
            escaped += "'\\''";
        else
            escaped += c;
    }
    return escaped;
}

/// The word as it is when no shell would see more in it than letters, else in single quotes.
inline std::string shell_word(std::string_view word) {
    constexpr std::string_view harmless = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./:,@%";
    if (!word.empty() && word.find_first_not_of(harmless) == std::string_view::npos) return std::string(word);
    return "'" + escape_in_shell_quotes(word) + "'";
}

}  // namespace ltk::inline v1::detail
