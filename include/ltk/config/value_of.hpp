// The description of any C++ type that a configuration can hold; here plain structs, through the one reflection.
#pragma once

#include <ltk/config/choice_type.hpp>
#include <ltk/config/holder_types.hpp>
#include <ltk/config/reflect.hpp>
#include <ltk/config/scalar_types.hpp>

#include <string_view>
#include <type_traits>

namespace ltk::inline v1::detail {

template <class T>
    requires(std::is_aggregate_v<T> && std::is_class_v<T> && !IsRange<T>)
struct value_reader<T> {
    static void fields([[maybe_unused]] void* object, [[maybe_unused]] field_visitor visitor) {
        if constexpr (reflect::Readable<T>)
            reflect::for_each_field(*static_cast<T*>(object), [&](std::string_view name, auto& field) {
                visitor.visit(visitor.context, name, &field, value_type_of<std::remove_cvref_t<decltype(field)>>());
            });
    }
    static consteval value_type describe() {
        [[maybe_unused]] constexpr bool readable = reflect::check_readable<T>();  // with a sentence when it is not
        auto type = plain_value<T>(value_kind::aggregate);
        type.fields = &fields;
        type.scratch = []([[maybe_unused]] element_filler filler) {
            if constexpr (reflect::Readable<T>) {
                T made{};
                filler.fill(filler.context, nullptr, &made);
            }
        };
        return type;
    }
};

template <class T>
inline constexpr value_type value_type_object = value_reader<T>::describe();
template <class T>
constexpr value_type const& value_type_of() noexcept {
    return value_type_object<T>;
}

}  // namespace ltk::inline v1::detail
