// Types that nobody means when he names a fixture: numbers, pointers, values of LTK and types of the standard library. As any type
// can be a fixture, `int& count` would be one, too, with a value that no one has chosen.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace ltk::inline v1::detail {

/// Whether a type, as type_name() spells it, is the language's or the standard library's own, or a value of LTK.
inline bool is_foreign_type(std::string_view name) noexcept {
    constexpr std::array<std::string_view, 14> words{"bool",    "char",    "signed",   "unsigned", "short", "int",    "long",
                                                     "wchar_t", "char8_t", "char16_t", "char32_t", "float", "double", "__int128"};
    constexpr std::array<std::string_view, 6> values{"ltk::bytes", "ltk::duration", "ltk::version",
                                                     "ltk::path",  "ltk::text",     "ltk::text_view"};
    if (name.starts_with("std::") || name.starts_with("__gnu_cxx::") || name.ends_with('*') || name.starts_with("ltk::secret<"))
        return true;
    if (std::find(values.begin(), values.end(), name) != values.end()) return true;
    auto const first = name.substr(0, name.find(' '));
    return std::find(words.begin(), words.end(), first) != words.end();
}

}  // namespace ltk::inline v1::detail
