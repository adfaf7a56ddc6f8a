// Which per-run fixtures a test needs in the end, through the constructors of other fixtures too.
#pragma once

#include <ltk/declare/fixture.hpp>
#include <ltk/declare/registry.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1::detail {

inline bool is_per_run(Registry const& registry, type_identity const& type) {
    for (auto const* record = registry.fixtures(); record != nullptr; record = record->next)
        if (record->type == type) return record->traits->scope == fixture_scope::per_run;
    return false;
}

inline void collect_fixtures(need const& one, std::vector<fixture_type const*>& found) {
    if (one.kind != need_kind::fixture) return;
    if (std::any_of(found.begin(), found.end(), [&](auto const* seen) { return seen->type == one.type; })) return;
    found.push_back(one.fixture);
    for (auto const* edge = fixture_edges(); edge != nullptr; edge = edge->next)
        if (edge->fixture == one.type) collect_fixtures(edge->needed, found);
}

/// Names of the per-run fixtures that these needs lead to.
inline std::vector<std::string> per_run_needs(Registry const& registry, need const* needs, std::size_t count) {
    std::vector<fixture_type const*> all;
    for (std::size_t i = 0; i < count; ++i) collect_fixtures(needs[i], all);
    std::vector<std::string> names;
    for (auto const* one : all)
        if (is_per_run(registry, one->type)) names.emplace_back(one->type.name, one->type.size);
    return names;
}

/// The fixture type of that spelled name that some test or validator leads to; nullptr when there is none.
inline fixture_type const* fixture_named(Registry const& registry, std::string_view name) {
    std::vector<fixture_type const*> all;
    for (auto const* test = registry.tests(); test != nullptr; test = test->next)
        for (std::size_t i = 0; i < test->need_count; ++i) collect_fixtures(test->needs[i], all);
    for (auto const* one = registry.validators(); one != nullptr; one = one->next)
        for (std::size_t i = 0; i < one->need_count; ++i) collect_fixtures(one->needs[i], all);
    for (auto const* type : all)
        if (std::string_view(type->type.name, type->type.size) == name) return type;
    return nullptr;
}

}  // namespace ltk::inline v1::detail
