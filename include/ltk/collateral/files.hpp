// Files of a bundle, read and written: regular ones only, links are never followed in a bundle, and every error names the file.
#pragma once

#include <ltk/collateral/manifest.hpp>
#include <ltk/config/errno_text.hpp>
#include <ltk/error.hpp>
#include <ltk/results/sanitize.hpp>
#include <ltk/results/sha256.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace ltk::inline v1::detail::collateral {

/// A descriptor that closes itself.
class OpenFile {
public:
    OpenFile(std::filesystem::path const& file, int flags) : descriptor_(::open(file.c_str(), flags | O_CLOEXEC | O_NOCTTY, 0666)) {}
    OpenFile(OpenFile const&) = delete;
    OpenFile& operator=(OpenFile const&) = delete;
    ~OpenFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    int get() const noexcept { return descriptor_; }
    bool is_open() const noexcept { return descriptor_ >= 0; }
    /// False: errno says why; the data may not be on the disk.
    bool close() noexcept { return ::close(std::exchange(descriptor_, -1)) == 0; }

private:
    int descriptor_;
};

[[noreturn]] inline void refuse_read(std::filesystem::path const& file, int error) {
    throw Error("ltk.collateral.read", one_line(file.string()) +
                                           ": cannot be read: " + (error == 0 ? "it is no regular file" : errno_text(error)) +
                                           "; look at the file's owner, rights and disk");
}

/// Calls take(bytes) for each piece of a file. `links`: whether a symbolic link is followed. Throws Error "ltk.collateral.read".
template <class Take>
void read_pieces(std::filesystem::path const& file, bool links, Take&& take) {
    OpenFile const in(file, O_RDONLY | O_NONBLOCK | (links ? 0 : O_NOFOLLOW));  // a pipe must not hold us
    if (!in.is_open()) refuse_read(file, errno);
    struct stat seen{};
    if (::fstat(in.get(), &seen) != 0) refuse_read(file, errno);
    if (!S_ISREG(seen.st_mode)) refuse_read(file, 0);
    std::string buffer(std::size_t{256} << 10, '\0');
    for (;;) {
        ssize_t const got = ::read(in.get(), buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) refuse_read(file, errno);
        if (got == 0) return;
        take(std::string_view(buffer.data(), static_cast<std::size_t>(got)));
    }
}

/// A whole file; nothing when there is none. Throws Error "ltk.collateral.read", also when it has more than `most` bytes.
inline std::optional<std::string> read_if_there(std::filesystem::path const& file, bool links, std::size_t most = std::size_t{256} << 20) {
    struct stat seen{};
    if ((links ? ::stat(file.c_str(), &seen) : ::lstat(file.c_str(), &seen)) != 0 && errno == ENOENT) return std::nullopt;
    std::string content;
    read_pieces(file, links, [&](std::string_view piece) {
        if (content.size() + piece.size() > most)
            throw Error("ltk.collateral.read", one_line(file.string()) + ": is longer than " + std::to_string(most >> 20) +
                                                   " MiB, no such document is; is this another file?");
        content += piece;
    });
    return content;
}

/// Size and SHA-256 of a file. Throws Error "ltk.collateral.read".
inline BundledFile look_at(std::filesystem::path const& folder, std::string const& path) {
    BundledFile made;
    made.path = path;
    Sha256 sum;
    read_pieces(folder / path, false, [&](std::string_view piece) {
        sum.update(piece);
        made.size += piece.size();
    });
    auto const digits = hex(sum.digest());
    made.sha256.assign(digits.data(), digits.size());
    return made;
}

/// Writes a new file piece by piece.
class NewFile {
public:
    /// Throws Error "ltk.collateral.write".
    explicit NewFile(std::filesystem::path file) : path_(std::move(file)), out_(path_, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW) {
        if (!out_.is_open()) refuse(errno);
    }
    void write(std::string_view bytes) {
        while (!bytes.empty()) {
            ssize_t const wrote = ::write(out_.get(), bytes.data(), bytes.size());
            if (wrote < 0 && errno == EINTR) continue;
            if (wrote <= 0) refuse(wrote < 0 ? errno : EIO);
            bytes.remove_prefix(static_cast<std::size_t>(wrote));
        }
    }
    void close() {
        if (!out_.close()) refuse(errno);
    }

private:
    [[noreturn]] void refuse(int error) const {
        throw Error("ltk.collateral.write", one_line(path_.string()) + ": cannot be written: " + errno_text(error) +
                                                "; look at the space and the rights there, or choose another folder for the bundle");
    }
    std::filesystem::path path_;
    OpenFile out_;
};

inline void write_file(std::filesystem::path const& file, std::string_view content) {
    NewFile out(file);
    out.write(content);
    out.close();
}

}  // namespace ltk::inline v1::detail::collateral
