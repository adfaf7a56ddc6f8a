// The suite `site` as a person calls it in a folder of its own.
#pragma once

#include <support/run_program.hpp>

#include <map>
#include <string>

inline support::Ended site(support::Workplace const& place, support::strings const& arguments,
                           std::map<std::string, std::string> const& environment = {}) {
    return support::run(place, "site", {arguments, environment});
}
