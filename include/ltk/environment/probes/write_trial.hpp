// Can files be written here, and does another process see what one wrote? Tried in a child, because the file system may hang; what
// was made is removed by the child itself.
#pragma once

#include <ltk/environment/probes/answer.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <cstring>
#include <string>
#include <string_view>

namespace ltk::inline v1 {

/// How far a trial came.
struct WriteTrial {
    enum class step : unsigned char { create, write, sync, read, rename, remove, done };
    step failed_at = step::done;  ///< done: everything worked
    bool coherent = true;         ///< the other process saw the same bytes, size and names

    explicit operator bool() const noexcept { return failed_at == step::done; }
};

/// "create", "write" ...: what was being done.
constexpr std::string_view name(WriteTrial::step step) noexcept {
    constexpr std::string_view names[] = {"create", "write", "sync", "read", "rename", "remove", "done"};
    return names[static_cast<int>(step)];
}

namespace detail {

inline constexpr std::string_view trial_text = "written by ltk to see whether files can be written here; may be removed\n";

/// What another process sees of a file. `unknown` is neither of the others: it could not look, for the reason in errno.
enum class Sight : int { same, different, missing, unknown };

inline Sight look_at(char const* file) noexcept {
    char seen[128] = {};
    struct stat state{};
    int const fd = ::open(file, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return errno == ENOENT ? Sight::missing : Sight::unknown;
    if (::fstat(fd, &state) != 0) return Sight::unknown;
    ssize_t const got = ::read(fd, seen, sizeof seen);
    if (got < 0) return Sight::unknown;
    bool const same = state.st_size == static_cast<off_t>(trial_text.size()) && got == static_cast<ssize_t>(trial_text.size()) &&
                      std::memcmp(seen, trial_text.data(), trial_text.size()) == 0;
    return same ? Sight::same : Sight::different;
}

/// Lets a child look, whose exit code is what it saw, or above `unknown` the errno that kept it from looking. System calls only.
inline Sight other_process_sees(char const* file) noexcept {
    constexpr int none = static_cast<int>(Sight::unknown);
    pid_t const pid = quiet_fork();
    if (pid < 0) return Sight::unknown;
    if (pid == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        Sight const seen = look_at(file);
        ::_exit(seen == Sight::unknown ? none + errno : static_cast<int>(seen));
    }
    int status = 0;
    while (::waitpid(pid, &status, __WALL) < 0)
        if (errno != EINTR) return Sight::unknown;
    int const code = WIFEXITED(status) ? WEXITSTATUS(status) : none + ECHILD;  // a signal killed it on the way
    if (code < none) return static_cast<Sight>(code);
    errno = code - none;
    return Sight::unknown;
}

inline int try_to_write(char const* file, char const* other, WriteTrial& trial) noexcept {
    using step = WriteTrial::step;
    trial.failed_at = step::create;
    int const fd = ::open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) return errno;
    auto const give_up = [&] {
        int const error = errno;
        ::close(fd);
        ::unlink(file);
        ::unlink(other);
        return error;
    };
    trial.failed_at = step::write;
    ssize_t const wrote = ::write(fd, trial_text.data(), trial_text.size());
    if (wrote != static_cast<ssize_t>(trial_text.size())) {
        if (wrote >= 0) errno = ENOSPC;
        return give_up();
    }
    trial.failed_at = step::sync;
    if (::fsync(fd) != 0) return give_up();
    // False when nobody could look, which says nothing about the file system.
    auto const looked = [&trial](char const* name, Sight wanted) {
        trial.failed_at = step::read;
        Sight const seen = other_process_sees(name);
        trial.coherent = trial.coherent && (seen == wanted || seen == Sight::unknown);
        return seen != Sight::unknown;
    };
    if (!looked(file, Sight::same)) return give_up();
    trial.failed_at = step::rename;
    if (::rename(file, other) != 0) return give_up();
    if (!looked(file, Sight::missing) || !looked(other, Sight::same)) return give_up();
    trial.failed_at = step::remove;
    if (::unlink(other) != 0) return give_up();
    if (!looked(other, Sight::missing)) return give_up();
    ::close(fd);
    trial.failed_at = step::done;
    return 0;
}

}  // namespace detail

/// Writes, syncs, reads in another process, renames and removes a small file in `directory`. A refusal is `error`, with the step in the
/// value; silence until the deadline is `hung`, and then the file `.ltk-trial-PID-...` may stay.
inline Answer<WriteTrial> probe_writing(std::string const& directory, duration deadline = duration::seconds(10)) {
    std::string const file =
        directory + "/.ltk-trial-" + std::to_string(::getpid()) + "-" + std::to_string(detail::steady_nanoseconds() % 1'000'000'000);
    std::string const other = file + "-renamed";
    return detail::ask<WriteTrial>(deadline, [&](WriteTrial& trial) { return detail::try_to_write(file.c_str(), other.c_str(), trial); });
}

}  // namespace ltk::inline v1
