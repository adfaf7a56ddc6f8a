// The environment report: can we test here, what was found, what kind of machine is it? Stored as environment.json; its published
// schema (docs/schema/environment.schema.json) is generated from this struct.
#pragma once

#include <ltk/environment/document.hpp>
#include <ltk/results/event.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1 {

/// What validators said and what the machine is. Fields are only ever added.
struct EnvironmentReport {
    std::string format = "ltk.environment";
    int version = 1;      ///< of this format
    std::string verdict;  ///< "valid", "warning", "invalid"; "unknown" when no validator was asked
    std::string taken;    ///< wall clock, UTC, RFC 3339
    std::string stage;    ///< for which it was validated; "" for none
    std::vector<event::FindingReported> findings;
    std::map<std::string, std::string> fingerprint;  ///< see environment/fingerprint.hpp for the keys
};

/// What findings come to: "invalid" when a required validator found something invalid, "warning" when anything else is not as it
/// should be, "unknown" when there are none. Findings of severity "information" are facts and change nothing.
inline std::string verdict_of(std::vector<event::FindingReported> const& findings) {
    if (findings.empty()) return "unknown";
    std::string verdict = "valid";
    for (auto const& one : findings) {
        if (one.severity == "information" || one.verdict == "valid") continue;
        if (one.verdict == "invalid" && one.severity != "advised") return "invalid";
        verdict = "warning";
    }
    return verdict;
}

/// The text of environment.json.
inline std::string to_json(EnvironmentReport const& report) { return detail::write_document(report); }

/// Reads environment.json, also of older versions. `file` is its name for messages. Throws ltk::Error (ltk.environment.report).
inline EnvironmentReport read_environment_report(std::string_view json, std::string const& file = "environment.json") {
    return detail::read_document<EnvironmentReport>(json, file, "ltk.environment.report");
}

/// The schema of environment.json, as it is published.
inline std::string environment_schema() {
    return detail::document_schema<EnvironmentReport>("environment", "What validators found and what the machine is.");
}

}  // namespace ltk::inline v1
