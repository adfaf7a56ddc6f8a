// Programs that tests call: where they are, and which version they say they are.
#pragma once

#include <ltk/declare/version.hpp>
#include <ltk/environment/probes/program.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1 {

/// A program of the system.
struct ToolFacts {
    std::string name;
    std::string path;      ///< where it was found; "" when it is not there
    ltk::version version;  ///< unknown when it does not tell
    std::string said;      ///< the first line that it printed when asked
    bool hung = false;     ///< it, or the directory that holds it, did not answer in time

    explicit operator bool() const noexcept { return !path.empty(); }
};

namespace detail {

/// The first version in what a tool prints: a dotted number that is no part of a word ("fio-3.33", "version 5.2.15(1)-release"), else
/// the first bare number behind the tool's name ("less 590"). "" when there is none.
inline std::string version_in(std::string_view output) {
    auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
    auto const is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    std::string_view bare;
    for (std::size_t at = 0; at < output.size();) {
        if (!is_digit(output[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        bool dotted = false;
        while (end < output.size()) {
            char const c = output[end];
            bool const between = (c == '.' || c == '-' || c == '_' || c == '~' || c == '+') && end + 1 < output.size() &&
                                 (is_digit(output[end + 1]) || is_letter(output[end + 1]));
            if (!is_digit(c) && !is_letter(c) && !between) break;
            dotted = dotted || (c == '.' && is_digit(output[end + 1]) && is_digit(output[end - 1]));
            ++end;
        }
        bool const has_v = at != 0 && (output[at - 1] == 'v' || output[at - 1] == 'V');
        std::size_t const before = has_v ? at - 1 : at;
        bool const in_word = before != 0 && (is_letter(output[before - 1]) || is_digit(output[before - 1]) || output[before - 1] == '.');
        auto const found = output.substr(at, end - at);
        if (dotted && !in_word) return std::string(found);
        bool const plain = found.find_first_not_of("0123456789") == std::string_view::npos;
        if (bare.empty() && plain && !in_word && before != 0 && output[before - 1] == ' ') bare = found;
        at = end;
    }
    return std::string(bare);
}

}  // namespace detail

/// Looks for a program in PATH and the administrator's directories (or takes a path), and asks it for its version.
/// @param arguments what it is asked with; {} only looks whether it is there
/// @param deadline for both together
inline ToolFacts probe_tool(std::string const& name, std::vector<std::string> const& arguments = {"--version"},
                            duration deadline = duration::seconds(5)) {
    ToolFacts facts;
    facts.name = name;
    if (arguments.empty()) {
        auto const found = detail::find_program(name, deadline);
        facts.hung = found.hung;
        if (found) facts.path = found->text;
        return facts;
    }
    std::vector<std::string> command{name};
    command.insert(command.end(), arguments.begin(), arguments.end());
    auto const result = detail::run_program(command, deadline);
    facts.path = result.path;
    facts.hung = result.hung;
    for (auto const line : detail::split(result.output, '\n'))
        if (facts.said.empty()) facts.said = detail::tidy(line);
    facts.version = ltk::version(detail::version_in(result.output).c_str());
    return facts;
}

}  // namespace ltk::inline v1
