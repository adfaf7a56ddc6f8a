// What a test needs of the machine, in words: "fio >= 3.0", "10GiB free in fs.mount". The words are also what tells one demand
// from another, so that each is asked of the machine once.
#pragma once

#include <ltk/config/config_object.hpp>
#include <ltk/config/field_view.hpp>
#include <ltk/config/units.hpp>
#include <ltk/declare/needs.hpp>
#include <ltk/declare/registry.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1 {

/// A version condition as a person reads it: ">=2.15,<2.17" -> ">= 2.15, < 2.17".
inline std::string describe_versions(std::string_view condition) {
    std::string text;
    for (char const c : condition) {
        if (c == ' ') continue;
        bool const after_operator = !text.empty() && (text.back() == '>' || text.back() == '<' || text.back() == '=');
        if (!text.empty() && (text.back() == ',' || (after_operator && c != '='))) text += ' ';
        text += c;
    }
    return text;
}

/// A demand in words. `place`: the key of the path that is meant, for demands of a path.
inline std::string describe(demand const& wanted, std::string_view place = {}) {
    using kind = demand::kind_type;
    std::string const version = *wanted.version == '\0' ? "" : " " + describe_versions(wanted.version);
    switch (wanted.kind) {
        case kind::root: return "root";
        case kind::user: return std::string("the user ") + wanted.name;
        case kind::tool: return wanted.name + version;
        case kind::kernel: return "kernel" + version;
        case kind::kernel_module: return std::string("the module ") + wanted.name + version;
        case kind::cpus: return std::to_string(wanted.amount) + (wanted.amount == 1 ? " processor" : " processors");
        case kind::memory: return detail::bytes_text(wanted.amount) + " of memory";
        case kind::free_space: return detail::bytes_text(wanted.amount) + " free in " + std::string(place);
        case kind::fs_type: return "the type " + std::string(wanted.name) + " of " + std::string(place);
    }
    return "";
}

namespace detail {

/// What the directory under test is called where no configuration names one: there ltk::TempDir lies, too.
inline constexpr std::string_view unnamed_directory = "the temporary directory";

/// Whether a demand is about a directory.
constexpr bool speaks_of_path(demand const& wanted) noexcept {
    return wanted.kind == demand::kind_type::free_space || wanted.kind == demand::kind_type::fs_type;
}

// ".disk.mount": where `is_it` finds its field in an object and the structs in it. A struct itself is none: it lies where its first
// field does.
template <class IsIt>
std::string field_below(config_type const& config, value_type const& type, void* object, IsIt const& is_it) {
    for (auto const& view : fields_of(config, type, object)) {
        bool const holds_fields = view.type->kind == value_kind::aggregate;
        auto const below = holds_fields ? field_below(config, *view.type, view.field, is_it) : std::string();
        if (holds_fields ? !below.empty() : is_it(view)) return "." + std::string(view.name) + below;
    }
    return {};
}

/// The key of the field of a configuration that `is_it(view, object)` picks: "fs.disk.mount"; the configuration's own key when
/// none is.
template <class IsIt>
std::string field_key(ConfigRecord const& record, IsIt is_it) {
    auto const* const type = record.reflection;
    if (type == nullptr || type->value == nullptr) return record.key;
    auto const object = make_config_object(*type);
    return record.key + field_below(*type, *type->value, object.get(), [&](field_view const& view) { return is_it(view, object.get()); });
}

/// The key of the path that a demand speaks of; "" for those that speak of none. `under_test`: the configurations with such a field.
inline std::string place_key(demand const& wanted, Registry const& registry, std::vector<ConfigRecord const*> const& under_test) {
    if (!speaks_of_path(wanted)) return {};
    if (wanted.configuration != nullptr) {
        for (auto const* record = registry.configurations(); record != nullptr; record = record->next)
            if (record->type == *wanted.configuration)
                return field_key(*record, [&](field_view const& view, void* object) { return view.field == wanted.field(object); });
        return std::string(wanted.configuration->name, wanted.configuration->size);
    }
    if (under_test.empty()) return std::string(unnamed_directory);
    return field_key(*under_test.front(), [](field_view const& view, void*) { return view.rule != nullptr && view.rule->under_test; });
}

}  // namespace detail

}  // namespace ltk::inline v1
