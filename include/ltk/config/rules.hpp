// Whether a value keeps what LTK_CONFIG says about its field: limits, choices, patterns, paths that exist, not being empty,
// a check of the author's.
#pragma once

#include <ltk/config/config_type.hpp>
#include <ltk/config/enumerators.hpp>
#include <ltk/config/errno_text.hpp>
#include <ltk/config/nearest.hpp>
#include <ltk/config/pattern.hpp>
#include <ltk/config/words.hpp>
#include <ltk/config/write_value.hpp>
#include <ltk/declare/text.hpp>
#include <ltk/declare/version.hpp>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include <sys/stat.h>

namespace ltk::inline v1::detail {

/// Order of two values of the same kind: negative, zero, positive.
inline int compare_values(value_type const& a_type, void const* a, value_type const& b_type, void const* b) {
    auto const order = [](auto x, auto y) { return x < y ? -1 : y < x ? 1 : 0; };
    switch (a_type.kind) {
        case value_kind::floating: {
            auto const load = [](value_type const& type, void const* from) {
                double wide = 0;
                float narrow = 0;
                if (type.size == sizeof narrow) {
                    std::memcpy(&narrow, from, sizeof narrow);
                    return static_cast<double>(narrow);
                }
                std::memcpy(&wide, from, sizeof wide);
                return wide;
            };
            return order(load(a_type, a), load(b_type, b));
        }
        case value_kind::bytes: return order(a_type.get_count(a), b_type.get_count(b));
        case value_kind::duration: return order(static_cast<long long>(a_type.get_count(a)), static_cast<long long>(b_type.get_count(b)));
        case value_kind::version: {
            auto const load = [](value_type const& type, void const* from) { return version(text_view(type.get_text(from))); };
            return order(load(a_type, a), load(b_type, b));
        }
        default:
            if (!a_type.is_signed)
                return order(static_cast<unsigned long long>(load_signed(a_type, a)),
                             static_cast<unsigned long long>(load_signed(b_type, b)));
            return order(load_signed(a_type, a), load_signed(b_type, b));
    }
}

/// The allowed values as JSON texts.
inline std::vector<std::string> choice_texts(field_rule const& rule) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < rule.choice_count; ++i)
        all.push_back(rule.bound == nullptr ? quote(static_cast<char const* const*>(rule.choices)[i])
                                            : value_text(*rule.bound, static_cast<char const*>(rule.choices) + i * rule.bound->size));
    return all;
}

/// What a path has to lead to: "a file".
inline std::string existing_words(existing_kind kind) {
    return kind == existing_kind::file ? "a file" : kind == existing_kind::directory ? "a folder" : "something that exists";
}

/// What is wrong with where a path leads to, as the end of a sentence; empty when nothing is.
inline std::string broken_path(existing_kind wanted, std::string_view path) {
    struct stat seen{};
    if (::stat(std::string(path).c_str(), &seen) != 0) return "does not lead to " + existing_words(wanted) + ": " + errno_text(errno);
    bool const folder = S_ISDIR(seen.st_mode);
    if (wanted == existing_kind::file && folder) return "is a folder, and a file is wanted";
    if (wanted == existing_kind::directory && !folder) return "is no folder, and a folder is wanted";
    return {};
}

/// The rules of a field in words: "at least 1MiB", "one of ...".
inline std::vector<std::string> rule_words(field_rule const& rule) {
    std::vector<std::string> all;
    if (rule.non_empty) all.emplace_back("must be given, and not be empty");
    if (rule.least != nullptr) all.push_back("at least " + plain_text(*rule.bound, rule.least));
    if (rule.most != nullptr) all.push_back("at most " + plain_text(*rule.bound, rule.most));
    if (rule.choice_count != 0) all.push_back("one of " + joined(choice_texts(rule), "or"));
    if (rule.pattern != nullptr)
        all.push_back(*rule.pattern_words == '\0' ? "matches " + std::string(rule.pattern)
                                                  : std::string(rule.pattern_words) + " (" + rule.pattern + ")");
    if (rule.existing != existing_kind::not_asked) all.push_back("leads to " + existing_words(rule.existing));
    if (rule.check != nullptr) all.emplace_back(rule.check_words);
    if (rule.under_test) all.emplace_back("the directory under test");
    return all;
}

// Limits of one single value; lists have none.
inline std::string broken_limit(field_rule const& rule, value_type const& type, void const* value, Patterns& patterns) {
    if (type.kind == value_kind::floating && (rule.least != nullptr || rule.most != nullptr) && plain_text(type, value) == "nan")
        return "is neither large nor small, and has limits to keep";
    if (type.kind == value_kind::version && type.get_text(value).empty()) return {};  // not known: nothing to compare
    if (rule.least != nullptr && compare_values(type, value, *rule.bound, rule.least) < 0)
        return "is less than " + plain_text(*rule.bound, rule.least) + ", the least that is allowed";
    if (rule.most != nullptr && compare_values(type, value, *rule.bound, rule.most) > 0)
        return "is more than " + plain_text(*rule.bound, rule.most) + ", the most that is allowed";
    bool const text = type.kind == value_kind::text || type.kind == value_kind::path;
    if (text && rule.pattern != nullptr && !type.get_text(value).empty() && !patterns.matches(rule.pattern, type.get_text(value)))
        return *rule.pattern_words == '\0' ? "does not match the pattern " + std::string(rule.pattern) : rule.pattern_words;
    if (rule.choice_count == 0) return {};
    std::vector<std::string> names;
    for (std::size_t i = 0; i < rule.choice_count; ++i) {
        if (rule.bound == nullptr) {
            names.emplace_back(static_cast<char const* const*>(rule.choices)[i]);
            if (names.back() == type.get_text(value)) return {};
        } else if (compare_values(type, value, *rule.bound, static_cast<char const*>(rule.choices) + i * rule.bound->size) == 0) {
            return {};
        }
    }
    return "is not one of " + joined(choice_texts(rule), "or") +
           (rule.bound == nullptr ? did_you_mean(type.get_text(value), names) : std::string());
}

// The author's own check; one that throws says no.
inline std::string broken_check(field_rule const& rule, void const* field) {
    try {
        return rule.check(field, rule.spec) ? std::string() : rule.check_words;
    } catch (std::exception const& thrown) {
        return std::string(rule.check_words) + " (its check threw: " + thrown.what() + ")";
    }
}

/// The sentence of a rule between fields that does not hold; empty when it does.
inline std::string broken_struct_rule(struct_rule const& rule, void const* object) {
    try {
        return rule.holds(object, rule.spec) ? std::string() : rule.words;
    } catch (std::exception const& thrown) {
        return std::string(rule.words) + " (its check threw: " + thrown.what() + ")";
    }
}

/// What a value breaks, as the end of a sentence that begins with the value; empty when it is fine. `looks`: whether paths are
/// followed.
inline std::string broken_rule(field_rule const& rule, value_type const& type, void const* field, Patterns& patterns, bool looks = true) {
    bool empty = false;
    std::string broken;
    if (type.kind == value_kind::text || type.kind == value_kind::path || type.kind == value_kind::version) {
        empty = type.get_text(field).empty();
    }
    if (type.each != nullptr) {
        struct visiting {
            field_rule const& rule;
            value_type const& type;
            Patterns& patterns;
            bool looks;
            std::size_t count;
            std::string broken;
        } visit{rule, type, patterns, looks, 0, {}};
        type.each(field, {[](void* context, void const*, void const* element) {
                              auto& to = *static_cast<visiting*>(context);
                              ++to.count;
                              if (to.type.kind != value_kind::optional && to.type.kind != value_kind::secret) return;  // lists have none
                              auto inner = to.rule;  // its check is for the field as a whole
                              inner.check = nullptr;
                              inner.non_empty = to.rule.non_empty && to.type.kind == value_kind::secret;
                              to.broken = broken_rule(inner, *to.type.element, element, to.patterns, to.looks);
                          },
                          &visit});
        empty = visit.count == 0 && type.kind != value_kind::array;
        broken = visit.broken;
    }
    if (rule.non_empty && empty) return "is empty, and may not be";
    if (!broken.empty()) return broken;
    if (type.each == nullptr && type.kind != value_kind::aggregate) broken = broken_limit(rule, type, field, patterns);
    if (broken.empty() && looks && rule.existing != existing_kind::not_asked && !empty && type.each == nullptr)
        broken = broken_path(rule.existing, type.get_text(field));
    if (broken.empty() && rule.check != nullptr) broken = broken_check(rule, field);
    return broken;
}

}  // namespace ltk::inline v1::detail
