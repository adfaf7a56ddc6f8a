// Reading the small files in which a machine tells about itself: /proc, /sys and /etc. Every probe puts a `tree` in front of the paths,
// so that a recorded one of another machine can be read as well; what is not there reads as empty.
#pragma once

#include <ltk/config/units.hpp>
#include <ltk/results/sanitize.hpp>

#include <dirent.h>
#include <unistd.h>
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1::detail {

/// Content of a small file; empty when it cannot be read.
inline std::string small_file(std::string const& path) {
    constexpr std::size_t most = std::size_t{4} << 20U;
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> const file(std::fopen(path.c_str(), "re"), &std::fclose);
    std::string text;
    char buffer[8192];
    while (file != nullptr && text.size() < most) {
        auto const got = std::fread(buffer, 1, sizeof buffer, file.get());
        if (got == 0) break;
        text.append(buffer, got);
    }
    return text;
}

/// The parts between separators, without the empty ones. They point into `text`.
inline std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        auto const end = text.find(separator);
        if (end != 0) parts.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return parts;
}

/// The words between blanks and tabs. They point into `text`.
inline std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; (at = text.find_first_not_of(" \t\n", at)) != std::string_view::npos;) {
        auto const end = std::min(text.find_first_of(" \t\n", at), text.size());
        words.push_back(text.substr(at, end - at));
        at = end;
    }
    return words;
}

/// The value behind the first line that begins with `key`, blanks and `separator`.
inline std::string value_behind(std::string_view text, std::string_view key, char separator) {
    for (auto const line : split(text, '\n')) {
        if (line.substr(0, key.size()) != key) continue;
        auto const behind = line.substr(key.size());
        auto const at = behind.find_first_not_of(" \t");
        if (at != std::string_view::npos && behind[at] == separator) return std::string(behind.substr(at + 1));
    }
    return {};
}

/// One line of valid UTF-8 without blanks at its ends and runs of blanks in it.
inline std::string tidy(std::string_view text) {
    std::string out;
    for (char const c : one_line(text))
        if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

/// A small file of one line, tidied.
inline std::string line_of(std::string const& path) { return tidy(small_file(path)); }

/// The number that a text begins with, behind blanks; nothing when it begins with none or is too large.
template <class Number = std::uint64_t>
std::optional<Number> number_in(std::string_view text, int base = 10) {
    auto const at = text.find_first_not_of(" \t");
    if (at == std::string_view::npos) return std::nullopt;
    text.remove_prefix(at);
    Number value{};
    auto const read = std::from_chars(text.data(), text.data() + text.size(), value, base);
    return read.ec == std::errc() ? std::optional(value) : std::nullopt;
}

/// The choice that the kernel marks in a list: "always [madvise] never" -> "madvise"; nothing when it marks none.
inline std::optional<std::string> bracketed_word(std::string_view list) {
    auto const begin = list.find('[');
    auto const end = list.find(']', begin == std::string_view::npos ? list.size() : begin);
    return end == std::string_view::npos ? std::nullopt : std::optional(std::string(list.substr(begin + 1, end - begin - 1)));
}

/// "a, b, c": the words of each.
template <class All, class Words>
std::string listing(All const& all, Words const& words) {
    std::string text;
    for (auto const& one : all) (text += text.empty() ? "" : ", ") += words(one);
    return text;
}
template <class All>
std::string listing(All const& all) {
    return listing(all, [](std::string_view one) { return one; });
}

/// How many numbers a list of the kernel holds: "0-3,8" holds five. 0 when it is none.
inline std::size_t count_in_ranges(std::string_view list) {
    std::size_t count = 0;
    for (auto const part : split(list, ',')) {
        auto const dash = part.find('-');
        auto const first = number_in(part);
        auto const last = dash == std::string_view::npos ? first : number_in(part.substr(dash + 1));
        if (!first || !last || *last < *first || *last - *first > 1'000'000) return 0;
        count += static_cast<std::size_t>(*last - *first + 1);
    }
    return count;
}

/// Names in a directory, sorted; empty when it cannot be read.
inline std::vector<std::string> names_in(std::string const& directory) {
    std::vector<std::string> names;
    std::unique_ptr<DIR, int (*)(DIR*)> const open(::opendir(directory.c_str()), &::closedir);
    while (open != nullptr) {
        auto const* const entry = ::readdir(open.get());
        if (entry == nullptr) break;
        if (entry->d_name[0] != '.') names.emplace_back(entry->d_name);
    }
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace ltk::inline v1::detail
