// Why does a selection not select what was meant? Compares what an expression names with what there is.
#pragma once

#include <ltk/config/nearest.hpp>
#include <ltk/plan/catalogue.hpp>
#include <ltk/plan/selection.hpp>

#include <algorithm>
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

/// All values that some field of the tests has, each once.
inline std::vector<std::string> values_of(std::vector<std::string> CataloguedTest::* field, std::vector<CataloguedTest> const& tests) {
    std::vector<std::string> all;
    for (auto const& test : tests) all.insert(all.end(), (test.*field).begin(), (test.*field).end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

inline bool is_there(std::string const& text, std::vector<std::string> const& all) {
    return std::find(all.begin(), all.end(), text) != all.end();
}

/// A sentence for everything that a selection names exactly and that does not exist.
inline std::vector<std::string> unknown_mentions(Selection const& selection, Catalogue const& catalogue) {
    std::vector<std::string> warnings;
    for (auto const& one : selection.mentions()) {
        if (one.wild) continue;
        std::string const where = one.where + ": ";
        switch (one.kind) {
            case term_kind::id: {
                if (catalogue.find(one.text) != nullptr) break;
                bool const declared = std::any_of(catalogue.tests().begin(), catalogue.tests().end(), [&](CataloguedTest const& test) {
                    return !test.params.empty() && one.text == test.record->id;
                });
                if (!declared)
                    warnings.push_back(where + "no test is called \"" + one.text + "\"" + did_you_mean_ids(one.text, catalogue.tests()));
                break;
            }
            case term_kind::tag: {
                auto const tags = values_of(&CataloguedTest::tags, catalogue.tests());
                if (!is_there(one.text, tags))
                    warnings.push_back(where + "no test has the tag \"" + one.text + "\"" + did_you_mean(one.text, tags));
                break;
            }
            case term_kind::covers: {
                auto const covered = values_of(&CataloguedTest::covers, catalogue.tests());
                if (!is_there(one.text, covered))
                    warnings.push_back(where + "no test covers \"" + one.text + "\"" + did_you_mean(one.text, covered));
                break;
            }
            case term_kind::stage:
                if (catalogue.find_stage(one.text) == nullptr) warnings.push_back(where + unknown_stage(one.text, catalogue.stages()));
                break;
            default: break;
        }
    }
    return warnings;
}

/// Why a selection matched no test at all, and what to try.
inline std::string explain_empty_selection(Selection const& selection, Catalogue const& catalogue) {
    if (catalogue.tests().empty()) return "this program declares no test";
    auto const& expression = selection.expression();
    if (catalogue.find(expression) != nullptr)
        return "the selection `" + expression + "` matches no test, because it is read as an expression; the id needs double quotes: \"" +
               expression + "\"";
    std::string text = "the selection `" + expression + "` matches no test";
    for (auto const& one : selection.mentions())
        if (one.kind == term_kind::id && one.wild)
            if (auto const meant = did_you_mean_ids(one.text, catalogue.tests()); !meant.empty()) return text + meant;
    return text + "; `list tests` shows what there is";
}

}  // namespace ltk::inline v1::detail
