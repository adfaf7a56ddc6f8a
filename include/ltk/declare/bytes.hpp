// An amount of data, so that a number of bytes never travels as a bare integer.
#pragma once

#include <ltk/declare/duration.hpp>

namespace ltk::inline v1 {

namespace detail {
void put_bytes(Sink&, void const*);
}

/// An amount of data in bytes. Reads "64MiB", "1.5GB", "4096"; writes the largest binary unit that is exact.
class bytes {
public:
    constexpr bytes() noexcept = default;
    constexpr explicit bytes(unsigned long long count) noexcept : count_(count) {}

    /// The amount in bytes.
    constexpr unsigned long long count() const noexcept { return count_; }

    friend constexpr bool operator==(bytes a, bytes b) noexcept { return a.count_ == b.count_; }
    friend constexpr bool operator!=(bytes a, bytes b) noexcept { return a.count_ != b.count_; }
    friend constexpr bool operator<(bytes a, bytes b) noexcept { return a.count_ < b.count_; }
    friend constexpr bool operator>(bytes a, bytes b) noexcept { return b < a; }
    friend constexpr bool operator<=(bytes a, bytes b) noexcept { return !(b < a); }
    friend constexpr bool operator>=(bytes a, bytes b) noexcept { return !(a < b); }
    friend constexpr bytes operator+(bytes a, bytes b) noexcept { return bytes(a.count_ + b.count_); }
    friend constexpr bytes operator-(bytes a, bytes b) noexcept { return bytes(a.count_ - b.count_); }
    friend constexpr bytes operator*(bytes a, unsigned long long n) noexcept { return bytes(a.count_ * n); }
    friend constexpr unsigned long long operator/(bytes a, bytes b) noexcept { return a.count_ / b.count_; }
    friend constexpr bytes operator/(bytes a, unsigned long long n) noexcept { return bytes(a.count_ / n); }
    /// A rate in bytes per second.
    friend constexpr double operator/(bytes a, duration time) noexcept { return static_cast<double>(a.count_) / time.seconds(); }
    constexpr bytes& operator+=(bytes other) noexcept {
        count_ += other.count_;
        return *this;
    }

private:
    unsigned long long count_ = 0;
};

namespace detail {
template <>
constexpr putter putter_of<bytes>() noexcept {
    return &put_bytes;
}
}  // namespace detail

namespace literals {
constexpr bytes operator""_B(unsigned long long n) noexcept { return bytes(n); }
constexpr bytes operator""_KiB(unsigned long long n) noexcept { return bytes(n << 10); }
constexpr bytes operator""_MiB(unsigned long long n) noexcept { return bytes(n << 20); }
constexpr bytes operator""_GiB(unsigned long long n) noexcept { return bytes(n << 30); }
constexpr bytes operator""_TiB(unsigned long long n) noexcept { return bytes(n << 40); }
}  // namespace literals

}  // namespace ltk::inline v1
