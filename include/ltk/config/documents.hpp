// The layers as documents, lowest first: files are read and parsed, variables and --set arguments become raw values.
#pragma once

#include <ltk/config/document.hpp>
#include <ltk/config/keys.hpp>
#include <ltk/config/layers.hpp>
#include <ltk/config/load_file.hpp>
#include <ltk/config/nearest.hpp>
#include <ltk/config/parse.hpp>
#include <ltk/config/problems.hpp>

#include <algorithm>
#include <cstddef>
#include <deque>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

class LayeredDocuments {
public:
    LayeredDocuments(std::deque<Document>& documents, ConfigProblems& problems) : documents_(documents), problems_(problems) {}
    LayeredDocuments(LayeredDocuments const&) = delete;
    LayeredDocuments& operator=(LayeredDocuments const&) = delete;

    /// Whose root is an object; lowest first.
    std::vector<Document const*> all;
    std::vector<std::string> warnings;

    void add(ConfigLayers const& layers, std::vector<config_key> const& keys) {
        for (auto const& file : layers.site_files) add_file(file, config_layer::site_file);
        for (auto const& file : layers.files) add_file(file, config_layer::file);
        for (std::size_t i = 0; i < layers.code.size(); ++i)
            add_text(layers.code.size() == 1 ? "configure()" : "configure() no. " + std::to_string(i + 1), config_layer::code,
                     layers.code[i]);
        for (auto const& [variable, value] : layers.environment) add_variable(variable, value, keys);
        for (auto const& argument : layers.set) add_set(argument, keys);
    }

private:
    Document& keep(Document made) {
        made.order = ++order_;
        return documents_.emplace_back(std::move(made));
    }

    void add_file(std::filesystem::path const& file, config_layer layer) {
        auto const called = file == "-" ? std::string("standard input") : file.string();
        auto loaded = load_file(file);
        if (!loaded.flaw.empty()) {
            problems_.add("ltk.config.file", called + ": the configuration file " + loaded.flaw);
            return;
        }
        auto& document = add_text(called, layer, std::move(loaded.content));
        document.folder = file.parent_path();
    }

    Document& add_text(std::string called, config_layer layer, std::string text) {
        Document made;
        made.name = std::move(called);
        made.layer = layer;
        made.has_places = true;
        if (text.compare(0, 3, "\xEF\xBB\xBF") == 0) text.erase(0, 3);  // a byte order mark
        made.source = std::move(text);
        auto& document = keep(std::move(made));
        if (!parse_document(document, problems_)) return document;
        if (document.root().kind != node_kind::object) {
            problems_.add(document, document.root().at, "ltk.config.type", {},
                          "a configuration is an object: {\"fs\": {\"mount\": \"/mnt\"}}");
            return document;
        }
        for (auto child = document.root().first; child != 0; child = document.nodes[child].next)
            if (document.nodes[child].name == "$complete") document.complete = document.nodes[child].truth;
        all.push_back(&document);
        return document;
    }

    void add_variable(std::string const& variable, std::string const& value, std::vector<config_key> const& keys) {
        if (std::find(option_variables.begin(), option_variables.end(), variable) != option_variables.end()) return;
        auto const known = std::find_if(keys.begin(), keys.end(), [&](config_key const& key) { return key.environment == variable; });
        if (known == keys.end()) {
            std::vector<std::string> names(option_variables.begin(), option_variables.end());
            for (auto const& key : keys) names.push_back(key.environment);
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
            for (auto const& known : keys) names.push_back(known.key);
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

    std::deque<Document>& documents_;
    ConfigProblems& problems_;
    std::size_t order_ = 0;
};

}  // namespace ltk::inline v1::detail
