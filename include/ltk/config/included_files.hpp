// Files and the files that they include, as documents. An included file lies below the one that names it, in the same layer:
// {"$include": "racks.json", ...}, or a list of names, each relative to the folder of the file that names it.
#pragma once

#include <ltk/config/document.hpp>
#include <ltk/config/file_syntax.hpp>
#include <ltk/config/json_text.hpp>
#include <ltk/config/load_file.hpp>
#include <ltk/config/problems.hpp>
#include <ltk/config/read_scalar.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

/// Names at the top of a file that are no keys.
inline constexpr std::string_view schema_word = "$schema";      // for editors
inline constexpr std::string_view complete_word = "$complete";  // see Configuration::to_json
inline constexpr std::string_view include_word = "$include";
inline constexpr std::string_view profiles_word = "$profiles";

class IncludedFiles {
public:
    /// `order` counts the documents, so that problems are told in the order of the layers.
    IncludedFiles(std::deque<Document>& documents, ConfigProblems& problems, std::size_t& order)
        : documents_(documents), problems_(problems), order_(order) {}
    IncludedFiles(IncludedFiles const&) = delete;
    IncludedFiles& operator=(IncludedFiles const&) = delete;

    /// Documents whose root is an object, lowest first; add_file and add_text append to it.
    std::vector<Document const*> all;

    void add_file(std::filesystem::path const& file, config_layer layer) {
        auto const called = file == "-" ? std::string("standard input") : file.string();
        auto loaded = load_file(file);
        if (!loaded.flaw.empty()) {
            problems_.add("ltk.config.file", called + ": the configuration file " + loaded.flaw);
            return;
        }
        open_.push_back({identity(file), called});
        add(called, layer, std::move(loaded.content), file.parent_path());
        open_.pop_back();
    }

    void add_text(std::string const& called, config_layer layer, std::string text) { add(called, layer, std::move(text), {}); }

private:
    static constexpr std::size_t deepest = 16;

    struct open_file {
        std::filesystem::path identity;
        std::string called;
    };

    static std::filesystem::path identity(std::filesystem::path const& file) {
        std::error_code failed;
        auto known = std::filesystem::weakly_canonical(file, failed);
        return failed ? file : known;
    }

    void add(std::string called, config_layer layer, std::string text, std::filesystem::path folder) {
        auto& document = documents_.emplace_back();
        document.order = ++order_;
        document.name = std::move(called);
        document.layer = layer;
        document.of_a_site = layer == config_layer::system_file || layer == config_layer::user_file || layer == config_layer::project_file;
        document.has_places = true;
        document.folder = std::move(folder);
        if (text.compare(0, 3, "\xEF\xBB\xBF") == 0) text.erase(0, 3);  // a byte order mark
        document.source = std::move(text);
        if (!read_document(document, problems_)) return;
        if (document.root().kind != node_kind::object) {
            problems_.add(document, document.root().at, "ltk.config.type", {},
                          "a configuration is an object: {\"fs\": {\"mount\": \"/mnt\"}}");
            return;
        }
        for (auto child = document.root().first; child != 0; child = document.nodes[child].next) {
            if (document.nodes[child].name == complete_word) document.complete = document.nodes[child].truth;
            if (document.nodes[child].name == include_word) include(document, child);
        }
        all.push_back(&document);
    }

    void include(Document const& document, std::uint32_t at) {
        auto const& given = document.nodes[at];
        if (given.kind == node_kind::text) return include_one(document, at);
        if (given.kind != node_kind::list)
            return problems_.add(document, given.at, "ltk.config.include", std::string(include_word),
                                 seen_text(given) + " is not the name of a file, nor a list of names");
        for (auto child = given.first; child != 0; child = document.nodes[child].next) include_one(document, child);
    }

    void include_one(Document const& document, std::uint32_t at) {
        auto const& given = document.nodes[at];
        auto const flawed = [&](std::string const& what) {
            problems_.add(document, given.at, "ltk.config.include", std::string(include_word), seen_text(given) + " " + what);
        };
        if (given.kind != node_kind::text || given.text.empty()) return flawed("is not the name of a file");
        if (given.text.find('\0') != std::string::npos) return flawed("has a NUL in it, which no path has");
        if (given.text == "-") return flawed("is standard input, which only --config reads; write ./- for a file of that name");
        auto const file = document.folder / given.text;
        auto const known = identity(file);
        for (std::size_t i = 0; i < open_.size(); ++i) {
            if (open_[i].identity != known) continue;
            std::string circle;
            for (auto j = i; j < open_.size(); ++j) circle += open_[j].called + " -> ";
            return flawed("includes itself: " + circle + open_[i].called + "; take one of these lines out");
        }
        if (open_.size() >= deepest) return flawed("is included more than " + std::to_string(deepest) + " deep");
        auto loaded = load_file(file);
        if (!loaded.flaw.empty()) return flawed(loaded.flaw + " (" + file.string() + ")");
        open_.push_back({known, file.string()});
        add(file.string(), document.layer, std::move(loaded.content), file.parent_path());
        open_.pop_back();
    }

    std::deque<Document>& documents_;
    ConfigProblems& problems_;
    std::size_t& order_;
    std::vector<open_file> open_;
};

}  // namespace ltk::inline v1::detail
