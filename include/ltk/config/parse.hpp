// JSON with comments -> Document, by nlohmann-json's SAX parser. The parser says what it read but not where; this file knows
// how far it has read, and finds the beginning of each token by stepping over what may stand between two tokens.
#pragma once

#include <ltk/config/document.hpp>
#include <ltk/config/json_text.hpp>
#include <ltk/config/problems.hpp>
#include <ltk/config/syntax.hpp>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

/// Reads characters through a pointer that others can look at.
struct watched_iterator {
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = char const*;
    using reference = char const&;
    char const** at;
    char const& operator*() const noexcept { return **at; }
    watched_iterator& operator++() noexcept {
        ++*at;
        return *this;
    }
    watched_iterator operator++(int) noexcept {
        auto const before = *this;
        ++*at;
        return before;
    }
    friend bool operator==(watched_iterator a, watched_iterator b) noexcept { return *a.at == *b.at; }
    friend bool operator!=(watched_iterator a, watched_iterator b) noexcept { return *a.at != *b.at; }
};

/// Builds the nodes of a document.
class DocumentBuilder {
public:
    using json = nlohmann::json;
    static constexpr std::size_t deepest = 64;

    DocumentBuilder(Document& document, ConfigProblems& problems)
        : document_(document), problems_(problems), cursor_(document.source.data()), end_(cursor_ + document.source.size()) {
        document_.nodes.reserve(document.source.size() / 24 + 8);
    }
    DocumentBuilder(DocumentBuilder const&) = delete;
    DocumentBuilder& operator=(DocumentBuilder const&) = delete;

    /// Whether the document could be read; problems are noted.
    bool build() {
        auto const before = problems_.size();
        bool const read =
            json::sax_parse(watched_iterator{&cursor_}, watched_iterator{&end_}, this, json::input_format_t::json, true, true);
        return read && problems_.size() == before;
    }

    // What the parser calls.
    bool null() { return add(node_kind::null); }
    bool boolean(bool truth) {
        if (!add(node_kind::boolean)) return false;
        document_.nodes.back().truth = truth;
        return true;
    }
    bool number_integer(json::number_integer_t) { return add_number(); }
    bool number_unsigned(json::number_unsigned_t) { return add_number(); }
    bool number_float(json::number_float_t, json::string_t const&) { return add_number(); }
    bool string(json::string_t& text) {
        if (!add(node_kind::text)) return false;
        document_.nodes.back().text = std::move(text);
        return true;
    }
    bool binary(json::binary_t&) { return true; }
    bool start_object(std::size_t) { return add(node_kind::object) && open(); }
    bool start_array(std::size_t) { return add(node_kind::list) && open(); }
    bool key(json::string_t& text) {
        name_at_ = next_token();
        resume_ = position();
        name_ = std::move(text);
        last_ = parsed_last::key;
        return true;
    }
    bool end_object() {
        find_doubles();
        return close();
    }
    bool end_array() { return close(); }
    bool parse_error(std::size_t read, std::string const&, nlohmann::detail::exception const& error) {
        parser_stop stop{resume_, last_, {}, read, error.what()};
        for (auto const& above : open_) stop.opened.push_back(document_.nodes[above.node].at);
        auto const flaw = syntax_flaw_of(document_, stop);
        problems_.add(document_, static_cast<std::uint32_t>(flaw.at), "ltk.config.syntax", {}, flaw.what);
        return false;
    }

private:
    struct level {
        std::uint32_t node;
        std::uint32_t last;
    };

    std::uint32_t position() const { return static_cast<std::uint32_t>(cursor_ - document_.source.data()); }
    std::uint32_t next_token() const { return static_cast<std::uint32_t>(skip_separators(document_.source, resume_)); }

    bool add(node_kind kind) {
        auto const index = static_cast<std::uint32_t>(document_.nodes.size());
        auto& made = document_.nodes.emplace_back();
        made.kind = kind;
        made.at = next_token();
        resume_ = position();
        last_ = parsed_last::value;
        if (open_.empty()) return true;
        auto& above = open_.back();
        auto& parent = document_.nodes[above.node];
        if (parent.kind == node_kind::object) {
            made.name = std::move(name_);
            made.name_at = name_at_;
        }
        if (above.last == 0)
            parent.first = index;
        else
            document_.nodes[above.last].next = index;
        above.last = index;
        ++parent.count;
        return true;
    }

    // The parser has read the character behind a number already, so that its end is looked for.
    bool add_number() {
        add(node_kind::number);
        auto& made = document_.nodes.back();
        auto const end = std::min(document_.source.find_first_not_of("+-0123456789.eE", made.at), document_.source.size());
        made.text.assign(document_.source, made.at, end - made.at);
        resume_ = static_cast<std::uint32_t>(end);
        return true;
    }

    bool open() {
        auto const index = static_cast<std::uint32_t>(document_.nodes.size() - 1);
        if (open_.size() == deepest) {
            problems_.add(document_, document_.nodes[index].at, "ltk.config.syntax", {},
                          "brackets are nested more than " + std::to_string(deepest) + " deep here; no configuration is");
            return false;
        }
        open_.push_back({index, 0});
        last_ = parsed_last::opening;
        return true;
    }

    bool close() {
        resume_ = position();
        last_ = parsed_last::value;
        open_.pop_back();
        return true;
    }

    bool doubled_in_few(node const& object) const {
        auto const& nodes = document_.nodes;
        for (auto a = object.first; a != 0; a = nodes[a].next)
            for (auto b = nodes[a].next; b != 0; b = nodes[b].next)
                if (nodes[a].name == nodes[b].name) return true;
        return false;
    }

    void find_doubles() {
        auto const& object = document_.nodes[open_.back().node];
        if (object.count < 2) return;
        auto const& nodes = document_.nodes;
        if (object.count <= 8 && !doubled_in_few(object)) return;
        children_.clear();
        for (auto child = object.first; child != 0; child = nodes[child].next) children_.push_back(child);
        std::sort(children_.begin(), children_.end(), [&](std::uint32_t a, std::uint32_t b) {
            auto const order = nodes[a].name.compare(nodes[b].name);
            return order != 0 ? order < 0 : a < b;
        });
        for (std::size_t i = 1; i < children_.size(); ++i) {
            auto const& first = nodes[children_[i - 1]];
            auto const& second = nodes[children_[i]];
            if (first.name != second.name) continue;
            std::string path;
            for (auto const& above : open_)
                if (!nodes[above.node].name.empty()) path += nodes[above.node].name + ".";
            problems_.add(document_, second.name_at, "ltk.config.duplicate_key", path + second.name,
                          "is set here for the second time, first at " + document_.where(first.name_at) + "; keep one of the two");
        }
    }

    Document& document_;
    ConfigProblems& problems_;
    char const* cursor_;
    char const* end_;
    std::uint32_t resume_ = 0;  // behind the last token
    parsed_last last_ = parsed_last::nothing;
    std::string name_;
    std::uint32_t name_at_ = 0;
    std::vector<level> open_;
    std::vector<std::uint32_t> children_;
};

/// Parses `document.source`; false when it is not JSON, with the problems noted.
inline bool parse_document(Document& document, ConfigProblems& problems) { return DocumentBuilder(document, problems).build(); }

}  // namespace ltk::inline v1::detail
