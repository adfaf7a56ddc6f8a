// Configuration files in TOML, read through toml++. Whoever links the CMake target ltk::config_toml has them and includes nothing;
// this header is for builds without CMake: include it in one source of the program, with toml++ where the compiler finds it.
#pragma once

#include <ltk/config/document.hpp>
#include <ltk/config/file_syntax.hpp>
#include <ltk/config/json_text.hpp>
#include <ltk/config/problems.hpp>

#ifndef TOML_HEADER_ONLY
#    define TOML_HEADER_ONLY 1
#endif
#include <toml++/toml.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

/// Builds the nodes of a document from what toml++ has parsed.
class TomlBuilder {
public:
    TomlBuilder(Document& document, ConfigProblems& problems) : document_(document), problems_(problems) {
        lines_.push_back(0);
        for (auto at = document.source.find('\n'); at != std::string::npos; at = document.source.find('\n', at + 1))
            lines_.push_back(at + 1);
    }
    TomlBuilder(TomlBuilder const&) = delete;
    TomlBuilder& operator=(TomlBuilder const&) = delete;

    /// Whether the document could be read; problems are noted.
    bool build() {
        auto const before = problems_.size();
        try {
            add(toml::parse(std::string_view(document_.source), std::string_view(document_.name)), 0);
        } catch (toml::parse_error const& error) {
            problems_.add(document_, offset(error.source().begin), "ltk.config.syntax", {},
                          "this is not TOML: " + words(error.description()));
        }
        return problems_.size() == before;
    }

private:
    static constexpr int deepest = 64;  // as in JSON

    // toml++ counts characters, documents count bytes.
    std::uint32_t offset(toml::source_position const& place) const {
        if (place.line == 0) return 0;
        auto at = place.line <= lines_.size() ? lines_[place.line - 1] : document_.source.size();
        for (toml::source_index column = 1; column < place.column && at < document_.source.size(); ++column) {
            ++at;
            while (at < document_.source.size() && (static_cast<unsigned char>(document_.source[at]) & 0xC0) == 0x80) ++at;
        }
        return static_cast<std::uint32_t>(at);
    }

    // What the parser says, without the texts that it quotes: one may be a secret that lost its quotes.
    static std::string words(std::string_view description) {
        constexpr std::string_view front = "Error while parsing ";
        if (description.substr(0, front.size()) == front) description.remove_prefix(front.size());
        std::string made;
        for (std::size_t at = 0; at < description.size(); ++at) {
            made += description[at];
            if (description[at] != '\'') continue;
            auto const end = description.find('\'', at + 1);
            if (end == std::string_view::npos || end - at <= 2) continue;
            made += "...'";
            at = end;
        }
        return made;
    }

    void problem(toml::node const& node, std::string const& what) {
        problems_.add(document_, offset(node.source().begin), "ltk.config.syntax", {}, what);
    }

    std::uint32_t add(toml::node const& from, int depth) {
        auto const index = static_cast<std::uint32_t>(document_.nodes.size());
        node made;
        made.at = offset(from.source().begin);
        if (auto const* const text = from.as_string()) {
            made.kind = node_kind::text;
            made.text = text->get();
        } else if (auto const* const truth = from.as_boolean()) {
            made.kind = node_kind::boolean;
            made.truth = truth->get();
        } else if (auto const* const whole = from.as_integer()) {
            made.kind = node_kind::number;
            made.text = std::to_string(whole->get());
        } else if (auto const* const number = from.as_floating_point()) {
            bool const finite = std::isfinite(number->get());
            made.kind = finite ? node_kind::number : node_kind::text;  // JSON writes these as texts
            made.text = finite ? number_text(number->get()) : std::isnan(number->get()) ? "nan" : number->get() < 0 ? "-inf" : "inf";
        } else if (!from.is_table() && !from.is_array()) {
            problem(from, "a date or a time is no value of a configuration; write a text in double quotes");
        } else if (depth == deepest) {
            problem(from, "brackets are nested more than " + std::to_string(deepest) + " deep here; no configuration is");
        } else {
            made.kind = from.is_table() ? node_kind::object : node_kind::list;
        }
        document_.nodes.push_back(std::move(made));
        if (depth == deepest) return index;
        if (auto const* const table = from.as_table())
            for (auto const& [name, value] : *table) hang(index, add(value, depth + 1), &name);
        if (auto const* const array = from.as_array())
            for (auto const& value : *array) hang(index, add(value, depth + 1), nullptr);
        return index;
    }

    void hang(std::uint32_t parent, std::uint32_t child, toml::key const* name) {
        auto& above = document_.nodes[parent];
        auto& made = document_.nodes[child];
        if (name != nullptr) {
            made.name = std::string(name->str());
            made.name_at = offset(name->source().begin);
        }
        if (above.first == 0)
            above.first = child;
        else
            document_.nodes[last_[parent]].next = child;
        ++above.count;
        last_.resize(document_.nodes.size());
        last_[parent] = child;
    }

    Document& document_;
    ConfigProblems& problems_;
    std::vector<std::size_t> lines_;   // offsets of their beginnings
    std::vector<std::uint32_t> last_;  // last child, by parent
};

/// Reads `document.source` as TOML; false when it is none, with the problems noted.
inline bool parse_toml(Document& document, ConfigProblems& problems) { return TomlBuilder(document, problems).build(); }

inline bool const toml_is_read = (toml_reader = &parse_toml, true);

}  // namespace ltk::inline v1::detail
