// The distribution: os-release(5), which every current one has.
#pragma once

#include <ltk/declare/version.hpp>
#include <ltk/environment/probes/files.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1 {

/// Which distribution this is.
struct OsFacts {
    std::string name;               ///< for people: "Rocky Linux 9.5 (Blue Onyx)"
    std::string id;                 ///< for programs: "rocky", "debian"
    std::vector<std::string> like;  ///< ids of what it is built from, nearest first: "rhel", "centos", "fedora"
    ltk::version version;           ///< 9.5; unknown for a rolling release

    /// Whether it is this distribution or built from it: "rhel" is true on Rocky Linux.
    bool is(std::string_view wanted) const { return id == wanted || std::find(like.begin(), like.end(), wanted) != like.end(); }
};

namespace detail {

/// A value of os-release(5): quotes and backslashes are a shell's.
inline std::string unquoted(std::string_view value) {
    std::string text;
    char quote = '\0';
    for (std::size_t i = 0; i < value.size(); ++i) {
        char const c = value[i];
        if (quote == '\0' && (c == '"' || c == '\''))
            quote = c;
        else if (c == quote)
            quote = '\0';
        else if (c == '\\' && quote != '\'' && i + 1 < value.size())
            text += value[++i];
        else
            text += c;
    }
    return text;
}

}  // namespace detail

/// Reads /etc/os-release, else /usr/lib/os-release. Empty when there is neither.
inline OsFacts probe_os(std::string const& tree = "") {
    auto release = detail::small_file(tree + "/etc/os-release");
    if (release.empty()) release = detail::small_file(tree + "/usr/lib/os-release");
    auto const value = [&release](std::string_view key) { return detail::tidy(detail::unquoted(detail::value_behind(release, key, '='))); };
    OsFacts facts;
    facts.name = value("PRETTY_NAME");
    facts.id = value("ID");
    auto const like = value("ID_LIKE");
    for (auto const one : detail::words_of(like)) facts.like.emplace_back(one);
    facts.version = ltk::version(value("VERSION_ID").c_str());
    return facts;
}

}  // namespace ltk::inline v1
