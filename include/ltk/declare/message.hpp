// Messages with "{}" holes whose number is checked when the author's source is compiled; the engine does the formatting.
#pragma once

#include <ltk/declare/show.hpp>
#include <ltk/declare/text.hpp>

namespace ltk::inline v1 {

namespace detail {

// The names below are what the author reads in the compiler's error.
void the_message_has_another_number_of_holes_than_arguments();
void the_message_has_a_single_brace_write_two_to_show_one();

consteval int holes(char const* format) {
    int found = 0;
    for (char const* at = format; *at != '\0'; ++at) {
        if (at[0] == '{' && at[1] == '{')
            ++at;
        else if (at[0] == '}' && at[1] == '}')
            ++at;
        else if (at[0] == '{' && at[1] == '}') {
            ++found;
            ++at;
        } else if (at[0] == '{' || at[0] == '}')
            the_message_has_a_single_brace_write_two_to_show_one();
    }
    return found;
}

template <int Arguments>
struct counted_format {
    char const* text;
    consteval counted_format(char const* literal) : text(literal) {
        if (holes(literal) != Arguments) the_message_has_another_number_of_holes_than_arguments();
    }
};

/// Puts the arguments into the holes; `quote_for_shell` wraps each as one word of a POSIX shell.
text format_message(char const* format, shown const* arguments, int count, bool quote_for_shell = false);

}  // namespace detail

/// A format literal for exactly as many arguments as follow it.
template <class... A>
using message_format = detail::counted_format<static_cast<int>(sizeof...(A))>;

/// The text of a message.
template <class... A>
text format(message_format<A...> literal, A const&... arguments) {
    shown const all[] = {show(arguments)..., shown{}};
    return detail::format_message(literal.text, all, static_cast<int>(sizeof...(A)));
}

}  // namespace ltk::inline v1
