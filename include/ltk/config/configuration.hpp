// The effective configuration: the objects that tests get, and for each value where it comes from.
#pragma once

#include <ltk/config/config_object.hpp>
#include <ltk/config/keys.hpp>
#include <ltk/config/layers.hpp>
#include <ltk/config/masker.hpp>
#include <ltk/config/profiles.hpp>
#include <ltk/config/reader.hpp>
#include <ltk/declare/identity.hpp>
#include <ltk/declare/registry.hpp>
#include <ltk/results/event.hpp>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ltk::inline v1 {

/// One effective value and everything that is known about it. Secrets are "******" wherever they are text.
struct ConfigValue {
    std::string key;            ///< "fs.mount"
    std::string value;          ///< JSON text
    std::string default_value;  ///< JSON text
    std::string layer;          ///< as in event::Configured
    std::string where;          ///< "site.json:7:18"; "" for defaults
    std::string environment;    ///< "LTK_FS__MOUNT"
    std::string description;
    std::string takes;                                          ///< its type, in words
    std::vector<std::string> rules;                             ///< limits, in words
    std::vector<std::pair<std::string, std::string>> replaced;  ///< layer and place of what it replaced, nearest first
    source declared{};
    bool secret = false;  ///< it is one, or one can be in it
    bool under_test = false;
    bool takes_source = false;  ///< "@FILE" can stand for it
};

/// Values of all configurations of a registry. Movable; owns its objects; several can exist. Reading is thread-safe.
class Configuration {
public:
    /// One without any values.
    Configuration() = default;
    Configuration(Configuration const&) = delete;
    Configuration& operator=(Configuration const&) = delete;
    Configuration(Configuration&&) noexcept = default;
    Configuration& operator=(Configuration&&) noexcept = default;

    /// Reads all layers. Throws ltk::Error that tells all problems at once, each with its place.
    static Configuration resolve(Registry const& registry, ConfigLayers const& layers);

    /// The object of a configuration's type; null when none is declared. Valid as long as this configuration.
    void const* object(type_identity const& type) const noexcept {
        for (auto const& one : objects_)
            if (one.record->type == type) return one.memory.get();
        return nullptr;
    }
    /// Whether a configuration of this type is declared.
    bool has(type_identity const& type) const noexcept { return object(type) != nullptr; }
    /// The object of type T; null when none is declared.
    template <class T>
    T const* find() const noexcept {
        return static_cast<T const*>(object(type_of<T>));
    }

    /// Every value, ordered by the keys of configurations and, inside, as the struct is.
    std::vector<event::Configured> values() const;
    /// The same with all that is known about them. Made anew by each call.
    std::vector<ConfigValue> details() const;
    /// What is worth a word but wrong in nothing: unknown LTK_ variables, names that have changed, masked
    /// secrets in files.
    std::vector<std::string> const& warnings() const noexcept { return warnings_; }
    /// The profiles that the files define, sorted by name.
    std::vector<ConfigProfile> const& profiles() const noexcept { return profiles_; }
    /// The values of secrets, wherever they come from, for whoever masks output; never to be shown. Those that are too short to be
    /// searched for (Masker::shortest) are left out.
    std::vector<std::string> const& secrets() const noexcept { return secrets_; }
    /// Hides them in text; as long-lived as this configuration stays where it is.
    Masker const& masker() const noexcept { return masker_; }

    /// A JSON object with all values, that can be a layer again: `reveal_secrets` only for another process's eyes.
    std::string to_json(bool reveal_secrets) const;

    /// The path that is marked as the directory under test; nothing when none is, or more than one.
    std::optional<std::filesystem::path> under_test() const {
        auto const all = all_under_test();
        if (all.size() != 1) return std::nullopt;
        return all.front().second;
    }
    /// Key and path of every field that is marked so.
    std::vector<std::pair<std::string, std::filesystem::path>> all_under_test() const;

private:
    struct owned_object {
        ConfigRecord const* record;
        detail::config_object memory;
        std::vector<detail::read_field> fields;  // they point into the object
    };

    std::vector<owned_object> objects_;
    std::vector<std::string> warnings_;
    std::vector<std::string> secrets_;
    Masker masker_;
    std::vector<ConfigProfile> profiles_;
};

}  // namespace ltk::inline v1

#include <ltk/config/resolve.hpp>
#include <ltk/config/values.hpp>
