// Params: a test that takes one by value exists once for each of its values, as `suite/name[value]`.
#pragma once

#include <ltk/declare/inject.hpp>

namespace ltk::inline v1::detail {

template <class Param>
struct param_values {
    static std::size_t count() { return Param::ltk_values().size; }
    static void const* value(std::size_t index) { return &Param::ltk_values().first[index]; }
    static void put(Sink& sink, std::size_t index) { put_value(sink, Param::ltk_values().first[index].value); }
};

template <class Param>
struct value_list {
    Param const* first;
    std::size_t size;
};

// The objects stay until the process ends and are never destroyed: nothing of LTK happens in destructors of statics.
template <class Param, class Value, std::size_t N>
value_list<Param> keep_values(Value const (&&values)[N]) {
    auto* const first = static_cast<Param*>(::operator new(sizeof(Param) * N));
    for (std::size_t i = 0; i < N; ++i) new (static_cast<void*>(first + i)) placed<Param>{Param{values[i]}};
    return {first, N};
}

}  // namespace ltk::inline v1::detail

/// LTK_PARAM(BlockSize, ltk::bytes, 4_KiB, 64_KiB): a type of its own that converts to ltk::bytes; `.value` is the value.
#define LTK_PARAM(name, type, ...)                                                                                    \
    struct name {                                                                                                     \
        using ltk_param_values = ::ltk::detail::param_values<name>;                                                   \
        type value;                                                                                                   \
        constexpr operator type const&() const noexcept { return value; }                                             \
        [[maybe_unused]] friend constexpr type const& ltk_show(name const& shown) noexcept { return shown.value; }    \
        static ::ltk::detail::value_list<name> ltk_values() {                                                         \
            static ::ltk::detail::value_list<name> const all = ::ltk::detail::keep_values<name, type>({__VA_ARGS__}); \
            return all;                                                                                               \
        }                                                                                                             \
    };                                                                                                                \
    static_assert(true)
