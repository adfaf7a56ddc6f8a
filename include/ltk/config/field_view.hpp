// The fields of an object as a list: name, address, type and what LTK_CONFIG says about each.
#pragma once

#include <ltk/config/config_type.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace ltk::inline v1::detail {

struct field_view {
    std::string_view name;
    void* field = nullptr;
    value_type const* type = nullptr;
    field_rule const* rule = nullptr;  // null: nothing was said
};

/// The rule of a field of an object of type `owner`; null when there is none.
inline field_rule const* rule_of(config_type const& config, value_type const& owner, void* object, void const* field) {
    for (std::size_t i = 0; i < config.rule_count; ++i) {
        auto const& rule = config.rules[i];
        if (rule.owner == owner.type && rule.locate(object, rule.spec) == field) return &rule;
    }
    return nullptr;
}

/// The fields of an aggregate, in the order of declaration.
inline std::vector<field_view> fields_of(config_type const& config, value_type const& type, void* object) {
    std::vector<field_view> all;
    all.reserve(16);
    type.fields(object, {[](void* context, std::string_view name, void* field, value_type const& of) {
                             static_cast<std::vector<field_view>*>(context)->push_back({name, field, &of, nullptr});
                         },
                         &all});
    for (auto& view : all) view.rule = rule_of(config, type, object, view.field);
    return all;
}

}  // namespace ltk::inline v1::detail
