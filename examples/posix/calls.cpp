#include "calls.hpp"

#include <cstring>

namespace posix {

std::string ltk_show(Errno shown) {
#define POSIX_NAME(name) \
    case name: return #name;
    switch (shown.value()) {
        case 0:
            return "success";
            POSIX_NAME(E2BIG)
            POSIX_NAME(EACCES)
            POSIX_NAME(EAGAIN)
            POSIX_NAME(EBADF)
            POSIX_NAME(EBUSY)
            POSIX_NAME(EDEADLK)
            POSIX_NAME(EDQUOT)
            POSIX_NAME(EEXIST)
            POSIX_NAME(EFAULT)
            POSIX_NAME(EFBIG)
            POSIX_NAME(EILSEQ)
            POSIX_NAME(EINTR)
            POSIX_NAME(EINVAL)
            POSIX_NAME(EIO)
            POSIX_NAME(EISDIR)
            POSIX_NAME(ELOOP)
            POSIX_NAME(EMFILE)
            POSIX_NAME(EMLINK)
            POSIX_NAME(ENAMETOOLONG)
            POSIX_NAME(ENODATA)
            POSIX_NAME(ENOENT)
            POSIX_NAME(ENOLCK)
            POSIX_NAME(ENOMEM)
            POSIX_NAME(ENOSPC)
            POSIX_NAME(ENOSYS)
            POSIX_NAME(ENOTDIR)
            POSIX_NAME(ENOTEMPTY)
            POSIX_NAME(ENOTTY)
            POSIX_NAME(ENXIO)
            POSIX_NAME(EOPNOTSUPP)
            POSIX_NAME(EOVERFLOW)
            POSIX_NAME(EPERM)
            POSIX_NAME(ERANGE)
            POSIX_NAME(EROFS)
            POSIX_NAME(ESPIPE)
            POSIX_NAME(ESTALE)
            POSIX_NAME(ETXTBSY)
            POSIX_NAME(EXDEV)
        default: return "errno " + std::to_string(shown.value());
    }
#undef POSIX_NAME
}

std::string ltk_show(Either shown) { return ltk_show(Errno(shown.first)) + " or " + ltk_show(Errno(shown.second)); }

std::string ltk_show(Mode shown) {
    std::string octal;
    for (unsigned rest = shown.bits; rest != 0; rest >>= 3) octal.insert(octal.begin(), static_cast<char>('0' + (rest & 7)));
    return "0" + octal;
}

Descriptor open_file(ltk::path const& file, int flags, mode_t mode, ltk::source where) {
    Descriptor opened(::open(file.c_str(), flags | O_CLOEXEC, mode));
    if (opened < 0) ltk::fail(where, "open {}: {}", file.c_str(), Errno(errno));
    return opened;
}

struct stat stat_of(ltk::path const& file, ltk::source where) {
    struct stat status{};
    if (::stat(file.c_str(), &status) != 0) ltk::fail(where, "stat {}: {}", file.c_str(), Errno(errno));
    return status;
}

struct stat lstat_of(ltk::path const& file, ltk::source where) {
    struct stat status{};
    if (::lstat(file.c_str(), &status) != 0) ltk::fail(where, "lstat {}: {}", file.c_str(), Errno(errno));
    return status;
}

struct stat fstat_of(int descriptor, ltk::source where) {
    struct stat status{};
    if (::fstat(descriptor, &status) != 0) ltk::fail(where, "fstat: {}", Errno(errno));
    return status;
}

void write_at(int descriptor, std::string_view data, off_t offset, ltk::source where) {
    auto const written = ::pwrite(descriptor, data.data(), data.size(), offset);
    if (written < 0) ltk::fail(where, "pwrite of {} bytes at {}: {}", data.size(), offset, Errno(errno));
    if (static_cast<std::size_t>(written) != data.size())
        ltk::fail(where, "pwrite of {} bytes at {} wrote only {}", data.size(), offset, written);
}

void append(int descriptor, std::string_view data, ltk::source where) {
    auto const written = ::write(descriptor, data.data(), data.size());
    if (written < 0) ltk::fail(where, "write of {} bytes: {}", data.size(), Errno(errno));
    if (static_cast<std::size_t>(written) != data.size()) ltk::fail(where, "write of {} bytes wrote only {}", data.size(), written);
}

std::string read_at(int descriptor, std::size_t size, off_t offset, ltk::source where) {
    std::string data(size, '\0');
    std::size_t filled = 0;
    while (filled < size) {
        auto const got = ::pread(descriptor, data.data() + filled, size - filled, offset + static_cast<off_t>(filled));
        if (got < 0) ltk::fail(where, "pread of {} bytes at {}: {}", size, offset, Errno(errno));
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
    }
    data.resize(filled);
    return data;
}

}  // namespace posix
