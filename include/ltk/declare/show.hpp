// How values become text in failures and messages, without a standard header in the author's sources: a value travels as
// (address, function that puts it), and only when something is to be shown does the engine make text of it.
//
// A user's type shows itself by a function found next to it, `ltk_show(T const&)`, that returns something showable (most
// often a std::string), or by an operator<< for std::ostream. Anything else is shown by the name of its type.
#pragma once

#include <ltk/declare/identity.hpp>
#include <ltk/declare/sizes.hpp>
#include <ltk/declare/traits.hpp>

#if defined(__GLIBCXX__)
// <iosfwd> alone would make this header a tenth dearer to read for every test source. Redeclaring names of std is what only an
// implementation may do; for libstdc++, whose declarations these repeat, it is harmless, and a test compiles it with each compiler.
namespace std {
template <class>
struct char_traits;
template <class, class>
class basic_ostream;
using ostream = basic_ostream<char, char_traits<char>>;
}  // namespace std
#else
#    include <iosfwd>
#endif

namespace ltk::inline v1 {

/// Takes the characters of shown values. Written by the engine; user code meets it only through ltk_show.
class Sink {
public:
    using writer = void (*)(void* target, char const* text, std::size_t size);

    constexpr Sink(void* target, writer write, bool quoted) noexcept : target_(target), write_(write), quoted_(quoted) {}

    void put(char const* text, std::size_t size) { write_(target_, text, size); }
    template <std::size_t N>
    void put(char const (&literal)[N]) {
        write_(target_, literal, N - 1);
    }
    /// Whether texts are shown in quotes: yes for both sides of a check, no in messages.
    bool quoted() const noexcept { return quoted_; }

private:
    void* target_;
    writer write_;
    bool quoted_;
};

namespace detail {

using putter = void (*)(Sink&, void const*);

// Defined by the engine.
void put_bool(Sink&, void const*);
void put_char(Sink&, void const*);
void put_short(Sink&, void const*);
void put_ushort(Sink&, void const*);
void put_int(Sink&, void const*);
void put_uint(Sink&, void const*);
void put_long(Sink&, void const*);
void put_ulong(Sink&, void const*);
void put_llong(Sink&, void const*);
void put_ullong(Sink&, void const*);
void put_schar(Sink&, void const*);
void put_uchar(Sink&, void const*);
void put_float(Sink&, void const*);
void put_double(Sink&, void const*);
void put_ldouble(Sink&, void const*);
void put_pointer(Sink&, void const*);                        // the object is a void const*
void put_cstring(Sink&, void const*);                        // the object is a char const*
void put_array(Sink&, void const* chars, std::size_t size);  // up to the first NUL, if there is one
void put_null(Sink&, void const*);
void put_text(Sink&, char const* text, std::size_t size);
void put_seconds(Sink&, double seconds);
void put_streamed(Sink&, void const* object, void (*stream)(std::ostream&, void const*));
void put_type_name(Sink&, type_identity const&);

}  // namespace detail

/// A value that may have to be shown: valid as long as the value itself.
struct shown {
    void const* object = nullptr;
    detail::putter put = nullptr;
};

namespace detail {

template <class T>
concept HasHook = requires(T const& value) { ltk_show(value); };
template <class T>
concept HasText = requires(T const& value) {
    value.size();
    requires same<decltype(value.data()), char const*>;
};
template <class T>
concept HasCString = requires(T const& value) { requires same<decltype(value.c_str()), char const*>; };
template <class T>
concept IsDuration = requires(T const& value) {
    value.count();
    T::period::num;
    T::period::den;
};
template <class T>
concept IsOptional = requires(T const& value) {
    value.has_value();
    *value;
};
template <class T>
concept IsRange = requires(T const& value) {
    value.begin() != value.end();
    *value.begin();
};
template <class T>
concept IsPair = requires(T const& value) {
    value.first;
    value.second;
};
template <class T>
concept Streamable = requires(std::ostream& out, T const& value) { out << value; };

template <class T>
constexpr putter putter_of() noexcept;

template <std::size_t N>
void put_chars(Sink& sink, void const* chars) {
    put_array(sink, chars, N);
}

template <class T>
void put_value(Sink& sink, T const& value) {
    putter_of<T>()(sink, &value);
}

template <class T>
void put_object(Sink& sink, void const* object) {
    T const& value = *static_cast<T const*>(object);
    if constexpr (HasHook<T>) {
        decltype(auto) text = ltk_show(value);
        using Shown = bare<decltype(text)>;
        static_assert(!same<Shown, T>,
                      "ltk_show(T const&) returns the T itself: return a text (std::string, char const*) or a value that LTK shows");
        Sink plain = sink;
        if constexpr (HasText<Shown>)
            plain.put(text.data(), text.size());  // a hook's own words, without quotes
        else
            put_value(plain, text);
    } else if constexpr (HasText<T>) {
        put_text(sink, value.data(), value.size());
    } else if constexpr (HasCString<T>) {
        char const* const text = value.c_str();
        put_cstring(sink, &text);
    } else if constexpr (IsDuration<T>) {
        put_seconds(sink, static_cast<double>(value.count()) * static_cast<double>(T::period::num) / static_cast<double>(T::period::den));
    } else if constexpr (IsOptional<T>) {
        if (value.has_value())
            put_value(sink, *value);
        else
            sink.put("nullopt");
    } else if constexpr (IsRange<T>) {
        sink.put("{");
        bool first = true;
        for (auto const& element : value) {
            if (!first) sink.put(", ");
            first = false;
            put_value(sink, element);
        }
        sink.put("}");
    } else if constexpr (IsPair<T>) {
        sink.put("(");
        put_value(sink, value.first);
        sink.put(", ");
        put_value(sink, value.second);
        sink.put(")");
    } else if constexpr (Streamable<T>) {
        put_streamed(sink, object, [](std::ostream& out, void const* streamed) { out << *static_cast<T const*>(streamed); });
    } else if constexpr (__is_enum(T)) {
        put_value(sink, static_cast<__underlying_type(T)>(value));
    } else {
        put_type_name(sink, type_of<T>);
    }
}

template <class T>
constexpr putter putter_of() noexcept {
    if constexpr (same<T, bool>)
        return &put_bool;
    else if constexpr (same<T, char>)
        return &put_char;
    else if constexpr (same<T, int>)
        return &put_int;
    else if constexpr (same<T, unsigned>)
        return &put_uint;
    else if constexpr (same<T, long>)
        return &put_long;
    else if constexpr (same<T, unsigned long>)
        return &put_ulong;
    else if constexpr (same<T, long long>)
        return &put_llong;
    else if constexpr (same<T, unsigned long long>)
        return &put_ullong;
    else if constexpr (same<T, short>)
        return &put_short;
    else if constexpr (same<T, unsigned short>)
        return &put_ushort;
    else if constexpr (same<T, signed char>)
        return &put_schar;
    else if constexpr (same<T, unsigned char>)
        return &put_uchar;
    else if constexpr (same<T, float>)
        return &put_float;
    else if constexpr (same<T, double>)
        return &put_double;
    else if constexpr (same<T, long double>)
        return &put_ldouble;
    else if constexpr (same<T, decltype(nullptr)>)
        return &put_null;
    else if constexpr (is_char_array<T>)
        return &put_chars<sizeof(T)>;
    else if constexpr (same<T, char const*> || same<T, char*>)
        return &put_cstring;
    else if constexpr (is_pointer<T>)
        return &put_pointer;
    else
        return &put_object<T>;
}

}  // namespace detail

/// Makes a value showable; nothing is copied or formatted.
template <class T>
constexpr shown show(T const& value) noexcept {
    using Plain = detail::bare<T>;  // a volatile object is shown as what it holds when it is shown
    return {static_cast<void const*>(const_cast<Plain const*>(__builtin_addressof(value))), detail::putter_of<Plain>()};
}

}  // namespace ltk::inline v1
