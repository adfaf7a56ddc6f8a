// environment.md: on what the tests ran, what the validators found, and what would put it right.
#pragma once

#include <ltk/collateral/markdown.hpp>
#include <ltk/environment/describe.hpp>

#include <string>

namespace ltk::inline v1::detail::collateral {

inline std::string environment_page(EnvironmentReport const& report) {
    namespace md = markdown;
    std::string page = "# Environment\n\n- verdict: " + md::code(report.verdict) + "\n";
    if (!report.taken.empty()) page += "- taken: " + md::text(report.taken) + "\n";
    if (!report.stage.empty()) page += "- for stage: " + md::code(report.stage) + "\n";

    page += "\n## Findings\n\n";
    if (report.findings.empty())
        page += "No validator was asked.\n";
    else
        page += md::table_head({"validator", "says", "severity", "seen"});
    std::string to_do;
    for (auto const& one : report.findings) {
        page += md::row({md::code(one.validator), md::text(word_of(one)), md::text(one.severity), md::text(one.seen)});
        if (rank_of(one) == lowest_rank || one.remedy.empty()) continue;
        to_do += "\n" + md::code(one.validator) + " saw: " + md::text(one.seen) + "\n\n" + md::block(one.remedy);
    }
    if (!to_do.empty()) page += "\n### Remedies\n" + to_do;

    page += "\n## Fingerprint\n\n";
    if (report.fingerprint.empty()) return page + "None was taken.\n";
    page += md::table_head({"fact", "value"});
    for (auto const* const part : {&report.fingerprint.hardware, &report.fingerprint.software, &report.fingerprint.configuration})
        for (auto const& [key, value] : *part) page += md::row({md::code(key), md::text(value)});
    return page;
}

}  // namespace ltk::inline v1::detail::collateral
