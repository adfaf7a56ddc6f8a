// Fields under a name that they had in an earlier version of the suite: they are read, and the file is told to keep up.
#pragma once

#include <ltk/config/field_view.hpp>
#include <ltk/config/reading.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

inline bool is_former(field_view const& view, std::string_view name) {
    for (std::size_t i = 0; view.rule != nullptr && i < view.rule->former_count; ++i)
        if (view.rule->former[i] == name) return true;
    return false;
}

class FormerNames {
public:
    /// Warns once for each file, not for each element of a list.
    void note(Reading const& reading, field_view const& view, located const& at, std::vector<std::string>& warnings) {
        auto const seen = std::make_pair(at.document, view.rule);
        if (std::find(told_.begin(), told_.end(), seen) != told_.end()) return;
        told_.push_back(seen);
        warnings.push_back(at.document->where(at.value().name_at) + ": " + reading.key + "." + at.value().name + " is called " +
                           reading.key + "." + std::string(view.name) + " now; it still works, rename it here");
    }

    /// Notes the problem when one object has a field by two of its names. (The same name twice is told by the parser.)
    static void refuse_both(Reading& reading, field_view const& view, located const& first, located const& second) {
        if (first.document != second.document || first.value().name == second.value().name) return;
        reading.problems.add(*second.document, second.value().name_at, "ltk.config.duplicate_key", reading.key + "." + second.value().name,
                             "means the same as " + first.value().name + " at " + first.document->where(first.value().name_at) + "; keep " +
                                 std::string(view.name));
    }

private:
    std::vector<std::pair<Document const*, field_rule const*>> told_;
};

}  // namespace ltk::inline v1::detail
