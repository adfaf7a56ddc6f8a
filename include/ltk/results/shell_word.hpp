// Lines to paste: any text as one word of a POSIX shell.
#pragma once

#include <string>
#include <string_view>

namespace ltk::inline v1::detail {

/// The word as it is when no shell would see more in it than letters, else in single quotes.
inline std::string shell_word(std::string_view word) {
    constexpr std::string_view harmless = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./:,@%";
    if (!word.empty() && word.find_first_not_of(harmless) == std::string_view::npos) return std::string(word);
    std::string quoted = "'";
    for (char const c : word) {
        if (c == '\'')
            quoted += "'\\''";
        else
            quoted += c;
    }
    return quoted += '\'';
}

}  // namespace ltk::inline v1::detail
