// Which C++ types a configuration's field can have, told by what they can do instead of by their headers: whoever has no
// std::map in his struct does not pay for <map>. Here the types of single values.
#pragma once

#include <ltk/config/config_type.hpp>
#include <ltk/declare/bytes.hpp>
#include <ltk/declare/duration.hpp>
#include <ltk/declare/path.hpp>
#include <ltk/declare/version.hpp>

#include <limits>
#include <type_traits>
#include <utility>

namespace ltk::inline v1::detail {

// Characters are no numbers, and long double has no exact text.
template <class T>
concept ReadsAsInteger = std::is_integral_v<T> && !same<T, bool> && !same<T, char> && !same<T, wchar_t> && !same<T, char8_t> &&
                         !same<T, char16_t> && !same<T, char32_t> && sizeof(T) <= 8;
template <class T>
concept ReadsAsText = HasText<T> && requires(T& text, char const* data, std::size_t size) {
    text.push_back(*data);
    T(data, size);
};
template <class T>
concept ReadsAsPath = HasCString<T> && requires(T& path, typename T::string_type text) {
    path.native();
    path = T(text);
};
// How one kind of type is described; the primary template is where types end up that no reader exists for.
template <class T>
struct value_reader {
    static consteval value_type describe() {
        static_assert(!std::is_pointer_v<T>, "LTK: a configuration has no pointer; keep the value itself, or std::optional of it");
        static_assert(std::is_pointer_v<T> || !(HasText<T> && !ReadsAsText<T>),
                      "LTK: a configuration owns its texts; write std::string (or ltk::text) instead of a view");
        static_assert(std::is_pointer_v<T> || HasText<T>,
                      "LTK: a configuration cannot read this type of field (it is named behind `value_reader`). It reads bool, integers, "
                      "float, double, enum class, std::string, std::filesystem::path, ltk::bytes, ltk::duration and std::chrono durations, "
                      "ltk::version, ltk::secret, std::optional, std::vector, std::array, std::map, std::set, plain structs of these, and "
                      "std::variant of such structs");
        return {};
    }
};

template <class T>
constexpr value_type const& value_type_of() noexcept;

template <class T>
consteval value_type plain_value(value_kind kind) {
    value_type type;
    type.kind = kind;
    type.size = sizeof(T);
    type.type = type_of<T>;
    return type;
}

template <>
struct value_reader<bool> {
    static consteval value_type describe() { return plain_value<bool>(value_kind::boolean); }
};

template <ReadsAsInteger T>
struct value_reader<T> {
    static consteval value_type describe() {
        auto type = plain_value<T>(value_kind::integer);
        type.is_signed = std::is_signed_v<T>;
        return type;
    }
};

template <class T>
    requires(same<T, float> || same<T, double>)
struct value_reader<T> {
    static consteval value_type describe() { return plain_value<T>(value_kind::floating); }
};

// One instantiation spells all values of a range; which of them have names is read from that text when it is needed.
inline constexpr int least_enumerator = -16;
inline constexpr int enumerator_count = 144;
template <class T, T... V>
constexpr char const* spell_enumerators() noexcept {
    return __PRETTY_FUNCTION__;
}
template <class T, int... N>
constexpr char const* spell_enumerators(std::integer_sequence<int, N...>) noexcept {
    constexpr int first = std::is_signed_v<std::underlying_type_t<T>> ? least_enumerator : 0;
    return spell_enumerators<T, static_cast<T>(N + first)...>();
}

// Whether a name is among them: a value without one ends with `)` and digits.
consteval bool names_any_enumerator(char const* spelled) {
    while (!(spelled[0] == 'V' && spelled[1] == ' ' && spelled[2] == '=')) ++spelled;
    int depth = -1;  // the list stands in { } or < >
    char last = ')';
    for (; *spelled != '\0'; ++spelled) {
        char const c = *spelled;
        if (c == '<' || c == '{' || c == '(')
            ++depth;
        else if (c == '>' || c == '}' || c == ')')
            --depth;
        if (depth == -1 && c != '=' && c != 'V' && c != ' ') return last != ')';
        if (depth == 0 && c == ',' && last != ')') return true;
        if (c != '-' && (c < '0' || c > '9')) last = c;
    }
    return false;
}

template <class T>
    requires std::is_enum_v<T>
struct value_reader<T> {
    static consteval value_type describe() {
        // Only a fixed underlying type allows {0}, and only then may values without a name be spelled.
        static_assert(
            requires { T{0}; },
            "LTK: an enum in a configuration says what it is made of: `enum class mode { ... }` or `enum mode : int { ... }`");
        auto type = plain_value<T>(value_kind::enumeration);
        if constexpr (requires { T{0}; }) {
            static_assert(sizeof(T) <= 8 && !same<std::underlying_type_t<T>, bool>,
                          "LTK: an enum in a configuration is made of an integer");
            type.is_signed = std::is_signed_v<std::underlying_type_t<T>>;
            constexpr bool named = names_any_enumerator(spell_enumerators<T>(std::make_integer_sequence<int, enumerator_count>{}));
            static_assert(named,
                          "LTK: no value of this enum has a name that LTK can find: it looks from -16 to 127, and the enum may not be part "
                          "of a template");
            type.enumerators = spell_enumerators<T>(std::make_integer_sequence<int, enumerator_count>{});
        }
        return type;
    }
};

template <>
struct value_reader<bytes> {
    static consteval value_type describe() {
        auto type = plain_value<bytes>(value_kind::bytes);
        type.get_count = [](void const* object) { return static_cast<bytes const*>(object)->count(); };
        type.set_count = [](void* object, unsigned long long count) {
            *static_cast<bytes*>(object) = bytes(count);
            return true;
        };
        return type;
    }
};

template <>
struct value_reader<duration> {
    static consteval value_type describe() {
        auto type = plain_value<duration>(value_kind::duration);
        type.get_count = [](void const* object) {
            return static_cast<unsigned long long>(static_cast<duration const*>(object)->nanoseconds());
        };
        type.set_count = [](void* object, unsigned long long count) {
            *static_cast<duration*>(object) = duration::nanoseconds(static_cast<long long>(count));
            return true;
        };
        return type;
    }
};

// std::chrono durations: a whole number of ticks, or nothing.
template <IsDuration T>
struct value_reader<T> {
    using rep = typename T::rep;
    static constexpr long long seconds_up = T::period::num;
    static constexpr long long seconds_down = T::period::den;
    static constexpr bool coarse = 1'000'000'000LL % seconds_down == 0;  // a tick is a whole number of nanoseconds
    static constexpr long long tick = coarse ? 1'000'000'000LL / seconds_down : 1;

    static unsigned long long get(void const* object) {
        auto const count = static_cast<T const*>(object)->count();
        if constexpr (std::is_floating_point_v<rep> || !coarse) {
            return static_cast<unsigned long long>(duration(*static_cast<T const*>(object)).nanoseconds());
        } else {
            long long nanoseconds = 0;
            if (__builtin_mul_overflow(count, seconds_up, &nanoseconds) || __builtin_mul_overflow(nanoseconds, tick, &nanoseconds))
                nanoseconds = count < 0 ? std::numeric_limits<long long>::min() : std::numeric_limits<long long>::max();
            return static_cast<unsigned long long>(nanoseconds);
        }
    }
    static bool set(void* object, unsigned long long count) {
        auto const nanoseconds = static_cast<long long>(count);
        if constexpr (std::is_floating_point_v<rep> || !coarse) {
            *static_cast<T*>(object) = static_cast<T>(duration::nanoseconds(nanoseconds));
            return true;
        } else {
            if (nanoseconds % tick != 0 || nanoseconds / tick % seconds_up != 0) return false;
            auto const ticks = nanoseconds / tick / seconds_up;
            if (ticks > static_cast<long long>(std::numeric_limits<rep>::max()) ||
                ticks < static_cast<long long>(std::numeric_limits<rep>::min()))
                return false;
            *static_cast<T*>(object) = T(static_cast<rep>(ticks));
            return true;
        }
    }
    static consteval value_type describe() {
        auto type = plain_value<T>(value_kind::duration);
        type.get_count = &get;
        type.set_count = &set;
        if constexpr (std::is_floating_point_v<rep> || !coarse)
            type.ticks = "fractions";
        else if constexpr (seconds_down == 1)
            type.ticks = seconds_up == 1      ? "seconds"
                         : seconds_up == 60   ? "minutes"
                         : seconds_up == 3600 ? "hours"
                                              : "steps of many seconds";
        else
            type.ticks = seconds_down == 1000            ? "milliseconds"
                         : seconds_down == 1'000'000     ? "microseconds"
                         : seconds_down == 1'000'000'000 ? "nanoseconds"
                                                         : "fractions of a second";
        return type;
    }
};

template <>
struct value_reader<version> {
    static consteval value_type describe() {
        auto type = plain_value<version>(value_kind::version);
        type.get_text = [](void const* object) { return std::string_view(static_cast<version const*>(object)->c_str()); };
        type.set_text = [](void* object, std::string_view text) {
            *static_cast<version*>(object) = version(text_view(text.data(), text.size()));
        };
        return type;
    }
};

template <>
struct value_reader<text> {
    static consteval value_type describe() {
        auto type = plain_value<text>(value_kind::text);
        type.get_text = [](void const* object) {
            return std::string_view(static_cast<text const*>(object)->data(), static_cast<text const*>(object)->size());
        };
        type.set_text = [](void* object, std::string_view chars) {
            *static_cast<text*>(object) = text(text_view(chars.data(), chars.size()));
        };
        return type;
    }
};

template <>
struct value_reader<path> {
    static consteval value_type describe() {
        auto type = plain_value<path>(value_kind::path);
        type.get_text = [](void const* object) { return std::string_view(static_cast<path const*>(object)->c_str()); };
        type.set_text = [](void* object, std::string_view text) {
            *static_cast<path*>(object) = path(text_view(text.data(), text.size()));
        };
        return type;
    }
};

template <ReadsAsText T>
struct value_reader<T> {
    static consteval value_type describe() {
        auto type = plain_value<T>(value_kind::text);
        type.get_text = [](void const* object) {
            return std::string_view(static_cast<T const*>(object)->data(), static_cast<T const*>(object)->size());
        };
        type.set_text = [](void* object, std::string_view text) { *static_cast<T*>(object) = T(text.data(), text.size()); };
        return type;
    }
};

template <ReadsAsPath T>
struct value_reader<T> {
    static consteval value_type describe() {
        auto type = plain_value<T>(value_kind::path);
        type.get_text = [](void const* object) {
            auto const& native = static_cast<T const*>(object)->native();
            return std::string_view(native.data(), native.size());
        };
        type.set_text = [](void* object, std::string_view text) {
            *static_cast<T*>(object) = T(typename T::string_type(text.data(), text.size()));
        };
        return type;
    }
};

}  // namespace ltk::inline v1::detail
