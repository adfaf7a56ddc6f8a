// ltk::rule and ltk::formerly: what LTK_CONFIG says about a struct as a whole. Literal types, so that a declaration is a constant.
#pragma once

#include <ltk/config/config_type.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace ltk::inline v1 {

namespace detail {

// One pointer to a member of each type, by position.
template <std::size_t, class C, class M>
struct held_member {
    M C::* member;
};
template <class C, class Positions, class... M>
struct held_members;
template <class C, std::size_t... N, class... M>
struct held_members<C, std::index_sequence<N...>, M...> : held_member<N, C, M>... {
    constexpr explicit held_members(M C::*... members) noexcept : held_member<N, C, M>{members}... {}
    void* locate(C& object, std::size_t which) const {
        void* found = nullptr;
        ((which == N ? void(found = &(object.*held_member<N, C, M>::member)) : void()), ...);
        return found;
    }
};

}  // namespace detail

/// What has to hold between fields of the struct C; made by ltk::rule.
template <class C, class... M>
class rule_spec {
public:
    constexpr rule_spec(bool (*holds)(C const&), char const* words, M C::*... members) noexcept
        : members_(members...), holds_(holds), words_(words) {}
    /// For the engine: the same without its type. Valid as long as this object, in place.
    constexpr detail::struct_rule erased() const noexcept {
        detail::struct_rule rule;
        rule.owner = type_of<C>;
        rule.holds = [](void const* object, void const* spec) {
            return static_cast<rule_spec const*>(spec)->holds_(*static_cast<C const*>(object));
        };
        rule.locate = [](void* object, void const* spec, std::size_t which) {
            return static_cast<rule_spec const*>(spec)->members_.locate(*static_cast<C*>(object), which);
        };
        rule.spec = this;
        rule.count = sizeof...(M);
        rule.words = words_;
        return rule;
    }

private:
    detail::held_members<C, std::make_index_sequence<sizeof...(M)>, M...> members_;
    bool (*holds_)(C const&);
    char const* words_;
};

/// In LTK_CONFIG: what has to hold between several fields of one struct, the configuration's or one inside of it.
///
///     ltk::rule([](Filesystem const& fs) { return fs.min_free <= fs.capacity; },
///               "min_free must not be more than capacity", &Filesystem::min_free, &Filesystem::capacity)
///
/// `words` are a sentence; the fields that `holds` looks at are named with it, with their values and places. `holds` is called in
/// the driver's process, when all fields could be read: it looks at the values and at nothing else.
template <class C, class First, class... M>
constexpr rule_spec<C, First, M...> rule(bool (*holds)(std::type_identity_t<C> const&), char const* words, First C::* first,
                                         M C::*... members) noexcept {
    return {holds, words, first, members...};
}

/// A key that the configuration had; made by ltk::formerly.
struct former_key_spec {
    char const* key;
};

/// In LTK_CONFIG: a key that the configuration had in an earlier version of the suite. It is still read, with a warning.
constexpr former_key_spec formerly(char const* key) noexcept { return {key}; }

}  // namespace ltk::inline v1
