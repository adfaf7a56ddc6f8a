// The keys of all declared configurations, with their spelling in the environment; and what can be wrong with the
// declarations taken together.
#pragma once

#include <ltk/config/config_type.hpp>
#include <ltk/config/described_fields.hpp>
#include <ltk/config/field_view.hpp>
#include <ltk/config/key.hpp>
#include <ltk/config/problems.hpp>
#include <ltk/declare/registry.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1::detail {

/// "site.cpp:12".
inline std::string config_place(source where) {
    if (where.file == nullptr || *where.file == '\0') return "(declared from code)";
    std::string text = where.file;
    if (where.line != 0) text += ":" + std::to_string(where.line);
    return text;
}

/// "fs.min_free" -> "LTK_FS__MIN_FREE".
inline std::string environment_name(std::string_view key) {
    std::string name = "LTK_";
    for (char const c : key) {
        if (c == '.')
            name += "__";
        else if (c == '-')
            name += '_';
        else
            name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return name;
}

/// One key that can be set: a value, or a struct of values inside a configuration.
struct config_key {
    std::string key;
    std::string environment;
    ConfigRecord const* record = nullptr;
    bool former = false;  // it has another name now, and is suggested to nobody
};

/// The records of a registry by key, whatever the order of linking.
inline std::vector<ConfigRecord const*> sorted_records(Registry const& registry) {
    std::vector<ConfigRecord const*> all;
    for (auto const* record = registry.configurations(); record != nullptr; record = record->next) all.push_back(record);
    std::sort(all.begin(), all.end(), [](ConfigRecord const* a, ConfigRecord const* b) {
        auto const order = std::string_view(a->key).compare(b->key);
        return order != 0 ? order < 0 : config_place(a->where) < config_place(b->where);
    });
    return all;
}

/// Collects the keys of a configuration; looks into nested structs, optional ones and choices, not into lists and maps.
class KeyCollector {
public:
    KeyCollector(std::vector<config_key>& keys, ConfigRecord const& record) : keys_(keys), record_(record) {}

    /// Appends the keys below `key` of an object of this type.
    void collect(value_type const& type, void* object, std::string const& key, bool former = false) {
        if (type.kind == value_kind::optional && type.element->kind == value_kind::aggregate) collect_fresh(*type.element, key, former);
        for (std::size_t i = 0; type.kind == value_kind::choice && i < type.count; ++i) {
            auto const inner = key + "." + std::string(type.alternatives[i].name);
            keys_.push_back({inner, environment_name(inner), &record_, former});
            collect_fresh(*type.alternatives[i].type, inner, former);
        }
        if (type.kind != value_kind::aggregate) return;
        for (auto const& view : fields_of(*record_.reflection, type, object)) {
            add(view, key + "." + std::string(view.name), former);
            for (std::size_t i = 0; view.rule != nullptr && i < view.rule->former_count; ++i)
                add(view, key + "." + view.rule->former[i], true);
        }
    }

private:
    void add(field_view const& view, std::string const& key, bool former) {
        keys_.push_back({key, environment_name(key), &record_, former});
        collect(*view.type, view.field, key, former);
    }
    // Of a struct of which there is no object yet.
    void collect_fresh(value_type const& type, std::string const& key, bool former) {
        struct visiting {
            KeyCollector& collector;
            value_type const& type;
            std::string const& key;
            bool former;
        } visit{*this, type, key, former};
        type.scratch({[](void* context, void*, void* element) {
                          auto& to = *static_cast<visiting*>(context);
                          to.collector.collect(to.type, element, to.key, to.former);
                          return true;
                      },
                      &visit});
    }

    std::vector<config_key>& keys_;
    ConfigRecord const& record_;
};

/// All keys of a configuration, also below the keys that it had.
inline void collect_keys(std::vector<config_key>& keys, ConfigRecord const& record, void* object) {
    auto const& type = *record.reflection;
    KeyCollector collector(keys, record);
    collector.collect(*type.value, object, record.key);
    for (std::size_t i = 0; i < type.former_key_count; ++i) collector.collect(*type.value, object, type.former_keys[i], true);
}

/// Declarations that contradict each other or the grammar.
inline void check_records(std::vector<ConfigRecord const*> const& records, ConfigProblems& problems) {
    for (std::size_t i = 0; i < records.size(); ++i) {
        auto const& record = *records[i];
        auto const here = config_place(record.where) + ": configuration \"" + record.key + "\"";
        auto const flaw = grade_key(record.key);
        if (flaw != key_flaw::none) problems.add("ltk.config.key", here + ": " + describe(flaw));
        for (std::size_t k = 0; k < record.reflection->former_key_count; ++k) {
            std::string const former = record.reflection->former_keys[k];
            auto const former_flaw = grade_key(former.c_str());
            if (former_flaw != key_flaw::none)
                problems.add("ltk.config.key", here + ", formerly \"" + former + "\": " + describe(former_flaw));
            for (auto const* other : records)
                if (former == other->key)
                    problems.add("ltk.config.clash", here + " was formerly \"" + former + "\", which is the key of a configuration at " +
                                                         config_place(other->where) + "; take that ltk::formerly out");
        }
        for (auto const& words : DescribedFields(*record.reflection).flaws()) problems.add("ltk.config.field", here + " " + words);
        if (i + 1 < records.size() && std::string_view(record.key) == records[i + 1]->key)
            problems.add("ltk.config.duplicate", config_place(records[i + 1]->where) + ": configuration \"" + record.key +
                                                     "\" is declared at " + config_place(record.where) +
                                                     " already; give one of them another key");
        for (std::size_t j = 0; j < i; ++j)
            if (records[j]->type == record.type && std::string_view(records[j]->key) != record.key)
                problems.add("ltk.config.duplicate", here + " is of the same type as configuration \"" + records[j]->key + "\" at " +
                                                         config_place(records[j]->where) +
                                                         ", so that a test could not say which it needs; give each a struct of its own");
    }
}

/// Keys of different declarations that are the same, or that the environment could not tell apart.
inline void check_keys(std::vector<config_key> const& keys, std::vector<ConfigRecord const*> const& records, ConfigProblems& problems) {
    std::map<std::string_view, config_key const*> by_name;
    for (auto const& key : keys) {
        auto const added = by_name.emplace(key.environment, &key);
        if (added.second) continue;
        auto const& other = *added.first->second;
        auto const blame = config_place(key.record->where) + ": ";
        if (key.key == other.key)
            problems.add("ltk.config.clash", blame + key.key + " is a field of configuration \"" + key.record->key +
                                                 "\" and of configuration \"" + other.record->key + "\" at " +
                                                 config_place(other.record->where) + "; rename one of them");
        else
            problems.add("ltk.config.clash", blame + key.key + " and " + other.key +
                                                 (other.record == key.record ? std::string() : " at " + config_place(other.record->where)) +
                                                 " are both spelled " + key.environment + " in the environment; rename one of them");
    }
    for (auto const* record : records) {
        auto const found = by_name.find(environment_name(record->key));
        if (found != by_name.end())
            problems.add("ltk.config.clash", config_place(record->where) + ": configuration \"" + record->key +
                                                 "\" has the name of the field " + found->second->key + " of configuration \"" +
                                                 found->second->record->key + "\" at " + config_place(found->second->record->where) +
                                                 "; rename one of them");
    }
}

}  // namespace ltk::inline v1::detail
