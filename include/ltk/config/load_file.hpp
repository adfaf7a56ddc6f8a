// Files of configurations and secrets, whole, with a bound: a mistyped name may lead to a device that never ends.
#pragma once

#include <ltk/config/errno_text.hpp>

#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <string>

#include <fcntl.h>
#include <unistd.h>

namespace ltk::inline v1::detail {

inline constexpr std::size_t largest_config_file = std::size_t{64} << 20;

struct loaded_file {
    std::string content{};
    std::string flaw{};  // "cannot be read: No such file or directory (ENOENT)"
};

/// Reads a file, a pipe or (as "-") standard input.
inline loaded_file load_file(std::filesystem::path const& file, std::size_t most = largest_config_file) {
    loaded_file loaded;
    bool const standard_input = file == "-";
    int const descriptor = standard_input ? STDIN_FILENO : ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) {
        loaded.flaw = "cannot be read: " + errno_text(errno);
        return loaded;
    }
    std::string buffer(65536, '\0');
    while (loaded.flaw.empty()) {
        auto const got = ::read(descriptor, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) loaded.flaw = "cannot be read: " + errno_text(errno);
        if (got <= 0) break;
        loaded.content.append(buffer, 0, static_cast<std::size_t>(got));
        if (loaded.content.size() > most) loaded.flaw = "is larger than " + std::to_string(most >> 20) + " MiB, which no such file is";
    }
    if (!standard_input) ::close(descriptor);
    if (!loaded.flaw.empty()) loaded.content.clear();
    return loaded;
}

/// The text as of "$(...)": without line ends behind it, which editors and `echo` leave.
inline std::string without_line_ends(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    return text;
}

}  // namespace ltk::inline v1::detail
