// Whether every ltk::field of a declaration is about a field that the configuration has, and about each only once. The compiler
// cannot tell: a field of a nested struct is described by that struct, wherever it occurs.
#pragma once

#include <ltk/config/config_type.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1::detail {

/// Walks all structs that a configuration can hold, however deep.
class DescribedFields {
public:
    explicit DescribedFields(config_type const& config) : config_(config), met_(config.rule_count, false) { visit(*config.value); }

    /// What is wrong, as ends of sentences about the configuration.
    std::vector<std::string> flaws() const {
        auto all = doubled_;
        for (std::size_t i = 0; i < met_.size(); ++i)
            if (!met_[i])
                all.push_back("describes a field of " + std::string(config_.rules[i].owner.name, config_.rules[i].owner.size) +
                              ", which is no part of it; take that ltk::field out");
        return all;
    }

private:
    void visit(value_type const& type) {
        if (type.element != nullptr) visit(*type.element);
        if (type.kind != value_kind::aggregate) return;
        for (auto const* known : visited_)
            if (known == &type) return;
        visited_.push_back(&type);
        struct looking {
            DescribedFields& fields;
            value_type const& type;
        } look{*this, type};
        type.scratch({[](void* context, void*, void* object) {
                          auto& to = *static_cast<looking*>(context);
                          to.fields.match(to.type, object);
                          return true;
                      },
                      &look});
    }

    void match(value_type const& type, void* object) {
        struct seen_field {
            DescribedFields& fields;
            value_type const& owner;
            void* object;
        } seen{*this, type, object};
        type.fields(object, {[](void* context, std::string_view name, void* field, value_type const& of) {
                                 auto& to = *static_cast<seen_field*>(context);
                                 to.fields.note(to.owner, to.object, name, field);
                                 to.fields.visit(of);
                             },
                             &seen});
    }

    void note(value_type const& owner, void* object, std::string_view name, void const* field) {
        int count = 0;
        for (std::size_t i = 0; i < config_.rule_count; ++i) {
            auto const& rule = config_.rules[i];
            if (!(rule.owner == owner.type) || rule.locate(object, rule.spec) != field) continue;
            met_[i] = true;
            ++count;
        }
        if (count > 1) doubled_.push_back("describes the field " + std::string(name) + " more than once; join its ltk::field lines");
    }

    config_type const& config_;
    std::vector<bool> met_;
    std::vector<value_type const*> visited_;
    std::vector<std::string> doubled_;
};

}  // namespace ltk::inline v1::detail
