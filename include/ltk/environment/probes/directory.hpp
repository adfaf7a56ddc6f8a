// Is this a directory, and does the file system behind it answer at all?
#pragma once

#include <ltk/environment/probes/answer.hpp>

#include <sys/stat.h>
#include <string>

namespace ltk::inline v1 {

struct DirectoryFacts {
    bool is_directory = false;
    unsigned owner = 0;
    unsigned mode = 0;  ///< permissions, as chmod(2) takes them
};

/// Asks in a child: `hung` when nothing answers in time, `error` ENOENT when it is not there.
inline Answer<DirectoryFacts> probe_directory(std::string const& path, duration deadline = duration::seconds(5)) {
    return detail::ask<DirectoryFacts>(deadline, [&path](DirectoryFacts& facts) {
        struct stat seen{};
        if (::stat(path.c_str(), &seen) != 0) return errno;
        facts.is_directory = S_ISDIR(seen.st_mode);
        facts.owner = seen.st_uid;
        facts.mode = seen.st_mode & 07777U;
        return 0;
    });
}

}  // namespace ltk::inline v1
