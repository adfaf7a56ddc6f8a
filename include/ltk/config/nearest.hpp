// "did you mean fs.min_free?": the known name that is nearest to one that is not known. Used wherever the user types names.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1::detail {

/// Number of edits (insert, delete, replace, swap of neighbours; a change of case counts as none) between two names; gives
/// up and returns `limit + 1` as soon as it must be more than `limit`.
inline std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
    auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > limit) return limit + 1;
    std::vector<std::size_t> before_last(a.size() + 1);
    std::vector<std::size_t> last(a.size() + 1);
    std::vector<std::size_t> row(a.size() + 1);
    for (std::size_t i = 0; i <= a.size(); ++i) last[i] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
        row[0] = j;
        std::size_t least = row[0];
        for (std::size_t i = 1; i <= a.size(); ++i) {
            auto const differs = lower(a[i - 1]) == lower(b[j - 1]) ? 0U : 1U;
            row[i] = std::min({row[i - 1] + 1, last[i] + 1, last[i - 1] + differs});
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
                row[i] = std::min(row[i], before_last[i - 2] + 1);
            least = std::min(least, row[i]);
        }
        if (least > limit) return limit + 1;
        std::swap(before_last, last);
        std::swap(last, row);
    }
    return std::min(last[a.size()], limit + 1);
}

/// The known name nearest to `wanted`; empty when none is near enough to be what was meant. Of equally near ones the first.
inline std::string nearest(std::string_view wanted, std::vector<std::string> const& known) {
    constexpr std::size_t longest = 256;  // nobody means a name by something longer; keeps hostile input cheap
    if (wanted.empty() || wanted.size() > longest) return {};
    std::size_t limit = std::max<std::size_t>(1, (wanted.size() + 1) / 3);
    std::string const* best = nullptr;
    for (auto const& name : known) {
        if (name.size() > 2 * longest) continue;
        auto const distance = edit_distance(wanted, name, limit);
        // Whoever replaces every letter means another word.
        if (distance > limit || distance >= std::max(wanted.size(), name.size())) continue;
        best = &name;
        if (distance == 0) break;
        limit = distance - 1;
    }
    return best == nullptr ? std::string() : *best;
}

/// The same as the end of a message: " (did you mean fs.min_free?)", or nothing.
inline std::string did_you_mean(std::string_view wanted, std::vector<std::string> const& known) {
    auto const name = nearest(wanted, known);
    return name.empty() ? name : " (did you mean " + name + "?)";
}

}  // namespace ltk::inline v1::detail
