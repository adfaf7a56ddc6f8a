// The environment report: can we test here, what was found, what kind of machine is it? Stored as environment.json; its published
// schema (docs/schema/environment.schema.json) is generated from this struct.
#pragma once

#include <ltk/environment/compare.hpp>
#include <ltk/environment/document.hpp>
#include <ltk/environment/fingerprint.hpp>
#include <ltk/results/event.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1 {

/// One attempt to put something right (`check --fix`).
struct FixTried {
    std::string validator;
    std::string id;       ///< of the finding
    std::string command;  ///< as it was shown
    int status = 0;       ///< exit code; 128 and the signal when one ended it; -1 when it did not start or took too long
    std::string output;   ///< its end
    double elapsed = 0;   ///< seconds
};

/// What validators said and what the machine is. Fields are only ever added; version 1 had the fingerprint in one map.
struct EnvironmentReport {
    std::string format = "ltk.environment";
    int version = 2;      ///< of this format; of a report that was read, the one that it was written in
    std::string verdict;  ///< "valid", "warning", "invalid"; "unknown" when no validator was asked
    std::string taken;    ///< wall clock, UTC, RFC 3339
    std::string stage;    ///< for which it was validated; "" for none
    std::vector<event::FindingReported> findings;
    Fingerprint fingerprint;                         ///< see environment/fingerprint.hpp for the keys
    std::map<std::string, std::string> values{};     ///< effective configuration: "fs.mount" = its JSON; secrets are "******"
    std::vector<FixTried> fixes{};                   ///< in the order in which they were tried; findings are those afterwards
    std::vector<event::EnvironmentDrifted> drift{};  ///< facts that were others when the run had ended
    std::string against{};                           ///< run or file that it was compared with; "" for none
    std::vector<FactChange> changes{};               ///< since then
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

namespace detail {

/// What version 1 wrote: the facts in one map.
struct EnvironmentReport1 {
    std::string format = "ltk.environment";
    int version = 1;
    std::string verdict;
    std::string taken;
    std::string stage;
    std::vector<event::FindingReported> findings;
    std::map<std::string, std::string> fingerprint;
};

/// What every version has.
struct EnvironmentReportHead {
    std::string format = "ltk.environment";
    int version = EnvironmentReport{}.version;
    std::vector<event::FindingReported> findings;
};

}  // namespace detail

/// Reads environment.json, also of older versions. `file` is its name for messages. Throws ltk::Error (ltk.environment.report).
inline EnvironmentReport read_environment_report(std::string_view json, std::string const& file = "environment.json") {
    std::string const id = "ltk.environment.report";
    if (detail::read_document<detail::EnvironmentReportHead>(json, file, id).version != 1)
        return detail::read_document<EnvironmentReport>(json, file, id);
    auto const old = detail::read_document<detail::EnvironmentReport1>(json, file, id);
    EnvironmentReport made;
    made.version = 1;
    made.verdict = old.verdict;
    made.taken = old.taken;
    made.stage = old.stage;
    made.findings = old.findings;
    made.fingerprint = in_parts(old.fingerprint);
    return made;
}

/// The schema of environment.json, as it is published.
inline std::string environment_schema() {
    return detail::document_schema<EnvironmentReport>("environment", "What validators found and what the machine is.");
}

}  // namespace ltk::inline v1
