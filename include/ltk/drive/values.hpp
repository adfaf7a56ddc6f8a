// The other half of declare/show.hpp and declare/message.hpp: how values become text. Compiled once, in the engine.
// These functions are declared plainly in the author's header, so they are weak here instead of inline: several
// translation units may contain them, and an author's object file finds them.
#pragma once

#include <ltk/config/engine_function.hpp>
#include <ltk/config/json_text.hpp>
#include <ltk/config/units.hpp>
#include <ltk/declare/bytes.hpp>
#include <ltk/declare/duration.hpp>
#include <ltk/declare/message.hpp>
#include <ltk/results/shell_word.hpp>

#include <charconv>
#include <cstdint>
#include <cstring>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>

namespace ltk::inline v1::detail {

/// Collects what is put into a sink.
inline Sink collecting(std::string& into, bool quoted) {
    return Sink(
        &into, [](void* target, char const* text, std::size_t size) { static_cast<std::string*>(target)->append(text, size); }, quoted);
}

inline std::string to_text(shown const& value, bool quoted) {
    std::string text;
    Sink sink = collecting(text, quoted);
    if (value.put != nullptr) value.put(sink, value.object);
    return text;
}

template <class Number>
void put_number(Sink& sink, Number value) {
    char digits[64];
    auto const end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    sink.put(digits, static_cast<std::size_t>(end - digits));
}

LTK_DETAIL_ENGINE void put_text(Sink& sink, char const* text, std::size_t size) {
    if (!sink.quoted()) return sink.put(text, size);
    auto const quoted = '"' + escaped_text({text, size}) + '"';
    sink.put(quoted.data(), quoted.size());
}

LTK_DETAIL_ENGINE void put_bool(Sink& sink, void const* v) { *static_cast<bool const*>(v) ? sink.put("true") : sink.put("false"); }
LTK_DETAIL_ENGINE void put_char(Sink& sink, void const* v) {
    char const c = *static_cast<char const*>(v);
    if (!sink.quoted()) return sink.put(&c, 1);
    if (c == '\'') return sink.put("'\\''");
    if (c == '"') return sink.put("'\"'");
    std::string shown;
    Sink inner = collecting(shown, true);
    put_text(inner, &c, 1);
    shown.front() = shown.back() = '\'';
    sink.put(shown.data(), shown.size());
}
LTK_DETAIL_ENGINE void put_short(Sink& sink, void const* v) { put_number(sink, *static_cast<short const*>(v)); }
LTK_DETAIL_ENGINE void put_ushort(Sink& sink, void const* v) { put_number(sink, *static_cast<unsigned short const*>(v)); }
LTK_DETAIL_ENGINE void put_int(Sink& sink, void const* v) { put_number(sink, *static_cast<int const*>(v)); }
LTK_DETAIL_ENGINE void put_uint(Sink& sink, void const* v) { put_number(sink, *static_cast<unsigned const*>(v)); }
LTK_DETAIL_ENGINE void put_long(Sink& sink, void const* v) { put_number(sink, *static_cast<long const*>(v)); }
LTK_DETAIL_ENGINE void put_ulong(Sink& sink, void const* v) { put_number(sink, *static_cast<unsigned long const*>(v)); }
LTK_DETAIL_ENGINE void put_llong(Sink& sink, void const* v) { put_number(sink, *static_cast<long long const*>(v)); }
LTK_DETAIL_ENGINE void put_ullong(Sink& sink, void const* v) { put_number(sink, *static_cast<unsigned long long const*>(v)); }
LTK_DETAIL_ENGINE void put_schar(Sink& sink, void const* v) { put_number(sink, static_cast<int>(*static_cast<signed char const*>(v))); }
LTK_DETAIL_ENGINE void put_uchar(Sink& sink, void const* v) { put_number(sink, static_cast<int>(*static_cast<unsigned char const*>(v))); }
LTK_DETAIL_ENGINE void put_float(Sink& sink, void const* v) { put_number(sink, *static_cast<float const*>(v)); }
LTK_DETAIL_ENGINE void put_double(Sink& sink, void const* v) { put_number(sink, *static_cast<double const*>(v)); }
LTK_DETAIL_ENGINE void put_ldouble(Sink& sink, void const* v) { put_number(sink, *static_cast<long double const*>(v)); }
LTK_DETAIL_ENGINE void put_null(Sink& sink, void const*) { sink.put("nullptr"); }

LTK_DETAIL_ENGINE void put_pointer(Sink& sink, void const* v) {
    void const* pointer = nullptr;
    std::memcpy(&pointer, v, sizeof pointer);
    if (pointer == nullptr) return sink.put("nullptr");
    char digits[32] = "0x";
    auto const end = std::to_chars(digits + 2, digits + sizeof digits, reinterpret_cast<std::uintptr_t>(pointer), 16).ptr;
    sink.put(digits, static_cast<std::size_t>(end - digits));
}

LTK_DETAIL_ENGINE void put_cstring(Sink& sink, void const* v) {
    char const* text = nullptr;
    std::memcpy(&text, v, sizeof text);
    if (text == nullptr) return sink.put("nullptr");
    put_text(sink, text, std::strlen(text));
}

LTK_DETAIL_ENGINE void put_array(Sink& sink, void const* chars, std::size_t size) {
    auto const* const text = static_cast<char const*>(chars);
    put_text(sink, text, ::strnlen(text, size));
}

LTK_DETAIL_ENGINE void put_duration(Sink& sink, void const* v) {
    std::string const text = duration_text(static_cast<duration const*>(v)->nanoseconds());
    sink.put(text.data(), text.size());
}

LTK_DETAIL_ENGINE void put_bytes(Sink& sink, void const* v) {
    std::string const text = bytes_text(static_cast<bytes const*>(v)->count());
    sink.put(text.data(), text.size());
}

LTK_DETAIL_ENGINE void put_seconds(Sink& sink, double seconds) {
    std::string const text = duration_text(static_cast<long long>(seconds * 1e9));
    sink.put(text.data(), text.size());
}

LTK_DETAIL_ENGINE void put_streamed(Sink& sink, void const* object, void (*stream)(std::ostream&, void const*)) {
    std::ostringstream out;
    out.imbue(std::locale::classic());
    stream(out, object);
    std::string const text = std::move(out).str();
    sink.put(text.data(), text.size());
}

LTK_DETAIL_ENGINE void put_type_name(Sink& sink, type_identity const& type) {
    sink.put("<");
    sink.put(type.name, type.size);
    sink.put(">");
}

inline std::string format_text(char const* format, shown const* arguments, int count, bool quote_for_shell = false) {
    std::string made;
    int next = 0;
    for (char const* at = format; *at != '\0'; ++at) {
        if (at[0] == '{' && at[1] == '}') {
            if (next < count) {
                std::string const value = to_text(arguments[next], false);
                made += quote_for_shell ? shell_word(value) : value;
            }
            ++next;
            ++at;
        } else {
            made += *at;
            if ((at[0] == '{' && at[1] == '{') || (at[0] == '}' && at[1] == '}')) ++at;
        }
    }
    return made;
}

LTK_DETAIL_ENGINE text format_message(char const* format, shown const* arguments, int count, bool quote_for_shell) {
    return text(text_view(format_text(format, arguments, count, quote_for_shell)));
}

}  // namespace ltk::inline v1::detail
