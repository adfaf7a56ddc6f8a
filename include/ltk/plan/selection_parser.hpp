// The parser of selection expressions; selection.hpp has the grammar. Every error says what was expected, what was found, and
// shows the expression with a caret under the place.
#pragma once

#include <ltk/config/nearest.hpp>
#include <ltk/declare/id.hpp>
#include <ltk/plan/id_list.hpp>
#include <ltk/plan/selection.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1 {

namespace detail {

class SelectionParser {
public:
    SelectionParser(std::string_view text, std::vector<selection_mention>& mentions) : text_(text), mentions_(mentions) {}

    selection_node parse() {
        if (text_.size() > longest_expression)
            throw Error("ltk.plan.selection", "selection: the expression is longer than 1 MiB; put the ids into a file and write @file");
        check_characters();
        auto root = disjunction();
        if (at_ != text_.size()) fail(at_, "expected `and`, `or` or the end, found " + found());
        return root;
    }

private:
    static constexpr std::size_t longest_expression = std::size_t{1} << 20U;
    static constexpr std::size_t longest_pattern = 1000;
    static constexpr int deepest = 100;
    static constexpr char const* a_term = "expected an id (with * and ?), \"an id\", tag:, stage:, covers:, @file, `not` or `(`";

    static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

    void check_characters() {
        for (std::size_t i = 0; i < text_.size(); ++i)
            if (!is_space(text_[i]) && (static_cast<unsigned char>(text_[i]) < 0x20 || text_[i] == 0x7f))
                throw Error("ltk.plan.selection",
                            "selection: byte " + std::to_string(i + 1) + " is a control character; ids have none, take it out");
        std::string const terminated(text_);
        for (char const* c = terminated.c_str(); *c != '\0';) {
            int const length = utf8_length(c);
            if (length == 0)
                throw Error("ltk.plan.selection",
                            "selection: byte " + std::to_string(c - terminated.c_str() + 1) + " is not valid UTF-8; ids are UTF-8");
            c += length;
        }
    }

    void skip_space() {
        while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    }
    /// Whether this word stands at a place, as a word of its own.
    bool word_at(std::size_t at, std::string_view word) const {
        if (text_.substr(at, word.size()) != word) return false;
        auto const behind = at + word.size();
        return behind == text_.size() || is_space(text_[behind]) || text_[behind] == '(' || text_[behind] == ')';
    }
    bool take_word(std::string_view word) {
        skip_space();
        if (!word_at(at_, word)) return false;
        at_ += word.size();
        return true;
    }

    selection_node comma_list(term_kind kind, std::string_view word, selection_node (SelectionParser::*part)()) {
        auto first = (this->*part)();
        if (!take_word(word)) return first;
        selection_node all;
        all.kind = kind;
        all.parts.push_back(std::move(first));
        do all.parts.push_back((this->*part)());
        while (take_word(word));
        return all;
    }
    selection_node disjunction() { return comma_list(term_kind::disjunction, "or", &SelectionParser::conjunction); }
    selection_node conjunction() { return comma_list(term_kind::conjunction, "and", &SelectionParser::factor); }

    selection_node factor() {
        bool negated = false;
        while (take_word("not")) negated = !negated;
        auto one = primary();
        if (!negated) return one;
        selection_node negation;
        negation.kind = term_kind::negation;
        negation.parts.push_back(std::move(one));
        return negation;
    }

    selection_node primary() {
        skip_space();
        if (at_ == text_.size() || word_at(at_, "and") || word_at(at_, "or") || text_[at_] == ')')
            fail(at_, std::string(a_term) + ", found " + found());
        if (text_[at_] != '(') return term();
        auto const opened = at_++;
        if (++depth_ > deepest) fail(opened, "parentheses are nested more than 100 deep; write the expression in a simpler way");
        auto inside = disjunction();
        skip_space();
        if (at_ == text_.size()) fail(opened, "this parenthesis is not closed: expected `)` at the end");
        if (text_[at_] != ')') fail(at_, "expected `and`, `or` or `)`, found " + found());
        ++at_;
        --depth_;
        skip_space();
        if (at_ < text_.size() && text_[at_] != ')' && !word_at(at_, "and") && !word_at(at_, "or"))
            fail(at_, "expected `and`, `or` or the end, found " + found());
        return inside;
    }

    /// A term's kind by what stands before the first colon, unless that belongs to an id.
    term_kind kind_of_term(std::size_t begin) {
        if (text_[begin] == '@') {
            ++at_;
            return term_kind::listed;
        }
        std::size_t colon = begin;
        while (colon < text_.size() && ((text_[colon] >= 'a' && text_[colon] <= 'z') || text_[colon] == '_')) ++colon;
        if (colon == begin || colon == text_.size() || text_[colon] != ':') return term_kind::id;
        auto const prefix = text_.substr(begin, colon - begin);
        auto const kind = prefix == "tag"      ? term_kind::tag
                          : prefix == "stage"  ? term_kind::stage
                          : prefix == "covers" ? term_kind::covers
                                               : term_kind::id;
        if (kind != term_kind::id) {
            at_ = colon + 1;
            return kind;
        }
        auto const rest = text_.substr(colon, longest_pattern);
        if (rest.substr(0, std::min(rest.find(" and "), rest.find(" or "))).find('/') == std::string_view::npos)
            fail(begin, "`" + std::string(prefix) + ":` is none of tag:, stage: and covers:" + did_you_mean_prefix(prefix) +
                            "; an id with a colon needs quotes");
        return term_kind::id;
    }
    static std::string did_you_mean_prefix(std::string_view prefix) { return did_you_mean(prefix, {"tag:", "stage:", "covers:"}); }

    selection_node term() {
        auto const begin = at_;
        selection_node node;
        node.kind = kind_of_term(begin);
        skip_space();
        auto const value = at_;
        bool quoted = false;
        bool const ends_here = word_at(at_, "and") || word_at(at_, "or");  // `tag: and x/y`
        while (at_ < text_.size() && !ends_here) {
            char const c = text_[at_];
            if (c == '"') {
                quoted = true;
                take_quoted(node.pattern);
            } else if (is_space(c)) {
                auto const gap = at_;
                skip_space();
                if (at_ == text_.size() || text_[at_] == ')' || word_at(at_, "and") || word_at(at_, "or")) break;
                if (text_[at_] == '"' || text_[gap - 1] == '"') fail(at_, "expected `and` or `or`, found " + found());
                refuse_foreign_operator();
                for (auto i = gap; i < at_; ++i) node.pattern.add(' ');
            } else if (c == ')') {
                if (depth_ == 0) fail(at_, "this parenthesis closes nothing; if it belongs to an id, put the id in double quotes");
                break;
            } else if (c == '(') {
                fail(at_, "expected `and` or `or` before a parenthesis; if it belongs to an id, put the id in double quotes");
            } else {
                if (c == '*' && node.kind != term_kind::listed)
                    node.pattern.add_any_run();
                else if (c == '?' && node.kind != term_kind::listed)
                    node.pattern.add_any_one();
                else
                    node.pattern.add(c);
                ++at_;
            }
            if (node.kind != term_kind::listed && node.pattern.size() > longest_pattern)
                fail(begin, "a pattern is longer than 1000 bytes; `and`, `or` or a closing quote may be missing");
        }
        if (node.pattern.empty()) fail(value, std::string(quoted ? "found empty quotes; " : "") + expectation(node.kind));
        if (node.kind == term_kind::id && text_[begin] == '!') fail(begin, "found `!`; write `not`");
        note(node, begin);
        return node;
    }

    static std::string expectation(term_kind kind) {
        switch (kind) {
            case term_kind::tag: return "expected a tag behind `tag:`";
            case term_kind::stage: return "expected the name of a stage behind `stage:`";
            case term_kind::covers: return "expected what is covered behind `covers:`";
            case term_kind::listed: return "expected the name of a file behind `@`";
            default: return "expected an id between them";
        }
    }

    void take_quoted(Glob& pattern) {
        auto const opened = at_++;
        while (at_ < text_.size() && text_[at_] != '"') pattern.add(text_[at_++]);
        if (at_ == text_.size()) fail(opened, "these quotes are not closed: expected `\"`");
        ++at_;
    }

    /// At the beginning of a word in a pattern: operators of other languages would silently become part of it.
    void refuse_foreign_operator() const {
        static constexpr std::pair<std::string_view, std::string_view> foreign[] = {
            {"AND", "and"}, {"OR", "or"}, {"NOT", "not"}, {"&&", "and"}, {"||", "or"}};
        for (auto const& [theirs, ours] : foreign)
            if (word_at(at_, theirs))
                fail(at_, "found `" + std::string(theirs) + "`; write `" + std::string(ours) +
                              "`, or put an id with this word in double quotes");
        for (std::string_view const prefix : {"tag:", "stage:", "covers:"})
            if (text_.substr(at_, prefix.size()) == prefix) fail(at_, "expected `and` or `or` before `" + std::string(prefix) + "`");
    }

    void note(selection_node& node, std::size_t begin) {
        auto const column = "column " + std::to_string(column_of(begin));
        if (node.kind != term_kind::listed) {
            mentions_.push_back({node.kind, node.pattern.literal_part(), node.pattern.has_wildcard(), column});
            return;
        }
        for (auto& one : read_id_list(node.pattern.literal_part())) {
            mentions_.push_back({term_kind::id, one.id, false, one.where});
            node.ids.push_back(std::move(one.id));
        }
        std::sort(node.ids.begin(), node.ids.end());
    }

    /// The column of a place; cheap when places come in ascending order.
    std::size_t column_of(std::size_t at) {
        if (at < counted_upto_) counted_upto_ = counted_ = 0;
        counted_ += characters(counted_upto_, at);
        counted_upto_ = at;
        return counted_ + 1;
    }
    std::size_t characters(std::size_t from, std::size_t upto) const {
        std::size_t count = 0;
        for (std::size_t i = from; i < upto; ++i)
            if ((static_cast<unsigned char>(text_[i]) & 0xC0U) != 0x80U) ++count;
        return count;
    }

    std::string found() const {
        if (at_ == text_.size()) return "the end";
        auto end = at_ + 1;
        if (text_[at_] != '(' && text_[at_] != ')')
            while (end < text_.size() && end - at_ < 40 && !is_space(text_[end]) && text_[end] != ')' && text_[end] != '(') ++end;
        while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0U) == 0x80U) ++end;
        return "`" + std::string(text_.substr(at_, end - at_)) + "`";
    }

    [[noreturn]] void fail(std::size_t at, std::string const& what) const {
        constexpr std::size_t before = 60;
        constexpr std::size_t behind = 40;
        std::size_t begin = at > before ? at - before : 0;
        while (begin > 0 && (static_cast<unsigned char>(text_[begin]) & 0xC0U) == 0x80U) --begin;
        std::size_t end = std::min(text_.size(), at + behind);
        while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0U) == 0x80U) ++end;
        std::string excerpt = (begin > 0 ? "..." : "") + std::string(text_.substr(begin, end - begin)) + (end < text_.size() ? "..." : "");
        std::replace_if(excerpt.begin(), excerpt.end(), is_space, ' ');
        std::size_t const indent = (begin > 0 ? 3 : 0) + characters(begin, at);
        throw Error("ltk.plan.selection", "selection, column " + std::to_string(characters(0, at) + 1) + ": " + what + "\n    " + excerpt +
                                              "\n    " + std::string(indent, ' ') + "^");
    }

    std::string_view text_;
    std::vector<selection_mention>& mentions_;
    std::size_t at_ = 0;
    int depth_ = 0;
    std::size_t counted_upto_ = 0;  // column_of
    std::size_t counted_ = 0;
};

}  // namespace detail

inline Selection Selection::parse(std::string_view expression) {
    Selection made;
    made.expression_ = expression;
    if (expression.find_first_not_of(" \t\r\n") == std::string_view::npos) return made;
    detail::SelectionParser parser(expression, made.mentions_);
    made.root_ = std::make_shared<detail::selection_node const>(parser.parse());
    return made;
}

}  // namespace ltk::inline v1
