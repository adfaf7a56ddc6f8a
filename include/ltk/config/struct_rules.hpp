// Whether the fields of a struct fit together, as ltk::rule says; a problem shows the values and where each comes from, and is told
// at the one that was set last.
#pragma once

#include <ltk/config/config_type.hpp>
#include <ltk/config/field_view.hpp>
#include <ltk/config/reading.hpp>
#include <ltk/config/rules.hpp>
#include <ltk/config/write_value.hpp>

#include <cstddef>
#include <string>
#include <tuple>
#include <vector>

namespace ltk::inline v1::detail {

/// A field and what sets it, lowest layer first.
struct aggregate_field {
    field_view view;
    located_values values;
};

inline std::string seen_field(Reading const& reading, aggregate_field const& field) {
    auto text = reading.masked ? quote(mask) : value_text(*field.view.type, field.view.field);
    if (text.size() > 60) text = "a longer value";
    return std::string(field.view.name) + " is " + text +
           (field.values.empty() ? " by default" : " (" + field.values.back().document->where(field.values.back().value().at) + ")");
}

/// Notes what does not hold. `object`: of the struct; `declared_at`: the place of LTK_CONFIG.
inline bool keeps_struct_rules(Reading& reading, config_type const& config, value_type const& type, void* object,
                               std::vector<aggregate_field> const& fields, std::string const& declared_at) {
    auto const is_above = [](Document const& a, Document const& b) { return std::tie(a.layer, a.order) > std::tie(b.layer, b.order); };
    bool good = true;
    for (std::size_t i = 0; i < config.struct_rule_count; ++i) {
        auto const& rule = config.struct_rules[i];
        if (!(rule.owner == type.type)) continue;
        auto const broken = broken_struct_rule(rule, object);
        if (broken.empty()) continue;
        good = false;
        std::string seen;
        located top;
        for (std::size_t n = 0; n < rule.count; ++n)
            for (auto const& field : fields) {
                if (field.view.field != rule.locate(object, rule.spec, n)) continue;
                seen += (seen.empty() ? "" : n + 1 == rule.count ? " and " : ", ") + seen_field(reading, field);
                if (!field.values.empty() && (top.document == nullptr || !is_above(*top.document, *field.values.back().document)))
                    top = field.values.back();
            }
        auto const what = broken + "; here " + seen + " (" + declared_at + ")";
        if (top.document == nullptr)
            reading.problems.add("ltk.config.rule", declared_at + ": " + reading.key + ": " + what);
        else
            reading.problem(top, "ltk.config.rule", what);
    }
    return good;
}

}  // namespace ltk::inline v1::detail
