// Patterns of selections: `*` stands for any run of characters, also none and also slashes; `?` for one character.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ltk::inline v1::detail {

/// A compiled pattern. Inside, wildcards are control characters, which no id contains, so that a quoted `*` stays a letter.
class Glob {
public:
    static constexpr char any_run = '\x01';
    static constexpr char any_one = '\x02';

    void add(char literal) { pattern_ += literal; }
    void add_any_run() {
        wild_ = true;
        if (pattern_.empty() || pattern_.back() != any_run) pattern_ += any_run;  // `**` means the same and costs more
    }
    void add_any_one() {
        wild_ = true;
        pattern_ += any_one;
    }

    bool has_wildcard() const noexcept { return wild_; }
    std::size_t size() const noexcept { return pattern_.size(); }
    bool empty() const noexcept { return pattern_.empty(); }

    /// The pattern without its wildcards: what a person most likely had in mind.
    std::string literal_part() const {
        std::string text;
        for (char const c : pattern_)
            if (c != any_run && c != any_one) text += c;
        return text;
    }

    /// Whether the whole text fits. Never worse than length of pattern times length of text.
    bool matches(std::string_view text) const noexcept {
        if (!wild_) return text == pattern_;
        std::size_t p = 0;
        std::size_t t = 0;
        std::size_t star = std::string::npos;
        std::size_t mark = 0;
        while (t < text.size()) {
            if (p < pattern_.size() && pattern_[p] == any_run) {
                star = p++;
                mark = t;
            } else if (p < pattern_.size() && pattern_[p] == any_one) {
                ++p;
                t = behind(text, t);
            } else if (p < pattern_.size() && pattern_[p] == text[t]) {
                ++p;
                ++t;
            } else if (star != std::string::npos) {
                p = star + 1;
                t = mark = behind(text, mark);
            } else {
                return false;
            }
        }
        while (p < pattern_.size() && pattern_[p] == any_run) ++p;
        return p == pattern_.size();
    }

private:
    static std::size_t behind(std::string_view text, std::size_t at) noexcept {  // the character at `at`, which may be several bytes
        ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
        return at;
    }

    std::string pattern_;
    bool wild_ = false;
};

}  // namespace ltk::inline v1::detail
