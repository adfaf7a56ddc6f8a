// Why does a selection not select what was meant? Compares what an expression names with what there is.
#pragma once

#include <ltk/config/nearest.hpp>
#include <ltk/plan/catalogue.hpp>
#include <ltk/plan/selection.hpp>
#include <ltk/results/sanitize.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

inline bool contains_ignoring_case(std::string_view text, std::string_view piece) {
    auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::search(text.begin(), text.end(), piece.begin(), piece.end(), [&](char a, char b) { return lower(a) == lower(b); }) !=
           text.end();
}

/// Up to three ids that are near to what was asked for: those that contain it, else those whose beginning or whole is a few
/// edits away.
inline std::vector<std::string> nearest_ids(std::string_view wanted, std::vector<CataloguedTest> const& tests) {
    constexpr std::size_t most = 3;
    std::vector<std::string> found;
    if (wanted.empty() || wanted.size() > 300) return found;
    for (auto const& test : tests) {
        if (contains_ignoring_case(test.id, wanted)) found.push_back(test.id);
        if (found.size() == most) return found;
    }
    if (!found.empty()) return found;
    std::size_t const limit = std::max<std::size_t>(1, (wanted.size() + 2) / 4);
    std::vector<std::pair<std::size_t, std::size_t>> near;  // distance, position
    for (std::size_t i = 0; i < tests.size(); ++i) {
        auto const& test = tests[i];
        auto distance = edit_distance(wanted, test.id, limit);
        if (test.id.size() > wanted.size())
            distance = std::min(distance, edit_distance(wanted, std::string_view(test.id).substr(0, wanted.size()), limit));
        if (distance <= limit) near.emplace_back(distance, i);
    }
    std::sort(near.begin(), near.end());
    for (auto const& one : near)
        if (found.size() < most) found.push_back(tests[one.second].id);
    return found;
}

/// "; did you mean posix/rename or posix/link?", or nothing.
inline std::string did_you_mean_ids(std::string_view wanted, std::vector<CataloguedTest> const& tests) {
    auto const ids = nearest_ids(wanted, tests);
    std::string text;
    for (std::size_t i = 0; i < ids.size(); ++i) text += (i == 0 ? "; did you mean " : i + 1 == ids.size() ? " or " : ", ") + ids[i];
    return text.empty() ? text : text + "?";
}

/// Finds what a selection names exactly and that does not exist. Sorts what there is once, because a list may name thousands.
class UnknownMentions {
public:
    UnknownMentions(Selection const& selection, Catalogue const& catalogue) : selection_(selection), catalogue_(catalogue) {}

    /// A sentence for each of the first twenty, and their number when there are more.
    std::vector<std::string> sentences() {
        constexpr std::size_t most = 20;
        std::vector<std::string> all;
        std::size_t further = 0;
        for (auto const& one : selection_.mentions()) {
            if (one.wild || is_there(one)) continue;
            if (all.size() == most)
                ++further;
            else
                all.push_back(one.where + ": " + sentence(one));
        }
        if (further != 0) all.push_back("and " + std::to_string(further) + " more names in the selection that do not exist");
        return all;
    }

private:
    /// Everything of a kind that exists, sorted, each once.
    std::vector<std::string> const& existing(term_kind kind) {
        auto& all = existing_[static_cast<std::size_t>(kind)];
        if (std::exchange(read_[static_cast<std::size_t>(kind)], true)) return all;
        for (auto const& test : catalogue_.tests()) {
            if (kind == term_kind::tag)
                all.insert(all.end(), test.tags.begin(), test.tags.end());
            else if (kind == term_kind::covers)
                all.insert(all.end(), test.covers.begin(), test.covers.end());
            else if (!test.params.empty())
                all.emplace_back(test.record->id);
        }
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        return all;
    }

    bool is_there(selection_mention const& one) {
        if (one.kind == term_kind::stage) return catalogue_.find_stage(one.text) != nullptr;
        if (one.kind == term_kind::id && catalogue_.find(one.text) != nullptr) return true;
        auto const& all = existing(one.kind);
        return std::binary_search(all.begin(), all.end(), one.text);
    }

    std::string sentence(selection_mention const& one) {
        switch (one.kind) {
            case term_kind::tag: return "no test has the tag \"" + one.text + "\"" + did_you_mean(one.text, existing(one.kind));
            case term_kind::covers: return "no test covers \"" + one.text + "\"" + did_you_mean(one.text, existing(one.kind));
            case term_kind::stage: return unknown_stage(one.text, catalogue_.stages());
            default: return "no test is called \"" + one.text + "\"" + did_you_mean_ids(one.text, catalogue_.tests());
        }
    }

    Selection const& selection_;
    Catalogue const& catalogue_;
    std::array<std::vector<std::string>, 5> existing_;  // by kind, up to term_kind::covers
    std::array<bool, 5> read_{};
};

/// A sentence for everything that a selection names exactly and that does not exist.
inline std::vector<std::string> unknown_mentions(Selection const& selection, Catalogue const& catalogue) {
    return UnknownMentions(selection, catalogue).sentences();
}

/// An expression in a message: the beginning of a long one.
inline std::string shown_expression(std::string const& expression) {
    constexpr std::size_t most = 300;
    return expression.size() <= most ? "`" + one_line(expression) + "`" : "`" + one_line(expression.substr(0, most)) + "...`";
}

/// Why a selection matched no test at all, and what to try.
inline std::string explain_empty_selection(Selection const& selection, Catalogue const& catalogue) {
    if (catalogue.tests().empty()) return "this program declares no test";
    auto const& expression = selection.expression();
    std::string const shown = shown_expression(expression);
    if (catalogue.find(expression) != nullptr)
        return "the selection " + shown + " matches no test, because it is read as an expression; the id needs double quotes: \"" +
               expression + "\"";
    std::string const text = "the selection " + shown + " matches no test";
    int patience = 20;
    for (auto const& one : selection.mentions()) {
        if (one.kind != term_kind::id || !one.wild || patience <= 0) continue;
        --patience;
        if (auto const meant = did_you_mean_ids(one.text, catalogue.tests()); !meant.empty()) return text + meant;
    }
    return text + "; `list tests` shows what there is";
}

}  // namespace ltk::inline v1::detail
