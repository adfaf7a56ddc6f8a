// ltk::field: what LTK_CONFIG says about one field besides its type: a description, limits, former names, and whether it is the
// directory under test. A literal type that is copied with each word added, so that a declaration is a constant.
#pragma once

#include <ltk/config/value_of.hpp>

#include <cstddef>
#include <type_traits>

namespace ltk::inline v1 {

namespace detail {

// What a field is compared with. Texts are given as literals, chrono durations and ltk::duration mix.
struct no_bound {
    constexpr no_bound() noexcept = default;
    template <class T>
    constexpr no_bound(T const&) noexcept {}  // so that LTK's own sentence refuses it
};
template <class M>
struct bound_of {
    static consteval auto make() {
        if constexpr (is_secret<M> || IsOptional<M>)
            return no_bound{};
        else if constexpr (same<M, bool>)
            return no_bound{};
        else if constexpr (std::is_arithmetic_v<M> || std::is_enum_v<M> || same<M, bytes> || same<M, version>)
            return M{};
        else if constexpr (same<M, duration> || IsDuration<M>)
            return duration{};
        else if constexpr (value_type_of<M>().kind == value_kind::text || value_type_of<M>().kind == value_kind::path)
            return static_cast<char const*>("");
        else
            return no_bound{};
    }
    using type = decltype(make());
};
template <class M>
    requires IsOptional<M>
struct bound_of<M> : bound_of<typename M::value_type> {};
template <class M>
struct bound_of<secret<M>> : bound_of<M> {};

template <class B>
consteval value_type const* bound_type() {
    if constexpr (same<B, no_bound> || same<B, char const*>)
        return nullptr;
    else
        return &value_type_of<B>();
}

template <class M>
consteval bool can_be_empty() {
    if constexpr (is_secret<M>)
        return true;
    else {
        constexpr auto kind = value_type_of<M>().kind;
        return kind == value_kind::text || kind == value_kind::path || kind == value_kind::version || kind == value_kind::list ||
               kind == value_kind::set || kind == value_kind::map || kind == value_kind::optional;
    }
}

}  // namespace detail

namespace detail {

/// What can be said about fields of all types.
struct field_words {
    static constexpr std::size_t most_former = 4;

    char const* description = "";
    bool under_test = false;
    bool non_empty = false;
    existing_kind existing = existing_kind::not_asked;
    char const* pattern = nullptr;
    char const* pattern_words = "";
    char const* check_words = "";
    char const* former[most_former] = {};
    std::size_t former_count = 0;
};

}  // namespace detail

/// What is said about the field `member` of the struct C; made by ltk::field.
template <class C, class M, std::size_t Choices = 0>
class field_spec {
public:
    using owner = C;
    using bound = typename detail::bound_of<M>::type;

    constexpr field_spec(M C::* member, char const* description) noexcept : member_(member) { words_.description = description; }

    /// The directory in which tests work: ltk::TempDir lies in it. For paths and texts.
    constexpr field_spec under_test() const noexcept {
        constexpr auto kind = detail::value_type_of<M>().kind;
        static_assert(kind == detail::value_kind::path || kind == detail::value_kind::text, "LTK: only a path can be .under_test()");
        auto changed = *this;
        changed.words_.under_test = true;
        return changed;
    }
    /// Smaller values are refused. For numbers, sizes, durations and versions.
    constexpr field_spec at_least(bound least) const noexcept {
        check_ordered();
        auto changed = *this;
        changed.least_ = least;
        changed.has_least_ = true;
        return changed;
    }
    /// Larger values are refused. For numbers, sizes, durations and versions.
    constexpr field_spec at_most(bound most) const noexcept {
        check_ordered();
        auto changed = *this;
        changed.most_ = most;
        changed.has_most_ = true;
        return changed;
    }
    /// Values outside this list are refused: .one_of({"any", "lustre"}).
    template <std::size_t N>
    constexpr field_spec<C, M, N> one_of(bound const (&choices)[N]) const noexcept {
        static_assert(!detail::same<bound, detail::no_bound>, "LTK: .one_of() is for texts, numbers, sizes, durations, versions and enums");
        field_spec<C, M, N> changed(member_, "");
        changed.words_ = words_;
        changed.least_ = least_;
        changed.most_ = most_;
        changed.has_least_ = has_least_;
        changed.has_most_ = has_most_;
        changed.check_ = check_;
        changed.has_check_ = has_check_;
        for (std::size_t i = 0; i < N; ++i) changed.choices_[i] = choices[i];
        return changed;
    }
    /// An empty text, path, list, set, map or optional is refused: the value has to be given.
    constexpr field_spec non_empty() const noexcept {
        static_assert(detail::can_be_empty<M>(), "LTK: .non_empty() is for texts, paths, versions, lists, sets, maps and optionals");
        auto changed = *this;
        changed.words_.non_empty = true;
        return changed;
    }
    /// Texts and paths that this regular expression (Perl's and ECMAScript's syntax) does not match as a whole are refused; an
    /// empty one is left to .non_empty(). `words`, if given, finish the sentence "fs.nid ...": "must be a NID, as in 10.0.0.1@tcp".
    constexpr field_spec matches(char const* pattern, char const* words = "") const noexcept {
        static_assert(detail::same<bound, char const*>, "LTK: .matches() is for texts and paths");
        auto changed = *this;
        changed.words_.pattern = pattern;
        changed.words_.pattern_words = words;
        return changed;
    }
    /// A path that leads to nothing is refused. It is looked at in the driver's process, so that it may not lie in the file system
    /// under test, which can hang; for that there are validators. An empty path is left to .non_empty().
    constexpr field_spec existing() const noexcept { return exists_as(detail::existing_kind::anything); }
    /// The same for a path that leads to no file (a folder is none).
    constexpr field_spec existing_file() const noexcept { return exists_as(detail::existing_kind::file); }
    /// The same for a path that leads to no folder.
    constexpr field_spec existing_directory() const noexcept { return exists_as(detail::existing_kind::directory); }
    /// A name that the field had in an earlier version of the suite: it is still read, with a warning. At most four.
    constexpr field_spec formerly(char const* name) const noexcept {
        auto changed = *this;
        changed.words_.former[changed.words_.former_count++] = name;  // one too many is an error of the constant
        return changed;
    }
    /// Values for which `holds` says no are refused; `words` finish the sentence "fs.stripe_count ...": "must be a power of two".
    /// `holds` is called in the driver's process: it looks at the value and at nothing else.
    constexpr field_spec check(bool (*holds)(M const&), char const* words) const noexcept {
        auto changed = *this;
        changed.check_ = holds;
        changed.has_check_ = true;
        changed.words_.check_words = words;
        return changed;
    }

    /// Whether it is the directory under test.
    constexpr bool is_under_test() const noexcept { return words_.under_test; }
    /// For the engine: the same without its type. Valid as long as this object, in place.
    constexpr detail::field_rule erased() const noexcept {
        detail::field_rule rule;
        rule.owner = type_of<C>;
        rule.locate = &locate;
        rule.spec = this;
        rule.description = words_.description;
        rule.under_test = words_.under_test;
        rule.non_empty = words_.non_empty;
        rule.bound = detail::bound_type<bound>();
        if (has_least_) rule.least = &least_;
        if (has_most_) rule.most = &most_;
        rule.choices = choices_;
        rule.choice_count = Choices;
        if (has_check_) rule.check = &call_check;  // sanitizers make a comparison with null no constant
        rule.check_words = words_.check_words;
        rule.pattern = words_.pattern;
        rule.pattern_words = words_.pattern_words;
        rule.existing = words_.existing;
        rule.former = words_.former;
        rule.former_count = words_.former_count;
        return rule;
    }

private:
    template <class, class, std::size_t>
    friend class field_spec;

    static constexpr void check_ordered() noexcept {
        static_assert(!detail::same<bound, detail::no_bound> && !detail::same<bound, char const*> && !std::is_enum_v<bound>,
                      "LTK: .at_least() and .at_most() are for numbers, sizes, durations and versions");
    }
    constexpr field_spec exists_as(detail::existing_kind kind) const noexcept {
        static_assert(detail::same<bound, char const*>, "LTK: only a path can be .existing()");
        auto changed = *this;
        changed.words_.existing = kind;
        return changed;
    }
    static void* locate(void* object, void const* spec) {
        return &(static_cast<C*>(object)->*static_cast<field_spec const*>(spec)->member_);
    }
    static bool call_check(void const* field, void const* spec) {
        return static_cast<field_spec const*>(spec)->check_(*static_cast<M const*>(field));
    }

    M C::* member_;
    detail::field_words words_{};
    bound least_{};
    bound most_{};
    bound choices_[Choices == 0 ? 1 : Choices] = {};
    bool has_least_ = false;
    bool has_most_ = false;
    bool has_check_ = false;
    bool (*check_)(M const&) = nullptr;
};

/// Describes one field in LTK_CONFIG. `description` is one line for `suite config explain` and the example file; the result
/// takes .under_test(), .at_least(), .at_most(), .one_of(), .non_empty(), .matches(), .existing(), .existing_file(),
/// .existing_directory(), .formerly() and .check(). A field of a nested struct is named by that struct: ltk::field(&Network::port, "...").
template <class C, class M>
constexpr field_spec<C, M> field(M C::* member, char const* description) noexcept {
    return {member, description};
}

}  // namespace ltk::inline v1
