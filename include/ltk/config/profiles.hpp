// Profiles: named sections of files, {"$profiles": {"lab": {"fs": {...}}}}, that apply when --profile lab asks for them, above
// everything that files say outside of them. A profile may have a section in several files; later files win.
#pragma once

#include <ltk/config/document.hpp>
#include <ltk/config/included_files.hpp>
#include <ltk/config/nearest.hpp>
#include <ltk/config/problems.hpp>
#include <ltk/config/words.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace ltk::inline v1 {

/// A profile that files define.
struct ConfigProfile {
    std::string name;
    std::vector<std::string> where{};  ///< "site.json:12:5" of each section, lowest first
    bool chosen = false;
};

namespace detail {

class Profiles {
public:
    Profiles(std::deque<Document>& documents, ConfigProblems& problems, std::size_t& order)
        : documents_(documents), problems_(problems), order_(order) {}
    Profiles(Profiles const&) = delete;
    Profiles& operator=(Profiles const&) = delete;

    /// Notes the sections of a document.
    void find_in(Document const& document) {
        for (auto child = document.root().first; child != 0; child = document.nodes[child].next) {
            auto const& given = document.nodes[child];
            if (given.name != profiles_word) continue;
            if (given.kind != node_kind::object)
                problems_.add(document, given.at, "ltk.config.type", std::string(profiles_word),
                              seen_text(given) + " is not an object { } with a configuration for each name");
            for (auto inner = given.kind == node_kind::object ? given.first : 0; inner != 0; inner = document.nodes[inner].next)
                note(document, inner);
        }
    }

    /// The sections of a profile as documents, lowest first.
    std::vector<Document const*> sections(std::string const& name) {
        std::vector<Document const*> all;
        for (auto const& one : sections_) {
            if (one.document->nodes[one.at].name != name) continue;
            auto& made = documents_.emplace_back(one.document->part(one.at, config_layer::profile));
            made.order = ++order_;
            all.push_back(&made);
        }
        return all;
    }

    /// The sections of the profiles that were asked for, in that order; a name that no file has is a problem.
    std::vector<Document const*> choose(std::vector<std::string> const& names) {
        std::vector<Document const*> all;
        for (auto const& name : names) {
            auto const found = std::find_if(known_.begin(), known_.end(), [&](ConfigProfile const& one) { return one.name == name; });
            if (found == known_.end()) {
                refuse(name);
                continue;
            }
            if (std::exchange(found->chosen, true)) continue;
            for (auto const* const one : sections(name)) all.push_back(one);
        }
        return all;
    }

    /// Sorted by name.
    std::vector<ConfigProfile> const& known() const noexcept { return known_; }

private:
    struct section {
        Document const* document;
        std::uint32_t at;
    };

    void note(Document const& document, std::uint32_t at) {
        auto const& given = document.nodes[at];
        if (given.kind != node_kind::object) {
            problems_.add(document, given.at, "ltk.config.type", std::string(profiles_word) + "." + given.name,
                          seen_text(given) + " is not an object { }");
            return;
        }
        sections_.push_back({&document, at});
        auto const place = std::lower_bound(known_.begin(), known_.end(), given.name,
                                            [](ConfigProfile const& one, std::string const& name) { return one.name < name; });
        auto const known = place != known_.end() && place->name == given.name ? place : known_.insert(place, {given.name});
        known->where.push_back(document.where(given.name_at));
    }

    void refuse(std::string const& name) {
        std::vector<std::string> names;
        for (auto const& one : known_) names.push_back(one.name);
        auto hint = did_you_mean(name, names);
        if (hint.empty())
            hint = names.empty() ? "; no file that was read has \"" + std::string(profiles_word) + "\""
                                 : " (known here: " + joined(names, "and") + ")";
        problems_.add("ltk.config.profile", "--profile " + quote_short(name) + ": there is no such profile" + hint);
    }

    std::deque<Document>& documents_;
    ConfigProblems& problems_;
    std::size_t& order_;
    std::vector<section> sections_;
    std::vector<ConfigProfile> known_;
};

}  // namespace detail

}  // namespace ltk::inline v1
