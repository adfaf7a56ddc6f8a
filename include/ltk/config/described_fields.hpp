// Whether every ltk::field of a declaration is about a field that the configuration has, and about each only once, and whether
// every enum has a name for its default, every pattern is one, and former names are free. The compiler cannot tell: a field of a nested struct is described by that struct,
// wherever it occurs.
#pragma once

#include <ltk/config/config_type.hpp>
#include <ltk/config/enumerators.hpp>
#include <ltk/config/field_view.hpp>
#include <ltk/config/json_text.hpp>
#include <ltk/config/pattern.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1::detail {

/// Walks all structs that a configuration can hold, however deep.
class DescribedFields {
public:
    explicit DescribedFields(config_type const& config)
        : config_(config), met_(config.rule_count, false), met_structs_(config.struct_rule_count, false) {
        visit(*config.value);
        for (std::size_t i = 0; i < config.rule_count; ++i) note_rule(config.rules[i]);
    }

    /// What is wrong, as ends of sentences about the configuration.
    std::vector<std::string> flaws() const {
        auto all = flaws_;
        for (std::size_t i = 0; i < met_.size(); ++i)
            if (!met_[i])
                all.push_back("describes a field of " + std::string(config_.rules[i].owner.name, config_.rules[i].owner.size) +
                              ", which is no part of it; take that ltk::field out");
        for (std::size_t i = 0; i < met_structs_.size(); ++i)
            if (!met_structs_[i])
                all.push_back("has a rule for " + std::string(config_.struct_rules[i].owner.name, config_.struct_rules[i].owner.size) +
                              ", which is no part of it; take that ltk::rule out");
        return all;
    }

private:
    void visit(value_type const& type) {
        if (type.element != nullptr) visit(*type.element);
        for (std::size_t i = 0; type.kind == value_kind::choice && i < type.count; ++i) visit(*type.alternatives[i].type);
        if (type.kind != value_kind::aggregate) return;
        for (auto const* known : visited_)
            if (known == &type) return;
        visited_.push_back(&type);
        for (std::size_t i = 0; i < config_.struct_rule_count; ++i)
            if (config_.struct_rules[i].owner == type.type) met_structs_[i] = true;
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
        auto const all = fields_of(config_, type, object);
        for (auto const& view : all) note_former(view, all);
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

    // What is wrong with a rule whatever the values are.
    void note_rule(field_rule const& rule) {
        auto const about = " (the field that is described as \"" + std::string(rule.description) + "\")";
        if (rule.existing != existing_kind::not_asked && rule.under_test)
            flaws_.push_back("has a field that is both .existing() and .under_test()" + about +
                             "; the file system under test can hang, so ask for it in an LTK_VALIDATOR");
        if (rule.pattern == nullptr) return;
        auto const flaw = pattern_flaw(rule.pattern);
        if (!flaw.empty())
            flaws_.push_back("has the pattern " + quote_short(rule.pattern) + about + ", which is no regular expression: " + flaw);
    }

    // A former name is one that no field has now.
    void note_former(field_view const& view, std::vector<field_view> const& all) {
        for (std::size_t i = 0; view.rule != nullptr && i < view.rule->former_count; ++i) {
            std::string_view const former = view.rule->former[i];
            bool const word = !former.empty() && former.find_first_of(". \t\n") == std::string_view::npos;
            if (!word)
                flaws_.push_back("calls the field " + std::string(view.name) + " formerly " + quote_short(former) +
                                 ", which is no name of a field");
            for (auto const& other : all) {
                bool taken = other.name == former;
                for (std::size_t j = 0; other.field != view.field && other.rule != nullptr && j < other.rule->former_count; ++j)
                    taken = taken || (other.rule->former[j] == former && other.field < view.field);
                if (taken)
                    flaws_.push_back("calls the field " + std::string(view.name) + " formerly " + quote_short(former) +
                                     ", which is a name of the field " + std::string(other.name) + "; take that .formerly() out");
            }
        }
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
    std::vector<bool> met_structs_;
    std::vector<value_type const*> visited_;
    std::vector<std::string> flaws_;
};

}  // namespace ltk::inline v1::detail
