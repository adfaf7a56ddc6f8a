// Where values can come from, lowest first: defaults of the struct, files of the system, the user and the project, --config files,
// profiles, code (Session::configure), the environment, --set.
#pragma once

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <unistd.h>

namespace ltk::inline v1 {

/// The sources of a configuration, lowest first. All are optional.
struct ConfigLayers {
    std::vector<std::filesystem::path> system_files{};               ///< of the machine; see find_site_files()
    std::vector<std::filesystem::path> user_files{};                 ///< of the user
    std::vector<std::filesystem::path> project_files{};              ///< of the folder in which the user works
    std::vector<std::filesystem::path> files{};                      ///< --config, in the order given; "-" is standard input
    std::vector<std::string> profiles{};                             ///< --profile: names below "$profiles" of files, in the order given
    std::vector<std::string> code{};                                 ///< JSON texts, in the order given
    std::vector<std::pair<std::string, std::string>> environment{};  ///< LTK_... names and values; see ltk_environment()
    std::vector<std::string> set{};                                  ///< "fs.mount=/mnt/x"; secrets as "fs.token=@file"
};

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
inline constexpr std::array<std::string_view, 10> option_variables{"LTK_STAGE",   "LTK_JOBS", "LTK_SELECT",    "LTK_CONFIG", "LTK_PROFILE",
                                                                   "LTK_TIMEOUT", "LTK_SEED", "LTK_ISOLATION", "LTK_REPORT", "LTK_RUNS"};

}  // namespace detail

}  // namespace ltk::inline v1
