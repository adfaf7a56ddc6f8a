// Which tests? Selection expressions: `posix/rename* and not (tag:slow or tag:root)`. Parsed once, matched often.
//
//     expression  = conjunction { "or" conjunction }              nothing at all: every test
//     conjunction = factor { "and" factor }
//     factor      = "not" factor | "(" expression ")" | term
//     term        = pattern                                       on ids
//                 | "tag:" pattern | "stage:" pattern | "covers:" pattern
//                 | "@" file                                      ids, one a line; `#` begins a comment line; "@-" reads standard input
//
// A pattern runs until ` and `, ` or `, a closing parenthesis or the end, so ids with spaces need no quotes. `*` and `?` are
// wildcards, `*` also over slashes; between double quotes every character stands for itself. An id with a word `and` or `or`,
// or with a round parenthesis, needs quotes: "io/write and read back". A pattern on ids fits when it fits the whole id, or
// the whole id without its [value]: `io/write` selects `io/write[4KiB]` too.
#pragma once

#include <ltk/error.hpp>
#include <ltk/plan/catalogued.hpp>
#include <ltk/plan/glob.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1 {

namespace detail {

enum class term_kind : unsigned char { everything, id, tag, stage, covers, listed, negation, conjunction, disjunction };

struct selection_node {
    term_kind kind = term_kind::everything;
    Glob pattern;                       // id, tag, stage, covers
    std::vector<std::string> ids;       // listed; sorted
    std::vector<selection_node> parts;  // negation: one; conjunction, disjunction: at least two

    bool matches(CataloguedTest const& test) const {
        auto const any = [this](std::vector<std::string> const& values) {
            return std::any_of(values.begin(), values.end(), [this](std::string const& value) { return pattern.matches(value); });
        };
        auto const chosen = [&test](selection_node const& part) { return part.matches(test); };
        switch (kind) {
            case term_kind::everything: return true;
            case term_kind::id: return pattern.matches(test.id) || (!test.params.empty() && pattern.matches(test.record->id));
            case term_kind::tag: return any(test.tags);
            case term_kind::stage: return any(test.stages);
            case term_kind::covers: return any(test.covers);
            case term_kind::listed: return is_listed(test.id) || (!test.params.empty() && is_listed(test.record->id));
            case term_kind::negation: return !parts.front().matches(test);
            case term_kind::conjunction: return std::all_of(parts.begin(), parts.end(), chosen);
            case term_kind::disjunction: return std::any_of(parts.begin(), parts.end(), chosen);
        }
        return false;
    }

private:
    bool is_listed(std::string_view id) const { return std::binary_search(ids.begin(), ids.end(), id); }
};

/// Something that an expression names exactly, to be compared with what there is: a misspelled `not tag:slwo` would otherwise
/// change nothing without a word.
struct selection_mention {
    term_kind kind;     // id, tag, stage, covers
    std::string text;   // without wildcards
    bool wild = false;  // had wildcards: `text` is what is left without them
    std::string where;  // "column 5", "ids.txt:3"
};

}  // namespace detail

/// A parsed selection expression. Cheap to copy; may be used by any thread.
class Selection {
public:
    /// Selects everything.
    Selection() = default;

    /// Throws ltk::Error (ltk.plan.selection) that points at the column; ltk.plan.id_list for a file that cannot be read.
    static Selection parse(std::string_view expression);

    bool matches(CataloguedTest const& test) const { return root_ == nullptr || root_->matches(test); }
    /// Nothing was asked for, so that every test is selected.
    bool is_everything() const noexcept { return root_ == nullptr; }
    std::string const& expression() const noexcept { return expression_; }
    std::vector<detail::selection_mention> const& mentions() const noexcept { return mentions_; }

private:
    std::string expression_;
    std::shared_ptr<detail::selection_node const> root_;
    std::vector<detail::selection_mention> mentions_;
};

}  // namespace ltk::inline v1

#include <ltk/plan/selection_parser.hpp>
