// What changed between two states of a machine: for `check --against RUN`, and for drift while a run goes on.
#pragma once

#include <ltk/environment/fingerprint.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1 {

/// One fact that is another one now.
struct FactChange {
    std::string part;    ///< "hardware", "software", "configuration", "finding"
    std::string key;     ///< of the fingerprint or the configuration ("fs.mount"), or the id of a finding
    std::string before;  ///< "" when it was not known
    std::string after;   ///< "" when it is not known
    friend bool operator==(FactChange const&, FactChange const&) = default;
};

namespace detail {

inline void compare_facts(std::string_view part, std::map<std::string, std::string> const& before,
                          std::map<std::string, std::string> const& after, std::vector<FactChange>& changes) {
    for (auto const& [key, value] : before) {
        auto const now = after.find(key);
        if (now == after.end() || now->second != value)
            changes.push_back({std::string(part), key, value, now == after.end() ? std::string() : now->second});
    }
    for (auto const& [key, value] : after)
        if (!before.contains(key)) changes.push_back({std::string(part), key, "", value});
}

}  // namespace detail

/// The facts that differ: hardware first, then software, then configuration.
inline std::vector<FactChange> compare(Fingerprint const& before, Fingerprint const& after) {
    std::vector<FactChange> changes;
    detail::compare_facts("hardware", before.hardware, after.hardware, changes);
    detail::compare_facts("software", before.software, after.software, changes);
    detail::compare_facts("configuration", before.configuration, after.configuration, changes);
    return changes;
}

/// "the same hardware, other software (kernel), the same configuration"
inline std::string describe_parts(std::vector<FactChange> const& changes) {
    std::string text;
    for (std::string_view const part : {"hardware", "software", "configuration"}) {
        std::string keys;
        std::size_t further = 0;
        for (auto const& one : changes)
            if (one.part == part && keys.size() < 60)
                keys += (keys.empty() ? "" : ", ") + one.key;
            else if (one.part == part)
                ++further;
        if (further != 0) keys += ", and " + std::to_string(further) + " more";
        text += (text.empty() ? "" : ", ") + std::string(keys.empty() ? "the same " : "other ") + std::string(part);
        if (!keys.empty()) text += " (" + keys + ")";
    }
    return text;
}

}  // namespace ltk::inline v1
