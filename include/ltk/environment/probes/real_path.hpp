// Where a path leads when links are followed. Following them touches the file system, so a child does it.
#pragma once

#include <ltk/environment/probes/answer.hpp>

#include <fcntl.h>
#include <unistd.h>
#include <cerrno>
#include <cstddef>
#include <string>

namespace ltk::inline v1 {

/// A path without links, or why there is none.
struct RealPath {
    std::string value;
    bool hung = false;  ///< nothing came until the deadline
    int error = 0;      ///< errno: ENOENT, EACCES ...; 0: none

    explicit operator bool() const noexcept { return !hung && error == 0; }
};

/// Follows the links of a path, in a child: `hung` when the file system does not answer in time.
inline RealPath probe_real_path(std::string const& path, duration deadline = duration::seconds(5)) {
    struct Buffer {
        char text[4000];
        std::size_t size;
    };
    auto const answer = detail::ask<Buffer>(deadline, [&path](Buffer& found) {
        // The kernel knows the way to whatever is open; O_PATH opens nothing but the name.
        int const opened = ::open(path.c_str(), O_PATH | O_CLOEXEC);
        if (opened < 0) return errno;
        if (::dup2(opened, 200) < 0) return errno;
        ssize_t const got = ::readlink("/proc/self/fd/200", found.text, sizeof found.text);
        if (got < 0) return errno;
        found.size = static_cast<std::size_t>(got);
        return found.size < sizeof found.text ? 0 : ENAMETOOLONG;
    });
    RealPath real;
    real.hung = answer.hung;
    real.error = answer.error;
    if (answer) real.value.assign(answer->text, answer->size);
    return real;
}

}  // namespace ltk::inline v1
