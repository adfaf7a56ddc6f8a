// Data whose every byte depends on where it stands, so that a lost, moved or stale piece shows itself; and a comparison that
// says which bytes are wrong instead of showing megabytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace posix {

/// The byte that belongs at this offset of a file whose pattern has this seed. No two bytes in a row repeat with a period that
/// is a power of two, so that data from another block or page is not taken for right.
constexpr char pattern_byte(std::uint64_t seed, std::uint64_t offset) noexcept {
    std::uint64_t mixed = (offset + 1) * 0x9e3779b97f4a7c15u + seed * 0xbf58476d1ce4e5b9u;
    mixed ^= mixed >> 29;
    mixed *= 0x94d049bb133111ebu;
    return static_cast<char>(mixed >> 56);
}

/// The piece of the pattern from `offset` on.
std::string pattern(std::size_t size, std::uint64_t seed = 1, std::uint64_t offset = 0);

/// "" when both are equal; else where they part: "byte 4096 is 0x00 instead of 0x5a; 512 bytes differ".
/// `offset` is where the piece stands in its file.
std::string difference(std::string_view seen, std::string_view expected, std::uint64_t offset = 0);

/// A small generator of numbers, the same on every machine.
class Random {
public:
    explicit Random(std::uint64_t seed) noexcept : state_(seed * 2 + 1) {}
    std::uint64_t next() noexcept {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 7;
        state_ ^= state_ << 17;
        return state_ * 0x2545f4914f6cdd1du >> 11;
    }
    /// From 0 to limit - 1.
    std::uint64_t below(std::uint64_t limit) noexcept { return next() % limit; }

private:
    std::uint64_t state_;
};

}  // namespace posix
