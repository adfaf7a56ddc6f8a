// A field that is one of several structs, std::variant: {"Tcp": {"port": 988}}. It is chosen by the struct's own name, or by the
// name that the struct gives itself: static constexpr char const* ltk_name = "tcp".
#pragma once

#include <ltk/config/scalar_types.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace ltk::inline v1::detail {

// Told by what it can do: whoever has no std::variant in his struct does not pay for <variant>.
template <class T>
inline constexpr bool is_choice = false;
template <template <class...> class Variant, class... Alternatives>
    requires requires(Variant<Alternatives...>& variant) {
        variant.index();
        variant.valueless_by_exception();
    }
inline constexpr bool is_choice<Variant<Alternatives...>> = true;

template <class T>
consteval std::string_view alternative_name() {
    if constexpr (requires { T::ltk_name; }) {
        return T::ltk_name;
    } else {
        std::string_view const spelled(type_of<T>.name, type_of<T>.size);
        auto const colon = spelled.rfind(':');
        return colon == std::string_view::npos ? spelled : spelled.substr(colon + 1);
    }
}

consteval bool is_alternative_name(std::string_view name) {
    if (name.empty()) return false;
    for (char const c : name)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-')) return false;
    return true;
}

template <class... T>
consteval bool names_differ() {
    std::string_view const names[] = {alternative_name<T>()...};
    for (std::size_t i = 0; i < sizeof...(T); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (names[i] == names[j]) return false;
    return true;
}

template <template <class...> class Variant, class... T>
    requires is_choice<Variant<T...>>
struct value_reader<Variant<T...>> {
    using variant = Variant<T...>;
    static constexpr bool of_structs = ((std::is_aggregate_v<T> && std::is_class_v<T> && !IsRange<T>) && ...);

    static constexpr alternative alternatives[] = {{alternative_name<T>(), &value_type_of<T>()}...};

    template <class One>
    static bool fill(void* object, element_filler filler) {
        One made{};
        if (!filler.fill(filler.context, nullptr, &made)) return false;
        *static_cast<variant*>(object) = static_cast<One&&>(made);
        return true;
    }
    static bool choose(void* object, std::size_t which, element_filler filler) {
        static constexpr bool (*fillers[])(void*, element_filler) = {&fill<T>...};
        return fillers[which](object, filler);
    }
    static void each(void const* object, element_visitor visitor) {
        auto const* const held = static_cast<variant const*>(object);
        auto const show = [&](auto const* one) {
            if (one != nullptr) visitor.visit(visitor.context, nullptr, one);
        };
        (show(get_if<T>(held)), ...);  // found where the variant is
    }
    static consteval value_type describe() {
        static_assert(of_structs, "LTK: a std::variant in a configuration holds plain structs; put other values into a struct each");
        auto type = plain_value<variant>(value_kind::choice);
        if constexpr (of_structs) {
            static_assert(
                (is_alternative_name(alternative_name<T>()) && ...),
                "LTK: a struct in a std::variant is chosen by its name, and this one has none that could be written; give it one: "
                "`static constexpr char const* ltk_name = \"tcp\";`");
            static_assert(names_differ<T...>(),
                          "LTK: two structs in a std::variant have one name; give one of them another: "
                          "`static constexpr char const* ltk_name = \"tcp\";`");
            type.alternatives = alternatives;
            type.count = sizeof...(T);
            type.chosen = [](void const* object) { return static_cast<variant const*>(object)->index(); };
            type.choose = &choose;
            type.each = &each;
        }
        return type;
    }
};

}  // namespace ltk::inline v1::detail
