// Regular expressions for .matches(), in the syntax that Perl and ECMAScript share, so that the published schema means the same.
// Boost.Regex and not <regex>: it gives up on a pattern that would take for ever, and does not overflow the stack on a long text.
#pragma once

#include <boost/regex.hpp>

#include <locale>
#include <stdexcept>
#include <string>
#include <string_view>

namespace ltk::inline v1::detail {

inline boost::regex compiled_pattern(std::string_view pattern) {
    boost::regex made;
    made.imbue(std::locale::classic());
    made.assign(pattern.data(), pattern.data() + pattern.size(), boost::regex::perl);
    return made;
}

/// Why a pattern is none; empty when it is one.
inline std::string pattern_flaw(std::string_view pattern) {
    try {
        compiled_pattern(pattern);
    } catch (std::exception const& flaw) {
        return flaw.what();
    }
    return {};
}

/// Whether the whole text matches. A text that takes too many steps to compare does not.
inline bool matches_pattern(std::string_view pattern, std::string_view text) {
    try {
        return boost::regex_match(text.data(), text.data() + text.size(), compiled_pattern(pattern));
    } catch (std::exception const&) {
        return false;
    }
}

}  // namespace ltk::inline v1::detail
