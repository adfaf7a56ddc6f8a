// Objects -> JSON text that reads back as the same object. Secrets are written as "******" unless their value is asked for.
#pragma once

#include <ltk/config/config_type.hpp>
#include <ltk/config/enumerators.hpp>
#include <ltk/config/json_text.hpp>
#include <ltk/config/mask.hpp>
#include <ltk/config/units.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

inline void write_value(std::string& out, value_type const& type, void const* object, bool reveal);

inline std::string value_text(value_type const& type, void const* object, bool reveal = false) {
    std::string out;
    write_value(out, type, object, reveal);
    return out;
}

/// A single value as plain text, without quotes: as a key of a map and in messages.
inline std::string plain_text(value_type const& type, void const* object) {
    switch (type.kind) {
        case value_kind::boolean: return *static_cast<bool const*>(object) ? "true" : "false";
        case value_kind::integer: {
            auto const value = load_signed(type, object);
            return type.is_signed ? std::to_string(value) : std::to_string(static_cast<unsigned long long>(value));
        }
        case value_kind::floating: {
            double wide = 0;
            if (type.size == sizeof(float)) {
                float narrow = 0;
                std::memcpy(&narrow, object, sizeof narrow);
                if (std::isfinite(narrow)) return number_text(narrow);
                wide = static_cast<double>(narrow);
            } else {
                std::memcpy(&wide, object, sizeof wide);
            }
            return std::isnan(wide) ? "nan" : std::isinf(wide) ? (wide < 0 ? "-inf" : "inf") : number_text(wide);
        }
        case value_kind::bytes: return bytes_text(type.get_count(object));
        case value_kind::duration: return duration_text(static_cast<long long>(type.get_count(object)));
        case value_kind::enumeration: {
            auto const value = load_signed(type, object);
            for (auto const& known : enumerators_of(type))
                if (known.value == value) return known.name;
            return std::to_string(value);
        }
        default: return std::string(type.get_text(object));
    }
}

// Elements as (key, text), sorted where the container has no order of its own to show.
inline std::vector<std::pair<std::string, std::string>> element_texts(value_type const& type, void const* object, bool reveal) {
    struct visiting {
        value_type const& type;
        bool reveal;
        std::vector<std::pair<std::string, std::string>> all;
    } visit{type, reveal, {}};
    type.each(object, {[](void* context, void const* key, void const* element) {
                           auto& to = *static_cast<visiting*>(context);
                           to.all.emplace_back(key == nullptr ? std::string() : quote(plain_text(*to.type.key, key)),
                                               value_text(*to.type.element, element, to.reveal));
                       },
                       &visit});
    return std::move(visit.all);
}

/// Appends the value as JSON on one line.
inline void write_value(std::string& out, value_type const& type, void const* object, bool reveal) {
    switch (type.kind) {
        case value_kind::boolean:
        case value_kind::integer: out += plain_text(type, object); return;
        case value_kind::floating: {
            auto const text = plain_text(type, object);
            out += text.find_first_of("nf") == std::string::npos ? text : quote(text);  // JSON has no word for nan and inf
            return;
        }
        case value_kind::secret:
            if (!reveal) {
                append_quoted(out, mask);
                return;
            }
            for (auto const& element : element_texts(type, object, reveal)) {
                bool const escape = element.second.compare(0, 2, "\"@") == 0 || element.second == quote(mask);
                out += escape ? "\"@@" + element.second.substr(1) : element.second;
            }
            return;
        case value_kind::optional: {
            auto const held = element_texts(type, object, reveal);
            out += held.empty() ? "null" : held.front().second;
            return;
        }
        case value_kind::list:
        case value_kind::array:
        case value_kind::set:
        case value_kind::map: {
            auto elements = element_texts(type, object, reveal);
            bool const named = type.kind == value_kind::map;
            if (named || type.kind == value_kind::set) std::sort(elements.begin(), elements.end());
            out += named ? '{' : '[';
            for (std::size_t i = 0; i < elements.size(); ++i) {
                if (i != 0) out += ", ";
                if (named) out += elements[i].first + ": ";
                out += elements[i].second;
            }
            out += named ? '}' : ']';
            return;
        }
        case value_kind::choice: {
            struct visiting {
                std::string& out;
                alternative const& held;
                bool reveal;
            } visit{out, type.alternatives[type.chosen(object)], reveal};
            out += "{" + quote(visit.held.name) + ": ";
            type.each(object, {[](void* context, void const*, void const* held) {
                                   auto& to = *static_cast<visiting*>(context);
                                   write_value(to.out, *to.held.type, held, to.reveal);
                               },
                               &visit});
            out += '}';
            return;
        }
        case value_kind::aggregate: {
            struct visiting {
                std::string& out;
                bool reveal;
                bool first;
            } visit{out, reveal, true};
            out += '{';
            type.fields(const_cast<void*>(object), {[](void* context, std::string_view name, void* field, value_type const& of) {
                                                        auto& to = *static_cast<visiting*>(context);
                                                        if (!to.first) to.out += ", ";
                                                        to.first = false;
                                                        append_quoted(to.out, name);
                                                        to.out += ": ";
                                                        write_value(to.out, of, field, to.reveal);
                                                    },
                                                    &visit});
            out += '}';
            return;
        }
        default: append_quoted(out, plain_text(type, object)); return;
    }
}

}  // namespace ltk::inline v1::detail
