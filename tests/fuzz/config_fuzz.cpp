// Fuzz target: any bytes as a configuration file and, behind a NUL, as an argument of --set. Either they are refused with an
// ltk::Error, or what they give is written as a layer that gives the same.
#include <config/site_sample.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const all(reinterpret_cast<char const*>(data), size);
    if (all.find("include") != std::string_view::npos) return 0;  // what other files hold is no property of these bytes
    auto const end = all.find('\0');
    ltk::ConfigLayers layers;
    layers.code.emplace_back(all.substr(0, end));
    if (end != std::string_view::npos) layers.set.emplace_back(all.substr(end + 1));
    std::string first;
    try {
        first = ltk::Configuration::resolve(sample::cluster_registry(), layers).to_json(true);
    } catch (ltk::Error const& refused) {
        if (std::string_view(refused.id()).substr(0, 11) != "ltk.config." || *refused.what() == '\0') std::abort();
        return 0;
    }
    ltk::ConfigLayers again;
    again.code.push_back(first);
    auto const second = ltk::Configuration::resolve(sample::cluster_registry(), again).to_json(true);
    if (second == first) return 0;
    std::fprintf(stderr, "written:\n%s\nread and written again:\n%s\n", first.c_str(), second.c_str());
    std::abort();
}
