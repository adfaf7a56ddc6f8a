// The JSON Schema (draft 2020-12) of the journal's lines, generated from the structs that the program uses, so that the published
// file (docs/schema/journal.schema.json) cannot say something else than the code does.
#pragma once

#include <ltk/results/canonical_json.hpp>
#include <ltk/results/event.hpp>

#include <limits>
#include <string>
#include <type_traits>

namespace ltk::inline v1 {

namespace detail {

template <class T>
std::string integer_schema() {
    std::string text = "{\"type\": \"integer\", \"minimum\": ";
    if constexpr (sizeof(T) <= 4) {
        text += std::to_string(std::numeric_limits<T>::min()) + ", \"maximum\": " + std::to_string(std::numeric_limits<T>::max());
    } else {
        std::string const most = std::to_string(largest_exact_integer);
        text += (std::is_signed_v<T> ? "-" + most : "0") + ", \"maximum\": " + most + "}";
        text = "{\"anyOf\": [" + text + ", {\"type\": \"string\", \"pattern\": \"" + (std::is_signed_v<T> ? "^-?" : "^") +
               "[0-9]{16,20}$\", \"description\": \"an integer beyond 2^53 - 1\"}]";
    }
    return text + "}";
}

template <class T>
std::string object_schema(std::string const& indent);

/// Schema of a value of type T, on one line unless it is a struct.
template <class T>
std::string value_schema(std::string const& indent) {
    if constexpr (std::is_same_v<T, bool>) {
        return "{\"type\": \"boolean\"}";
    } else if constexpr (std::is_integral_v<T>) {
        return integer_schema<T>();
    } else if constexpr (std::is_floating_point_v<T>) {
        return "{\"anyOf\": [{\"type\": \"number\"}, {\"enum\": [\"NaN\", \"Infinity\", \"-Infinity\"]}]}";
    } else if constexpr (std::is_same_v<T, outcome>) {
        return "{\"$ref\": \"#/$defs/outcome\"}";
    } else if constexpr (std::is_same_v<T, std::string>) {
        return "{\"type\": \"string\"}";
    } else if constexpr (is_optional<T>) {
        return "{\"anyOf\": [{\"type\": \"null\"}, " + value_schema<typename T::value_type>(indent) + "]}";
    } else if constexpr (is_vector<T>) {
        return "{\"type\": \"array\", \"items\": " + value_schema<typename T::value_type>(indent) + "}";
    } else if constexpr (is_text_map<T>) {
        return "{\"type\": \"object\", \"additionalProperties\": " + value_schema<typename T::mapped_type>(indent) + "}";
    } else {
        return object_schema<T>(indent);
    }
}

template <class T>
std::string object_schema(std::string const& indent) {
    std::string const inner = indent + "  ";
    std::string text = "{\n" + inner + "\"type\": \"object\",\n" + inner + "\"properties\": {";
    char const* separator = "\n";
    T const sample{};
    reflect::for_each_field(sample, [&]<class Field>(std::string_view field, Field const&) {
        text += std::string(separator) + inner + "  \"" + std::string(field) + "\": " + value_schema<Field>(inner + "  ");
        separator = ",\n";
    });
    return text + "\n" + inner + "}\n" + indent + "}";
}

}  // namespace detail

/// The schema of one line of a journal, as it is published; ends with a line feed.
inline std::string journal_schema() {
    std::string names;
    std::string cases;
    std::string definitions;
    event::for_each_type([&]<class Event>(char const* event_name) {
        std::string const name = event_name;
        names += (names.empty() ? "\"" : ", \"") + name + "\"";
        cases += std::string(cases.empty() ? "\n" : ",\n") + "    {\"if\": {\"properties\": {\"event\": {\"const\": \"" + name +
                 "\"}}}, \"then\": {\"properties\": {\"data\": {\"$ref\": \"#/$defs/" + name + "\"}}}}";
        definitions += ",\n    \"" + name + "\": " + detail::object_schema<Event>("    ");
    });
    std::string outcomes;
    for (auto const each : outcome_names) outcomes += (outcomes.empty() ? "\"" : ", \"") + std::string(each) + "\"";
    return R"({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:ltk:schema:journal:)" +
           std::to_string(event::RunStarted{}.schema) + R"(",
  "title": "One line of an LTK journal",
  "description": "A journal is a file of such lines, each ended by a line feed, in canonical form (RFC 8785). Fields are only ever added: readers step over fields that they do not know and fill those that are missing with defaults.",
  "type": "object",
  "required": ["at", "data", "event", "hash", "seq"],
  "properties": {
    "at": {"type": "number", "minimum": 0, "description": "when it happened: seconds since the run's start, monotonic clock, microseconds"},
    "data": {"type": "object"},
    "event": {"enum": [)" +
           names + R"(]},
    "hash": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256 over the hash of the line before (64 zeros for the first) followed by this line's canonical form without the key hash"},
    "seq": {"type": "integer", "minimum": 1, "description": "number of the line, from 1"}
  },
  "allOf": [)" +
           cases + R"(
  ],
  "$defs": {
    "outcome": {"enum": [)" +
           outcomes + "]}" + definitions + R"(
  }
}
)";
}

}  // namespace ltk::inline v1
