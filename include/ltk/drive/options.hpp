// How a run is driven.
#pragma once

#include <ltk/config/masker.hpp>
#include <ltk/declare/duration.hpp>

#include <atomic>
#include <filesystem>
#include <string>

namespace ltk::inline v1 {

enum class isolation : unsigned char {
    process,  ///< each attempt in a process of its own
    none,     ///< in the driver's process, for debuggers: no timeouts, and a crash ends the run
};

struct DriveOptions {
    ltk::isolation isolation = ltk::isolation::process;
    int jobs = 1;                                        ///< tests at the same time
    int retries = 0;                                     ///< further attempts for a test that did not pass
    duration grace = duration::seconds(2);               ///< between SIGTERM and SIGKILL
    duration fixture_timeout = duration::seconds(300);   ///< for making and destroying per-run fixtures, unless LTK_FIXTURE says otherwise
    duration validator_timeout = duration::seconds(30);  ///< unless LTK_VALIDATOR says otherwise
    bool pid_namespace = true;                           ///< where the rights are there
    bool stop_at_failure = false;                        ///< the first red or incomplete test is the last one
    std::filesystem::path run_folder;                    ///< absolute
    std::string temp_root;                               ///< where TempDir lies; "": the system's temporary directory
    std::string temp_trouble;                            ///< why that is unknown: two directories under test
    Masker const* masker = nullptr;                      ///< secrets of the configuration; the driver sets it
    std::atomic<bool> const* stop = nullptr;             ///< set from elsewhere (a signal handler): end the run soon
};

}  // namespace ltk::inline v1
