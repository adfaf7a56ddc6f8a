// What a user asks for with --report: which reporter, where to, with which options.
#pragma once

#include <ltk/error.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1 {

/// A report to be made.
struct ReportRequest {
    std::string name;                            ///< of the reporter: "junit"
    std::filesystem::path target;                ///< file; relative to the current directory; empty: standard output
    std::map<std::string, std::string> options;  ///< "dialect" -> "extended"
};

/// A request from code: ltk::reporter("junit", "out.xml", {{"dialect", "extended"}}).
inline ReportRequest reporter(std::string name, std::filesystem::path target = {}, std::map<std::string, std::string> options = {}) {
    return {std::move(name), std::move(target), std::move(options)};
}

/// Reads `NAME[:TARGET][,KEY=VALUE ...]`: "junit", "junit:out.xml", "junit:out.xml,dialect=extended", "tap,version=13", "tap:-" (standard
/// output, as without a target). A comma that belongs to the target is doubled. Throws Error "ltk.report.request".
inline ReportRequest parse_report(std::string_view text) {
    auto const refuse = [text](std::string const& what) -> ReportRequest {
        throw Error("ltk.report.request",
                    "--report " + std::string(text) + ": " + what + "; write NAME, NAME:FILE or NAME:FILE,OPTION=VALUE");
    };
    std::vector<std::string> parts(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != ',') {
            parts.back() += text[i];
        } else if (i + 1 < text.size() && text[i + 1] == ',') {
            parts.back() += text[i++];
        } else {
            parts.emplace_back();
        }
    }
    ReportRequest request;
    std::string const& head = parts.front();
    std::size_t const colon = head.find(':');
    request.name = head.substr(0, colon);
    if (request.name.empty()) return refuse("the name of a reporter is missing");
    if (colon != std::string::npos) {
        request.target = head.substr(colon + 1);
        if (request.target.empty()) return refuse("a file is missing behind the colon (`-` is standard output)");
        if (request.target == "-") request.target.clear();
    }
    for (std::size_t i = 1; i < parts.size(); ++i) {
        std::size_t const equals = parts[i].find('=');
        if (equals == std::string::npos || equals == 0)
            return refuse("\"" + parts[i] + "\" is no option" +
                          (colon == std::string::npos ? "" : " (a comma in a file's name is written twice)"));
        if (!request.options.emplace(parts[i].substr(0, equals), parts[i].substr(equals + 1)).second)
            return refuse("the option \"" + parts[i].substr(0, equals) + "\" is given twice");
    }
    return request;
}

}  // namespace ltk::inline v1
