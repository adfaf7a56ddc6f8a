// A span of time with nanosecond resolution that is cheap to include and that takes any std::chrono duration.
#pragma once

#include <ltk/declare/show.hpp>

namespace ltk::inline v1 {

namespace detail {
void put_duration(Sink&, void const*);
}

/// A span of time. Reads "5min", "1h30m", "250ms"; made from LTK's literals (30_s) or from any std::chrono duration.
class duration {
public:
    constexpr duration() noexcept = default;
    template <class D>
        requires detail::IsDuration<D>
    constexpr duration(D const& chrono) noexcept
        : nanoseconds_(static_cast<long long>(static_cast<long double>(chrono.count()) * 1'000'000'000.0L *
                                              static_cast<long double>(D::period::num) / static_cast<long double>(D::period::den))) {}

    static constexpr duration nanoseconds(long long count) noexcept {
        duration made;
        made.nanoseconds_ = count;
        return made;
    }
    static constexpr duration seconds(double count) noexcept { return nanoseconds(static_cast<long long>(count * 1e9)); }

    /// Length in nanoseconds.
    constexpr long long nanoseconds() const noexcept { return nanoseconds_; }
    /// Length in seconds.
    constexpr double seconds() const noexcept { return static_cast<double>(nanoseconds_) / 1e9; }

    /// To a std::chrono duration, wherever one is wanted; cut towards zero.
    template <class D>
        requires detail::IsDuration<D>
    constexpr operator D() const noexcept {
        return D(static_cast<typename D::rep>(static_cast<long double>(nanoseconds_) / 1'000'000'000.0L *
                                              static_cast<long double>(D::period::den) / static_cast<long double>(D::period::num)));
    }

    friend constexpr bool operator==(duration a, duration b) noexcept { return a.nanoseconds_ == b.nanoseconds_; }
    friend constexpr bool operator!=(duration a, duration b) noexcept { return a.nanoseconds_ != b.nanoseconds_; }
    friend constexpr bool operator<(duration a, duration b) noexcept { return a.nanoseconds_ < b.nanoseconds_; }
    friend constexpr bool operator>(duration a, duration b) noexcept { return b < a; }
    friend constexpr bool operator<=(duration a, duration b) noexcept { return !(b < a); }
    friend constexpr bool operator>=(duration a, duration b) noexcept { return !(a < b); }
    friend constexpr duration operator+(duration a, duration b) noexcept { return nanoseconds(a.nanoseconds_ + b.nanoseconds_); }
    friend constexpr duration operator-(duration a, duration b) noexcept { return nanoseconds(a.nanoseconds_ - b.nanoseconds_); }
    friend constexpr duration operator*(duration a, long long n) noexcept { return nanoseconds(a.nanoseconds_ * n); }

private:
    long long nanoseconds_ = 0;
};

namespace detail {
template <>
constexpr putter putter_of<duration>() noexcept {
    return &put_duration;
}
}  // namespace detail

namespace literals {
constexpr duration operator""_ns(unsigned long long n) noexcept { return duration::nanoseconds(static_cast<long long>(n)); }
constexpr duration operator""_us(unsigned long long n) noexcept { return duration::nanoseconds(static_cast<long long>(n) * 1'000); }
constexpr duration operator""_ms(unsigned long long n) noexcept { return duration::nanoseconds(static_cast<long long>(n) * 1'000'000); }
constexpr duration operator""_s(unsigned long long n) noexcept { return duration::nanoseconds(static_cast<long long>(n) * 1'000'000'000); }
constexpr duration operator""_min(unsigned long long n) noexcept {
    return duration::nanoseconds(static_cast<long long>(n) * 60'000'000'000);
}
constexpr duration operator""_h(unsigned long long n) noexcept {
    return duration::nanoseconds(static_cast<long long>(n) * 3'600'000'000'000);
}
}  // namespace literals

}  // namespace ltk::inline v1
