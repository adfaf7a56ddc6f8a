// Layered documents -> objects. A value is described by the nodes that set it, lowest layer first: objects of several layers
// are merged name by name, of everything else the topmost node counts. All problems are noted; reading goes on behind each.
#pragma once

#include <ltk/config/config_type.hpp>
#include <ltk/config/document.hpp>
#include <ltk/config/host_list.hpp>
#include <ltk/config/load_file.hpp>
#include <ltk/config/parse.hpp>
#include <ltk/config/problems.hpp>
#include <ltk/config/read_scalar.hpp>
#include <ltk/config/rules.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

/// A node and the document that it is in.
struct located {
    Document const* document = nullptr;
    std::uint32_t index = 0;
    node const& value() const { return document->nodes[index]; }
};
using located_values = std::vector<located>;

/// One field of a configuration (not inside of a list or map) after reading.
struct read_field {
    std::string key;
    void* field = nullptr;
    value_type const* type = nullptr;
    field_rule const* rule = nullptr;
    std::vector<std::pair<config_layer, std::string>> set_by;   // layer and place, lowest first
};

class ConfigReader {
public:
    ConfigReader(ConfigProblems& problems, std::deque<Document>& documents) : problems_(problems), documents_(documents) {}
    ConfigReader(ConfigReader const&) = delete;
    ConfigReader& operator=(ConfigReader const&) = delete;

    std::vector<std::string> known_keys;                         ///< for suggestions
    std::vector<std::string> branches;                           ///< keys below which other configurations are declared
    std::vector<std::string> secrets;                            ///< filled: the values of secrets, to be masked
    std::vector<std::string> warnings;                           ///< filled

    /// Reads a configuration's object. `declared_at`: for problems of defaults.
    std::vector<read_field> read(config_type const& type, void* object, std::string const& key, located_values const& values, std::string declared_at) {
        config_ = &type;
        declared_at_ = std::move(declared_at);
        key_ = key;
        fields_.clear();
        inside_ = 0;
        read_aggregate(*type.value, object, values);
        return std::move(fields_);
    }

private:
    void problem(located const& at, char const* id, std::string const& what) { problems_.add(*at.document, at.value().at, id, key_, what); }
    std::string seen(located const& at) const { return masked_ ? quote(mask) : seen_text(at.value()); }

    // What a compound type was given as raw text, parsed as JSON; nothing when it is none (a problem is noted).
    bool parse_raw(located& at, std::string const& expected) {
        if (at.value().kind != node_kind::raw) return true;
        auto const& raw = at.value().text;
        auto const begin = raw.find_first_not_of(" \t\n");
        if (begin == std::string::npos || (raw[begin] != '{' && raw[begin] != '[')) {
            problem(at, "ltk.config.type", seen(at) + " is not " + expected + " as JSON");
            return false;
        }
        auto& made = documents_.emplace_back();
        made.name = at.document->name;
        made.layer = at.document->layer;
        made.order = at.document->order;
        made.source = raw;
        ConfigProblems flaws;
        if (!parse_document(made, flaws)) {
            std::string words = "is not JSON";
            try {
                flaws.throw_if_any();
            } catch (Error const& error) {
                words = std::string(error.what()).substr(made.name.size());  // without the place: it is the same
                while (!words.empty() && (words.front() == ':' || words.front() == ' ')) words.erase(0, 1);
            }
            problem(at, "ltk.config.syntax", seen(at) + " is not JSON: " + words);
            return false;
        }
        at = {&made, 0};
        return true;
    }

    // Values that the program itself gives a map or optional struct by default take part in the merging like a layer.
    located default_layer(value_type const& type, void const* object) {
        auto& made = documents_.emplace_back();
        made.name = declared_at_;
        made.layer = config_layer::defaults;
        made.source = value_text(type, object, true);
        ConfigProblems none;
        parse_document(made, none);
        return {&made, 0};
    }

    // Drops what a null takes back: everything below the last one. True when nothing is left but a null.
    static bool cut_at_null(located_values& values, bool raw_words = true) {
        std::size_t keep = 0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            auto const& one = values[i].value();
            if (one.kind == node_kind::null || (raw_words && one.kind == node_kind::raw && one.text == "null")) keep = i + 1;
        }
        bool const ends = keep != 0 && keep == values.size();
        if (!ends) values.erase(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(keep));
        return ends;
    }

    bool read_value(value_type const& type, void* object, located_values values) {
        switch (type.kind) {
            case value_kind::secret: return read_secret(type, object, std::move(values));
            case value_kind::optional: return read_optional(type, object, std::move(values));
            case value_kind::list:
            case value_kind::array:
            case value_kind::set: return read_list(type, object, values.back());
            case value_kind::map: return read_map(type, object, std::move(values));
            case value_kind::aggregate: return read_aggregate(type, object, std::move(values));
            default: return read_single(type, object, values.back());
        }
    }

    bool read_single(value_type const& type, void* object, located const& at) {
        auto const flaw = read_scalar(type, object, at.value(), names_of(type));
        if (flaw.what.empty()) return true;
        problem(at, flaw.range ? "ltk.config.range" : "ltk.config.type", seen(at) + " " + (masked_ ? "is not " + expected_words(type) : flaw.what));
        return false;
    }

    std::vector<enumerator> const& names_of(value_type const& type) {
        auto const found = enumerators_.find(&type);
        return found != enumerators_.end() ? found->second : enumerators_.emplace(&type, enumerators_of(type)).first->second;
    }

    bool read_optional(value_type const& type, void* object, located_values values) {
        bool const merges = type.element->kind == value_kind::aggregate || type.element->kind == value_kind::map;
        if (merges && !values.front().document->complete) values.insert(values.begin(), default_layer(type, object));
        if (cut_at_null(values)) {
            type.clear(object);
            return true;
        }
        return fill(type, object, values) != filling::refused;
    }

    // Makes one element from values.
    filling fill(value_type const& type, void* object, located_values const& values, node const* name = nullptr) {
        struct filling_in {
            ConfigReader& reader;
            value_type const& type;
            located_values const& values;
            node const* name;
        } with{*this, type, values, name};
        ++inside_;
        auto const filled = type.add(object, {[](void* context, void* key, void* element) {
                                     auto& to = *static_cast<filling_in*>(context);
                                     if (key != nullptr && !to.reader.read_name(*to.type.key, key, to.values.back(), *to.name)) return false;
                                     return to.reader.read_value(*to.type.element, element, to.values);
                                 },
                                 &with});
        --inside_;
        return filled;
    }

    bool read_name(value_type const& type, void* key, located const& at, node const& name) {
        node as_text;
        as_text.kind = node_kind::raw;
        as_text.text = name.name;
        auto const flaw = read_scalar(type, key, as_text, names_of(type));
        if (flaw.what.empty()) return true;
        problems_.add(*at.document, at.value().name_at, "ltk.config.type", key_, "the name " + quote_short(name.name) + " " + flaw.what);
        return false;
    }

    // A secret is a text like any other, or "@file"; "@@" makes the rest a literal.
    bool read_secret(value_type const& type, void* object, located_values values) {
        while (!values.empty() && (values.back().value().kind == node_kind::text || values.back().value().kind == node_kind::raw) && values.back().value().text == mask) {
            warnings.push_back(values.back().document->where(values.back().value().at) + ": " + key_ + ": the value is masked here, so it sets nothing; give the secret again");
            values.pop_back();
        }
        if (values.empty()) return true;
        auto at = values.back();
        auto const& given = at.value();
        bool const text = given.kind == node_kind::text || given.kind == node_kind::raw;
        bool const from_file = text && given.text.size() > 1 && given.text[0] == '@' && given.text[1] != '@';
        if (at.document->layer == config_layer::command_line && !from_file) {
            problem(at, "ltk.config.secret", "a secret does not belong on a command line, where everybody on the machine can read it; put it into a file and give @FILE, or set " +
                                                 std::string("it in the environment"));
            return false;
        }
        bool const outer = std::exchange(masked_, true);
        bool read = true;
        if (text && given.text.compare(0, 1, "@") == 0 && given.text.size() > 1) {
            auto& made = documents_.emplace_back();
            made.name = at.document->where(given.at);
            made.layer = at.document->layer;
            made.order = at.document->order;
            made.nodes.emplace_back();
            made.nodes.front().kind = node_kind::raw;
            made.nodes.front().text = given.text.substr(from_file ? 1 : 2);
            if (from_file) {
                auto const file = at.document->folder / made.nodes.front().text;
                auto loaded = load_file(file, std::size_t{1} << 20);
                if (!loaded.flaw.empty()) problem(at, "ltk.config.file", "the file " + file.string() + " of this secret " + loaded.flaw);
                read = loaded.flaw.empty();
                while (!loaded.content.empty() && (loaded.content.back() == '\n' || loaded.content.back() == '\r')) loaded.content.pop_back();
                made.nodes.front().text = std::move(loaded.content);
            }
            at = {&made, 0};
        }
        if (read) read = fill(type, object, {at}) != filling::refused;
        masked_ = outer;
        if (read) note_secret(type, object);
        return read;
    }

    void note_secret(value_type const& type, void const* object) {
        struct visiting {
            ConfigReader& reader;
            value_type const& type;
        } visit{*this, *type.element};
        type.each(object, {[](void* context, void const*, void const* element) {
                               auto& to = *static_cast<visiting*>(context);
                               if (to.type.get_text != nullptr) to.reader.secrets.emplace_back(to.type.get_text(element));
                               else if (to.type.each == nullptr && to.type.kind != value_kind::aggregate) to.reader.secrets.push_back(plain_text(to.type, element));
                               else to.reader.secrets.push_back(value_text(to.type, element, true));
                           },
                           &visit});
    }

    bool read_list(value_type const& type, void* object, located at) {
        auto const& given = at.value();
        if (given.kind == node_kind::raw || (given.kind == node_kind::text && type.of_texts)) {
            auto const begin = given.text.find_first_not_of(" \t\n");
            bool json = given.kind == node_kind::raw && begin != std::string::npos && given.text[begin] == '[';
            if (json && type.of_texts) {  // "[01-03]" is a host list, too
                auto const inner = given.text.find_first_not_of(" \t\n", begin + 1);
                json = inner != std::string::npos && (given.text[inner] == '"' || given.text[inner] == ']');
            }
            if (!json && (begin == std::string::npos || given.text[begin] != '{')) {
                if (!list_of_words(type, at)) return false;
            } else if (!parse_raw(at, expected_words(type))) {
                return false;
            }
        }
        auto const& list = at.value();
        if (list.kind != node_kind::list) {
            problem(at, "ltk.config.type", seen(at) + " is not " + expected_words(type));
            return false;
        }
        if (type.kind == value_kind::array && list.count != type.count) {
            problem(at, "ltk.config.type", "has " + std::to_string(list.count) + " elements, and takes exactly " + std::to_string(type.count));
            return false;
        }
        if (type.clear != nullptr) type.clear(object);
        bool good = true;
        std::size_t position = 0;
        auto const outer = key_.size();
        ++inside_;
        for (auto child = list.first; child != 0; child = at.document->nodes[child].next, ++position) {
            key_ += "[" + std::to_string(position) + "]";
            located const element{at.document, child};
            if (type.kind == value_kind::array) {
                good = read_value(*type.element, static_cast<char*>(object) + position * type.element->size, {element}) && good;
            } else {
                auto const filled = fill(type, object, {element});
                if (filled == filling::doubled) problem(element, "ltk.config.type", seen(element) + " is in this set already");
                good = filled == filling::kept && good;
            }
            key_.resize(outer);
        }
        --inside_;
        return good;
    }

    // "client[01-16]" or "a,b" -> a list.
    bool list_of_words(value_type const& type, located& at) {
        std::vector<std::string> words;
        auto const& text = at.value().text;
        if (type.of_texts) {
            auto expanded = expand_hosts(text);
            if (!expanded.flaw.empty() || !is_utf8(text)) {
                problem(at, "ltk.config.type", seen(at) + " " + (expanded.flaw.empty() ? "is not valid UTF-8" : expanded.flaw));
                return false;
            }
            words = std::move(expanded.hosts);
        } else {
            for (std::size_t begin = 0; !text.empty() && begin <= text.size();) {
                auto const comma = std::min(text.find(',', begin), text.size());
                words.emplace_back(trimmed(std::string_view(text).substr(begin, comma - begin)));
                begin = comma + 1;
            }
        }
        auto& made = documents_.emplace_back();
        made.name = at.document->where(at.value().at);
        made.layer = at.document->layer;
        made.order = at.document->order;
        made.folder = at.document->folder;
        made.nodes.resize(words.size() + 1);
        made.nodes.front().kind = node_kind::list;
        made.nodes.front().count = static_cast<std::uint32_t>(words.size());
        made.nodes.front().first = words.empty() ? 0 : 1;
        for (std::uint32_t i = 0; i < words.size(); ++i) {
            auto& word = made.nodes[i + 1];
            word.kind = node_kind::raw;
            word.text = std::move(words[i]);
            word.next = i + 1 < words.size() ? i + 2 : 0;
        }
        at = {&made, 0};
        return true;
    }

    // Maps merge name by name; a null takes a name out.
    bool read_map(value_type const& type, void* object, located_values values) {
        if (!values.front().document->complete) values.insert(values.begin(), default_layer(type, object));
        std::vector<std::pair<std::string_view, located_values>> entries;
        std::unordered_map<std::string_view, std::size_t> positions;
        bool good = true;
        for (auto layer : values) {
            if (!parse_raw(layer, expected_words(type))) {
                good = false;
                continue;
            }
            auto const& object_node = layer.value();
            if (object_node.kind != node_kind::object) {
                problem(layer, "ltk.config.type", seen(layer) + " is not " + expected_words(type));
                good = false;
                continue;
            }
            for (auto child = object_node.first; child != 0; child = layer.document->nodes[child].next) {
                located const element{layer.document, child};
                auto const added = positions.emplace(element.value().name, entries.size());
                if (added.second) entries.emplace_back(element.value().name, located_values{});
                entries[added.first->second].second.push_back(element);
            }
        }
        if (!good) return false;
        type.clear(object);
        auto const outer = key_.size();
        ++inside_;
        for (auto& [entry_name, entry] : entries) {
            key_ += "." + std::string(entry_name);
            if (type.element->kind == value_kind::optional || !cut_at_null(entry, type.element->kind != value_kind::text)) {
                auto const filled = fill(type, object, entry, &entry.back().value());
                if (filled == filling::doubled) problem(entry.back(), "ltk.config.type", "the name " + quote_short(entry_name) + " means the same as another one here");
                good = filled == filling::kept && good;
            }
            key_.resize(outer);
        }
        --inside_;
        return good;
    }

    struct aggregate_field {
        std::string_view name;
        void* field;
        value_type const* type;
        located_values values;
    };

    bool read_aggregate(value_type const& type, void* object, located_values const& values) {
        std::vector<aggregate_field> fields;
        type.fields(object, {[](void* context, std::string_view name, void* field, value_type const& of) {
                                 static_cast<std::vector<aggregate_field>*>(context)->push_back({name, field, &of, {}});
                             },
                             &fields});
        bool good = true;
        for (auto layer : values) {
            if (!parse_raw(layer, expected_words(type))) {
                good = false;
                continue;
            }
            if (layer.value().kind != node_kind::object) {
                problem(layer, "ltk.config.type", seen(layer) + " is not " + expected_words(type));
                good = false;
                continue;
            }
            for (auto child = layer.value().first; child != 0; child = layer.document->nodes[child].next) {
                auto const& given = layer.document->nodes[child].name;
                bool known = false;
                for (auto& field : fields)
                    if (field.name == given) {
                        field.values.push_back({layer.document, child});
                        known = true;
                    }
                if (!known) good = unknown(fields, {layer.document, child}) && good;
            }
        }
        auto const outer = key_.size();
        for (auto& field : fields) {
            key_ += "." + std::string(field.name);
            good = read_field_of(type, object, field) && good;
            key_.resize(outer);
        }
        return good;
    }

    bool unknown(std::vector<aggregate_field> const& fields, located const& at) {
        auto const key = key_ + "." + at.value().name;
        if (inside_ == 0)
            for (auto const& branch : branches)
                if (branch == key) return true;
        std::vector<std::string> own;
        for (auto const& field : fields) own.emplace_back(field.name);
        auto const near = nearest(at.value().name, own);
        auto hint = near.empty() ? std::string() : " (did you mean " + key_ + "." + near + "?)";
        if (hint.empty()) {
            hint = own.empty() ? " (nothing can be set here)" : " (known here: " + joined(own, "and") + ")";
        }
        problems_.add(*at.document, at.value().name_at, "ltk.config.unknown_key", key, "there is no such key" + hint);
        return false;
    }

    bool read_field_of(value_type const& owner, void* object, aggregate_field& field) {
        bool const leaf = field.type->kind != value_kind::aggregate;
        auto const* const rule = rule_of(owner, object, field.field);
        bool good = true;
        if (leaf) {
            auto const values = field.values;
            if (!values.empty()) good = read_value(*field.type, field.field, values);
        } else {
            good = read_aggregate(*field.type, field.field, field.values);
        }
        if (good && rule != nullptr) good = check(*rule, field);
        if (leaf && inside_ == 0) {
            read_field noted{key_, field.field, field.type, rule, {}};
            for (auto const& value : field.values) noted.set_by.emplace_back(value.document->layer, value.document->where(value.value().at));
            fields_.push_back(std::move(noted));
        }
        return good;
    }

    field_rule const* rule_of(value_type const& owner, void* object, void const* field) const {
        for (std::size_t i = 0; i < config_->rule_count; ++i)
            if (config_->rules[i].owner == owner.type && config_->rules[i].locate(object, config_->rules[i].spec) == field) return &config_->rules[i];
        return nullptr;
    }

    bool check(field_rule const& rule, aggregate_field const& field) {
        auto const broken = broken_rule(rule, *field.type, field.field);
        if (broken.empty()) return true;
        auto what = value_text(*field.type, field.field);
        if (!field.values.empty() && !holds_secret(*field.type)) {
            auto const kind = field.values.back().value().kind;
            if (kind != node_kind::list && kind != node_kind::object) what = seen_text(field.values.back().value());
        }
        if (what.size() > 70) what = "the value";
        what += " " + broken;
        if (!field.values.empty()) {
            problem(field.values.back(), "ltk.config.rule", what + " (" + declared_at_ + ")");
        } else {
            problems_.add("ltk.config.rule", declared_at_ + ": " + key_ + ": the default " + what + "; set it in a file or with --set " + key_ + "=...");
        }
        return false;
    }

    ConfigProblems& problems_;
    std::deque<Document>& documents_;
    std::unordered_map<value_type const*, std::vector<enumerator>> enumerators_;
    config_type const* config_ = nullptr;
    std::string declared_at_;
    std::string key_;
    std::vector<read_field> fields_;
    int inside_ = 0;        // of lists and maps, whose elements are no keys of their own
    bool masked_ = false;   // inside of a secret
};

}  // namespace ltk::inline v1::detail
