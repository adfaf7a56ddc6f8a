// Values of secrets in text: whatever LTK writes passes here, so that a test that prints its password shows "******". A value is
// found in every spelling that LTK itself gives a text (quoted in a failure, inside JSON, in a line to paste), and line by line when it has several.
#pragma once

#include <ltk/config/json_text.hpp>
#include <ltk/config/write_value.hpp>
#include <ltk/results/sanitize.hpp>
#include <ltk/results/shell_word.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

/// One text to be found, prepared after Knuth, Morris and Pratt: a search goes forwards only, so that it can stop at any byte and
/// go on with the next piece.
struct masked_pattern {
    std::string text;
    std::vector<std::uint32_t> border;  // of each beginning: the length of the longest other beginning that it ends with

    explicit masked_pattern(std::string wanted) : text(std::move(wanted)), border(text.size() + 1, 0) {
        for (std::size_t i = 1, matched = 0; i < text.size(); ++i) {
            while (matched != 0 && text[i] != text[matched]) matched = border[matched];
            if (text[i] == text[matched]) ++matched;
            border[i + 1] = static_cast<std::uint32_t>(matched);
        }
    }
};

}  // namespace ltk::inline v1::detail

namespace ltk::inline v1 {

/// The secrets of a configuration, to be replaced wherever text goes out. Read-only once made: any thread may use it.
class Masker {
public:
    /// Shorter values are not searched for: they would be found everywhere.
    static constexpr std::size_t shortest = 4;
    /// Lines of a value that has several lines (keys, certificates) are searched for by themselves from this size on.
    static constexpr std::size_t shortest_line = 8;

    Masker() = default;
    explicit Masker(std::vector<std::string> const& secrets) {
        for (auto const& secret : secrets) {
            add(secret, shortest);
            for (std::size_t at = 0; secret.find('\n') != std::string::npos && at < secret.size();) {
                auto const end = std::min(secret.find('\n', at), secret.size());
                auto const cut = end > at && secret[end - 1] == '\r' ? end - 1 : end;
                add(secret.substr(at, cut - at), shortest_line);
                at = end + 1;
            }
        }
    }

    /// Whether there is nothing to hide, so that text can pass as it is.
    bool empty() const noexcept { return patterns_.empty(); }
    /// The text with every value replaced by "******".
    std::string masked(std::string_view text) const;
    /// The same in place; whether anything was replaced.
    bool mask(std::string& text) const;

    std::vector<detail::masked_pattern> const& patterns() const noexcept { return patterns_; }

private:
    void add(std::string const& text, std::size_t least) {
        if (text.size() < least) return;
        add_spelling(text);
        add_spelling(detail::escaped_text(text));
        add_spelling(detail::escape_in_shell_quotes(text));
        auto const quoted = detail::quote(text);
        add_spelling(quoted.substr(1, quoted.size() - 2));
        add_spelling(repair_utf8(text));
    }
    void add_spelling(std::string text) {
        auto const known = std::any_of(patterns_.begin(), patterns_.end(), [&](auto const& one) { return one.text == text; });
        if (!known) patterns_.emplace_back(std::move(text));
    }

    std::vector<detail::masked_pattern> patterns_;
};

}  // namespace ltk::inline v1

#include <ltk/config/masked_stream.hpp>
