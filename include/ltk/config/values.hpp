// What a Configuration says about its values. Texts are made when they are asked for: a run loads more values than it shows.
#pragma once

#include <ltk/config/config_object.hpp>
#include <ltk/config/configuration.hpp>
#include <ltk/config/key_tree.hpp>
#include <ltk/config/keys.hpp>
#include <ltk/config/masked_json.hpp>
#include <ltk/config/reader.hpp>
#include <ltk/config/rules.hpp>
#include <ltk/config/words.hpp>
#include <ltk/config/write_value.hpp>

#include <cstddef>
#include <deque>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace ltk::inline v1 {

inline std::vector<event::Configured> Configuration::values() const {
    std::vector<event::Configured> all;
    for (auto const& one : objects_)
        for (auto const& field : one.fields) {
            auto const layer = field.set_by.empty() ? detail::config_layer::defaults : field.set_by.back().first;
            all.push_back({field.key, detail::value_text(*field.type, field.field), detail::name(layer),
                           field.set_by.empty() ? std::string() : field.set_by.back().second});
            detail::mask_json(masker_, all.back().value);  // a URL may hold the password that is a secret of its own elsewhere
        }
    return all;
}

inline std::vector<ConfigValue> Configuration::details() const {
    std::vector<ConfigValue> all;
    auto effective = values();
    for (auto const& one : objects_) {
        auto const& type = *one.record->reflection;
        auto const defaults = detail::make_config_object(type);
        detail::ConfigProblems none;
        std::deque<detail::Document> nothing;
        auto const untouched = detail::ConfigReader(none, nothing).read(type, defaults.get(), one.record->key, {}, {});
        for (std::size_t i = 0; i < one.fields.size(); ++i) {
            auto const& field = one.fields[i];
            auto& shown = effective[all.size()];
            ConfigValue value;
            value.key = std::move(shown.key);
            value.value = std::move(shown.value);
            value.layer = std::move(shown.layer);
            value.where = std::move(shown.where);
            value.default_value = detail::value_text(*field.type, untouched[i].field);
            for (std::size_t below = field.set_by.size(); below > 1; --below)
                value.replaced.emplace_back(detail::name(field.set_by[below - 2].first), field.set_by[below - 2].second);
            value.environment = detail::environment_name(field.key);
            value.takes = detail::type_words(*field.type);
            value.declared = one.record->where;
            value.secret = detail::holds_secret(*field.type);
            value.takes_source = detail::is_secret_value(*field.type);
            if (field.rule != nullptr) {
                value.description = field.rule->description;
                value.rules = detail::rule_words(*field.rule);
                value.under_test = field.rule->under_test;
            }
            all.push_back(std::move(value));
        }
    }
    return all;
}

inline std::vector<std::pair<std::string, std::filesystem::path>> Configuration::all_under_test() const {
    std::vector<std::pair<std::string, std::filesystem::path>> all;
    for (auto const& one : objects_)
        for (auto const& field : one.fields)
            if (field.rule != nullptr && field.rule->under_test)
                all.emplace_back(field.key, std::string(field.type->get_text(field.field)));
    return all;
}

inline std::string Configuration::to_json(bool reveal_secrets) const {
    detail::KeyTree root;
    root.put("$complete", "true");  // so that map entries that were taken out do not come back from the defaults
    for (auto const& one : objects_)
        for (auto const& field : one.fields) root.put(field.key, detail::value_text(*field.type, field.field, reveal_secrets));
    return root.text() + "\n";
}

}  // namespace ltk::inline v1
