// A pull parser for one JSON text in memory: strict (RFC 8259), without a tree, so that a stored journal is read at the speed of
// its strings. What it finds wrong it throws with the place; who knows the file's name makes a message of it.
#pragma once

#include <ltk/results/utf8.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace ltk::inline v1::detail {

/// What is wrong with a JSON text: at which byte, in which field, and what was expected.
class JsonFlaw : public std::runtime_error {
public:
    JsonFlaw(std::size_t offset, std::string const& what, bool syntax) : std::runtime_error(what), offset_(offset), syntax_(syntax) {}
    std::size_t offset() const noexcept { return offset_; }
    /// No JSON at all; otherwise JSON whose values are not the expected ones.
    bool syntax() const noexcept { return syntax_; }
    std::string const& field() const noexcept { return field_; }
    /// The flaw is inside of a field of that name (or "[3]").
    void within(std::string_view name) {
        bool const joined = field_.empty() || field_.front() == '[';
        field_.insert(0, joined ? std::string(name) : std::string(name) + '.');
    }

private:
    std::size_t offset_;
    bool syntax_;
    std::string field_;
};

/// Walks through a JSON text. The text outlives the reader; all positions are bytes from its start.
class JsonReader {
public:
    explicit JsonReader(std::string_view text, std::size_t at = 0) noexcept : text_(text), at_(at) {}

    std::size_t position() const noexcept { return at_; }
    std::string_view text() const noexcept { return text_; }

    /// The first character of the next token; NUL at the end.
    char peek() noexcept {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r')) ++at_;
        return at_ < text_.size() ? text_[at_] : '\0';
    }
    /// Takes the character when it is the next one.
    bool take(char wanted) noexcept {
        if (peek() != wanted || at_ == text_.size()) return false;
        ++at_;
        return true;
    }
    /// Takes exactly these bytes when they are the next ones: the fast way through text that LTK wrote.
    bool take(std::string_view bytes) noexcept {
        if (text_.substr(at_, bytes.size()) != bytes) return false;
        at_ += bytes.size();
        return true;
    }
    void expect(char wanted, char const* what) {
        if (!take(wanted)) broken(std::string("expected ") + what);
    }
    void expect_end() {
        if (peek() != '\0' || at_ != text_.size()) broken("expected nothing more behind the value");
    }
    bool take_null() { return peek() == 'n' && (literal("null"), true); }

    bool read_bool() {
        char const c = peek();
        if (c == 't') return literal("true"), true;
        if (c == 'f') return literal("false"), false;
        mistyped("true or false");
    }

    void read_string(std::string& out) {
        if (peek() != '"') mistyped("a string");
        out.clear();
        ++at_;
        for (;;) {
            std::size_t const start = at_;
            while (at_ < text_.size() && static_cast<unsigned char>(text_[at_]) >= 0x20 && text_[at_] != '"' && text_[at_] != '\\') {
                if (static_cast<unsigned char>(text_[at_]) < 0x80) {
                    ++at_;
                    continue;
                }
                auto const step = utf8_next(text_.data() + at_, text_.size() - at_);
                if (!step.good) broken("this string holds bytes that are no UTF-8");
                at_ += step.size;
            }
            out.append(text_, start, at_ - start);
            if (at_ == text_.size()) broken("this string has no end");
            if (text_[at_] == '"') break;
            if (text_[at_] != '\\') broken("a control character in a string must be escaped");
            ++at_;
            read_escape(out);
        }
        ++at_;
    }

    /// The characters of the next number, checked against the grammar.
    std::string_view number_token() {
        std::size_t const start = (peek(), at_);
        std::size_t at = at_;
        auto const digits = [&] {
            std::size_t const first = at;
            while (at < text_.size() && text_[at] >= '0' && text_[at] <= '9') ++at;
            return at - first;
        };
        if (at < text_.size() && text_[at] == '-') ++at;
        std::size_t const whole = at;
        std::size_t const count = digits();
        if (count == 0) mistyped("a number");
        if (count > 1 && text_[whole] == '0') broken("a number has no leading zeros");
        if (at < text_.size() && text_[at] == '.') {
            ++at;
            if (digits() == 0) broken("expected digits behind the decimal point");
        }
        if (at < text_.size() && (text_[at] == 'e' || text_[at] == 'E')) {
            ++at;
            if (at < text_.size() && (text_[at] == '+' || text_[at] == '-')) ++at;
            if (digits() == 0) broken("expected digits in the exponent");
        }
        at_ = at;
        return text_.substr(start, at - start);
    }
    double read_double() {
        std::size_t const start = (peek(), at_);
        auto const token = number_token();
        double value = 0;
        if (std::from_chars(token.data(), token.data() + token.size(), value).ec != std::errc()) {
            at_ = start;
            mistyped("a number that fits a double");
        }
        return value;
    }

    /// Steps over any value, checking it. At most `most_nested` levels deep.
    void skip(int nested = 0) {
        if (nested > most_nested) broken("this is nested too deep");
        switch (peek()) {
            case '"': skip_string(); break;
            case '{': each_key([&](std::string_view) { skip(nested + 1); }); break;
            case '[': each_element([&](std::size_t) { skip(nested + 1); }); break;
            case 't':
            case 'f': read_bool(); break;
            case 'n': literal("null"); break;
            default:
                if (at_ == text_.size()) broken("expected a value, found the end");
                if (text_[at_] != '-' && (text_[at_] < '0' || text_[at_] > '9')) broken("expected a value");
                number_token();
        }
    }

    /// Walks through an object: calls visit(key) at each value, which must consume it. The key lives until the next one is read.
    template <class Visit>
    void each_key(Visit&& visit) {
        if (!take('{')) mistyped("an object");
        if (take('}')) return;
        std::string key;
        do {
            if (peek() != '"') broken("expected a key in double quotes");
            read_string(key);
            expect(':', "a colon behind the key");
            visit(std::string_view(key));
        } while (take(','));
        expect('}', "a comma or `}`");
    }
    /// Walks through an array: calls visit(index) at each value, which must consume it.
    template <class Visit>
    void each_element(Visit&& visit) {
        if (!take('[')) mistyped("an array");
        if (take(']')) return;
        std::size_t index = 0;
        do visit(index++);
        while (take(','));
        expect(']', "a comma or `]`");
    }

    [[noreturn, gnu::cold]] void broken(std::string const& what) const { throw JsonFlaw(at_, what, true); }
    /// The next value is not of the wanted kind.
    [[noreturn, gnu::cold]] void mistyped(std::string const& wanted) {
        char const c = peek();
        char const* const found = at_ == text_.size()                  ? "the end"
                                  : c == '"'                           ? "a string"
                                  : c == '{'                           ? "an object"
                                  : c == '['                           ? "an array"
                                  : c == 't' || c == 'f'               ? "true or false"
                                  : c == 'n'                           ? "null"
                                  : c == '-' || (c >= '0' && c <= '9') ? "a number"
                                                                       : nullptr;
        if (found == nullptr || at_ == text_.size())
            throw JsonFlaw(at_, "expected " + wanted + (found == nullptr ? "" : ", found the end"), true);
        throw JsonFlaw(at_, "expected " + wanted + ", found " + found, false);
    }

    static constexpr int most_nested = 200;

private:
    void literal(std::string_view word) {
        if (!take(word)) broken("expected " + std::string(word));
    }

    void skip_string() {
        std::string ignored;
        read_string(ignored);
    }

    std::uint32_t four_digits() {
        std::uint32_t value = 0;
        auto const* const first = text_.data() + at_;
        if (at_ + 4 > text_.size() || std::from_chars(first, first + 4, value, 16).ptr != first + 4)
            broken("expected four hexadecimal digits behind \\u");
        at_ += 4;
        return value;
    }

    void read_escape(std::string& out) {
        char const c = at_ < text_.size() ? text_[at_++] : '\0';
        switch (c) {
            case '"':
            case '\\':
            case '/': out += c; return;
            case 'b': out += '\b'; return;
            case 'f': out += '\f'; return;
            case 'n': out += '\n'; return;
            case 'r': out += '\r'; return;
            case 't': out += '\t'; return;
            case 'u': break;
            default: broken("there is no such escape");
        }
        char32_t code = four_digits();
        if (code >= 0xD800 && code < 0xDC00 && text_.substr(at_, 2) == "\\u") {
            std::size_t const second = at_;
            at_ += 2;
            char32_t const low = four_digits();
            if (low >= 0xDC00 && low < 0xE000)
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            else
                at_ = second;
        }
        append_utf8(out, code >= 0xD800 && code < 0xE000 ? U'\xFFFD' : code);  // half a character is none
    }

    std::string_view text_;
    std::size_t at_;
};

}  // namespace ltk::inline v1::detail
