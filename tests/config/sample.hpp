// A configuration with every kind of field, for the tests of this room, and a registry that holds it.
#pragma once

#include <ltk/config.hpp>
#include <ltk/config/configuration.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <stdlib.h>

namespace sample {

using namespace ltk::literals;

enum class backend { ldiskfs, zfs };

struct Limits {
    std::int16_t jobs = 4;
    double ratio = 0.5;
};
struct Ost {
    std::uint16_t index = 0;
    ltk::bytes size = 1_GiB;
};
struct Tls {
    std::uint16_t port = 443;
    std::filesystem::path certificate;
    ltk::secret<std::string> password;
};

struct Filesystem {
    std::filesystem::path mount = "/mnt/lustre";
    std::string type = "any";
    ltk::bytes min_free = 64_MiB;
    ltk::duration recovery = 300_s;
    ltk::version server;
    std::vector<std::string> clients;
    ltk::secret<std::string> token;
    backend disk = backend::ldiskfs;
    Limits limits;
    std::map<std::string, std::string> options{{"flock", "yes"}};
    std::vector<Ost> osts;
    std::optional<Tls> tls;
    std::optional<ltk::bytes> quota;
    std::set<int> ports;
    std::array<int, 2> stripe{1, -1};
    bool verbose = false;
    std::chrono::milliseconds ping{500};
    std::optional<std::string> note;
    ltk::secret<int> pin;
};

inline bool is_even(std::int16_t const& jobs) { return jobs % 2 == 0; }

inline constexpr auto declaration = ltk::describe_config<Filesystem>(
    ltk::field(&Filesystem::mount, "directory under test").under_test().non_empty(),
    ltk::field(&Filesystem::type, "type of the file system").one_of({"any", "lustre", "ext4"}),
    ltk::field(&Filesystem::min_free, "free space the suites need").at_least(1_MiB).at_most(1_TiB),
    ltk::field(&Filesystem::recovery, "how long recovery may take").at_least(1_s),
    ltk::field(&Filesystem::server, "version of the servers").at_least("2.12"),
    ltk::field(&Limits::jobs, "processes at the same time").at_least(0).check(&is_even, "must be even"),
    ltk::field(&Limits::ratio, "").at_most(1), ltk::field(&Ost::size, "size of the target").at_least(1_GiB),
    ltk::field(&Filesystem::quota, "limit of a user").at_least(1_MiB),
    ltk::field(&Filesystem::disk, "what the targets are made of").one_of({backend::ldiskfs, backend::zfs}),
    ltk::field(&Filesystem::token, "for the management server"));

struct Lab {
    int racks = 1;
};
inline constexpr auto lab_declaration = ltk::describe_config<Lab>();

/// The message of the error that these layers give; "" when they give none.
inline std::string complaint_of(ltk::Registry const& registry, ltk::ConfigLayers const& layers) {
    try {
        ltk::Configuration::resolve(registry, layers);
    } catch (ltk::Error const& error) {
        return error.what();
    }
    return {};
}

/// A registry of its own; records as long-lived as it.
struct Declared {
    ltk::Registry registry;
    ltk::ConfigRecord fs{};
    ltk::ConfigRecord lab{};
    Declared() {
        ltk::declare::configuration(registry, fs, "fs", declaration, {"site.cpp", 12});
        ltk::declare::configuration(registry, lab, "site.lab", lab_declaration, {"lab.cpp", 3});
    }
    ltk::Configuration resolve(ltk::ConfigLayers const& layers = {}) const { return ltk::Configuration::resolve(registry, layers); }
    std::string complaint(ltk::ConfigLayers const& layers) const { return complaint_of(registry, layers); }
    std::string complaint_id(ltk::ConfigLayers const& layers) const {
        try {
            resolve(layers);
        } catch (ltk::Error const& error) {
            return error.id();
        }
        return {};
    }
};

/// One for all tests of a program: a configuration must not outlive its registry.
inline Declared const& declared() {
    static Declared const one;
    return one;
}

inline ltk::ConfigLayers code(std::string json) {
    ltk::ConfigLayers layers;
    layers.code.push_back(std::move(json));
    return layers;
}
inline ltk::ConfigLayers set(std::string argument) {
    ltk::ConfigLayers layers;
    layers.set.push_back(std::move(argument));
    return layers;
}
inline ltk::ConfigLayers variable(std::string name, std::string value) {
    ltk::ConfigLayers layers;
    layers.environment.emplace_back(std::move(name), std::move(value));
    return layers;
}

inline ltk::ConfigValue value(ltk::Configuration const& configuration, std::string_view key) {
    for (auto const& one : configuration.details())
        if (one.key == key) return one;
    throw ltk::Error("test", "no value " + std::string(key));
}

/// A folder that goes away again.
class Folder {
public:
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "ltk-config-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) throw ltk::Error("test", "no temporary folder");
        path_ = pattern;
    }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    std::filesystem::path file(std::string const& name, std::string_view content) const {
        std::ofstream(path_ / name, std::ios::binary) << content;
        return path_ / name;
    }
    std::filesystem::path const& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace sample
