// What a field takes, in the words of error messages and of `config explain`.
#pragma once

#include <ltk/config/config_type.hpp>
#include <ltk/config/enumerators.hpp>
#include <ltk/config/json_text.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

/// The smallest and the largest value of an integer type, as text.
inline std::pair<std::string, std::string> integer_range(value_type const& type) {
    unsigned const bits = static_cast<unsigned>(8 * type.size);
    if (!type.is_signed) return {"0", std::to_string(std::numeric_limits<unsigned long long>::max() >> (64 - bits))};
    auto const most = std::numeric_limits<long long>::max() >> (64 - bits);
    return {std::to_string(-most - 1), std::to_string(most)};
}

/// "\"ext4\", \"xfs\" or \"btrfs\"".
inline std::string joined(std::vector<std::string> const& words, std::string_view last) {
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i != 0) out += i + 1 == words.size() ? " " + std::string(last) + " " : ", ";
        out += words[i];
    }
    return out;
}

/// Those of a choice, in quotes.
inline std::vector<std::string> alternative_names(value_type const& type) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < type.count; ++i) names.push_back(quote(type.alternatives[i].name));
    return names;
}

/// The end of "... is not": "a size (try \"64MiB\")".
inline std::string expected_words(value_type const& type) {
    switch (type.kind) {
        case value_kind::boolean: return "true or false";
        case value_kind::integer: {
            auto const range = integer_range(type);
            return "a whole number from " + range.first + " to " + range.second;
        }
        case value_kind::floating: return "a number";
        case value_kind::text: return "a text (in double quotes)";
        case value_kind::path: return "a path (in double quotes)";
        case value_kind::bytes: return "a size (try \"64MiB\")";
        case value_kind::duration: return "a duration (try \"5min\" or \"1h30m\")";
        case value_kind::version: return "a version (try \"2.15.51\")";
        case value_kind::enumeration: {
            std::vector<std::string> names;
            for (auto const& known : enumerators_of(type)) names.push_back(quote(known.name));
            return names.size() == 1 ? names.front() : "one of " + joined(names, "or");
        }
        case value_kind::secret: return expected_words(*type.element);
        case value_kind::optional: return expected_words(*type.element) + ", or null for none";
        case value_kind::list:
        case value_kind::set:
            if (type.of_texts) return "a list of texts (try [\"a\", \"b\"]) or a host list (try \"client[01-16]\")";
            return "a list [ ]";
        case value_kind::array: return "a list of " + std::to_string(type.count) + (type.of_texts ? " texts, or a host list" : " values");
        case value_kind::map: return "an object { } with a value for each name";
        case value_kind::choice: return "an object { } with " + joined(alternative_names(type), "or");
        case value_kind::aggregate: return "an object { }";
    }
    return {};
}

/// Whether a value of this type is an object { } in a file, so that an object there is the value and names no source of it, and
/// objects of several layers are merged.
inline bool is_written_as_object(value_type const& type) {
    if (type.kind == value_kind::optional) return is_written_as_object(*type.element);
    return type.kind == value_kind::aggregate || type.kind == value_kind::map || type.kind == value_kind::choice;
}

/// Whether a value of this type is a secret, or consists of such: one that "@FILE" can stand for.
inline bool is_secret_value(value_type const& type) {
    return type.kind == value_kind::secret || (type.element != nullptr && is_secret_value(*type.element));
}

// `seen`: the structs that were looked into, for one can hold a list of itself.
inline bool holds_secret(value_type const& type, std::vector<value_type const*>& seen) {
    if (type.kind == value_kind::secret) return true;
    if (type.element != nullptr) return holds_secret(*type.element, seen);
    for (std::size_t i = 0; type.alternatives != nullptr && i < type.count; ++i)
        if (holds_secret(*type.alternatives[i].type, seen)) return true;
    if (type.kind != value_kind::aggregate || std::find(seen.begin(), seen.end(), &type) != seen.end()) return false;
    seen.push_back(&type);
    struct looking {
        value_type const& type;
        std::vector<value_type const*>& seen;
        bool found;
    } look{type, seen, false};
    type.scratch({[](void* context, void*, void* object) {
                      auto& in = *static_cast<looking*>(context);
                      in.type.fields(object, {[](void* inner, std::string_view, void*, value_type const& of) {
                                                  auto& to = *static_cast<looking*>(inner);
                                                  to.found = to.found || holds_secret(of, to.seen);
                                              },
                                              context});
                      return true;
                  },
                  &look});
    return look.found;
}

/// Whether there can be a secret in a value of this type, however deep, so that what was given for it is not to be shown as it is.
inline bool holds_secret(value_type const& type) {
    std::vector<value_type const*> seen;
    return holds_secret(type, seen);
}

/// The type in a few words, for tables: "size", "list of texts".
inline std::string type_words(value_type const& type) {
    switch (type.kind) {
        case value_kind::boolean: return "true or false";
        case value_kind::integer:
            if (type.size < 4) return expected_words(type).substr(2);
            return type.is_signed ? "whole number" : "whole number from 0";
        case value_kind::floating: return "number";
        case value_kind::text: return "text";
        case value_kind::path: return "path";
        case value_kind::bytes: return "size";
        case value_kind::duration: return "duration";
        case value_kind::version: return "version";
        case value_kind::enumeration: return expected_words(type);
        case value_kind::secret: return "secret " + type_words(*type.element);
        case value_kind::optional: return "optional " + type_words(*type.element);
        case value_kind::list: return type.of_texts ? "list of texts, or host list" : "list: " + type_words(*type.element);
        case value_kind::set: return type.of_texts ? "set of texts, or host list" : "set: " + type_words(*type.element);
        case value_kind::array: return "list of " + std::to_string(type.count) + ": " + type_words(*type.element);
        case value_kind::map: return "object of named values: " + type_words(*type.element);
        case value_kind::choice: return "object with " + joined(alternative_names(type), "or");
        case value_kind::aggregate: return "object";
    }
    return {};
}

}  // namespace ltk::inline v1::detail
