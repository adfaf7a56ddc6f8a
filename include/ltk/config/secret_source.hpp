// Where the value of a secret is: in the source itself, or in the file that "@file" names. "@@" makes the rest a literal.
#pragma once

#include <ltk/config/load_file.hpp>
#include <ltk/config/reading.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

/// Drops values that are only the mask of a secret, as in a stored configuration; `warnings` gets a line for each.
inline void drop_masked(Reading& reading, located_values& values, std::vector<std::string>& warnings) {
    while (!values.empty()) {
        auto const& top = values.back().value();
        if ((top.kind != node_kind::text && top.kind != node_kind::raw) || top.text != mask) return;
        warnings.push_back(values.back().document->where(top.at) + ": " + reading.key +
                           ": the value is masked here, so it sets nothing; give the secret again");
        values.pop_back();
    }
}

/// Replaces "@file" by the file's content, without line ends behind it; false, with the problem noted, when that fails or
/// the secret stands on a command line.
inline bool open_secret(Reading& reading, located& at) {
    auto const& given = at.value();
    bool const text = given.kind == node_kind::text || given.kind == node_kind::raw;
    bool const marked = text && given.text.size() > 1 && given.text[0] == '@';
    bool const from_file = marked && given.text[1] != '@';
    if (at.document->layer == config_layer::command_line && !from_file) {
        reading.problem(at, "ltk.config.secret",
                        "a secret does not belong on a command line, where everybody on the machine can read it; "
                        "put it into a file and give @FILE, or set it in the environment");
        return false;
    }
    if (!marked) return true;
    auto& made = reading.document_at(at);
    auto& value = made.nodes.emplace_back();
    value.kind = node_kind::raw;
    value.text = given.text.substr(from_file ? 1 : 2);
    if (from_file) {
        auto const file = at.document->folder / value.text;
        constexpr std::size_t largest = std::size_t{1} << 20;
        auto loaded = load_file(file, largest);
        if (!loaded.flaw.empty()) {
            reading.problem(at, "ltk.config.file", "the file of this secret, " + file.string() + ", " + loaded.flaw);
            return false;
        }
        while (!loaded.content.empty() && (loaded.content.back() == '\n' || loaded.content.back() == '\r')) loaded.content.pop_back();
        value.text = std::move(loaded.content);
    }
    at = {&made, 0};
    return true;
}

}  // namespace ltk::inline v1::detail
