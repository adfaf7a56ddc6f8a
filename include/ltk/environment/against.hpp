// "It worked last week": a report beside an earlier one, the fingerprint, the configuration and the findings.
#pragma once

#include <ltk/config/load_file.hpp>
#include <ltk/environment/report.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <utility>

namespace ltk::inline v1 {

namespace detail {

/// "invalid", by the finding's id; of several with one id the worst.
inline std::map<std::string, std::string> verdicts(EnvironmentReport const& report) {
    std::map<std::string, std::string> all;
    for (auto const& one : report.findings) {
        auto& word = all[one.id.empty() ? one.validator : one.id];
        bool const worse = word.empty() || one.verdict == "invalid" || (one.verdict == "warning" && word == "valid");
        if (worse && one.severity != "information") word = one.verdict;
    }
    std::erase_if(all, [](auto const& one) { return one.second.empty(); });
    return all;
}

}  // namespace detail

/// Notes in `report` what is not as it was in `earlier`: facts, configured values, and verdicts of findings that both have.
/// @param name the earlier one's, for people: a run's id or a file
inline void compare_with(EnvironmentReport& report, EnvironmentReport const& earlier, std::string name) {
    report.against = std::move(name);
    report.changes = compare(earlier.fingerprint, report.fingerprint);
    // A report of version 1 holds no values, and no news is not a change.
    if (!earlier.values.empty()) detail::compare_facts("configuration", earlier.values, report.values, report.changes);
    auto const before = detail::verdicts(earlier);
    for (auto const& [id, verdict] : detail::verdicts(report))
        if (auto const known = before.find(id); known != before.end() && known->second != verdict)
            report.changes.push_back({"finding", id, known->second, verdict});
}

/// Reads the report of an earlier run or check. `given`: how the user named it. Throws ltk::Error (ltk.environment.against,
/// ltk.environment.report).
inline EnvironmentReport read_earlier_report(std::filesystem::path const& file, std::string const& given) {
    auto const loaded = detail::load_file(std::filesystem::absolute(file));  // "-" is a file here, not standard input
    if (!loaded.flaw.empty())
        throw Error("ltk.environment.against", "--against " + given + ": " + file.string() + " " + loaded.flaw +
                                                   "; name a run that LTK made, or an environment.json that `check` wrote");
    return read_environment_report(loaded.content, file.string());
}

}  // namespace ltk::inline v1
