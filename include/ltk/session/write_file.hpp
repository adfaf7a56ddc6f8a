// Small files of a run's folder, written so that nobody ever finds half of one.
#pragma once

#include <ltk/config/errno_text.hpp>
#include <ltk/drive/descriptor.hpp>
#include <ltk/error.hpp>

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

namespace ltk::inline v1::detail {

/// Writes a temporary name beside the target and renames it. Throws Error "ltk.run.write".
inline void write_whole_file(std::filesystem::path const& file, std::string_view content) {
    std::string const beside = file.string() + ".new";
    auto const refuse = [&] {
        throw Error("ltk.run.write", file.string() + ": cannot be written: " + errno_text(errno) +
                                         "; look at the disk that holds it and at its permissions");
    };
    Descriptor out(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (!out) refuse();
    while (!content.empty()) {
        ssize_t const wrote = ::write(out.get(), content.data(), content.size());
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) refuse();
        content.remove_prefix(static_cast<std::size_t>(wrote));
    }
    if (::close(out.release()) != 0 || std::rename(beside.c_str(), file.c_str()) != 0) refuse();
}

}  // namespace ltk::inline v1::detail
