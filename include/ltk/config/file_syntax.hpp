// Which language a file is written in, by its name: JSON with comments, or TOML in programs that link ltk::config_toml.
#pragma once

#include <ltk/config/document.hpp>
#include <ltk/config/parse.hpp>
#include <ltk/config/problems.hpp>

#include <string_view>

namespace ltk::inline v1::detail {

/// Reads `source` of a document into its nodes, in the order that Document::nodes asks for; false when it cannot be read, with the
/// problems noted.
using syntax_reader = bool (*)(Document&, ConfigProblems&);

/// Set by ltk/config_toml.hpp before main() begins; null in programs without TOML.
inline constinit syntax_reader toml_reader = nullptr;

/// Reads a document in the language that its name tells.
inline bool read_document(Document& document, ConfigProblems& problems) {
    std::string_view const name = document.name;
    constexpr std::string_view toml = ".toml";
    if (name.size() < toml.size() || name.substr(name.size() - toml.size()) != toml) return parse_document(document, problems);
    if (toml_reader != nullptr) return toml_reader(document, problems);
    problems.add("ltk.config.file", document.name +
                                        ": this program reads no TOML; write JSON, or build it with -DLTK_WITH_TOML=ON and link "
                                        "ltk::config_toml");
    return false;
}

}  // namespace ltk::inline v1::detail
