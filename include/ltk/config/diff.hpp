// What `suite config diff RUN` prints: which values are not those of a stored run, and where both come from.
#pragma once

#include <ltk/config/describe.hpp>
#include <ltk/config/write_value.hpp>
#include <ltk/results/event.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ltk::inline v1 {

/// One key whose value is another one; a side is empty where the key does not exist.
struct ConfigDifference {
    std::string key;
    std::optional<event::Configured> then{};
    std::optional<event::Configured> now{};
};

/// The keys whose values differ, sorted; where a value comes from is no difference. Secrets are masked on both sides, so that they
/// are equal. Of a key that is told several times (a resumed run) the last counts.
inline std::vector<ConfigDifference> compare_configurations(std::vector<event::Configured> const& then,
                                                            std::vector<event::Configured> const& now) {
    std::map<std::string, ConfigDifference> by_key;
    for (auto const& one : then) by_key[one.key].then = one;
    for (auto const& one : now) by_key[one.key].now = one;
    std::vector<ConfigDifference> all;
    for (auto& [key, both] : by_key) {
        if (both.then && both.now && both.then->value == both.now->value) continue;
        both.key = key;
        all.push_back(std::move(both));
    }
    return all;
}

namespace detail {

inline std::string diff_line(char const* side, std::optional<event::Configured> const& value) {
    std::string line = std::string("  ") + side;
    if (!value) return line + "there is no such key\n";
    return line + value->value + "  (" + value->layer + (value->where.empty() ? "" : " ") + value->where + ")\n";
}

inline std::string diff_member(std::optional<event::Configured> const& value) {
    if (!value) return "null";
    std::string one = "{";
    append_member(one, "value", value->value);
    append_member(one, "layer", quote(value->layer));
    append_member(one, "where", quote(value->where));
    return one + "}";
}

}  // namespace detail

/// For people. `run`: what the stored run is called; `count`: how many values there are now.
inline std::string describe_differences(std::vector<ConfigDifference> const& all, std::string const& run, std::size_t count) {
    std::string out;
    for (auto const& one : all) out += one.key + "\n" + detail::diff_line("then  ", one.then) + detail::diff_line("now   ", one.now);
    auto const values = [](std::size_t n) { return std::to_string(n) + (n == 1 ? " value" : " values"); };
    if (all.empty()) return "All " + values(count) + " are as in run " + run + ". Secrets are not compared.\n";
    return out + "\n" + values(all.size()) + (all.size() == 1 ? " differs" : " differ") + " from run " + run +
           ". Secrets are not compared.\n";
}

/// For programs: a JSON list of {"key", "then", "now"}; a side is null where the key does not exist.
inline std::string describe_differences_json(std::vector<ConfigDifference> const& all) {
    std::string out = "[";
    for (auto const& one : all) {
        std::string entry = "{";
        detail::append_member(entry, "key", detail::quote(one.key));
        detail::append_member(entry, "then", detail::diff_member(one.then));
        detail::append_member(entry, "now", detail::diff_member(one.now));
        out += (out.size() > 1 ? ",\n  " : "\n  ") + entry + "}";
    }
    return out + (out.size() > 1 ? "\n]\n" : "]\n");
}

}  // namespace ltk::inline v1
