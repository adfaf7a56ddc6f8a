// Where values can come from, lowest first: defaults of the struct, the site file, --config files, code (Session::configure), the
// environment, --set.
#pragma once

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <unistd.h>

namespace ltk::inline v1 {

/// The sources of a configuration. All are optional.
struct ConfigLayers {
    std::vector<std::filesystem::path> site_files{};                 ///< lowest first; see default_site_files()
    std::vector<std::filesystem::path> files{};                      ///< --config, in the order given; "-" is standard input
    std::vector<std::pair<std::string, std::string>> environment{};  ///< LTK_... names and values; see ltk_environment()
    std::vector<std::string> set{};                                  ///< "fs.mount=/mnt/x"; secrets as "fs.token=@file"
    std::vector<std::string> code{};                                 ///< JSON texts, in the order given
};

/// The site file: the first that exists of ./ltk-site.json, $XDG_CONFIG_HOME/ltk/site.json (~/.config/ltk/site.json without that
/// variable) and /etc/ltk/site.json; empty when there is none.
inline std::vector<std::filesystem::path> default_site_files() {
    std::vector<std::filesystem::path> candidates{"ltk-site.json"};
    auto const absolute = [](char const* text) { return text != nullptr && *text == '/'; };
    if (auto const* const config = std::getenv("XDG_CONFIG_HOME"); absolute(config))
        candidates.emplace_back(std::filesystem::path(config) / "ltk/site.json");
    else if (auto const* const home = std::getenv("HOME"); absolute(home))
        candidates.emplace_back(std::filesystem::path(home) / ".config/ltk/site.json");
    candidates.emplace_back("/etc/ltk/site.json");
    for (auto& candidate : candidates) {
        std::error_code ignored;
        if (std::filesystem::exists(candidate, ignored)) return {std::move(candidate)};
    }
    return {};
}

/// The variables of this process's environment that begin with LTK_, sorted by name.
inline std::vector<std::pair<std::string, std::string>> ltk_environment() {
    std::vector<std::pair<std::string, std::string>> all;
    for (char** at = environ; at != nullptr && *at != nullptr; ++at) {
        std::string_view const variable = *at;
        auto const equals = variable.find('=');
        if (variable.substr(0, 4) == "LTK_" && equals != std::string_view::npos)
            all.emplace_back(variable.substr(0, equals), variable.substr(equals + 1));
    }
    std::sort(all.begin(), all.end());
    return all;
}

namespace detail {

/// Variables that are options of the command line and no keys.
inline constexpr std::array<std::string_view, 9> option_variables{"LTK_STAGE", "LTK_JOBS",      "LTK_SELECT", "LTK_CONFIG", "LTK_TIMEOUT",
                                                                  "LTK_SEED",  "LTK_ISOLATION", "LTK_REPORT", "LTK_RUNS"};

}  // namespace detail

}  // namespace ltk::inline v1
