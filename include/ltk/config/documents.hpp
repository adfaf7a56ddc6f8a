// The layers as documents, lowest first: files are read and parsed, variables and --set arguments become raw values.
#pragma once

#include <ltk/config/document.hpp>
#include <ltk/config/included_files.hpp>
#include <ltk/config/keys.hpp>
#include <ltk/config/layers.hpp>
#include <ltk/config/nearest.hpp>
#include <ltk/config/problems.hpp>
#include <ltk/config/profiles.hpp>

#include <algorithm>
#include <cstddef>
#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

class LayeredDocuments {
    std::deque<Document>& documents_;
    ConfigProblems& problems_;
    std::size_t order_ = 0;

public:
    LayeredDocuments(std::deque<Document>& documents, ConfigProblems& problems) : documents_(documents), problems_(problems) {}
    LayeredDocuments(LayeredDocuments const&) = delete;
    LayeredDocuments& operator=(LayeredDocuments const&) = delete;

    /// Whose root is an object (of files, profiles and code) or a raw value under a key; lowest first.
    std::vector<Document const*> all;
    std::vector<std::string> warnings;

    /// The profiles that files define; filled by add().
    Profiles profiles{documents_, problems_, order_};

    void add(ConfigLayers const& layers, std::vector<config_key> const& keys) {
        IncludedFiles files(documents_, problems_, order_);
        for (auto const& file : layers.system_files) files.add_file(file, config_layer::system_file);
        for (auto const& file : layers.user_files) files.add_file(file, config_layer::user_file);
        for (auto const& file : layers.project_files) files.add_file(file, config_layer::project_file);
        for (auto const& file : layers.files) files.add_file(file, config_layer::file);
        IncludedFiles texts(documents_, problems_, order_);
        for (std::size_t i = 0; i < layers.code.size(); ++i)
            texts.add_text(layers.code.size() == 1 ? "configure()" : "configure() no. " + std::to_string(i + 1), config_layer::code,
                           layers.code[i]);
        for (auto const* const one : files.all) profiles.find_in(*one);
        for (auto const* const one : texts.all) profiles.find_in(*one);
        all = files.all;
        auto const chosen = profiles.choose(layers.profiles);
        all.insert(all.end(), chosen.begin(), chosen.end());
        all.insert(all.end(), texts.all.begin(), texts.all.end());
        for (auto const& [variable, value] : layers.environment) add_variable(variable, value, keys);
        for (auto const& argument : layers.set) add_set(argument, keys);
    }

private:
    Document& keep(Document made) {
        made.order = ++order_;
        return documents_.emplace_back(std::move(made));
    }

    void add_variable(std::string const& variable, std::string const& value, std::vector<config_key> const& keys) {
        if (std::find(option_variables.begin(), option_variables.end(), variable) != option_variables.end()) return;
        auto const known = std::find_if(keys.begin(), keys.end(), [&](config_key const& key) { return key.environment == variable; });
        if (known == keys.end()) {
            std::vector<std::string> names(option_variables.begin(), option_variables.end());
            for (auto const& key : keys)
                if (!key.former) names.push_back(key.environment);
            warnings.push_back(variable + ": there is no such option or key, so the variable sets nothing" + did_you_mean(variable, names));
            return;
        }
        all.push_back(&keep(Document::of_raw(variable, config_layer::environment, known->key, value)));
    }

    void add_set(std::string const& argument, std::vector<config_key> const& keys) {
        auto const equals = argument.find('=');
        auto const key = argument.substr(0, equals);
        if (equals == std::string::npos || key.empty()) {
            std::vector<std::string> names;
            for (auto const& known : keys)
                if (!known.former) names.push_back(known.key);
            problems_.add("ltk.config.set", "--set " + (equals == std::string::npos ? quote_short(argument) : std::string("\"=...\"")) +
                                                ": write --set key=value, as in --set " +
                                                (names.empty() ? std::string("fs.mount=/mnt") : names.front() + "=...") +
                                                (equals == std::string::npos ? did_you_mean(argument, names) : std::string()));
            return;
        }
        if (key.front() == '.' || key.back() == '.' || key.find("..") != std::string::npos || key.size() > 1000) {
            problems_.add("ltk.config.set", "--set " + quote_short(key) + ": a key is names with one dot between them, as in fs.mount");
            return;
        }
        all.push_back(&keep(Document::of_raw("--set", config_layer::command_line, key, argument.substr(equals + 1))));
    }
};

}  // namespace ltk::inline v1::detail
