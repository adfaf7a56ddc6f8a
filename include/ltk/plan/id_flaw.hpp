// Whether ids are good, quickly: ids of macros were graded by the compiler already, and those made at run time look the same.
#pragma once

#include <ltk/declare/id.hpp>

#include <array>
#include <string>
#include <string_view>

namespace ltk::inline v1::detail {

/// Characters of which an id may hold any number in any order.
inline constexpr auto plain_in_ids = [] {
    std::array<bool, 256> plain{};
    for (unsigned char c = '0'; c <= '9'; ++c) plain[c] = true;
    for (unsigned char c = 'A'; c <= 'z'; ++c) plain[c] = true;
    for (char const c : {' ', '-', ','}) plain[static_cast<unsigned char>(c)] = true;
    return plain;
}();

/// The flaw of an id; most ids are plain letters and are seen to be good in one pass.
inline id_flaw flaw_of(char const* id) noexcept {
    int slashes = 0;
    int size = 0;
    for (char before = '/'; size <= longest_id; ++size) {
        char const c = id[size];
        if (c == '\0' && before != '/' && slashes != 0) return id_flaw::none;
        if (!plain_in_ids[static_cast<unsigned char>(c)]) {
            if (c != '/' || before == '/') break;  // perhaps good, perhaps not
            ++slashes;
        }
        before = c;
    }
    return grade_id(id);
}

/// An id in a message: flawed ids may hold anything.
inline std::string shown_id(std::string_view id) {
    std::string safe;
    for (char const c : id.substr(0, 2 * longest_id)) safe += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
    return safe;
}

}  // namespace ltk::inline v1::detail
