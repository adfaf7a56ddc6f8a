// The types of a configuration's fields that hold other values: secrets, optionals, lists, arrays, sets, maps. Each element is
// filled as a fresh object that is then moved in, so that a value that cannot be read leaves no half-made element behind.
#pragma once

#include <ltk/config/scalar_types.hpp>
#include <ltk/declare/secret.hpp>

namespace ltk::inline v1::detail {

template <class T>
inline constexpr bool is_secret = false;
template <class T>
inline constexpr bool is_secret<secret<T>> = true;

template <class T>
concept ReadsAsOptional = IsOptional<T> && requires(T& optional, typename T::value_type value) {
    optional.reset();
    optional = static_cast<typename T::value_type&&>(value);
};
template <class T>
concept ReadsAsMap = IsRange<T> && requires(T& map) {
    typename T::key_type;
    typename T::mapped_type;
    map.clear();
};
template <class T>
concept ReadsAsSet = IsRange<T> && !ReadsAsMap<T> && requires(T& set, typename T::key_type key) {
    set.insert(static_cast<typename T::key_type&&>(key)).second;
    set.clear();
};
template <class T>
concept ReadsAsList = IsRange<T> && requires(T& list, typename T::value_type value) {
    list.push_back(static_cast<typename T::value_type&&>(value));
    list.clear();
};
template <class T>
concept ReadsAsArray = IsRange<T> && requires(T& array, typename T::value_type value) {
    array.fill(value);
    std::tuple_size<T>::value;
};

// Asked of the type and not of its description, which may be in the making: a struct can hold a list of itself.
template <class T>
concept HoldsTexts = ReadsAsText<typename T::value_type> || same<typename T::value_type, text>;

template <class T>
struct value_reader<secret<T>> {
    static_assert(!is_secret<T>, "LTK: a secret of a secret is a secret");
    static filling add(void* object, element_filler filler) {
        T made{};
        if (!filler.fill(filler.context, nullptr, &made)) return filling::refused;
        *static_cast<secret<T>*>(object) = secret<T>(static_cast<T&&>(made));
        return filling::kept;
    }
    static consteval value_type describe() {
        auto type = plain_value<secret<T>>(value_kind::secret);
        type.element = &value_type_of<T>();
        type.add = &add;
        type.each = [](void const* object, element_visitor visitor) {
            visitor.visit(visitor.context, nullptr, &static_cast<secret<T> const*>(object)->reveal());
        };
        return type;
    }
};

template <ReadsAsOptional T>
struct value_reader<T> {
    using element = typename T::value_type;
    static filling add(void* object, element_filler filler) {
        element made{};
        if (!filler.fill(filler.context, nullptr, &made)) return filling::refused;
        *static_cast<T*>(object) = static_cast<element&&>(made);
        return filling::kept;
    }
    static consteval value_type describe() {
        auto type = plain_value<T>(value_kind::optional);
        type.element = &value_type_of<element>();
        type.clear = [](void* object) { static_cast<T*>(object)->reset(); };
        type.add = &add;
        type.each = [](void const* object, element_visitor visitor) {
            auto const& optional = *static_cast<T const*>(object);
            if (optional.has_value()) visitor.visit(visitor.context, nullptr, &*optional);
        };
        return type;
    }
};

template <class T>
void visit_elements(void const* object, element_visitor visitor) {
    for (auto at = static_cast<T const*>(object)->begin(); at != static_cast<T const*>(object)->end(); ++at) {
        typename T::value_type const& element = *at;  // a copy for std::vector<bool>
        visitor.visit(visitor.context, nullptr, &element);
    }
}

template <class T>
consteval value_type container_value(value_kind kind, filling (*add)(void*, element_filler)) {
    auto type = plain_value<T>(kind);
    type.element = &value_type_of<typename T::value_type>();
    type.of_texts = HoldsTexts<T>;
    type.clear = [](void* object) { static_cast<T*>(object)->clear(); };
    type.add = add;
    type.each = &visit_elements<T>;
    return type;
}

template <class T>
    requires(ReadsAsList<T> && !ReadsAsText<T>)
struct value_reader<T> {
    static filling add(void* object, element_filler filler) {
        typename T::value_type made{};
        if (!filler.fill(filler.context, nullptr, &made)) return filling::refused;
        static_cast<T*>(object)->push_back(static_cast<typename T::value_type&&>(made));
        return filling::kept;
    }
    static consteval value_type describe() { return container_value<T>(value_kind::list, &add); }
};

template <ReadsAsSet T>
struct value_reader<T> {
    static filling add(void* object, element_filler filler) {
        typename T::key_type made{};
        if (!filler.fill(filler.context, nullptr, &made)) return filling::refused;
        return static_cast<T*>(object)->insert(static_cast<typename T::key_type&&>(made)).second ? filling::kept : filling::doubled;
    }
    static consteval value_type describe() { return container_value<T>(value_kind::set, &add); }
};

template <ReadsAsArray T>
struct value_reader<T> {
    static consteval value_type describe() {
        auto type = plain_value<T>(value_kind::array);
        type.element = &value_type_of<typename T::value_type>();
        type.of_texts = HoldsTexts<T>;
        type.count = std::tuple_size<T>::value;
        type.each = &visit_elements<T>;
        return type;
    }
};

template <ReadsAsMap T>
struct value_reader<T> {
    static filling add(void* object, element_filler filler) {
        typename T::key_type key{};
        typename T::mapped_type made{};
        if (!filler.fill(filler.context, &key, &made)) return filling::refused;
        auto const added =
            static_cast<T*>(object)->emplace(static_cast<typename T::key_type&&>(key), static_cast<typename T::mapped_type&&>(made));
        return added.second ? filling::kept : filling::doubled;
    }
    static consteval value_type describe() {
        auto type = plain_value<T>(value_kind::map);
        type.key = &value_type_of<typename T::key_type>();
        static_assert(value_type_of<typename T::key_type>().kind <= value_kind::enumeration,
                      "LTK: the keys of a map in a configuration are texts, numbers or names of an enum");
        type.element = &value_type_of<typename T::mapped_type>();
        type.clear = [](void* object) { static_cast<T*>(object)->clear(); };
        type.add = &add;
        type.each = [](void const* object, element_visitor visitor) {
            for (auto const& entry : *static_cast<T const*>(object)) visitor.visit(visitor.context, &entry.first, &entry.second);
        };
        return type;
    }
};

}  // namespace ltk::inline v1::detail
