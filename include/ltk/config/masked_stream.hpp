// Text that comes in pieces, with secrets replaced. A value may be split anywhere: what could be the beginning of one is held back
// until the next piece says what it is. The result is the same however the text is cut.
#pragma once

#include <ltk/config/masker.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1 {

/// One stream of text on its way out. The masker is borrowed; without one, or without secrets, pieces pass untouched.
class MaskedStream {
public:
    MaskedStream() = default;
    explicit MaskedStream(Masker const* masker) : masker_(masker != nullptr && !masker->empty() ? masker : nullptr) {
        if (masker_ != nullptr) matched_.resize(masker_->patterns().size());
    }

    /// Calls out(text) for what can go, once or several times.
    template <class Out>
    void take(std::string_view piece, Out&& out) {
        if (masker_ == nullptr) return out(piece);
        find(piece);
        std::size_t const longest = *std::max_element(matched_.begin(), matched_.end());
        std::uint64_t const end = held_from_ + held_.size() + piece.size();
        if (held_.empty() && found_.empty() && hidden_until_ <= held_from_ && longest <= piece.size()) {  // most of the time
            std::size_t const free = piece.size() - longest;
            if (free != 0) out(piece.substr(0, free));
            held_.assign(piece.substr(free));
            held_from_ = end - longest;
            return;
        }
        held_.append(piece);
        release(end - longest, out);
    }

    /// Lets go what was held back: nothing more comes.
    template <class Out>
    void finish(Out&& out) {
        if (masker_ == nullptr) return;
        release(held_from_ + held_.size(), out);
        std::fill(matched_.begin(), matched_.end(), 0);
    }

private:
    struct Span {
        std::uint64_t begin;
        std::uint64_t end;
    };

    // Runs every pattern over the piece. As long as nothing of a pattern is matched, memchr finds where it may begin.
    void find(std::string_view piece) {
        std::uint64_t const from = held_from_ + held_.size();
        std::size_t const before = found_.size();
        auto const& patterns = masker_->patterns();
        for (std::size_t which = 0; which < patterns.size(); ++which) {
            auto const& [text, border] = patterns[which];
            std::size_t matched = matched_[which];
            for (std::size_t at = 0; at < piece.size(); ++at) {
                if (matched == 0) {
                    auto const* const begin = static_cast<char const*>(std::memchr(piece.data() + at, text[0], piece.size() - at));
                    if (begin == nullptr) break;
                    at = static_cast<std::size_t>(begin - piece.data());
                }
                while (matched != 0 && piece[at] != text[matched]) matched = border[matched];
                if (piece[at] == text[matched]) ++matched;
                if (matched != text.size()) continue;
                found_.push_back({from + at + 1 - matched, from + at + 1});
                matched = border[matched];
            }
            matched_[which] = matched;
        }
        if (found_.size() != before)
            std::sort(found_.begin(), found_.end(), [](Span const& a, Span const& b) { return a.begin < b.begin; });
    }

    // Lets go everything before `until`, where no value can begin any more that is not known. Values that overlap become one mask.
    template <class Out>
    void release(std::uint64_t until, Out&& out) {
        std::uint64_t gone = std::max(held_from_, hidden_until_);
        std::size_t done = 0;
        for (; done < found_.size() && found_[done].begin < until; ++done) {
            auto const& span = found_[done];
            if (span.begin >= hidden_until_) {
                if (span.begin > gone) out(held(gone, span.begin));
                out(detail::mask);
            }
            hidden_until_ = std::max(hidden_until_, span.end);
            gone = std::max(gone, hidden_until_);
        }
        found_.erase(found_.begin(), found_.begin() + static_cast<std::ptrdiff_t>(done));
        if (until > gone) {
            out(held(gone, until));
            gone = until;
        }
        std::uint64_t const last = std::min(gone, held_from_ + held_.size());
        held_.erase(0, static_cast<std::size_t>(last - held_from_));
        held_from_ = last;
    }

    std::string_view held(std::uint64_t begin, std::uint64_t end) const {
        return std::string_view(held_).substr(static_cast<std::size_t>(begin - held_from_), static_cast<std::size_t>(end - begin));
    }

    Masker const* masker_ = nullptr;
    std::vector<std::size_t> matched_;  // of each pattern: how much of it the text ends with
    std::vector<Span> found_;           // values that are still held, by where they begin
    std::string held_;
    std::uint64_t held_from_ = 0;     // where it begins in the whole stream
    std::uint64_t hidden_until_ = 0;  // everything before it is gone, or stands behind a mask that is out already
};

inline std::string Masker::masked(std::string_view text) const {
    if (empty()) return std::string(text);
    std::string out;
    auto const append = [&out](std::string_view piece) { out += piece; };
    MaskedStream stream(this);
    stream.take(text, append);
    stream.finish(append);
    return out;
}

inline bool Masker::mask(std::string& text) const {
    if (empty() || text.size() < shortest) return false;
    auto changed = masked(text);
    if (changed == text) return false;
    text = std::move(changed);
    return true;
}

}  // namespace ltk::inline v1
