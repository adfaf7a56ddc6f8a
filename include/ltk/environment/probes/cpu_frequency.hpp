// How the kernel sets the processors' clock: a policy that saves power makes numbers of performance tests wander.
#pragma once

#include <ltk/environment/probes/files.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace ltk::inline v1 {

/// The policies of all processors, each once. Virtual machines have none.
struct FrequencyFacts {
    std::string driver;                  ///< "intel_pstate", "acpi-cpufreq"
    std::vector<std::string> governors;  ///< "performance", "powersave"; empty: the clock is not ours to set
    std::optional<bool> turbo;           ///< may go faster than the rated clock while it is cool; nothing: not known
};

inline FrequencyFacts probe_cpu_frequency(std::string const& tree = "") {
    FrequencyFacts facts;
    auto const cpu = tree + "/sys/devices/system/cpu";
    for (auto const& policy : detail::names_in(cpu + "/cpufreq")) {
        if (!policy.starts_with("policy")) continue;
        if (facts.driver.empty()) facts.driver = detail::line_of(cpu + "/cpufreq/" + policy + "/scaling_driver");
        auto governor = detail::line_of(cpu + "/cpufreq/" + policy + "/scaling_governor");
        if (!governor.empty() && std::find(facts.governors.begin(), facts.governors.end(), governor) == facts.governors.end())
            facts.governors.push_back(std::move(governor));
    }
    std::sort(facts.governors.begin(), facts.governors.end());
    if (auto const off = detail::line_of(cpu + "/intel_pstate/no_turbo"); !off.empty()) facts.turbo = off == "0";
    if (auto const on = detail::line_of(cpu + "/cpufreq/boost"); !on.empty()) facts.turbo = on == "1";
    return facts;
}

}  // namespace ltk::inline v1
