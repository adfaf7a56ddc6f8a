// Stored documents (environment.json, plan.lock.json): a struct to JSON and back by the one reflection. Readers accept older and newer
// documents: a field that is missing keeps its default, one that is unknown is passed over. What does not fit is named by
// file and path.
#pragma once

#include <ltk/config/reflect.hpp>
#include <ltk/environment/indent_json.hpp>
#include <ltk/error.hpp>
#include <ltk/results/canonical_json.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>

namespace ltk::inline v1::detail {

/// Fills structs from parsed JSON. `file` names the document in messages, `id` is the error's.
class DocumentReader {
public:
    DocumentReader(std::string file, std::string id) : file_(std::move(file)), id_(std::move(id)) {}

    /// Parses and checks that it is an object of that format, not newer than `newest`.
    nlohmann::json open(std::string_view text, std::string const& format, int newest) const {
        nlohmann::json parsed;
        try {
            parsed = nlohmann::json::parse(text.begin(), text.end());
        } catch (nlohmann::json::parse_error const& wrong) {
            std::size_t const at = std::min(text.size(), wrong.byte == 0 ? 0 : wrong.byte - 1);
            auto const before = text.substr(0, at);
            auto const line = 1 + std::count(before.begin(), before.end(), '\n');
            auto const start = before.rfind('\n');
            auto const column = start == std::string_view::npos ? at + 1 : at - start;
            throw Error(id_, file_ + ":" + std::to_string(line) + ":" + std::to_string(column) + ": this is not valid JSON; expected a document of the format " +
                                 format + ", perhaps the file is incomplete");
        }
        auto const found = parsed.is_object() ? parsed.find("format") : parsed.end();
        if (!parsed.is_object() || found == parsed.end() || *found != format)
            throw Error(id_, file_ + ": expected a document with \"format\": \"" + format + "\"" + (parsed.is_object() ? "" : ", found no JSON object") +
                                 "; is this another file?");
        int version = 1;
        if (auto const written = parsed.find("version"); written != parsed.end()) read(*written, version, "version");
        if (version > newest || version < 1)
            throw Error(id_, file_ + ": version is " + std::to_string(version) + ", and this program reads versions up to " + std::to_string(newest) +
                                 "; use the LTK that wrote it, or a newer one");
        return parsed;
    }

    template <class T>
    void read(nlohmann::json const& from, T& to, std::string const& path) const {
        if constexpr (std::is_same_v<T, bool>) {
            if (!from.is_boolean()) refuse(from, path, "true or false");
            to = from.get<bool>();
        } else if constexpr (std::is_integral_v<T>) {
            read_integer(from, to, path);
        } else if constexpr (std::is_floating_point_v<T>) {
            if (!from.is_number()) refuse(from, path, "a number");
            to = from.get<T>();
        } else if constexpr (std::is_same_v<T, std::string>) {
            if (!from.is_string()) refuse(from, path, "a text");
            to = from.get_ref<std::string const&>();
        } else if constexpr (is_vector<T>) {
            if (!from.is_array()) refuse(from, path, "a list");
            to.clear();
            for (std::size_t i = 0; i < from.size(); ++i) read(from[i], to.emplace_back(), path + "[" + std::to_string(i) + "]");
        } else if constexpr (is_text_map<T>) {
            if (!from.is_object()) refuse(from, path, "an object");
            to.clear();
            for (auto const& [key, value] : from.items()) read(value, to[key], path + "." + key);
        } else {
            if (!from.is_object()) refuse(from, path, "an object");
            reflect::for_each_field(to, [&](std::string_view name, auto& field) {
                auto const found = from.find(std::string(name));
                if (found != from.end()) read(*found, field, path.empty() ? std::string(name) : path + "." + std::string(name));
            });
        }
    }

    [[noreturn]] void refuse(nlohmann::json const& seen, std::string const& path, std::string const& expected) const {
        std::string text = seen.is_object() ? "an object" : seen.is_array() ? "a list" : seen.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        if (text.size() > 60) text = text.substr(0, 57) + "...";
        throw Error(id_, file_ + ": " + (path.empty() ? "the document" : path) + " is " + text + ", expected " + expected);
    }

private:
    template <class T>
    void read_integer(nlohmann::json const& from, T& to, std::string const& path) const {
        if (from.is_string()) {  // numbers beyond 2^53 are written as texts
            auto const& text = from.get_ref<std::string const&>();
            auto const end = text.data() + text.size();
            auto const result = std::from_chars(text.data(), end, to);
            if (text.empty() || result.ec != std::errc() || result.ptr != end) refuse(from, path, "a whole number in range");
        } else if (from.is_number_unsigned()) {
            auto const value = from.get<std::uint64_t>();
            if (value > static_cast<std::uint64_t>(std::numeric_limits<T>::max())) refuse(from, path, "a smaller number");
            to = static_cast<T>(value);
        } else if (from.is_number_integer()) {
            auto const value = from.get<std::int64_t>();
            if (!std::is_signed_v<T> || value < static_cast<std::int64_t>(std::numeric_limits<T>::min())) refuse(from, path, "a larger number");
            to = static_cast<T>(value);
        } else {
            refuse(from, path, "a whole number");
        }
    }

    std::string file_;
    std::string id_;
};

/// A struct as an indented document that ends with a line break.
template <class T>
std::string write_document(T const& document) {
    return indent_json(canonical_json(document)) + "\n";
}

/// Reads a document. Throws ltk::Error with that id.
template <class T>
T read_document(std::string_view text, std::string const& file, std::string const& id, std::string const& format, int newest) {
    DocumentReader const reader(file, id);
    T document;
    reader.read(reader.open(text, format, newest), document, "");
    return document;
}

}  // namespace ltk::inline v1::detail
