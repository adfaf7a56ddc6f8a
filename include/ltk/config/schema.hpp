// `suite config schema`: the JSON Schema (2020-12) of the configuration file, for editors and for checks without LTK.
//
// What JSON Schema cannot say is left out, so that it accepts more than LTK there: limits of sizes, durations and versions that
// are written as text, whole numbers of bytes and nanoseconds, host lists, checks of the author's.
#pragma once

#include <ltk/config/config_object.hpp>
#include <ltk/config/field_view.hpp>
#include <ltk/config/json_text.hpp>
#include <ltk/config/keys.hpp>
#include <ltk/config/rules.hpp>
#include <ltk/config/words.hpp>
#include <ltk/config/write_value.hpp>
#include <ltk/declare/registry.hpp>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1 {

namespace detail {

/// Writes the schema of the values of one configuration. Structs in lists and maps become definitions, for they may hold
/// lists of themselves.
class SchemaWriter {
public:
    explicit SchemaWriter(std::vector<std::pair<std::string, std::string>>& definitions) : definitions_(definitions) {}

    /// A JSON object on one line. `object`: of that type; null inside of lists and the like.
    std::string schema(config_type const& config, value_type const& type, void* object, field_rule const* rule) {
        config_ = &config;
        auto text = value_schema(type, object, rule);
        if (rule != nullptr && *rule->description != '\0') text = with(text, "description", quote(rule->description));
        return text;
    }

    std::string properties(config_type const& config, value_type const& type, void* object) {
        config_ = &config;
        std::string out;
        for (auto const& view : fields_of(config, type, object)) {
            auto text = schema(config, *view.type, view.field, view.rule);
            if (view.type->kind != value_kind::aggregate && !is_secret_value(*view.type))
                text = with(text, "default", value_text(*view.type, view.field));
            out += (out.empty() ? "" : ", ") + quote(view.name) + ": " + text;
            for (std::size_t i = 0; view.rule != nullptr && i < view.rule->former_count; ++i)
                out += ", " + quote(view.rule->former[i]) + ": " +
                       with(with(schema(config, *view.type, view.field, nullptr), "deprecated", "true"), "description",
                            quote("called " + std::string(view.name) + " now"));
        }
        return out;
    }

private:
    /// An object that names where a secret comes from; see config/secret_source.hpp.
    static constexpr std::string_view secret_source_schema =
        R"({"type": "object", "properties": {"file": {"type": "string", "minLength": 1}, )"
        R"("command": {"anyOf": [{"type": "string", "minLength": 1}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}, )"
        R"("timeout": {"type": "string"}, "environment": {"type": "string", "minLength": 1}}, "additionalProperties": false, )"
        R"("oneOf": [{"required": ["file"]}, {"required": ["command"]}, {"required": ["environment"]}]})";

    static std::string with(std::string object, char const* name, std::string const& value) {
        object.pop_back();
        return object + (object.size() > 1 ? ", " : "") + quote(name) + ": " + value + "}";
    }
    static std::string any_of(std::string const& a, std::string const& b) { return "{\"anyOf\": [" + a + ", " + b + "]}"; }

    std::string value_schema(value_type const& type, void* object, field_rule const* rule) {
        bool const limited = rule != nullptr && rule->choice_count != 0;
        switch (type.kind) {
            case value_kind::boolean: return R"({"type": "boolean"})";
            case value_kind::integer: {
                if (limited) return choices(*rule);
                auto const range = integer_range(type);
                auto const least = rule != nullptr && rule->least != nullptr ? plain_text(*rule->bound, rule->least) : range.first;
                auto const most = rule != nullptr && rule->most != nullptr ? plain_text(*rule->bound, rule->most) : range.second;
                return "{\"type\": \"integer\", \"minimum\": " + least + ", \"maximum\": " + most + "}";
            }
            case value_kind::floating: return floating_schema(rule);
            case value_kind::text:
            case value_kind::path:
                if (limited) return choices(*rule);
                return std::string("{\"type\": \"string\"") +
                       (rule != nullptr && rule->pattern != nullptr ? ", \"pattern\": " + quote("^(?:" + std::string(rule->pattern) + ")?$")
                        : type.kind == value_kind::path             ? R"(, "pattern": "^[^\u0000]*$")"
                                                                    : "") +
                       (rule != nullptr && rule->non_empty ? ", \"minLength\": 1}" : "}");
            case value_kind::bytes:
                return any_of(
                    "{\"type\": \"integer\", \"minimum\": " + count_bound(rule, true) + ", \"maximum\": " + count_bound(rule, false) + "}",
                    R"({"type": "string", "pattern": "^ *[0-9]+(\\.[0-9]+)? *([KMGTPE]iB|[kKMGTPE]?B)? *$"})");
            case value_kind::duration:
                return "{\"type\": \"string\", \"pattern\": \"^ *-?([0-9]+(\\\\.[0-9]+)? "
                       "*(d|h|hours?|m|min|s|sec|ms|us|\xC2\xB5s|\xCE\xBCs|ns) *)+$\"}";
            case value_kind::version: return R"({"type": "string", "pattern": "^([vV]?[0-9].*)?$", "maxLength": 63})";
            case value_kind::enumeration: {
                if (limited) return choices(*rule);
                std::vector<std::string> names;
                for (auto const& known : enumerators_of(type)) names.push_back(quote(known.name));
                return "{\"enum\": [" + comma_joined(names) + "]}";
            }
            case value_kind::secret: {
                auto const text = type.element->kind == value_kind::text ? std::string(R"({"type": "string"})")
                                                                         : any_of(value_schema(*type.element, nullptr, nullptr),
                                                                                  R"({"type": "string", "pattern": "^@|^\\*{6}$"})");
                return with(is_written_as_object(*type.element) ? text : any_of(text, std::string(secret_source_schema)), "writeOnly",
                            "true");
            }
            case value_kind::optional: {
                auto inner = rule == nullptr ? field_rule() : *rule;
                if (inner.non_empty) return element_schema(type, &inner);
                return any_of(element_schema(type, rule == nullptr ? nullptr : &inner), R"({"type": "null"})");
            }
            case value_kind::list:
            case value_kind::set:
            case value_kind::array: {
                std::string text = "{\"type\": \"array\", \"items\": " + element_schema(type, nullptr);
                if (type.kind == value_kind::set) text += ", \"uniqueItems\": true";
                if (type.kind == value_kind::array)
                    text += ", \"minItems\": " + std::to_string(type.count) + ", \"maxItems\": " + std::to_string(type.count);
                else if (rule != nullptr && rule->non_empty)
                    text += ", \"minItems\": 1";
                text += "}";
                return type.of_texts ? any_of(text, R"({"type": "string"})") : text;
            }
            case value_kind::map: {
                auto text =
                    "{\"type\": \"object\", \"additionalProperties\": " + any_of(element_schema(type, nullptr), R"({"type": "null"})");
                if (type.key->kind == value_kind::enumeration) text += ", \"propertyNames\": " + value_schema(*type.key, nullptr, nullptr);
                return text + (rule != nullptr && rule->non_empty ? ", \"minProperties\": 1}" : "}");
            }
            case value_kind::choice: {
                std::string all;
                for (std::size_t i = 0; i < type.count; ++i) {
                    auto const name = quote(type.alternatives[i].name);
                    all += std::string(i == 0 ? "" : ", ") + "{\"type\": \"object\", \"additionalProperties\": false, \"required\": [" +
                           name + "], \"properties\": {" + name + ": " + struct_reference(*type.alternatives[i].type) + "}}";
                }
                return "{\"oneOf\": [" + all + "]}";
            }
            case value_kind::aggregate: break;
        }
        return "{\"type\": \"object\", \"additionalProperties\": false, \"properties\": {" + properties(*config_, type, object) + "}}";
    }

    // The limits of a size, for where it is written as a number.
    static std::string count_bound(field_rule const* rule, bool least) {
        auto const* const bound = rule == nullptr ? nullptr : least ? rule->least : rule->most;
        if (bound != nullptr) return std::to_string(rule->bound->get_count(bound));
        return least ? "0" : "18446744073709551615";
    }

    static std::string floating_schema(field_rule const* rule) {
        if (rule == nullptr) return any_of(R"({"type": "number"})", R"({"enum": ["nan", "inf", "-inf"]})");
        if (rule->choice_count != 0) return choices(*rule);
        std::string text = "{\"type\": \"number\"";
        if (rule->least != nullptr) text += ", \"minimum\": " + plain_text(*rule->bound, rule->least);
        if (rule->most != nullptr) text += ", \"maximum\": " + plain_text(*rule->bound, rule->most);
        text += "}";
        if (rule->least != nullptr && rule->most != nullptr) return text;
        if (rule->least != nullptr) return any_of(text, R"({"const": "inf"})");
        if (rule->most != nullptr) return any_of(text, R"({"const": "-inf"})");
        return any_of(text, R"({"enum": ["nan", "inf", "-inf"]})");
    }

    static std::string comma_joined(std::vector<std::string> const& all) {
        std::string out;
        for (auto const& one : all) out += (out.empty() ? "" : ", ") + one;
        return out;
    }
    static std::string choices(field_rule const& rule) { return "{\"enum\": [" + comma_joined(choice_texts(rule)) + "]}"; }

    // What a list, map, optional or array holds; structs by reference.
    std::string element_schema(value_type const& type, field_rule const* rule) {
        auto const& element = *type.element;
        return element.kind == value_kind::aggregate ? struct_reference(element) : value_schema(element, nullptr, rule);
    }

    std::string struct_reference(value_type const& element) {
        for (auto const& [known, name] : names_)
            if (known == element.type) return "{\"$ref\": \"#/$defs/" + name + "\"}";
        auto const name = definition_name(element);
        names_.emplace_back(element.type, name);
        auto const slot = definitions_.size();
        definitions_.emplace_back(name, std::string());
        struct looking {
            SchemaWriter& writer;
            value_type const& element;
            std::string text;
        } look{*this, element, {}};
        element.scratch({[](void* context, void*, void* made) {
                             auto& to = *static_cast<looking*>(context);
                             to.text = to.writer.value_schema(to.element, made, nullptr);
                             return true;
                         },
                         &look});
        definitions_[slot].second = look.text;
        return "{\"$ref\": \"#/$defs/" + name + "\"}";
    }

    // The type's own name; with a number when another type is called so.
    std::string definition_name(value_type const& type) const {
        std::string_view spelled(type.type.name, type.type.size);
        auto const colon = spelled.rfind("::");
        if (colon != std::string_view::npos) spelled.remove_prefix(colon + 2);
        std::string name;
        for (char const c : spelled) name += (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? c : '_';
        auto const taken = [&](std::string const& wanted) {
            for (auto const& one : definitions_)
                if (one.first == wanted) return true;
            return false;
        };
        auto unique = name;
        for (int number = 2; taken(unique); ++number) unique = name + "_" + std::to_string(number);
        return unique;
    }

    config_type const* config_ = nullptr;
    std::vector<std::pair<type_identity, std::string>> names_;  // of structs that have a definition already
    std::vector<std::pair<std::string, std::string>>& definitions_;
};

/// The levels of dotted keys: an object schema each.
struct schema_level {
    std::string properties;  // of the configuration that is declared at this level
    std::vector<std::string> names;
    std::vector<schema_level> inner;  // by name
    std::string head;                 // members besides the properties, each with a comma behind it

    schema_level& at(std::string_view key) {
        auto const dot = key.find('.');
        auto const part = key.substr(0, dot);
        std::size_t i = 0;
        while (i < names.size() && names[i] != part) ++i;
        if (i == names.size()) {
            names.emplace_back(part);
            inner.emplace_back();
        }
        return dot == std::string_view::npos ? inner[i] : inner[i].at(key.substr(dot + 1));
    }
    std::string text() const {
        auto all = properties;
        for (std::size_t i = 0; i < names.size(); ++i) all += (all.empty() ? "" : ", ") + quote(names[i]) + ": " + inner[i].text();
        return "{" + head + "\"type\": \"object\", \"additionalProperties\": false, \"properties\": {" + all + "}}";
    }
};

/// The words at the top of a file that are no keys. `names`: what stands there besides, and in a profile.
inline std::string schema_words(std::vector<std::string> const& names) {
    std::string in_profile;
    for (auto const& name : names)
        in_profile += (in_profile.empty() ? "" : ", ") + quote(name) + ": {\"$ref\": " + quote("#/properties/" + name) + "}";
    return R"("$schema": {"type": "string"}, "$complete": {"type": "boolean"}, "$include": {"description": "files that lie below this one", )"
           R"("anyOf": [{"type": "string", "minLength": 1}, {"type": "array", "items": {"type": "string", "minLength": 1}}]}, )"
           R"("$profiles": {"description": "sections that --profile NAME chooses", "type": "object", "additionalProperties": )"
           R"({"type": "object", "additionalProperties": false, "properties": {)" +
           in_profile + "}}}";
}

}  // namespace detail

/// The schema of a configuration file for everything that a registry declares.
inline std::string config_schema(Registry const& registry) {
    std::vector<std::pair<std::string, std::string>> definitions;
    detail::schema_level root;
    for (auto const* record : detail::sorted_records(registry)) {
        detail::SchemaWriter writer(definitions);
        auto const object = detail::make_config_object(*record->reflection);
        auto const properties = writer.properties(*record->reflection, *record->reflection->value, object.get());
        root.at(record->key).properties = properties;
        for (std::size_t i = 0; i < record->reflection->former_key_count; ++i) {
            auto& former = root.at(record->reflection->former_keys[i]);
            former.properties = properties;
            former.head = "\"deprecated\": true, \"description\": " + detail::quote(std::string("called ") + record->key + " now") + ", ";
        }
    }
    root.properties = detail::schema_words(root.names);
    auto& head = root.head;
    head = R"("$schema": "https://json-schema.org/draft/2020-12/schema", )";
    if (!definitions.empty()) {
        head += "\"$defs\": {";
        for (std::size_t i = 0; i < definitions.size(); ++i)
            head += (i == 0 ? "" : ", ") + detail::quote(definitions[i].first) + ": " + definitions[i].second;
        head += "}, ";
    }
    return nlohmann::ordered_json::parse(root.text()).dump(2) + "\n";
}

}  // namespace ltk::inline v1
