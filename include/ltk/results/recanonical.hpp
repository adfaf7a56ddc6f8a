// Any JSON text made canonical again (RFC 8785): whoever formatted a journal anew, or wrote it with another tool, has changed
// its bytes and not its meaning, and the chain of hashes is over the meaning.
#pragma once

#include <ltk/results/json_number.hpp>
#include <ltk/results/json_reader.hpp>
#include <ltk/results/json_string.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

/// Reads the next value and appends it in canonical form. `without`: a key of the outermost object that is left out. Throws JsonFlaw.
inline void append_recanonical(std::string& out, JsonReader& reader, std::string_view without = {}, int nested = 0) {
    if (nested > JsonReader::most_nested) reader.broken("this is nested too deep");
    switch (reader.peek()) {
        case '"': {
            std::string text;
            reader.read_string(text);
            append_json_string(out, text);
            break;
        }
        case '{': {
            std::vector<std::pair<std::string, std::string>> entries;
            reader.each_key([&](std::string_view key) {
                std::pair<std::string, std::string> entry{std::string(key), {}};
                append_recanonical(entry.second, reader, {}, nested + 1);
                if (without.empty() || entry.first != without) entries.push_back(std::move(entry));
            });
            std::sort(entries.begin(), entries.end(), [](auto const& a, auto const& b) { return utf16_less(a.first, b.first); });
            char separator = '{';
            for (auto const& [key, value] : entries) {
                out += separator;
                append_json_string(out, key);
                out += ':';
                out += value;
                separator = ',';
            }
            out += entries.empty() ? "{}" : "}";
            break;
        }
        case '[': {
            char separator = '[';
            reader.each_element([&](std::size_t) {
                out += separator;
                append_recanonical(out, reader, {}, nested + 1);
                separator = ',';
            });
            out += separator == '[' ? "[]" : "]";
            break;
        }
        case 't':
        case 'f': out += reader.read_bool() ? "true" : "false"; break;
        case 'n':
            reader.skip();
            out += "null";
            break;
        default: append_json_double(out, reader.read_double());
    }
}

}  // namespace ltk::inline v1::detail
