// Regular expressions for .matches(), in the syntax that Perl and ECMAScript share, so that the published schema means the same.
// Boost.Regex and not <regex>: it gives up on a pattern that would take for ever, and does not overflow the stack on a long text.
#pragma once

#include <boost/regex.hpp>

#include <locale>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>

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

/// Compares texts with patterns, and makes each pattern ready once: a list may have thousands of elements.
class Patterns {
public:
    /// Whether the whole text matches. A text that takes too many steps to compare does not, nor does any match a flawed pattern.
    /// `pattern`: lives as long as this.
    bool matches(char const* pattern, std::string_view text) {
        try {
            auto const known = ready_.find(pattern);
            auto const& ready = known != ready_.end() ? known->second : ready_.emplace(pattern, compiled_pattern(pattern)).first->second;
            return boost::regex_match(text.data(), text.data() + text.size(), ready);
        } catch (std::exception const&) {
            return false;
        }
    }

private:
    std::unordered_map<char const*, boost::regex> ready_;
};

}  // namespace ltk::inline v1::detail
