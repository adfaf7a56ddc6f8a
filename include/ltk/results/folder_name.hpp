// Ids of tests as names of folders: logs/<test-id>/. No two ids share a name, and a person still recognises the id in it.
#pragma once

#include <ltk/results/sha256.hpp>

#include <string>
#include <string_view>

namespace ltk::inline v1 {

/// Bytes of the longest name that folder_name() makes; leaves room for endings below the 255 of common file systems.
inline constexpr std::size_t longest_folder_name = 200;

/// The name of an id's folder: letters, digits, `-`, `_`, `.`, `,`, `=`, `+`, `[` and `]` stand for themselves (a dot not at the start),
/// every other byte is `%XX`. A name that would be longer than 200 bytes is cut and ends with `%-` and 32 hexadecimal digits of
/// the id's SHA-256; `%-` occurs in no other name.
inline std::string folder_name(std::string_view id) {
    std::string name;
    std::size_t fits = 0;  // length of the longest prefix that leaves room for the ending and cuts no escape
    constexpr std::size_t ending = 2 + 32;
    for (char const c : id) {
        bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           std::string_view("-_,=+[]").find(c) != std::string_view::npos || (c == '.' && !name.empty());
        if (plain) {
            name += c;
        } else {
            auto const byte = static_cast<unsigned char>(c);
            name += '%';
            name += "0123456789ABCDEF"[byte >> 4];
            name += "0123456789ABCDEF"[byte & 15];
        }
        if (name.size() <= longest_folder_name - ending) fits = name.size();
    }
    if (name.empty()) return "%";
    if (name.size() <= longest_folder_name) return name;
    name.resize(fits);
    return name + "%-" + sha256_hex(id).substr(0, 32);
}

}  // namespace ltk::inline v1
