// The files that say what is true of a machine, a user and a project, found where each has its place. All of them apply.
#pragma once

#include <ltk/config/layers.hpp>
#include <ltk/error.hpp>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

namespace ltk::inline v1 {

/// Where site files are looked for; an empty path is looked for nowhere.
struct SitePlaces {
    std::filesystem::path system = "/etc/ltk";  ///< folder of site.json (or site.toml) of the machine
    std::filesystem::path user{};               ///< the same of the user
    std::filesystem::path project{};            ///< the folder from which ltk-site.json is looked for, upward

    /// Those of this process: $XDG_CONFIG_HOME/ltk (~/.config/ltk without that variable) and the working directory.
    static SitePlaces of_process() {
        SitePlaces places;
        auto const absolute = [](char const* text) { return text != nullptr && *text == '/'; };
        if (auto const* const config = std::getenv("XDG_CONFIG_HOME"); absolute(config))
            places.user = std::filesystem::path(config) / "ltk";
        else if (auto const* const home = std::getenv("HOME"); absolute(home))
            places.user = std::filesystem::path(home) / ".config/ltk";
        std::error_code ignored;
        places.project = std::filesystem::current_path(ignored);
        return places;
    }
};

namespace detail {

/// `stem`.json or .toml of a folder, if there is one. Throws Error "ltk.config.file" when both are there.
inline std::vector<std::filesystem::path> site_file_in(std::filesystem::path const& folder, char const* stem) {
    std::vector<std::filesystem::path> found;
    std::error_code ignored;
    for (char const* const extension : {".json", ".toml"}) {
        auto file = folder / (std::string(stem) + extension);
        if (std::filesystem::exists(file, ignored)) found.push_back(std::move(file));
    }
    if (found.size() > 1)
        throw Error("ltk.config.file", found[0].string() + " and " + found[1].string() +
                                           " are both there, and only one can be the site file; put what they say into one of them");
    return found;
}

}  // namespace detail

/// Adds the site files that exist to their layers: site.json of the system and of the user, and the ltk-site.json that is nearest
/// when one looks upward from the working directory. A folder above it that everybody may write to (/tmp) is not looked into:
/// anybody could have put a file there. Throws Error "ltk.config.file" when a place has a JSON file and a TOML file.
inline void find_site_files(ConfigLayers& layers, SitePlaces const& places = SitePlaces::of_process()) {
    if (!places.system.empty()) layers.system_files = detail::site_file_in(places.system, "site");
    if (!places.user.empty()) layers.user_files = detail::site_file_in(places.user, "site");
    if (places.project.empty()) return;
    std::error_code failed;
    bool const here = places.project == std::filesystem::current_path(failed);
    for (auto folder = places.project;; folder = folder.parent_path()) {
        bool const first = folder == places.project;
        auto const permissions = std::filesystem::status(folder, failed).permissions();
        bool const anybodys = !first && (failed || (permissions & std::filesystem::perms::others_write) != std::filesystem::perms::none);
        // What lies in the working directory is called by its name alone.
        if (!anybodys) layers.project_files = detail::site_file_in(first && here ? std::filesystem::path() : folder, "ltk-site");
        if (!layers.project_files.empty() || folder == folder.parent_path()) return;
    }
}

}  // namespace ltk::inline v1
