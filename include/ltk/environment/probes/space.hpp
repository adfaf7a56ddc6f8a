// Free space and inodes of the file system that holds a path.
#pragma once

#include <ltk/declare/bytes.hpp>
#include <ltk/environment/probes/answer.hpp>

#include <sys/statvfs.h>
#include <cstdint>
#include <string>

namespace ltk::inline v1 {

/// What statvfs(3) tells.
struct SpaceFacts {
    bytes total;
    bytes free;                     ///< also what is kept for root
    bytes available;                ///< for ordinary users
    std::uint64_t inodes = 0;       ///< 0: the file system makes them as it needs them
    std::uint64_t inodes_free = 0;  ///< for ordinary users
    bool read_only = false;
};

/// Asks the file system, in a child: `hung` when it does not answer in time, `error` when the path is wrong.
inline Answer<SpaceFacts> probe_space(std::string const& path, duration deadline = duration::seconds(5)) {
    return detail::ask<SpaceFacts>(deadline, [&path](SpaceFacts& facts) {
        struct statvfs seen{};
        if (::statvfs(path.c_str(), &seen) != 0) return errno;
        unsigned long long const block = seen.f_frsize != 0 ? seen.f_frsize : seen.f_bsize;
        facts.total = bytes(seen.f_blocks * block);
        facts.free = bytes(seen.f_bfree * block);
        facts.available = bytes(seen.f_bavail * block);
        facts.inodes = seen.f_files;
        facts.inodes_free = seen.f_favail;
        facts.read_only = (seen.f_flag & ST_RDONLY) != 0;
        return 0;
    });
}

}  // namespace ltk::inline v1
