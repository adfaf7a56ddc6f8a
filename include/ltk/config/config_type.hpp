// What the engine knows about a configuration's struct: plain descriptions that LTK_CONFIG writes where it stands and that
// everything else (loading, writing, schema, explanations) interprets. Templates of the author's type end here, so that his
// source pays for a few small functions and not for a parser.
#pragma once

#include <ltk/declare/identity.hpp>

#include <cstddef>
#include <string_view>

namespace ltk::inline v1::detail {

/// What a field holds, as far as reading and writing are concerned.
enum class value_kind : unsigned char {
    boolean,
    integer,
    floating,
    text,
    path,
    bytes,
    duration,
    version,
    enumeration,
    secret,
    optional,
    list,   // anything that one appends to
    array,  // of a fixed number of elements
    set,
    map,
    choice,  // one of several structs
    aggregate,
};

enum class filling : unsigned char { kept, refused, doubled };

/// Fills a fresh element (and key, in maps); false: it could not, and the element is thrown away.
struct element_filler {
    bool (*fill)(void* context, void* key, void* element);
    void* context;
};
/// Is shown each element (and key, in maps).
struct element_visitor {
    void (*visit)(void* context, void const* key, void const* element);
    void* context;
};

struct value_type;

/// Is shown each field of an aggregate.
struct field_visitor {
    void (*visit)(void* context, std::string_view name, void* field, value_type const& type);
    void* context;
};

/// One of the structs that a choice can hold, under the name by which it is chosen.
struct alternative {
    std::string_view name;
    value_type const* type;
};

/// One C++ type of a value; one constant object per type. Functions that make no sense for its kind are null.
struct value_type {
    value_kind kind{};
    bool is_signed = false;  // integers, enumerations
    bool of_texts = false;   // lists, arrays and sets whose elements are texts: these read host lists
    std::size_t size = 0;    // of an object, bytes
    std::size_t count = 0;   // of an array's elements, of a choice's alternatives
    type_identity type{};
    value_type const* element = nullptr;                         // of secrets, optionals, lists, arrays, sets, maps
    value_type const* key = nullptr;                             // of maps
    std::string_view (*get_text)(void const* object) = nullptr;  // texts, paths, versions
    void (*set_text)(void* object, std::string_view text) = nullptr;
    unsigned long long (*get_count)(void const* object) = nullptr;        // bytes; nanoseconds of durations as a bit pattern
    bool (*set_count)(void* object, unsigned long long count) = nullptr;  // false: the type cannot hold it exactly
    void (*clear)(void* object) = nullptr;                                // optionals, lists, sets, maps
    filling (*add)(void* object, element_filler filler) = nullptr;        // the same, and secrets
    void (*each)(void const* object, element_visitor visitor) = nullptr;  // everything with elements, also optionals, secrets, choices
    void (*fields)(void* object, field_visitor visitor) = nullptr;        // aggregates; the object is not changed
    void (*scratch)(element_filler filler) = nullptr;                     // aggregates: shows a fresh object and throws it away
    alternative const* alternatives = nullptr;                            // of a choice; `count` of them
    std::size_t (*chosen)(void const* object) = nullptr;                  // of a choice: which it holds
    bool (*choose)(void* object, std::size_t which, element_filler filler) = nullptr;
    char const* ticks = "nanoseconds";  // what a duration counts in
    char const* enumerators = nullptr;  // as the compiler spells them, see enumerators.hpp
};

/// What a path has to lead to.
enum class existing_kind : unsigned char { not_asked, anything, file, directory };

/// What was said about one field besides its type; found by the type that holds the field and its address in an object of it.
struct field_rule {
    type_identity owner{};
    void* (*locate)(void* object, void const* spec) = nullptr;
    void const* spec = nullptr;
    char const* description = "";
    bool under_test = false;
    bool non_empty = false;
    value_type const* bound = nullptr;  // the type that the bounds are of
    void const* least = nullptr;
    void const* most = nullptr;
    void const* choices = nullptr;  // choice_count objects of `bound`; of texts: char const*
    std::size_t choice_count = 0;
    bool (*check)(void const* field, void const* spec) = nullptr;
    char const* check_words = "";   // "must be ...": the end of a sentence about the field
    char const* pattern = nullptr;  // a regular expression that the whole text matches
    char const* pattern_words = "";
    existing_kind existing = existing_kind::not_asked;
    char const* const* former = nullptr;  // former_count names that the field had
    std::size_t former_count = 0;
};

/// What has to hold between several fields of one struct, wherever the struct occurs.
struct struct_rule {
    type_identity owner{};
    bool (*holds)(void const* object, void const* spec) = nullptr;
    void* (*locate)(void* object, void const* spec, std::size_t which) = nullptr;  // `count` fields that it looks at
    void const* spec = nullptr;
    std::size_t count = 0;
    char const* words = "";  // "min_free must ...": a sentence
};

/// A declared configuration's struct.
struct config_type {
    value_type const* value = nullptr;  // an aggregate
    std::size_t alignment = 0;
    void (*make)(void* where) = nullptr;
    void (*destroy)(void* object) = nullptr;
    void (*assign)(void* to, void const* from) = nullptr;  // null when the struct cannot be copied
    field_rule const* rules = nullptr;
    std::size_t rule_count = 0;
    bool has_under_test = false;  ///< a field of it is the directory under test
    struct_rule const* struct_rules = nullptr;
    std::size_t struct_rule_count = 0;
    char const* const* former_keys = nullptr;  // that the configuration had
    std::size_t former_key_count = 0;
};

}  // namespace ltk::inline v1::detail
