// Whether ids are good, quickly: ids of macros were graded by the compiler already, and those made at run time look the same.
#pragma once

#include <ltk/declare/id.hpp>

#include <string>
#include <string_view>

namespace ltk::inline v1::detail {

/// The flaw of an id; most ids are plain letters and are seen to be good in one pass.
inline id_flaw flaw_of(char const* id) noexcept {
    int slashes = 0;
    int size = 0;
    for (char before = '/'; size <= longest_id; ++size) {
        char const c = id[size];
        if (c == '\0' && before != '/' && slashes != 0) return id_flaw::none;
        bool const plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'z') || c == ' ' || c == '-' || c == ',';
        bool const slash = c == '/' && before != '/';
        if (!plain && !slash) break;  // perhaps good, perhaps not
        slashes += slash ? 1 : 0;
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
