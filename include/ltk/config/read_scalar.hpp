// One node -> one single value: numbers, texts, sizes and the like. Says why not in the words of expected_words().
#pragma once

#include <ltk/config/document.hpp>
#include <ltk/config/enumerators.hpp>
#include <ltk/config/json_text.hpp>
#include <ltk/config/nearest.hpp>
#include <ltk/config/units.hpp>
#include <ltk/config/words.hpp>
#include <ltk/declare/version.hpp>

#include <charconv>
#include <cmath>
#include <cstring>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace ltk::inline v1::detail {

/// What was wrong: the end of a sentence that begins with what was seen; empty when nothing was.
struct scalar_flaw {
    std::string what{};
    bool range = false;  // it is of the right kind, but the C++ type cannot hold it
};

/// A node in messages: its text, shortened.
inline std::string seen_text(node const& seen) {
    switch (seen.kind) {
        case node_kind::null: return "null";
        case node_kind::boolean: return seen.truth ? "true" : "false";
        case node_kind::number: return seen.text.size() > 40 ? seen.text.substr(0, 40) + "..." : seen.text;
        case node_kind::list: return "a list";
        case node_kind::object: return "an object";
        case node_kind::text:
        case node_kind::raw: break;
    }
    return quote_short(seen.text);
}

// Whole numbers. JSON does not tell 1 from 1.0 and 1e0, so neither does this.
inline scalar_flaw read_integer(value_type const& type, void* object, std::string_view text) {
    auto const not_one = [&] { return scalar_flaw{"is not " + expected_words(type)}; };
    auto const too_far = [&] { return scalar_flaw{"is out of range: " + expected_words(type) + " fits", true}; };
    auto const end = text.data() + text.size();
    auto const store = [&](auto value) {
        unsigned const unused = static_cast<unsigned>(64 - 8 * type.size);
        auto const bits = static_cast<unsigned long long>(value);
        bool const fits = type.is_signed ? static_cast<long long>(bits << unused) >> unused == static_cast<long long>(bits)
                                         : bits << unused >> unused == bits;
        if (!fits) return too_far();
        store_bits(type, object, bits);
        return scalar_flaw{};
    };
    if (type.is_signed) {
        long long value = 0;
        auto const read = std::from_chars(text.data(), end, value);
        if (read.ec == std::errc{} && read.ptr == end) return store(value);
        if (read.ec == std::errc::result_out_of_range && read.ptr == end) return too_far();
    } else {
        unsigned long long value = 0;
        auto const read = std::from_chars(text.data(), end, value);
        if (read.ec == std::errc{} && read.ptr == end) return store(value);
        if (read.ec == std::errc::result_out_of_range && read.ptr == end) return too_far();
    }
    double number = 0;
    auto const read = std::from_chars(text.data(), end, number);
    if (read.ptr != end || text.empty()) return not_one();
    if (read.ec == std::errc::result_out_of_range) return too_far();
    if (read.ec != std::errc{} || !std::isfinite(number) || number != std::floor(number)) return not_one();
    constexpr double exact = 9007199254740992.0;  // beyond it a double is not every whole number
    if (number > exact || number < -exact || (number < 0 && !type.is_signed)) return too_far();
    return store(static_cast<long long>(number));
}

template <class Number>
scalar_flaw read_floating(void* object, std::string_view text) {
    Number value = 0;
    bool const plus = !text.empty() && text.front() == '+';
    auto const end = text.data() + text.size();
    auto const read = std::from_chars(text.data() + (plus ? 1 : 0), end, value);
    if (read.ptr != end || text.empty() || read.ec == std::errc::invalid_argument) return {"is not a number"};
    if (read.ec == std::errc::result_out_of_range)
        return {"is out of range: the field holds numbers of about " + std::to_string(sizeof(Number) == 4 ? 7 : 16) + " digits up to " +
                    (sizeof(Number) == 4 ? "1e38" : "1e308"),
                true};
    std::memcpy(object, &value, sizeof value);
    return {};
}

/// `names`: those of an enumeration.
inline scalar_flaw read_enumerator(value_type const& type, void* object, std::string const& text, std::vector<enumerator> const& names) {
    std::vector<std::string> known;
    for (auto const& one : names) {
        if (one.name == text) {
            store_bits(type, object, static_cast<unsigned long long>(one.value));
            return {};
        }
        known.push_back(one.name);
    }
    return {"is not " + expected_words(type) + did_you_mean(text, known)};
}

/// Reads a text, number, size ... from a node into an object of that type.
inline scalar_flaw read_scalar(value_type const& type, void* object, node const& from, std::vector<enumerator> const& names) {
    auto const wrong = [&] { return scalar_flaw{"is not " + expected_words(type)}; };
    bool const raw = from.kind == node_kind::raw;
    bool const text = raw || from.kind == node_kind::text;
    bool const number = raw || from.kind == node_kind::number;
    if (from.kind == node_kind::null || from.kind == node_kind::list || from.kind == node_kind::object) return wrong();
    if (raw && !is_utf8(from.text)) return {"is not valid UTF-8"};
    switch (type.kind) {
        case value_kind::boolean: {
            bool value = from.truth;
            if (raw) {
                bool const yes = from.text == "true" || from.text == "yes" || from.text == "on" || from.text == "1";
                bool const no = from.text == "false" || from.text == "no" || from.text == "off" || from.text == "0";
                if (!yes && !no) return wrong();
                value = yes;
            } else if (from.kind != node_kind::boolean) {
                return wrong();
            }
            std::memcpy(object, &value, sizeof value);
            return {};
        }
        case value_kind::integer: return number ? read_integer(type, object, raw ? trimmed(from.text) : from.text) : wrong();
        case value_kind::floating:
            // JSON has no word for these: they are texts there.
            if (!number && from.text != "nan" && from.text != "inf" && from.text != "-inf") return wrong();
            return type.size == sizeof(float) ? read_floating<float>(object, raw ? trimmed(from.text) : from.text)
                                              : read_floating<double>(object, raw ? trimmed(from.text) : from.text);
        case value_kind::text:
        case value_kind::path:
            if (!text) return wrong();
            if (type.kind == value_kind::path && from.text.find('\0') != std::string::npos) return {"has a NUL in it, which no path has"};
            type.set_text(object, from.text);
            return {};
        case value_kind::bytes: {
            if (from.kind == node_kind::number) {
                value_type count;
                count.size = sizeof(unsigned long long);
                unsigned long long value = 0;
                if (!read_integer(count, &value, from.text).what.empty()) return wrong();
                return type.set_count(object, value) ? scalar_flaw{} : scalar_flaw{"is more than the field can hold", true};
            }
            if (!text) return wrong();
            auto const read = read_bytes(from.text);
            if (!read) return {read.flaw};
            return type.set_count(object, read.value) ? scalar_flaw{} : scalar_flaw{"is more than the field can hold", true};
        }
        case value_kind::duration: {
            if (!text && !number) return wrong();
            auto const read = read_duration(from.text);
            if (!read) return {read.flaw};
            if (type.set_count(object, static_cast<unsigned long long>(read.value))) return {};
            return {"is finer or longer than the field can hold; it counts in " + std::string(type.ticks), true};
        }
        case value_kind::version: {
            if (!text) return {wrong().what + ", as a text in double quotes"};
            if (from.text.size() > version::most_characters)
                return {"is longer than the " + std::to_string(version::most_characters) + " characters of a version"};
            if (!from.text.empty() && (!version(text_view(from.text)) || from.text.find('\0') != std::string::npos)) return wrong();
            type.set_text(object, from.text);
            return {};
        }
        case value_kind::enumeration: return text ? read_enumerator(type, object, from.text, names) : wrong();
        default: return wrong();
    }
}

}  // namespace ltk::inline v1::detail
