// Layered documents -> objects. A value is described by the nodes that set it, lowest layer first: objects of several layers
// are merged name by name, of everything else the topmost node counts. All problems are noted; reading goes on behind each.
#pragma once

#include <ltk/config/choices.hpp>
#include <ltk/config/config_type.hpp>
#include <ltk/config/enumerators.hpp>
#include <ltk/config/field_view.hpp>
#include <ltk/config/former_names.hpp>
#include <ltk/config/nearest.hpp>
#include <ltk/config/pattern.hpp>
#include <ltk/config/raw_values.hpp>
#include <ltk/config/read_scalar.hpp>
#include <ltk/config/reading.hpp>
#include <ltk/config/rules.hpp>
#include <ltk/config/secret_source.hpp>
#include <ltk/config/struct_rules.hpp>
#include <ltk/config/words.hpp>
#include <ltk/config/write_value.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

/// One field of a configuration (not inside of a list or map) after reading.
struct read_field {
    std::string key;
    void* field = nullptr;
    value_type const* type = nullptr;
    field_rule const* rule = nullptr;
    std::vector<std::pair<config_layer, std::string>> set_by;  // layer and place, lowest first
};

class ConfigReader {
public:
    ConfigReader(ConfigProblems& problems, std::deque<Document>& documents) : reading_{problems, documents} {}
    ConfigReader(ConfigReader const&) = delete;
    ConfigReader& operator=(ConfigReader const&) = delete;

    std::vector<std::string> branches;  ///< keys below which other configurations are declared
    std::vector<std::string> warnings;  ///< filled
    bool shape_only = false;            ///< names and types are read, rules and secrets are not: a profile that was not asked for

    /// Reads a configuration's object. `declared_at`: for problems of defaults.
    std::vector<read_field> read(config_type const& type, void* object, std::string const& key, located_values const& values,
                                 std::string declared_at) {
        config_ = &type;
        declared_at_ = std::move(declared_at);
        reading_.key = key;
        fields_.clear();
        reading_.inside = 0;
        read_aggregate(*type.value, object, values);
        return std::move(fields_);
    }

private:
    bool read_value(value_type const& type, void* object, located_values const& values) {
        switch (type.kind) {
            case value_kind::secret: return read_secret(type, object, values);
            case value_kind::optional: return read_optional(type, object, values);
            case value_kind::list:
            case value_kind::array:
            case value_kind::set: return read_list(type, object, values.back());
            case value_kind::map: return read_map(type, object, values);
            case value_kind::choice: return read_choice(type, object, values);
            case value_kind::aggregate: return read_aggregate(type, object, values);
            default: return read_single(type, object, values.back());
        }
    }

    bool read_single(value_type const& type, void* object, located const& at) {
        auto const flaw = read_scalar(type, object, at.value(), names_of(type));
        if (flaw.what.empty()) return true;
        reading_.problem(at, flaw.range ? "ltk.config.range" : "ltk.config.type",
                         reading_.seen(at) + " " + (reading_.masked ? "is not " + expected_words(type) : flaw.what));
        return false;
    }

    std::vector<enumerator> const& names_of(value_type const& type) {
        auto const found = enumerators_.find(&type);
        return found != enumerators_.end() ? found->second : enumerators_.emplace(&type, enumerators_of(type)).first->second;
    }

    bool read_optional(value_type const& type, void* object, located_values values) {
        if (is_written_as_object(type) && !values.front().document->complete)
            values.insert(values.begin(), default_layer(reading_, declared_at_, type, object));
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
        ++reading_.inside;
        auto const filled = type.add(object, {[](void* context, void* key, void* element) {
                                                  auto& to = *static_cast<filling_in*>(context);
                                                  if (key != nullptr && !to.reader.read_name(*to.type.key, key, to.values.back(), *to.name))
                                                      return false;
                                                  return to.reader.read_value(*to.type.element, element, to.values);
                                              },
                                              &with});
        --reading_.inside;
        return filled;
    }

    bool read_name(value_type const& type, void* key, located const& at, node const& name) {
        node as_text;
        as_text.kind = node_kind::raw;
        as_text.text = name.name;
        auto const flaw = read_scalar(type, key, as_text, names_of(type));
        if (flaw.what.empty()) return true;
        reading_.problems.add(*at.document, at.value().name_at, "ltk.config.type", reading_.key,
                              "the name " + (reading_.masked ? quote(mask) : quote_short(name.name)) + " " + flaw.what);
        return false;
    }

    bool read_secret(value_type const& type, void* object, located_values values) {
        if (shape_only) return true;
        note_variables(values);
        drop_masked(reading_, values, warnings);
        if (values.empty()) return true;
        auto at = values.back();
        if (!SecretSource(reading_, at).open(is_written_as_object(*type.element))) return false;
        bool const outer = std::exchange(reading_.masked, true);
        bool const read = fill(type, object, {at}) != filling::refused;
        reading_.masked = outer;
        return read;
    }

    bool read_list(value_type const& type, void* object, located at) {
        if (!as_list(reading_, at, type)) return false;
        auto const& list = at.value();
        if (type.kind == value_kind::array && list.count != type.count) {
            reading_.problem(at, "ltk.config.type",
                             "the list has " + std::to_string(list.count) + (list.count == 1 ? " value" : " values") +
                                 ", and takes exactly " + std::to_string(type.count));
            return false;
        }
        if (type.clear != nullptr) type.clear(object);
        bool good = true;
        std::size_t position = 0;
        auto const outer = reading_.key.size();
        located_values element(1);
        ++reading_.inside;
        for (auto child = list.first; child != 0; child = at.document->nodes[child].next, ++position) {
            reading_.key.append(1, '[').append(std::to_string(position)).append(1, ']');
            element.front() = {at.document, child};
            if (type.kind == value_kind::array) {
                good = read_value(*type.element, static_cast<char*>(object) + position * type.element->size, element) && good;
            } else {
                auto const filled = fill(type, object, element);
                if (filled == filling::doubled)
                    reading_.problem(element.front(), "ltk.config.type", reading_.seen(element.front()) + " is in this set already");
                good = filled == filling::kept && good;
            }
            reading_.key.resize(outer);
        }
        --reading_.inside;
        return good;
    }

    // Maps merge name by name; a null takes a name out.
    bool read_map(value_type const& type, void* object, located_values values) {
        if (!values.front().document->complete) values.insert(values.begin(), default_layer(reading_, declared_at_, type, object));
        std::vector<std::pair<std::string_view, located_values>> entries;
        std::unordered_map<std::string_view, std::size_t> positions;
        bool good = true;
        for (auto layer : values) {
            if (!as_object(reading_, layer, type)) {
                good = false;
                continue;
            }
            for (auto child = layer.value().first; child != 0; child = layer.document->nodes[child].next) {
                located const element{layer.document, child};
                auto const added = positions.emplace(element.value().name, entries.size());
                if (added.second) entries.emplace_back(element.value().name, located_values{});
                entries[added.first->second].second.push_back(element);
            }
        }
        if (!good) return false;
        type.clear(object);
        auto const outer = reading_.key.size();
        ++reading_.inside;
        for (auto& [entry_name, entry] : entries) {
            reading_.key.append(1, '.').append(entry_name);
            if (type.element->kind == value_kind::optional || !cut_at_null(entry, type.element->kind != value_kind::text)) {
                auto const filled = fill(type, object, entry, &entry.back().value());
                if (filled == filling::doubled)
                    reading_.problem(entry.back(), "ltk.config.type",
                                     "the name " + quote_short(entry_name) + " means the same as another one here");
                good = filled == filling::kept && good;
            }
            reading_.key.resize(outer);
        }
        --reading_.inside;
        return good;
    }

    // The topmost layer chooses; lower ones count as long as they choose the same.
    bool read_choice(value_type const& type, void* object, located_values values) {
        if (!values.front().document->complete) values.insert(values.begin(), default_layer(reading_, declared_at_, type, object));
        alternative const* chosen = nullptr;
        located_values same;
        bool good = true;
        for (auto layer : values) {
            auto const* const here = alternative_of(reading_, type, layer);
            good = here != nullptr && good;
            if (here != chosen) same.clear();
            chosen = here;
            same.push_back(layer);
        }
        if (!good) return false;
        struct filling_in {
            ConfigReader& reader;
            alternative const& chosen;
            located_values const& values;
        } with{*this, *chosen, same};
        auto const outer = reading_.key.size();
        reading_.key.append(1, '.').append(chosen->name);
        ++reading_.inside;
        good = type.choose(object, static_cast<std::size_t>(chosen - type.alternatives),
                           {[](void* context, void*, void* element) {
                                auto& to = *static_cast<filling_in*>(context);
                                return to.reader.read_value(*to.chosen.type, element, to.values);
                            },
                            &with});
        --reading_.inside;
        reading_.key.resize(outer);
        return good;
    }

    bool read_aggregate(value_type const& type, void* object, located_values const& values) {
        std::vector<aggregate_field> fields;
        fields.reserve(16);
        for (auto const& view : fields_of(*config_, type, object)) fields.push_back({view, {}});
        bool good = true;
        for (auto layer : values) {
            if (!as_object(reading_, layer, type)) {
                good = false;
                continue;
            }
            for (auto child = layer.value().first; child != 0; child = layer.document->nodes[child].next) {
                auto const& given = layer.document->nodes[child].name;
                bool known = false;
                for (auto& field : fields)
                    if (field.view.name == given || is_former(field.view, given)) {
                        located const at{layer.document, child};
                        if (field.view.name != given) former_names_.note(reading_, field.view, at, warnings);
                        if (!field.values.empty()) FormerNames::refuse_both(reading_, field.view, field.values.back(), at);
                        field.values.push_back(at);
                        known = true;
                    }
                if (!known) good = unknown(fields, {layer.document, child}) && good;
            }
        }
        auto const outer = reading_.key.size();
        for (auto& field : fields) {
            reading_.key.append(1, '.').append(field.view.name);
            good = read_field_of(field) && good;
            reading_.key.resize(outer);
        }
        return good && !shape_only ? keeps_struct_rules(reading_, *config_, type, object, fields, declared_at_) : good;
    }

    bool unknown(std::vector<aggregate_field> const& fields, located const& at) {
        auto const key = reading_.key + "." + at.value().name;
        if (reading_.inside == 0)
            for (auto const& branch : branches)
                if (branch == key) return true;
        std::vector<std::string> own;
        for (auto const& field : fields) own.emplace_back(field.view.name);
        auto const near = nearest(at.value().name, own);
        auto hint = near.empty() ? std::string() : " (did you mean " + reading_.key + "." + near + "?)";
        if (hint.empty()) {
            hint = own.empty() ? " (nothing can be set here)" : " (known here: " + joined(own, "and") + ")";
        }
        reading_.problems.add(*at.document, at.value().name_at, "ltk.config.unknown_key", key, "there is no such key" + hint);
        return false;
    }

    bool read_field_of(aggregate_field const& given) {
        auto const& [name, field, type, rule] = given.view;
        if (type->kind == value_kind::aggregate) {
            bool const good = read_aggregate(*type, field, given.values);
            return good && (rule == nullptr || check(given));
        }
        bool good = given.values.empty() || read_value(*type, field, given.values);
        if (good && rule != nullptr) good = check(given);
        if (reading_.inside == 0) {
            read_field noted{reading_.key, field, type, rule, {}};
            for (auto const& value : given.values)
                if (type->kind != value_kind::secret || value.value().text != mask)
                    noted.set_by.emplace_back(value.document->layer, value.document->where(value.value().at));
            fields_.push_back(std::move(noted));
        }
        return good;
    }

    bool check(aggregate_field const& given) {
        if (shape_only) return true;
        auto const& type = *given.view.type;
        // Values that another process has resolved are not looked up again: the path may be gone by now.
        bool const looks = given.values.empty() || !given.values.front().document->complete;
        auto const broken = broken_rule(*given.view.rule, type, given.view.field, patterns_, looks);
        if (broken.empty()) return true;
        auto const place = " (" + declared_at_ + ")";
        auto what = value_text(type, given.view.field);
        if (given.values.empty()) {
            reading_.problems.add("ltk.config.rule", declared_at_ + ": " + reading_.key + ": the default " + what + " " + broken +
                                                         "; set it in a file or with --set " + reading_.key +
                                                         (is_secret_value(type) ? "=@FILE" : "=..."));
            return false;
        }
        auto const& top = given.values.back();
        if (type.each == nullptr && type.kind != value_kind::aggregate) what = seen_text(top.value());  // in his words
        if (reading_.masked) what = quote(mask);
        if (what.size() > 70) what = "the value";
        reading_.problem(top, "ltk.config.rule", what + " " + broken + place);
        return false;
    }

    Reading reading_;
    std::unordered_map<value_type const*, std::vector<enumerator>> enumerators_;
    config_type const* config_ = nullptr;
    std::string declared_at_;
    std::vector<read_field> fields_;
    FormerNames former_names_;
    Patterns patterns_;
};

}  // namespace ltk::inline v1::detail
