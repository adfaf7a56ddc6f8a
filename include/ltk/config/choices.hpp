// Which struct of a choice a layer names: {"Tcp": {...}} names Tcp.
#pragma once

#include <ltk/config/config_type.hpp>
#include <ltk/config/nearest.hpp>
#include <ltk/config/raw_values.hpp>
#include <ltk/config/reading.hpp>
#include <ltk/config/words.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace ltk::inline v1::detail {

/// The alternative, with `layer` moved to its value; null, with the problem noted, when the object names none or several.
inline alternative const* alternative_of(Reading& reading, value_type const& type, located& layer) {
    if (!as_object(reading, layer, type)) return nullptr;
    auto const& given = layer.value();
    if (given.count != 1) {
        reading.problem(
            layer, "ltk.config.type",
            "an object with " + std::to_string(given.count) + " names is not " + expected_words(type) + ", of which it takes exactly one");
        return nullptr;
    }
    layer.index = given.first;
    auto const& name = layer.value().name;
    std::vector<std::string> known;
    for (std::size_t i = 0; i < type.count; ++i) {
        if (type.alternatives[i].name == name) return &type.alternatives[i];
        known.emplace_back(type.alternatives[i].name);
    }
    auto const near = did_you_mean(name, known);
    reading.problems.add(*layer.document, layer.value().name_at, "ltk.config.unknown_key", reading.key + "." + name,
                         "there is no such choice" + (near.empty() ? "; choose " + joined(known, "or") : near));
    return nullptr;
}

}  // namespace ltk::inline v1::detail
