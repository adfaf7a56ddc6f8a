// SHA-256 for the journal's chain, manifests and names: by the processor's own instructions where it has them, else by Boost.Hash2.
#pragma once

#include <ltk/results/sha256_x86.hpp>

#include <boost/hash2/sha2.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ltk::inline v1 {

/// A SHA-256 that is computed piece by piece. One object, one digest.
class Sha256 {
public:
    using digest_type = std::array<unsigned char, 32>;

    Sha256() noexcept : Sha256(detail::sha256_x86_available()) {}
    /// `hardware` false: always Boost.Hash2. True is only for processors that have the instructions.
    explicit Sha256(bool hardware) noexcept : hardware_(hardware) {}

    void update(std::string_view bytes) {
        if (!hardware_) {
            portable_.update(bytes.data(), bytes.size());
            return;
        }
        auto const* at = reinterpret_cast<unsigned char const*>(bytes.data());
        std::size_t left = bytes.size();
        total_ += left;
        if (held_ != 0) {
            std::size_t const fits = left < 64 - held_ ? left : 64 - held_;
            if (fits != 0) __builtin_memcpy(block_ + held_, at, fits);
            held_ += fits;
            at += fits;
            left -= fits;
            if (held_ < 64) return;
            detail::sha256_x86_blocks(state_, block_, 1);
            held_ = 0;
        }
        detail::sha256_x86_blocks(state_, at, left / 64);
        held_ = left % 64;
        if (held_ != 0) __builtin_memcpy(block_, at + (left - held_), held_);
    }

    digest_type digest() {
        digest_type made{};
        if (!hardware_) {
            auto const result = portable_.result();
            __builtin_memcpy(made.data(), result.data(), made.size());
            return made;
        }
        block_[held_++] = 0x80;
        if (held_ > 56) {
            __builtin_memset(block_ + held_, 0, 64 - held_);
            detail::sha256_x86_blocks(state_, block_, 1);
            held_ = 0;
        }
        __builtin_memset(block_ + held_, 0, 56 - held_);
        for (unsigned i = 0; i < 8; ++i) block_[56 + i] = static_cast<unsigned char>((total_ * 8) >> (56 - 8 * i));
        detail::sha256_x86_blocks(state_, block_, 1);
        for (unsigned i = 0; i < 32; ++i) made[i] = static_cast<unsigned char>(state_[i / 4] >> (24 - 8 * (i % 4)));
        return made;
    }

private:
    bool hardware_;
    boost::hash2::sha2_256 portable_;
    std::uint32_t state_[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::uint64_t total_ = 0;  // bytes
    std::size_t held_ = 0;     // bytes in block_
    unsigned char block_[64];
};

/// A digest as 64 lower-case hexadecimal digits.
inline std::array<char, 64> hex(Sha256::digest_type const& digest) noexcept {
    std::array<char, 64> digits{};
    for (std::size_t i = 0; i < digest.size(); ++i) {
        digits[2 * i] = "0123456789abcdef"[digest[i] >> 4];
        digits[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
    return digits;
}

/// SHA-256 of some bytes as 64 lower-case hexadecimal digits.
inline std::string sha256_hex(std::string_view bytes) {
    Sha256 sum;
    sum.update(bytes);
    auto const digits = hex(sum.digest());
    return {digits.data(), digits.size()};
}

}  // namespace ltk::inline v1
