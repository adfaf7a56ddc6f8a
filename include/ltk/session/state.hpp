// What a session holds between calls, and the facts about the program that every run notes.
#pragma once

#include <ltk/about.hpp>
#include <ltk/config/configuration.hpp>
#include <ltk/drive/files.hpp>
#include <ltk/environment/fingerprint.hpp>
#include <ltk/results/mask_texts.hpp>
#include <ltk/results/run_folder.hpp>
#include <ltk/results/shell_word.hpp>
#include <ltk/session/session.hpp>

#include <cerrno>
#include <optional>
#include <string>

namespace ltk::inline v1 {

struct Session::State {
    explicit State(Registry const& known_registry) : registry(known_registry) {}

    Registry const& registry;
    ConfigLayers layers;
    RunOptions options;
    std::optional<Catalogue> catalogue;
    std::optional<Configuration> configuration;
    std::atomic<bool> stop{false};

    Catalogue const& known() {
        if (!catalogue) catalogue.emplace(registry);
        return *catalogue;
    }
    Configuration const& configured() {
        if (!configuration) configuration.emplace(Configuration::resolve(registry, layers));
        return *configuration;
    }

    static std::string program() { return program_invocation_short_name; }

    std::string reproduce() const { return options.reproduce.empty() ? detail::shell_word(program_invocation_name) : options.reproduce; }

    /// The one directory under test, if there is exactly one.
    std::optional<std::filesystem::path> under_test() { return configured().under_test(); }

    /// The directory that a need speaks of; without one under test that of ltk::TempDir.
    std::string path_of(demand const& wanted) {
        if (wanted.configuration == nullptr) {
            auto const place = under_test();
            return place ? place->string() : detail::system_temp();
        }
        void const* const object = configured().object(*wanted.configuration);
        return object == nullptr ? std::string() : wanted.path(object);
    }

    Fingerprint fingerprint() {
        FingerprintInput input;
        if (auto const place = under_test()) input.under_test = place->string();
        input.ltk_version = library_version;
        input.suite_version = options.suite_version;
        auto facts = take_fingerprint(input);
        mask_texts(facts, configured().masker());
        return facts;
    }

    DriveOptions drive_options(std::filesystem::path const& folder, int jobs) {
        DriveOptions made;
        made.isolation = options.isolation;
        made.jobs = jobs;
        made.retries = options.retries;
        made.grace = options.grace;
        made.pid_namespace = options.pid_namespace;
        made.stop_at_failure = options.stop_at_failure;
        made.run_folder = folder;
        auto const places = configured().all_under_test();
        if (places.size() == 1) made.temp_root = places.front().second.string();
        if (places.size() > 1) {
            made.temp_trouble = "ltk::TempDir cannot choose between";
            for (auto const& [key, path] : places)
                made.temp_trouble += (made.temp_trouble.back() == 'n' ? " " : ", ") + key + " (" + path.string() + ")";
            made.temp_trouble += ", which are both marked under_test(); let the test take ltk::TempDirOf<&Configuration::field>";
        }
        made.stop = &stop;
        return made;
    }
};

}  // namespace ltk::inline v1
