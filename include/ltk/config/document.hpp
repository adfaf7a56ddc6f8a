// A parsed source of configuration values: a JSON file with comments, a variable of the environment, an argument of --set.
// Every node remembers where it began, so that each value can be traced to file:line:column.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

/// Where a value comes from; later ones win.
enum class config_layer : unsigned char { defaults, system_file, user_file, project_file, file, profile, code, environment, command_line };

/// The layer's name in events and reports.
constexpr char const* name(config_layer layer) noexcept {
    switch (layer) {
        case config_layer::defaults: return "default";
        case config_layer::system_file: return "system file";
        case config_layer::user_file: return "user file";
        case config_layer::project_file: return "project file";
        case config_layer::file: return "file";
        case config_layer::profile: return "profile";
        case config_layer::code: return "code";
        case config_layer::environment: return "environment";
        case config_layer::command_line: return "command line";
    }
    return "";
}

/// The name of the lowest layer.
inline constexpr std::string_view config_default_layer = "default";

enum class node_kind : unsigned char {
    null,
    boolean,
    number,  // `text` is the number as it was written
    text,
    list,
    object,
    raw,  // what the environment or --set gave: the type of the field decides what it is
};

struct node {
    node_kind kind = node_kind::null;
    bool truth = false;
    std::uint32_t at = 0;       // offsets into the document's source: of the value,
    std::uint32_t name_at = 0;  // and of its name
    std::uint32_t first = 0;    // first child; 0: none
    std::uint32_t next = 0;     // next sibling; 0: none
    std::uint32_t count = 0;    // children
    std::string name{};         // in an object
    std::string text{};
};

/// The nodes of one source; the root is node 0.
class Document {
public:
    std::string name;  // as messages call it: "site.json", "LTK_FS__MOUNT", "--set"
    config_layer layer = config_layer::defaults;
    bool of_a_site = false;        // a file that several suites read: it may speak of others as well
    std::size_t order = 0;         // of its problems among those of other documents
    bool has_places = false;       // it has lines and columns
    bool complete = false;         // it says "$complete": true: maps have no default entries besides its own
    std::filesystem::path folder;  // which "@file" of a secret starts from
    std::string source;
    /// A parent stands before its children, siblings in their order, and what is below a node directly behind it in one piece. Whoever
    /// reads a syntax keeps this order, also where its text does not.
    std::vector<node> nodes;

    node const& root() const { return nodes.front(); }

    /// "site.json:7:18"; columns count characters from 1.
    std::string where(std::uint32_t offset) const {
        if (!has_places) return name;
        if (lines_.empty()) {
            lines_.push_back(0);
            for (std::size_t at = source.find('\n'); at != std::string::npos; at = source.find('\n', at + 1))
                lines_.push_back(static_cast<std::uint32_t>(at + 1));
        }
        auto const line = std::upper_bound(lines_.begin(), lines_.end(), offset) - 1;
        std::size_t column = 1;
        for (std::size_t at = *line; at < offset && at < source.size(); ++at)
            if ((static_cast<unsigned char>(source[at]) & 0xC0) != 0x80) ++column;
        return name + ":" + std::to_string(line - lines_.begin() + 1) + ":" + std::to_string(column);
    }

    /// A document of its own that is the object `top` of this one, at the same places.
    Document part(std::uint32_t top, config_layer part_layer) const {
        Document made;
        made.name = name;
        made.layer = part_layer;
        made.of_a_site = of_a_site;
        made.has_places = has_places;
        made.folder = folder;
        made.source = source;
        auto end = top;  // the last of the subtree, which is one piece
        for (auto child = nodes[top].first; child != 0;
             end = child, child = nodes[child].next == 0 ? nodes[child].first : nodes[child].next) {}
        made.nodes.assign(nodes.begin() + top, nodes.begin() + end + 1);
        for (auto& one : made.nodes) {
            if (one.first != 0) one.first -= top;
            if (one.next != 0) one.next -= top;
        }
        made.nodes.front().next = 0;
        return made;
    }

    /// One raw text under a path of names: what `LTK_FS__MOUNT=/mnt` and `--set fs.mount=/mnt` are.
    static Document of_raw(std::string name, config_layer layer, std::string_view key, std::string text) {
        Document made;
        made.name = std::move(name);
        made.layer = layer;
        made.nodes.emplace_back();
        while (!key.empty()) {
            auto const dot = key.find('.');
            auto& parent = made.nodes.back();
            parent.kind = node_kind::object;
            parent.first = static_cast<std::uint32_t>(made.nodes.size());
            parent.count = 1;
            made.nodes.emplace_back().name = key.substr(0, dot);
            key = dot == std::string_view::npos ? std::string_view() : key.substr(dot + 1);
        }
        made.nodes.back().kind = node_kind::raw;
        made.nodes.back().text = std::move(text);
        return made;
    }

private:
    mutable std::vector<std::uint32_t> lines_;  // offsets of their beginnings; filled when first asked for
};

}  // namespace ltk::inline v1::detail
