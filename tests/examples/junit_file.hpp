// What a JUnit file says, test by test.
#pragma once

#include "run_program.hpp"

#include <pugixml.hpp>

namespace examples {

struct Case {
    std::string state;  ///< "passed", "failure", "error", "skipped"
    std::string words;  ///< everything that the report says about it
};

inline std::map<std::string, Case> cases_in(std::filesystem::path const& file) {
    pugi::xml_document document;
    auto const parsed = document.load_file(file.c_str());
    INFO(file << ": " << parsed.description());
    REQUIRE(parsed);
    std::map<std::string, Case> cases;
    for (auto const& found : document.select_nodes("//testcase")) {
        auto const node = found.node();
        Case one{"passed", ""};
        for (auto const& child : node.children()) {
            std::string const kind = child.name();
            if (kind == "failure" || kind == "error" || kind == "skipped") {
                one.state = kind;
                one.words += child.attribute("message").value() + std::string("\n") + child.text().get() + "\n";
            }
        }
        std::string const suite = node.attribute("classname").value(), name = node.attribute("name").value();
        cases.emplace(name.starts_with(suite + "/") ? name : suite + "/" + name, one);
    }
    return cases;
}

/// Those that are in this state, with their words, one a line.
inline std::string in_state(std::map<std::string, Case> const& cases, std::string const& state) {
    std::string all;
    for (auto const& [name, one] : cases)
        if (one.state == state) all += name + ": " + one.words;
    return all;
}

}  // namespace examples
