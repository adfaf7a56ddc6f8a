// Versions of Lustre, kernels and tools, compared number by number: 2.9 < 2.15.51 < 2.16.0.
#pragma once

#include <ltk/declare/text.hpp>

namespace ltk::inline v1 {

/// A version as dotted (or underscored, or dashed) numbers with an optional pre-release tag; "2.15.51.12", "v2_17_50-410",
/// "5.14.0-503.el9", "3.0-rc1". Up to eight numbers take part in comparisons; a missing one counts as 0; a pre-release
/// tag (rc, alpha, beta, pre) sorts before the same version without it. A default-made version is unknown and sorts first.
class version {
public:
    static constexpr unsigned most_numbers = 8;
    static constexpr unsigned most_characters = 63;

    constexpr version() noexcept = default;
    /// Takes anything that starts with a number (after an optional "v"); otherwise the version is unknown.
    constexpr version(char const* text) noexcept : version(text_view(text)) {}
    constexpr version(text_view text) noexcept {
        for (std::size_t i = 0; i < text.size() && i < most_characters; ++i) text_[size_++] = text.data()[i];
        std::size_t i = (size_ != 0 && (text_[0] == 'v' || text_[0] == 'V')) ? 1 : 0;
        while (i < size_ && count_ < most_numbers && is_digit(text_[i])) {
            unsigned long number = 0;
            while (i < size_ && is_digit(text_[i])) {
                if (number < 100'000'000'000UL) number = number * 10 + static_cast<unsigned long>(text_[i] - '0');
                ++i;
            }
            numbers_[count_++] = number;
            if (i + 1 < size_ && (text_[i] == '.' || text_[i] == '_' || text_[i] == '-') && is_digit(text_[i + 1]))
                ++i;
            else
                break;
        }
        prerelease_ = mentions("rc", i) || mentions("alpha", i) || mentions("beta", i) || mentions("pre", i);
    }

    /// Whether it holds a version at all.
    constexpr explicit operator bool() const noexcept { return count_ != 0; }
    /// How many numbers were read.
    constexpr unsigned size() const noexcept { return count_; }
    /// The n-th number; 0 behind the last.
    constexpr unsigned long operator[](unsigned n) const noexcept { return n < count_ ? numbers_[n] : 0; }
    /// The text it was made from.
    constexpr char const* c_str() const noexcept { return text_; }

    friend constexpr bool operator==(version const& a, version const& b) noexcept { return compare(a, b) == 0; }
    friend constexpr bool operator!=(version const& a, version const& b) noexcept { return compare(a, b) != 0; }
    friend constexpr bool operator<(version const& a, version const& b) noexcept { return compare(a, b) < 0; }
    friend constexpr bool operator>(version const& a, version const& b) noexcept { return compare(a, b) > 0; }
    friend constexpr bool operator<=(version const& a, version const& b) noexcept { return compare(a, b) <= 0; }
    friend constexpr bool operator>=(version const& a, version const& b) noexcept { return compare(a, b) >= 0; }

private:
    static constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
    constexpr bool mentions(char const* tag, std::size_t from) const noexcept {
        for (; from < size_; ++from) {
            std::size_t n = 0;
            while (tag[n] != '\0' && from + n < size_ && text_[from + n] == tag[n]) ++n;
            if (tag[n] == '\0') return true;
        }
        return false;
    }
    static constexpr int compare(version const& a, version const& b) noexcept {
        if ((a.count_ == 0) != (b.count_ == 0)) return a.count_ == 0 ? -1 : 1;
        for (unsigned i = 0; i < most_numbers; ++i)
            if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
        return a.prerelease_ == b.prerelease_ ? 0 : (a.prerelease_ ? -1 : 1);
    }

    unsigned long numbers_[most_numbers] = {};
    unsigned count_ = 0;
    unsigned size_ = 0;
    bool prerelease_ = false;
    char text_[most_characters + 1] = {};
};

}  // namespace ltk::inline v1
