// Validators that come after others (`.after`): the names must be there, and must not lead in a circle.
#pragma once

#include <ltk/config/nearest.hpp>
#include <ltk/plan/catalogued.hpp>
#include <ltk/plan/problems.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace ltk::inline v1::detail {

inline void check_names_before(CataloguedValidator const& one, std::vector<CataloguedValidator> const& all, Problems& problems) {
    std::vector<std::string> names;
    for (auto const& other : all)
        if (other.name != one.name) names.push_back(other.name);
    for (auto const& earlier : one.after)
        if (validator_named(all, earlier) == nullptr)
            problems.add("ltk.plan.unknown_validator", place(one.where) + ": validator \"" + one.name +
                                                           "\": .after: no validator is called \"" + earlier + "\"" +
                                                           did_you_mean(earlier, names));
}

/// Walks back from a validator; `path` is the way so far. Returns true when a circle was met and said.
inline bool leads_in_circle(CataloguedValidator const& one, std::vector<CataloguedValidator> const& all,
                            std::vector<CataloguedValidator const*>& path, std::vector<CataloguedValidator const*>& cleared,
                            Problems& problems) {
    if (std::find(cleared.begin(), cleared.end(), &one) != cleared.end()) return false;
    bool const met = std::find(path.begin(), path.end(), &one) != path.end();
    path.push_back(&one);
    if (met) {
        std::string words;
        for (auto at = std::find(path.begin(), path.end(), &one); at != path.end(); ++at)
            words += (words.empty() ? "\"" : " comes after \"") + (*at)->name + "\"" +
                     (words.empty() || at + 1 != path.end() ? " (" + place((*at)->where) + ")" : "");
        problems.add("ltk.plan.validator_cycle",
                     place(one.where) + ": validators wait for each other in a circle: " + words + "; take one of them out of `.after`");
        return true;
    }
    for (auto const& earlier : one.after)
        if (auto const* const before = validator_named(all, earlier))
            if (leads_in_circle(*before, all, path, cleared, problems)) return true;
    path.pop_back();
    cleared.push_back(&one);
    return false;
}

/// Reports names that nobody has, and the first circle. `all`: by name.
inline void check_validator_order(std::vector<CataloguedValidator> const& all, Problems& problems) {
    for (auto const& one : all) check_names_before(one, all, problems);
    std::vector<CataloguedValidator const*> cleared;
    for (auto const& one : all) {
        std::vector<CataloguedValidator const*> path;
        if (leads_in_circle(one, all, path, cleared, problems)) return;
    }
}

}  // namespace ltk::inline v1::detail
