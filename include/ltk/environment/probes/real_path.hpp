// Where a path leads when links are followed. Following them touches the file system, so a child does it.
#pragma once

#include <ltk/environment/probes/answer.hpp>

#include <fcntl.h>
#include <unistd.h>
#include <cerrno>
#include <charconv>
#include <cstddef>
#include <string>

namespace ltk::inline v1 {

/// Follows the links of a path, in a child: `hung` when the file system does not answer in time, `error` ENOENT when it leads nowhere.
inline Answer<std::string> probe_real_path(std::string const& path, duration deadline = duration::seconds(5)) {
    struct Buffer {
        char text[4000];
        std::size_t size;
    };
    auto const answer = detail::ask<Buffer>(deadline, [&path](Buffer& found) {
        // The kernel knows the way to whatever is open; O_PATH opens nothing but the name.
        int const opened = ::open(path.c_str(), O_PATH | O_CLOEXEC);
        if (opened < 0) return errno;
        char name[32] = "/proc/self/fd/";
        *std::to_chars(name + 14, name + sizeof name - 1, opened).ptr = '\0';
        ssize_t const got = ::readlink(name, found.text, sizeof found.text);
        if (got < 0) return errno;
        found.size = static_cast<std::size_t>(got);
        return found.size < sizeof found.text ? 0 : ENAMETOOLONG;
    });
    Answer<std::string> real;
    real.hung = answer.hung;
    real.error = answer.error;
    if (answer) real.value.assign(answer->text, answer->size);
    return real;
}

}  // namespace ltk::inline v1
