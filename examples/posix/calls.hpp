// System calls as tests want them: results that show themselves as ENOENT, descriptors that close themselves, and calls that
// blame the file system, with path and reason, when they fail where a test has to go on.
#pragma once

#include <ltk/ltk.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <string_view>
#include <utility>

namespace posix {

/// The outcome of a system call: success or the value of errno; shown by name.
class Errno {
public:
    constexpr explicit Errno(int value) noexcept : value_(value) {}
    constexpr int value() const noexcept { return value_; }
    constexpr bool ok() const noexcept { return value_ == 0; }
    friend constexpr bool operator==(Errno, Errno) noexcept = default;

private:
    int value_;
};
inline constexpr Errno success{0};

/// Two answers that the standard allows both.
struct Either {
    int first;
    int second;
    friend constexpr bool operator==(Errno seen, Either allowed) noexcept {
        return seen.value() == allowed.first || seen.value() == allowed.second;
    }
};

std::string ltk_show(Errno shown);
std::string ltk_show(Either shown);

/// What a call that returns -1 on failure did. Takes the call itself, so that errno is still that call's.
inline Errno error_of(long long returned) noexcept { return Errno(returned < 0 ? errno : 0); }

/// The file system, or the mount, lacks this; the tests skip.
constexpr bool unsupported(Errno answer) noexcept {
    return answer.value() == EOPNOTSUPP || answer.value() == ENOSYS || answer.value() == ENOTTY;
}

/// Where a helper was called.
#define POSIX_CALLER \
    ltk::source { __builtin_FILE(), static_cast<unsigned>(__builtin_LINE()) }

/// A file descriptor that closes itself.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) noexcept : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        close();
        number_ = std::exchange(other.number_, -1);
        return *this;
    }
    ~Descriptor() { close(); }

    operator int() const noexcept { return number_; }
    void close() noexcept {
        if (number_ >= 0) ::close(std::exchange(number_, -1));
    }

private:
    int number_ = -1;
};

// Each of these fails the test with its own words, at the caller's line, when the call fails.
Descriptor open_file(ltk::path const& file, int flags, mode_t mode = 0644, ltk::source where = POSIX_CALLER);
struct stat stat_of(ltk::path const& file, ltk::source where = POSIX_CALLER);  // follows links
struct stat lstat_of(ltk::path const& file, ltk::source where = POSIX_CALLER);
struct stat fstat_of(int descriptor, ltk::source where = POSIX_CALLER);
void write_at(int descriptor, std::string_view data, off_t offset, ltk::source where = POSIX_CALLER);
void append(int descriptor, std::string_view data, ltk::source where = POSIX_CALLER);
std::string read_at(int descriptor, std::size_t size, off_t offset, ltk::source where = POSIX_CALLER);  // shorter at the end of the file

/// The mode's permission bits with setuid, setgid and sticky, shown in octal.
struct Mode {
    unsigned bits;
    friend constexpr bool operator==(Mode, Mode) noexcept = default;
};
constexpr Mode mode_of(struct stat const& status) noexcept { return {status.st_mode & 07777u}; }
std::string ltk_show(Mode shown);

/// A time stamp of a file, in nanoseconds since 1970.
constexpr long long nanoseconds(timespec const& time) noexcept {
    return static_cast<long long>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

/// Whether two names are the same file.
constexpr bool same_file(struct stat const& a, struct stat const& b) noexcept { return a.st_dev == b.st_dev && a.st_ino == b.st_ino; }

/// Sets the process's umask while it lives.
class Umask {
public:
    explicit Umask(mode_t mask) noexcept : before_(::umask(mask)) {}
    Umask(Umask const&) = delete;
    Umask& operator=(Umask const&) = delete;
    ~Umask() { ::umask(before_); }

private:
    mode_t before_;
};

}  // namespace posix
