// `suite config example`: a commented configuration file to start from. It loads as it is: every value is its default, those
// that must be given are placeholders, secrets are left to be uncommented.
#pragma once

#include <ltk/config/config_object.hpp>
#include <ltk/config/field_view.hpp>
#include <ltk/config/json_text.hpp>
#include <ltk/config/keys.hpp>
#include <ltk/config/rules.hpp>
#include <ltk/config/words.hpp>
#include <ltk/config/write_value.hpp>
#include <ltk/declare/registry.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1 {

namespace detail {

/// One line or block of the example, before commas are set.
struct example_entry {
    std::vector<std::string> comments;
    std::string name;
    std::string value;  // JSON; empty for an object
    std::vector<example_entry> inner;
    bool commented_out = false;

    void write(std::string& out, std::string const& indent, bool comma) const {
        for (auto comment : comments) {
            std::replace_if(comment.begin(), comment.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
            out += indent + "// " + comment + "\n";
        }
        if (commented_out) {
            out += indent + "// " + quote(name) + ": " + value + ",\n";
            return;
        }
        out += indent + quote(name) + ": ";
        if (value.empty())
            write_inner(out, indent);
        else
            out += value;
        out += comma ? ",\n" : "\n";
    }
    void write_inner(std::string& out, std::string const& indent) const {
        out += "{\n";
        std::size_t last = inner.size();
        for (std::size_t i = 0; i < inner.size(); ++i)
            if (!inner[i].commented_out) last = i;
        for (std::size_t i = 0; i < inner.size(); ++i) {
            if (i != 0 && (!inner[i].comments.empty() || !inner[i - 1].comments.empty())) out += "\n";
            inner[i].write(out, indent + "  ", i < last);
        }
        out += indent + "}";
    }
};

// A value that keeps the rules where the default does not.
inline std::string placeholder(value_type const& type, void const* object, field_rule const* rule) {
    auto const text = value_text(type, object);
    Patterns patterns;
    if (rule == nullptr || broken_rule(*rule, type, object, patterns, false).empty()) return text;
    if (rule->choice_count != 0) return choice_texts(*rule).front();
    if (rule->bound != nullptr && (rule->least != nullptr || rule->most != nullptr))
        return value_text(*rule->bound, rule->least != nullptr ? rule->least : rule->most);
    if (!rule->non_empty) return text;
    auto const& inner = type.kind == value_kind::optional ? *type.element : type;
    switch (inner.kind) {
        case value_kind::text: return "\"CHANGE-ME\"";
        case value_kind::path: return "\"/CHANGE/ME\"";
        case value_kind::version: return "\"0\"";
        case value_kind::list:
        case value_kind::set: return inner.of_texts ? "[\"CHANGE-ME\"]" : text;
        default: return text;
    }
}

inline std::vector<example_entry> example_entries(config_type const& config, value_type const& type, void* object) {
    std::vector<example_entry> all;
    for (auto const& view : fields_of(config, type, object)) {
        example_entry entry;
        entry.name = view.name;
        if (view.rule != nullptr && *view.rule->description != '\0') entry.comments.emplace_back(view.rule->description);
        if (view.type->kind == value_kind::aggregate) {
            entry.inner = example_entries(config, *view.type, view.field);
            if (entry.inner.empty()) entry.value = "{}";
        } else {
            auto words = type_words(*view.type);
            if (view.rule != nullptr)
                for (auto const& rule : rule_words(*view.rule)) words += "; " + rule;
            entry.comments.push_back(std::move(words));
            entry.commented_out = is_secret_value(*view.type);
            entry.value = view.type->kind == value_kind::secret ? "\"@FILE\"" : placeholder(*view.type, view.field, view.rule);
        }
        all.push_back(std::move(entry));
    }
    return all;
}

}  // namespace detail

/// A commented configuration file for everything that a registry declares.
inline std::string config_example(Registry const& registry) {
    detail::example_entry root;
    for (auto const* record : detail::sorted_records(registry)) {
        auto const object = detail::make_config_object(*record->reflection);
        auto* at = &root;
        std::string_view key = record->key;
        while (true) {
            auto const dot = key.find('.');
            auto const part = key.substr(0, dot);
            auto const found =
                std::find_if(at->inner.begin(), at->inner.end(), [&](detail::example_entry const& one) { return one.name == part; });
            if (found != at->inner.end()) {
                at = &*found;
            } else {
                at = &at->inner.emplace_back();
                at->name = part;
            }
            if (dot == std::string_view::npos) break;
            key.remove_prefix(dot + 1);
        }
        auto entries = detail::example_entries(*record->reflection, *record->reflection->value, object.get());
        at->inner.insert(at->inner.begin(), entries.begin(), entries.end());
    }
    std::string out =
        "// Configuration of this test program: JSON with comments. Save it as ltk-site.json or give it with --config FILE.\n"
        "// What is left out keeps the default that is shown here.\n";
    root.write_inner(out, "");
    return out + "\n";
}

}  // namespace ltk::inline v1
