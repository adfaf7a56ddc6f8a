// What `suite config show`, `suite config explain` and `suite config profiles` print.
#pragma once

#include <ltk/config/configuration.hpp>
#include <ltk/config/json_text.hpp>
#include <ltk/config/keys.hpp>
#include <ltk/config/nearest.hpp>
#include <ltk/error.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1 {

namespace detail {

inline bool differs(ConfigValue const& value) { return value.layer != config_default_layer || value.value != value.default_value; }

inline void pad(std::string& line, std::size_t width) {
    std::size_t shown_width = 0;
    for (char const c : line)
        if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++shown_width;
    if (shown_width < width) line.append(width - shown_width, ' ');
}

inline std::string provenance(ConfigValue const& value) { return value.where.empty() ? value.layer : value.layer + " " + value.where; }

inline void append_member(std::string& out, char const* name, std::string const& json) {
    out += out.back() == '{' ? "" : ", ";
    append_quoted(out, name);
    out += ": " + json;
}

}  // namespace detail

/// The table of `config show`: key, value, where from. `all`: also what is as it is by default.
inline std::string config_table(Configuration const& configuration, bool all) {
    constexpr std::size_t widest = 40;
    std::size_t keys = 3;
    std::size_t texts = 5;
    std::size_t hidden = 0;
    for (auto const& value : configuration.details()) {
        if (!all && !detail::differs(value)) continue;
        keys = std::max(keys, value.key.size());
        texts = std::max(texts, std::min(value.value.size(), widest));
    }
    std::string out;
    for (auto const& value : configuration.details()) {
        if (!all && !detail::differs(value)) {
            ++hidden;
            continue;
        }
        if (out.empty()) {
            out = "KEY";
            detail::pad(out, keys + 2);
            out += "VALUE";
            detail::pad(out, keys + 2 + texts + 2);
            out += "FROM\n";
        }
        std::string line = value.key;
        detail::pad(line, keys + 2);
        line += value.value;
        detail::pad(line, keys + 2 + texts);
        out += line + "  " + detail::provenance(value) + "\n";
    }
    if (configuration.details().empty()) return "No configuration is declared.\n";
    if (hidden != 0)
        out += (out.empty() ? "All " : "\n") + std::to_string(hidden) + (hidden == 1 ? " value is" : " values are") +
               " as by default; `config show --all` shows them.\n";
    return out;
}

/// The same for programs: a JSON list of objects.
inline std::string config_table_json(Configuration const& configuration, bool all) {
    std::string out = "[";
    for (auto const& value : configuration.details()) {
        if (!all && !detail::differs(value)) continue;
        std::string one = "{";
        detail::append_member(one, "key", detail::quote(value.key));
        detail::append_member(one, "value", value.value);
        detail::append_member(one, "default", value.default_value);
        detail::append_member(one, "layer", detail::quote(value.layer));
        detail::append_member(one, "where", detail::quote(value.where));
        std::string replaced = "[";
        for (auto const& [layer, where] : value.replaced) {
            std::string entry = "{";
            detail::append_member(entry, "layer", detail::quote(layer));
            detail::append_member(entry, "where", detail::quote(where));
            replaced += (replaced.size() > 1 ? ", " : "") + entry + "}";
        }
        detail::append_member(one, "replaced", replaced + "]");
        detail::append_member(one, "secret", value.secret ? "true" : "false");
        detail::append_member(one, "environment", detail::quote(value.environment));
        detail::append_member(one, "description", detail::quote(value.description));
        out += (out.size() > 1 ? ",\n  " : "\n  ") + one + "}";
    }
    return out + (out.size() > 1 ? "\n]\n" : "]\n");
}

/// What `config profiles` prints: each profile, whether it is chosen, and where its sections are.
inline std::string config_profiles(Configuration const& configuration) {
    std::string out;
    std::size_t widest = 0;
    for (auto const& profile : configuration.profiles()) widest = std::max(widest, profile.name.size());
    for (auto const& profile : configuration.profiles()) {
        std::string line = (profile.chosen ? "* " : "  ") + profile.name;
        detail::pad(line, widest + 4);
        for (std::size_t i = 0; i < profile.where.size(); ++i) line += (i == 0 ? "" : ", ") + profile.where[i];
        out += line + "\n";
    }
    return out.empty() ? "No file that was read has profiles; write {\"$profiles\": {\"lab\": {...}}} to have one.\n" : out;
}

/// The same for programs: a JSON list of objects.
inline std::string config_profiles_json(Configuration const& configuration) {
    std::string out = "[";
    for (auto const& profile : configuration.profiles()) {
        std::string places = "[";
        for (auto const& place : profile.where) places += (places.size() > 1 ? ", " : "") + detail::quote(place);
        std::string one = "{";
        detail::append_member(one, "name", detail::quote(profile.name));
        detail::append_member(one, "chosen", profile.chosen ? "true" : "false");
        detail::append_member(one, "where", places + "]");
        out += (out.size() > 1 ? ",\n  " : "\n  ") + one + "}";
    }
    return out + (out.size() > 1 ? "\n]\n" : "]\n");
}

/// What `config explain KEY` prints: a value, or every value below a key. Throws ltk::Error when there is no such key.
inline std::string explain_config(Configuration const& configuration, std::string_view key) {
    std::string out;
    std::vector<std::string> known;
    for (auto const& value : configuration.details()) {
        known.push_back(value.key);
        for (auto dot = value.key.rfind('.'); dot != std::string::npos && dot != 0; dot = value.key.rfind('.', dot - 1))
            known.push_back(value.key.substr(0, dot));
        bool const below = value.key.size() > key.size() && value.key.compare(0, key.size(), key) == 0 && value.key[key.size()] == '.';
        if (value.key != key && !below) continue;
        if (!out.empty()) out += "\n";
        out += value.key + " = " + value.value + "\n";
        if (!value.description.empty()) out += "  " + value.description + "\n";
        out += "  takes         " + value.takes + "\n";
        for (auto const& rule : value.rules) out += "  rule          " + rule + "\n";
        out += "  default       " + value.default_value + "\n";
        if (value.layer != detail::config_default_layer) out += "  set by        " + detail::provenance(value) + "\n";
        for (auto const& [layer, where] : value.replaced) out += "  replaced      " + layer + " " + where + "\n";
        out += "  environment   " + value.environment + "\n";
        out += "  command line  --set " + value.key + (value.takes_source ? "=@FILE\n" : "=...\n");
        out += "  declared      " + detail::config_place(value.declared) + "\n";
    }
    if (out.empty())
        throw Error("ltk.config.unknown_key",
                    std::string(key) + ": there is no such key" + detail::did_you_mean(key, known) + "; `config show --all` lists them");
    return out;
}

}  // namespace ltk::inline v1
