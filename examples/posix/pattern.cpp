#include "pattern.hpp"

namespace posix {

std::string pattern(std::size_t size, std::uint64_t seed, std::uint64_t offset) {
    std::string data(size, '\0');
    for (std::size_t i = 0; i < size; ++i) data[i] = pattern_byte(seed, offset + i);
    return data;
}

std::string difference(std::string_view seen, std::string_view expected, std::uint64_t offset) {
    if (seen == expected) return "";
    if (seen.size() != expected.size())
        return std::to_string(seen.size()) + " bytes instead of " + std::to_string(expected.size()) + " at offset " +
               std::to_string(offset);
    auto const hex = [](char byte) {
        auto const value = static_cast<unsigned char>(byte);
        return std::string("0x") + "0123456789abcdef"[value >> 4] + "0123456789abcdef"[value & 15];
    };
    std::size_t first = seen.size(), wrong = 0;
    for (std::size_t i = 0; i < seen.size(); ++i)
        if (seen[i] != expected[i]) {
            if (wrong == 0) first = i;
            ++wrong;
        }
    return "byte " + std::to_string(offset + first) + " is " + hex(seen[first]) + " instead of " + hex(expected[first]) + "; " +
           std::to_string(wrong) + (wrong == 1 ? " byte differs" : " bytes differ");
}

}  // namespace posix
