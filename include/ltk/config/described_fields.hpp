// Whether every ltk::field of a declaration is about a field that the configuration has, and about each only once, and whether
// every enum has a name for its default. The compiler cannot tell: a field of a nested struct is described by that struct,
// wherever it occurs.
#pragma once

#include <ltk/config/config_type.hpp>
#include <ltk/config/enumerators.hpp>

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
        auto all = flaws_;
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
                                 to.fields.note_default(of, name, field);
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
        if (count > 1) flaws_.push_back("describes the field " + std::string(name) + " more than once; join its ltk::field lines");
    }

    // A value without a name could be written nowhere.
    void note_default(value_type const& type, std::string_view name, void const* field) {
        if (type.kind != value_kind::enumeration) return;
        auto const value = load_signed(type, field);
        for (auto const& known : enumerators_of(type))
            if (known.value == value) return;
        flaws_.push_back("has the field " + std::string(name) + ", whose default, " + std::to_string(value) +
                         ", is no named value of its enum; LTK finds the names of values from -16 to 127");
    }

    config_type const& config_;
    std::vector<bool> met_;
    std::vector<value_type const*> visited_;
    std::vector<std::string> flaws_;
};

}  // namespace ltk::inline v1::detail
