// How a Configuration comes about: declarations are checked, layers read, each configuration gets the part of every layer that
// lies under its key, and all problems are told together.
#pragma once

#include <ltk/config/config_object.hpp>
#include <ltk/config/configuration.hpp>
#include <ltk/config/documents.hpp>
#include <ltk/config/keys.hpp>
#include <ltk/config/masker.hpp>
#include <ltk/config/nearest.hpp>
#include <ltk/config/reader.hpp>
#include <ltk/config/secret_texts.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1 {

namespace detail {

/// Deals the documents out to the configurations by their keys.
class LayerDealer {
public:
    LayerDealer(std::vector<ConfigRecord const*> const& records, std::vector<std::string> known_keys, ConfigProblems& problems)
        : known_keys_(std::move(known_keys)), problems_(problems) {
        for (auto const* record : records) {
            keys_.emplace_back(record->key);
            add_branches(record->key, branches_);
            for (std::size_t i = 0; i < record->reflection->former_key_count; ++i) {
                former_.emplace_back(record->reflection->former_keys[i], record->key);
                add_branches(record->reflection->former_keys[i], former_branches_);
            }
        }
    }

    std::vector<std::string> warnings;

    void deal(Document const& document) {
        for (auto child = document.root().first; child != 0; child = document.nodes[child].next) deal(document, child, {});
    }
    located_values const& of(std::string const& key) { return dealt_[key]; }
    /// Keys below which further configurations are declared, and the keys of all configurations.
    std::vector<std::string> branches() const {
        auto all = branches_;
        all.insert(all.end(), keys_.begin(), keys_.end());
        all.insert(all.end(), former_branches_.begin(), former_branches_.end());
        for (auto const& one : former_) all.push_back(one.first);
        return all;
    }

private:
    static void add_branches(std::string_view key, std::vector<std::string>& branches) {
        for (auto dot = key.find('.'); dot != std::string_view::npos; dot = key.find('.', dot + 1))
            branches.emplace_back(key.substr(0, dot));
    }
    /// The key that a configuration with this former key has now; null when none had it.
    std::string const* now_called(std::string const& key) const {
        for (auto const& [former, now] : former_)
            if (former == key) return &now;
        return nullptr;
    }

    // At the top of a file, not of a profile.
    static std::vector<std::string> const& words() {
        static std::vector<std::string> const all{std::string(schema_word), std::string(complete_word), std::string(include_word),
                                                  std::string(profiles_word)};
        return all;
    }
    static bool in(std::vector<std::string> const& all, std::string const& key) {
        return std::find(all.begin(), all.end(), key) != all.end();
    }

    void deal(Document const& document, std::uint32_t at, std::string const& above) {
        auto const& given = document.nodes[at];
        auto const key = above.empty() ? given.name : above + "." + given.name;
        if (above.empty() && document.layer != config_layer::profile && in(words(), given.name)) return;
        if (auto const* const now = now_called(key)) {
            auto& values = dealt_[*now];
            if (!values.empty() && values.back().document == &document)
                problems_.add(document, given.name_at, "ltk.config.duplicate_key", key,
                              "means the same as " + *now + " at " + document.where(values.back().value().name_at) + "; keep " + *now);
            values.push_back({&document, at});
            warnings.push_back(document.where(given.name_at) + ": " + key + " is called " + *now + " now; it still works, rename it here");
            return;
        }
        bool const is_key = in(keys_, key);
        bool const is_branch = in(branches_, key) || in(former_branches_, key);
        if (is_key) dealt_[key].push_back({&document, at});
        if (is_branch) {
            if (given.kind == node_kind::object) {
                for (auto child = given.first; child != 0; child = document.nodes[child].next)
                    if (!is_key || in(keys_, key + "." + document.nodes[child].name) ||
                        in(branches_, key + "." + document.nodes[child].name) ||
                        in(former_branches_, key + "." + document.nodes[child].name) ||
                        now_called(key + "." + document.nodes[child].name) != nullptr)
                        deal(document, child, key);
            } else if (!is_key) {
                problems_.add(document, given.at, "ltk.config.type", key, seen_text(given) + " is not an object { }");
            }
        }
        if (is_key || is_branch || !above_known(above)) return;
        auto const meant = hint(key, given.name, document.layer == config_layer::profile);
        // A site is described once for all its suites: what resembles nothing of this one is another's.
        if (meant.empty() && above.empty() && document.of_a_site) return;
        problems_.add(document, given.name_at, "ltk.config.unknown_key", key,
                      "there is no such key" + (!meant.empty()  ? meant
                                                : keys_.empty() ? " (no configuration is declared)"
                                                                : " (known here: " + joined(keys_, "and") + ")"));
    }
    bool above_known(std::string const& above) const { return above.empty() || in(branches_, above) || in(former_branches_, above); }

    /// What was meant, in words; "" when nothing is near.
    std::string hint(std::string const& key, std::string const& name, bool in_profile) const {
        if (name.find('.') != std::string::npos && in(known_keys_, name)) {  // "fs.mount": ...
            std::string nested = "...";
            std::string_view rest = name;
            for (auto dot = rest.rfind('.');; dot = rest.rfind('.')) {
                nested = "{" + quote(dot == std::string_view::npos ? rest : rest.substr(dot + 1)) + ": " + nested + "}";
                if (dot == std::string_view::npos) break;
                rest = rest.substr(0, dot);
            }
            return "; levels are objects here: " + nested;
        }
        if (in_profile && in(words(), name)) return "; this word stands at the top of a file only";
        if (!name.empty() && name.front() == '$') {
            auto const near = did_you_mean(name, words());
            return near.empty() ? "; at the top of a file stand also " + joined(words(), "and") : near;
        }
        std::vector<std::string> names = keys_;
        names.insert(names.end(), branches_.begin(), branches_.end());
        auto found = did_you_mean(key, names);
        if (found.empty()) found = did_you_mean(key, known_keys_);
        if (!found.empty()) return found;
        for (auto const& known : known_keys_)  // "mount" instead of "fs.mount"
            if (known.size() > key.size() && known.compare(known.size() - key.size(), key.size(), key) == 0 &&
                known[known.size() - key.size() - 1] == '.')
                return " (did you mean " + known + "?)";
        return {};
    }

    std::vector<std::string> keys_;
    std::vector<std::string> branches_;
    std::vector<std::pair<std::string, std::string>> former_;  // former key, key
    std::vector<std::string> former_branches_;
    std::vector<std::string> known_keys_;
    ConfigProblems& problems_;
    std::map<std::string, located_values> dealt_;
};

/// Notes what is wrong with the names and types of a profile that was not asked for: it should not wait until it is.
inline void check_profile(std::vector<ConfigRecord const*> const& records, std::vector<std::string> const& known_keys,
                          std::vector<Document const*> const& sections, ConfigProblems& problems, std::deque<Document>& documents) {
    LayerDealer dealer(records, known_keys, problems);
    for (auto const* const section : sections) dealer.deal(*section);
    ConfigReader reader(problems, documents);
    reader.branches = dealer.branches();
    reader.shape_only = true;
    for (auto const* const record : records) {
        auto const scratch = make_config_object(*record->reflection);
        reader.read(*record->reflection, scratch.get(), record->key, dealer.of(record->key), config_place(record->where));
    }
}

}  // namespace detail

inline Configuration Configuration::resolve(Registry const& registry, ConfigLayers const& layers) {
    detail::ConfigProblems problems;
    auto const records = detail::sorted_records(registry);
    detail::check_records(records, problems);
    problems.throw_if_any();

    Configuration made;
    std::vector<detail::config_key> keys;
    for (auto const* record : records) {
        made.objects_.push_back({record, detail::make_config_object(*record->reflection), {}});
        detail::collect_keys(keys, *record, made.objects_.back().memory.get());
    }
    detail::check_keys(keys, records, problems);
    problems.throw_if_any();

    std::deque<detail::Document> documents;
    detail::LayeredDocuments layered(documents, problems);
    layered.add(layers, keys);
    std::vector<std::string> known_keys;
    for (auto const& key : keys)
        if (!key.former) known_keys.push_back(key.key);
    detail::LayerDealer dealer(records, known_keys, problems);
    for (auto const* document : layered.all) dealer.deal(*document);

    detail::ConfigReader reader(problems, documents);
    reader.branches = dealer.branches();
    for (auto& one : made.objects_)
        one.fields = reader.read(*one.record->reflection, one.memory.get(), one.record->key, dealer.of(one.record->key),
                                 detail::config_place(one.record->where));
    for (auto const& profile : layered.profiles.known())
        if (!profile.chosen) detail::check_profile(records, known_keys, layered.profiles.sections(profile.name), problems, documents);
    problems.throw_if_any();
    made.profiles_ = layered.profiles.known();
    made.warnings_ = std::move(layered.warnings);
    made.warnings_.insert(made.warnings_.end(), dealer.warnings.begin(), dealer.warnings.end());
    made.warnings_.insert(made.warnings_.end(), reader.warnings.begin(), reader.warnings.end());
    for (auto const& one : made.objects_) detail::SecretTexts(made.secrets_).collect(*one.record->reflection->value, one.memory.get());
    std::erase_if(made.secrets_, [](std::string const& text) { return text.size() < Masker::shortest; });
    made.masker_ = Masker(made.secrets_);
    return made;
}

}  // namespace ltk::inline v1
