// Stored documents (environment.json, plan.lock.json): a struct to JSON and back by the one reflection. Readers accept older and newer
// documents: a field that is missing keeps its default, one that is unknown is passed over. What does not fit is named with
// file, line and column. The published schemas are generated from the same structs.
#pragma once

#include <ltk/environment/indent_json.hpp>
#include <ltk/error.hpp>
#include <ltk/results/canonical_json.hpp>
#include <ltk/results/json_into.hpp>
#include <ltk/results/sanitize.hpp>
#include <ltk/results/schema.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace ltk::inline v1::detail {

/// A struct as an indented document that ends with a line break.
template <class T>
std::string write_document(T const& document) {
    return indent_json(canonical_json(document)) + "\n";
}

/// The JSON Schema (draft 2020-12) of a document, as it is published. `name`: "environment"; `about`: one sentence.
template <class T>
std::string document_schema(std::string const& name, std::string const& about) {
    T const sample{};
    auto object = object_schema<T>("");  // "{\n  ..." and a closing brace
    std::string const any_format = "\"format\": {\"type\": \"string\"}";
    object.replace(object.find(any_format), any_format.size(), "\"format\": {\"const\": \"" + sample.format + "\"}");
    return "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"$id\": \"urn:ltk:schema:" + name + ":" +
           std::to_string(sample.version) + "\",\n  \"title\": \"" + sample.format + "\",\n  \"description\": \"" + about +
           " Fields are only ever added: readers step over fields that they do not know and fill those that are missing with "
           "defaults.\",\n" +
           "  \"required\": [\"format\", \"version\"]," + object.substr(1) + "\n";
}

/// "environment.json:3:14"
inline std::string place_in(std::string_view text, std::size_t offset, std::string const& file) {
    auto const before = text.substr(0, std::min(offset, text.size()));
    auto const line = 1 + std::count(before.begin(), before.end(), '\n');
    auto const start = before.rfind('\n');
    auto const column = start == std::string_view::npos ? before.size() + 1 : before.size() - start;
    return file + ":" + std::to_string(line) + ":" + std::to_string(column);
}

/// Reads a document of the struct's format, of its version or an older one. Throws ltk::Error with that id.
template <class T>
T read_document(std::string_view text, std::string const& file, std::string const& id) {
    T const made{};
    T document;
    document.format.clear();
    document.version = 1;
    try {
        JsonReader reader(text);
        read_json(reader, document);
        reader.expect_end();
    } catch (JsonFlaw const& flaw) {
        throw Error(id, place_in(text, flaw.offset(), file) + ": " + (flaw.field().empty() ? "" : flaw.field() + ": ") + flaw.what() +
                            (flaw.syntax() ? "; this is no valid JSON, perhaps the file is incomplete" : ""));
    }
    if (document.format != made.format)
        throw Error(id, file + ": \"format\" is " +
                            (document.format.empty() ? "missing" : "\"" + one_line(document.format.substr(0, 80)) + "\"") +
                            ", expected \"" + made.format + "\"; is this another file?");
    if (document.version < 1 || document.version > made.version)
        throw Error(id, file + ": version is " + std::to_string(document.version) + ", and this program reads versions up to " +
                            std::to_string(made.version) + "; use the LTK that wrote it, or a newer one");
    return document;
}

}  // namespace ltk::inline v1::detail
