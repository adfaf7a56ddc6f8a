// What a site says about the file system under test. Values come from defaults, site files, the environment and --set:
//
//     posix run --set fs.mount=/mnt/ext4
//     posix run --stage acceptance --set fs.mount=/mnt/lustre --set fs.type=lustre --set fs.time_granularity=1s
#pragma once

#include <ltk/ltk.hpp>

#include <filesystem>
#include <string>

using namespace ltk::literals;

struct Filesystem {
    std::filesystem::path mount = "/mnt/lustre";  // every TempDir lies in it
    std::string type = "any";                     // as in /proc/mounts: "lustre", "ext4", "nfs4"; "any": not checked
    ltk::bytes min_free = 64_MiB;                 // free space that the suite needs
    ltk::duration time_granularity = 1_ns;        // of the timestamps that the file system stores
    int other_user = 65534;                       // a user id without rights, for the permission tests; used by root only
    bool may_fill = false;                        // whether tests may fill the volume until nothing is left
    ltk::bytes data = 64_MiB;                     // how much each performance test writes
    int many_files = 20'000;                      // how many files the scale tests create
};

namespace posix {

// The tests that also say whether a new installation is fit for use.
inline constexpr std::initializer_list<ltk::stage> core{ltk::developer, ltk::regression, ltk::acceptance};

}  // namespace posix
