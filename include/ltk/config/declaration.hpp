// A configuration's declaration: its struct's description together with what was said about its fields, as one constant.
#pragma once

#include <ltk/config/config_type.hpp>
#include <ltk/config/field.hpp>
#include <ltk/config/key.hpp>
#include <ltk/config/rule.hpp>
#include <ltk/declare/registry.hpp>

#include <cstddef>
#include <new>
#include <type_traits>

namespace ltk::inline v1 {

namespace detail {

// Holds the specs side by side, by position.
template <std::size_t, class Spec>
struct held_spec {
    Spec spec;
};
template <class Positions, class... Specs>
struct held_specs;
template <std::size_t... N, class... Specs>
struct held_specs<std::index_sequence<N...>, Specs...> : held_spec<N, Specs>... {
    constexpr explicit held_specs(Specs const&... specs) noexcept : held_spec<N, Specs>{specs}... {
        (note(held_spec<N, Specs>::spec), ...);
    }
    held_specs(held_specs const&) = delete;  // the rules point into the specs
    held_specs& operator=(held_specs const&) = delete;

    constexpr void describe(config_type& type) const noexcept {
        type.rules = rules;
        type.rule_count = rule_count;
        type.struct_rules = struct_rules;
        type.struct_rule_count = struct_rule_count;
        type.former_keys = former_keys;
        type.former_key_count = former_key_count;
    }

private:
    template <class C, class M, std::size_t Choices>
    constexpr void note(field_spec<C, M, Choices> const& one) noexcept {
        rules[rule_count++] = one.erased();
    }
    template <class C, class... M>
    constexpr void note(rule_spec<C, M...> const& one) noexcept {
        struct_rules[struct_rule_count++] = one.erased();
    }
    constexpr void note(former_key_spec const& one) noexcept { former_keys[former_key_count++] = one.key; }

    field_rule rules[sizeof...(Specs) + 1] = {};
    struct_rule struct_rules[sizeof...(Specs) + 1] = {};
    char const* former_keys[sizeof...(Specs) + 1] = {};
    std::size_t rule_count = 0;
    std::size_t struct_rule_count = 0;
    std::size_t former_key_count = 0;
};

template <class Spec>
constexpr bool marks_directory_under_test(Spec const& spec) noexcept {
    if constexpr (requires { spec.is_under_test(); })
        return spec.is_under_test();
    else
        return false;
}

}  // namespace detail

/// Everything about a configuration except its key. Must outlive the registry that it is declared in.
template <class C, class... Specs>
class config_declaration {
public:
    constexpr explicit config_declaration(Specs const&... specs) noexcept : specs_(specs...) {
        static_assert(detail::value_type_of<C>().kind == detail::value_kind::aggregate, "LTK: a configuration is a plain struct");
        type_.value = &detail::value_type_of<C>();
        type_.alignment = alignof(C);
        if constexpr (reflect::Readable<C>) type_.make = [](void* where) { ::new (where) C{}; };  // else there is a sentence already
        type_.destroy = [](void* object) { static_cast<C*>(object)->~C(); };
        if constexpr (std::is_copy_assignable_v<C>)
            type_.assign = [](void* to, void const* from) { *static_cast<C*>(to) = *static_cast<C const*>(from); };
        specs_.describe(type_);
        type_.has_under_test = (detail::marks_directory_under_test(specs) || ... || false);
    }
    config_declaration(config_declaration const&) = delete;
    config_declaration& operator=(config_declaration const&) = delete;

    /// The record of this declaration under a key.
    constexpr ConfigRecord record(char const* key, source where) const noexcept { return {key, where, type_of<C>, &type_}; }

private:
    detail::held_specs<std::make_index_sequence<sizeof...(Specs)>, Specs...> specs_;
    detail::config_type type_;
};

/// What LTK_CONFIG writes: the declaration of the struct C with what is said about its fields.
template <class C, class... Specs>
constexpr config_declaration<C, Specs...> describe_config(Specs const&... specs) noexcept {
    return config_declaration<C, Specs...>(specs...);
}

namespace declare {

/// Declares a configuration from code; record, declaration (ltk::describe_config) and key must outlive the registry. A flawed
/// or doubled key is reported when the configuration is resolved.
template <class C, class... Specs>
void configuration(Registry& registry, ConfigRecord& record, char const* key, config_declaration<C, Specs...> const& declaration,
                   source where = {}) {
    record = declaration.record(key, where);
    registry.add(record);
}

}  // namespace declare

}  // namespace ltk::inline v1
