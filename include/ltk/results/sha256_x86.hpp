// SHA-256 by the instructions that x86 processors have for it. Boost.Hash2 needs about a microsecond for a line of the journal,
// which would be most of what an event costs; this needs a fifth of it. Used where the processor has it, found out at run time;
// elsewhere, and as the judge in the tests, Hash2 computes the same.
//
// Written with the compilers' vector types, because <immintrin.h> alone would cost more compile time than everything else here.
// Rounds and message schedule: FIPS 180-4, section 6.2.2; the instructions work on the state as two vectors, (f e b a) and (h g d c).
#pragma once

#include <cstddef>
#include <cstdint>

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#    include <cpuid.h>
#    define LTK_DETAIL_SHA256_X86 1
#endif

namespace ltk::inline v1::detail {

#ifdef LTK_DETAIL_SHA256_X86

inline bool sha256_x86_available() noexcept {
    static bool const available = [] {
        unsigned a = 0;
        unsigned b = 0;
        unsigned c = 0;
        unsigned d = 0;
        if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c & (1U << 19)) == 0) return false;  // SSE4.1
        return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & (1U << 29)) != 0;    // SHA
    }();
    return available;
}

using sha256_words = int __attribute__((vector_size(16)));
using sha256_sums = unsigned __attribute__((vector_size(16)));

/// Sums that wrap, as SHA-256 wants them: the intrinsics' own vector has signed elements.
inline sha256_words sha256_sum(sha256_words a, sha256_words b) noexcept {
    return reinterpret_cast<sha256_words>(reinterpret_cast<sha256_sums>(a) + reinterpret_cast<sha256_sums>(b));
}
using sha256_bytes = char __attribute__((vector_size(16)));

alignas(16) inline constexpr std::uint32_t sha256_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
    0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
    0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
    0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
    0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
    0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

/// Works `count` blocks of 64 bytes into the state (a ... h). Only where sha256_x86_available().
__attribute__((target("sha,sse4.1"))) inline void sha256_x86_blocks(std::uint32_t (&state)[8], unsigned char const* blocks,
                                                                    std::size_t count) noexcept {
    sha256_words feba = {static_cast<int>(state[5]), static_cast<int>(state[4]), static_cast<int>(state[1]), static_cast<int>(state[0])};
    sha256_words hgdc = {static_cast<int>(state[7]), static_cast<int>(state[6]), static_cast<int>(state[3]), static_cast<int>(state[2])};
    for (; count != 0; --count, blocks += 64) {
        auto const feba_before = feba;
        auto const hgdc_before = hgdc;
        sha256_words message[4];  // the next sixteen words of the schedule
        for (int i = 0; i < 4; ++i) {
            sha256_bytes raw;
            __builtin_memcpy(&raw, blocks + 16 * i, 16);
            raw = __builtin_shufflevector(raw, raw, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
            message[i] = reinterpret_cast<sha256_words&>(raw);
        }
#    if defined(__clang__)
#        pragma clang loop unroll(full)
#    else
#        pragma GCC unroll 16
#    endif
        for (int group = 0; group < 16; ++group) {  // of four rounds
            auto& now = message[group & 3];
            auto const& last = message[(group + 3) & 3];
            sha256_words constants;
            __builtin_memcpy(&constants, sha256_constants + 4 * group, 16);
            sha256_words const words = sha256_sum(now, constants);
            hgdc = __builtin_ia32_sha256rnds2(hgdc, feba, words);
            feba = __builtin_ia32_sha256rnds2(feba, hgdc, __builtin_shufflevector(words, words, 2, 3, 0, 1));
            if (group < 12) {
                auto const& next = message[(group + 1) & 3];
                auto const& second_next = message[(group + 2) & 3];
                sha256_words const middle = __builtin_shufflevector(second_next, last, 1, 2, 3, 4);
                now = __builtin_ia32_sha256msg2(sha256_sum(__builtin_ia32_sha256msg1(now, next), middle), last);
            }
        }
        feba = sha256_sum(feba, feba_before);
        hgdc = sha256_sum(hgdc, hgdc_before);
    }
    state[0] = static_cast<std::uint32_t>(feba[3]);
    state[1] = static_cast<std::uint32_t>(feba[2]);
    state[2] = static_cast<std::uint32_t>(hgdc[3]);
    state[3] = static_cast<std::uint32_t>(hgdc[2]);
    state[4] = static_cast<std::uint32_t>(feba[1]);
    state[5] = static_cast<std::uint32_t>(feba[0]);
    state[6] = static_cast<std::uint32_t>(hgdc[1]);
    state[7] = static_cast<std::uint32_t>(hgdc[0]);
}

#else

inline bool sha256_x86_available() noexcept { return false; }
inline void sha256_x86_blocks(std::uint32_t (&)[8], unsigned char const*, std::size_t) noexcept {}

#endif

}  // namespace ltk::inline v1::detail
