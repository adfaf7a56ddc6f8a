// The options that a reporter knows, checked when it is made: before anything runs.
#pragma once

#include <ltk/config/nearest.hpp>
#include <ltk/error.hpp>
#include <ltk/reporter.hpp>

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace ltk::inline v1::detail::report {

struct known_option {
    char const* name;
    std::initializer_list<char const*> values;  ///< the first one is the default; empty: any value
};

/// The run's folder as it is written into reports: absolute, so that a report of a stored run has the same bytes wherever it is
/// made.
inline std::filesystem::path folder_of(ReporterContext const& context) {
    std::error_code ignored;
    return context.run_folder.empty() ? context.run_folder : std::filesystem::absolute(context.run_folder, ignored).lexically_normal();
}

/// Throws ltk::Error "ltk.reporters.option" when an option is unknown or has a value that it cannot have.
inline void check_options(char const* reporter, ReporterContext const& context, std::initializer_list<known_option> known) {
    for (auto const& [name, value] : context.options) {
        known_option const* found = nullptr;
        std::string names;
        std::vector<std::string> all;
        for (auto const& option : known) {
            if (option.name == name) found = &option;
            all.emplace_back(option.name);
            names += std::string(names.empty() ? "" : ", ") + option.name;
        }
        std::string const where = std::string("--report ") + reporter + ": ";
        if (found == nullptr)
            throw Error("ltk.reporters.option", where + "there is no option \"" + name + "\"" + did_you_mean(name, all) + "; " +
                                                    (names.empty() ? "this reporter has none" : "it has " + names));
        if (found->values.size() == 0) continue;
        bool fits = false;
        std::string values;
        for (auto const* const each : found->values) {
            fits = fits || value == each;
            values += std::string(values.empty() ? "" : ", ") + each;
        }
        if (!fits) throw Error("ltk.reporters.option", where + "\"" + value + "\" is no value of " + name + "; write one of " + values);
    }
}

}  // namespace ltk::inline v1::detail::report
