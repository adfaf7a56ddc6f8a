// Does a version meet a condition such as ">=2.15, <2.17"? The grammar is that of declare/needs.hpp.
#pragma once

#include <ltk/declare/needs.hpp>
#include <ltk/declare/version.hpp>

#include <string_view>

namespace ltk::inline v1 {

/// Whether every comparison of the condition holds. An empty condition is met by everything, an unknown version meets no other.
inline bool meets(version const& seen, std::string_view condition) {
    if (condition.empty()) return true;
    if (!seen) return false;
    while (!condition.empty()) {
        auto part = condition.substr(0, condition.find(','));
        condition.remove_prefix(part.size() + (part.size() < condition.size() ? 1 : 0));
        part.remove_prefix(part.find_first_not_of(' ') == std::string_view::npos ? part.size() : part.find_first_not_of(' '));
        auto const number = part.find_first_not_of("<>=! ");
        if (number == std::string_view::npos || number == 0) return false;
        bool const with_equal = part[1] == '=';
        version const wanted(text_view(part.data() + number, part.find_last_not_of(' ') + 1 - number));
        bool holds = false;
        switch (part[0]) {
            case '>': holds = with_equal ? seen >= wanted : seen > wanted; break;
            case '<': holds = with_equal ? seen <= wanted : seen < wanted; break;
            case '=': holds = seen == wanted; break;
            default: holds = seen != wanted; break;
        }
        if (!holds) return false;
    }
    return true;
}

}  // namespace ltk::inline v1
