// The grammars of the formats as far as LTK uses them, strict, for machines on which no public judge is installed. Each function says
// what is wrong with a document; an empty answer is good.
#pragma once

#include <ltk/results/sanitize.hpp>

#include <algorithm>
#include <cctype>
#include <map>
#include <pugixml.hpp>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

namespace grammar {

inline std::string flaws_of_text(std::string const& text) {
    if (!ltk::is_utf8(text)) return "not UTF-8";
    for (char const c : text)
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t')) return "a control character";
    if (text.find("\xEF\xBF\xBE") != std::string::npos || text.find("\xEF\xBF\xBF") != std::string::npos) return "a noncharacter";
    return {};
}

namespace detail {
struct rule {
    std::set<std::string> children, required, optional;
};

inline std::map<std::string, rule> junit_rules(bool extended) {
    rule const result{{}, {}, {"type", "message"}};
    rule const rerun{{"stackTrace", "system-out", "system-err"}, {"type"}, {"message"}};
    std::map<std::string, rule> rules{
        {"testsuites", {{"testsuite"}, {}, {"name", "time", "tests", "failures", "errors"}}},
        {"testsuite",
         {{"testsuite", "properties", "testcase", "system-out", "system-err"},
          {"name", "tests", "failures", "errors"},
          {"group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url", "version"}}},
        {"properties", {{"property"}, {}, {}}},
        {"property", {{}, {"name", "value"}, {}}},
        {"testcase",
         {{"skipped", "error", "failure", "rerunFailure", "flakyFailure", "system-out", "system-err"},
          {"name"},
          {"time", "classname", "group"}}},
        {"failure", result},
        {"error", result},
        {"skipped", result},
        {"rerunFailure", rerun},
        {"flakyFailure", rerun},
        {"stackTrace", {}},
        {"system-out", {}},
        {"system-err", {}}};
    if (extended) {
        rules["testcase"].children.insert("properties");
        rules["testcase"].optional.insert({"file", "line", "timestamp"});
    }
    return rules;
}

inline std::string element_flaws(pugi::xml_node node, std::map<std::string, rule> const& rules) {
    auto const found = rules.find(node.name());
    if (found == rules.end()) return std::string("element ") + node.name();
    for (auto const& name : found->second.required)
        if (!node.attribute(name.c_str())) return std::string(node.name()) + " without " + name;
    for (auto const& attribute : node.attributes())
        if (found->second.required.count(attribute.name()) == 0 && found->second.optional.count(attribute.name()) == 0)
            return std::string(node.name()) + " with attribute " + attribute.name();
    if (auto const time = std::string(node.attribute("time").value());
        std::string_view(node.name()).substr(0, 9) == "testsuite" && !time.empty()) {
        auto const point = time.find('.');
        bool const digits = std::all_of(time.begin(), time.end(), [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
        if (!digits || (point != std::string::npos && time.size() - point > 4)) return "time " + time;
    }
    for (auto const& child : node.children()) {
        if (child.type() == pugi::node_pcdata) continue;
        if (child.type() != pugi::node_element) return "something that is neither element nor text";
        if (found->second.children.count(child.name()) == 0) return std::string(child.name()) + " in " + node.name();
        if (auto flaw = element_flaws(child, rules); !flaw.empty()) return flaw;
    }
    return {};
}
}  // namespace detail

/// JUnit XML that the Jenkins xunit plugin accepts; `extended` allows what other readers know besides.
inline std::string junit_flaws(std::string const& text, bool extended) {
    if (auto flaw = flaws_of_text(text); !flaw.empty()) return flaw;
    for (std::size_t at = text.find('&'); at != std::string::npos; at = text.find('&', at + 1)) {
        auto const entity = text.substr(at, text.find(';', at) - at + 1);
        static std::set<std::string> const known{"&amp;", "&lt;", "&gt;", "&quot;", "&#9;", "&#10;", "&#13;"};
        if (known.count(entity) == 0) return "entity " + entity.substr(0, 20);
    }
    if (text.find("<![CDATA[") != std::string::npos) return "CDATA";
    pugi::xml_document document;
    auto const parsed = document.load_string(text.c_str(), pugi::parse_full | pugi::parse_ws_pcdata);
    if (!parsed) return parsed.description();
    auto const root = document.document_element();
    if (std::string_view(root.name()) != "testsuites") return "another root";
    return detail::element_flaws(root, detail::junit_rules(extended));
}

/// A flat TAP stream: version, plan, points with their blocks, comments, at most one bail-out at the end.
inline std::string tap_flaws(std::string const& text, int version) {
    if (auto flaw = flaws_of_text(text); !flaw.empty()) return flaw;
    if (text.find('\x7f') != std::string::npos) return "a DEL";  // XML allows it, YAML does not
    std::istringstream lines(text);
    std::string line;
    std::getline(lines, line);
    if (line != "TAP version " + std::to_string(version)) return "first line: " + line;
    long planned = -1;
    long points = 0;
    bool in_block = false;
    bool block_may_follow = false;
    bool bailed = false;
    while (std::getline(lines, line)) {
        if (bailed) return "behind the bail-out: " + line;
        auto const starts = [&](std::string_view with) { return line.compare(0, with.size(), with) == 0; };
        if (in_block) {
            if (line == "  ...")
                in_block = false;
            else if (!starts("  ") || line == "  ---")
                return "in a block: " + line;
            continue;
        }
        bool const follows = std::exchange(block_may_follow, false);
        if (starts("1..")) {
            if (planned >= 0 || points != 0) return "plan: " + line;
            planned = std::stol(line.substr(3));
        } else if (starts("ok ") || starts("not ok ")) {
            auto const number = "ok " + std::to_string(++points) + " - ";
            if (line.compare(starts("ok ") ? 0 : 4, number.size(), number) != 0) return "point " + std::to_string(points) + ": " + line;
            auto const text_of = line.substr(line.find(" - ") + 3);
            auto const hash = text_of.find(" #");
            if (hash != std::string::npos && text_of.compare(hash, 7, " # SKIP") != 0 && text_of.compare(hash, 7, " # TODO") != 0)
                return "directive: " + line;
            block_may_follow = true;
        } else if (line == "  ---") {
            if (!follows) return "a block that belongs to no point";
            in_block = true;
        } else if (starts("Bail out! ")) {
            bailed = true;
        } else if (!starts("# ")) {
            return "line: " + line;
        }
    }
    if (in_block) return "an open block";
    if (planned < 0) return "no plan";
    if (points != planned) return "plan " + std::to_string(planned) + ", points " + std::to_string(points);
    return {};
}

}  // namespace grammar
