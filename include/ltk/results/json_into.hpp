// Reads JSON into any struct that canonical_json.hpp writes. Tolerant where journals of other versions differ: unknown keys are
// stepped over, missing ones and null leave the default. Strict where data is wrong: a value of another type is an error.
#pragma once

#include <ltk/results/canonical_json.hpp>
#include <ltk/results/json_reader.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace ltk::inline v1::detail {

template <class T>
void read_json(JsonReader& reader, T& value);

template <class Integer>
void read_json_integer(JsonReader& reader, Integer& value) {
    auto const refuse = [&](std::size_t at) {
        reader = JsonReader(reader.text(), at);
        throw JsonFlaw(at,
                       "expected an integer from " + std::to_string(std::numeric_limits<Integer>::min()) + " to " +
                           std::to_string(std::numeric_limits<Integer>::max()),
                       false);
    };
    std::size_t const start = (reader.peek(), reader.position());
    std::string digits;
    std::string_view token;
    if (reader.peek() == '"') {  // beyond 2^53
        reader.read_string(digits);
        token = digits;
    } else {
        token = reader.number_token();
    }
    auto const read = std::from_chars(token.data(), token.data() + token.size(), value);
    if (read.ec == std::errc() && read.ptr == token.data() + token.size()) return;
    double wide = 0;  // "1e3", "5.0"
    auto const other = std::from_chars(token.data(), token.data() + token.size(), wide);
    constexpr double exact = static_cast<double>(largest_exact_integer);
    if (other.ec != std::errc() || other.ptr != token.data() + token.size() || !(std::fabs(wide) <= exact)) return refuse(start);
    auto const whole = static_cast<std::int64_t>(wide);
    if (static_cast<double>(whole) < wide || static_cast<double>(whole) > wide || !std::in_range<Integer>(whole)) return refuse(start);
    value = static_cast<Integer>(whole);
}

inline void read_json_double(JsonReader& reader, double& value) {
    if (reader.peek() != '"') {
        value = reader.read_double();
        return;
    }
    std::size_t const start = reader.position();
    std::string word;
    reader.read_string(word);
    if (word == "NaN")
        value = std::numeric_limits<double>::quiet_NaN();
    else if (word == "Infinity")
        value = std::numeric_limits<double>::infinity();
    else if (word == "-Infinity")
        value = -std::numeric_limits<double>::infinity();
    else
        throw JsonFlaw(start, "expected a number, \"NaN\", \"Infinity\" or \"-Infinity\"", false);
}

inline void read_json_enum(JsonReader& reader, outcome& value) {
    std::string word;
    std::size_t const start = (reader.peek(), reader.position());
    reader.read_string(word);
    if (auto const found = outcome_named(word)) {
        value = *found;
        return;
    }
    std::string known;
    for (auto const each : outcome_names) known += (known.empty() ? "" : ", ") + std::string(each);
    throw JsonFlaw(start, "\"" + word.substr(0, 40) + "\" is no outcome; expected one of " + known, false);
}

// The fields of a struct by name.
template <class T>
void read_json_field(JsonReader& reader, T& object, std::string_view key) {
    auto const known = [&]<std::size_t... I>(std::index_sequence<I...>) {
        return ((reflect::field_names<T>[I] == key && (read_json(reader, reflect::field<I>(object)), true)) || ...);
    }(std::make_index_sequence<reflect::field_count<T>>{});
    if (!known) reader.skip();
}

template <class T>
void read_json_object(JsonReader& reader, T& object) {
    // As LTK writes it: every key, in canonical order, without white space.
    constexpr auto& keys = canonical_keys_of<T>;
    std::size_t taken = 0;
    std::string_view current;
    try {
        bool const all = [&]<std::size_t... I>(std::index_sequence<I...>) {
            return (
                (reader.take(keys.key(I)) && (current = reflect::field_names<T>[reflect::sorted_fields<T>[I]],
                                              read_json(reader, reflect::field<reflect::sorted_fields<T>[I]>(object)), ++taken, true)) &&
                ...);
        }(std::make_index_sequence<reflect::field_count<T>>{});
        if (all && taken != 0 && reader.take(std::string_view("}"))) return;
    } catch (JsonFlaw& flaw) {
        flaw.within(current);
        throw;
    }
    // As anybody may write it: goes on wherever the other way left off.
    auto const read_one = [&](std::string_view key) {
        try {
            read_json_field(reader, object, key);
        } catch (JsonFlaw& flaw) {
            flaw.within(key);
            throw;
        }
    };
    if (taken == 0) {
        reader.each_key(read_one);
        return;
    }
    std::string key;
    while (reader.take(',')) {
        if (reader.peek() != '"') reader.broken("expected a key in double quotes");
        reader.read_string(key);
        reader.expect(':', "a colon behind the key");
        read_one(key);
    }
    reader.expect('}', "a comma or `}`");
}

template <class T>
void read_json(JsonReader& reader, T& value) {
    if (reader.take_null()) return;
    if constexpr (std::is_same_v<T, bool>) {
        value = reader.read_bool();
    } else if constexpr (std::is_integral_v<T>) {
        read_json_integer(reader, value);
    } else if constexpr (std::is_floating_point_v<T>) {
        read_json_double(reader, value);
    } else if constexpr (std::is_enum_v<T>) {
        read_json_enum(reader, value);
    } else if constexpr (std::is_same_v<T, std::string>) {
        reader.read_string(value);
    } else if constexpr (is_optional<T>) {
        read_json(reader, value.emplace());
    } else if constexpr (is_vector<T>) {
        value.clear();
        reader.each_element([&](std::size_t index) {
            try {
                read_json(reader, value.emplace_back());
            } catch (JsonFlaw& flaw) {
                flaw.within("[" + std::to_string(index) + "]");
                throw;
            }
        });
    } else if constexpr (is_text_map<T>) {
        value.clear();
        reader.each_key([&](std::string_view key) {
            try {
                read_json(reader, value[std::string(key)]);
            } catch (JsonFlaw& flaw) {
                flaw.within(key);
                throw;
            }
        });
    } else {
        read_json_object(reader, value);
    }
}

}  // namespace ltk::inline v1::detail
