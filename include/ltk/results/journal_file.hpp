// The file under the journal: append-only, one writer, whole writes or an error that says what to do.
#pragma once

#include <ltk/config/errno_text.hpp>
#include <ltk/error.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

namespace ltk::inline v1::detail {

/// Owns the descriptor of a journal that is being written.
class JournalFile {
public:
    /// Makes a new file; never writes over one that exists.
    static JournalFile create(std::filesystem::path const& path) {
        int const descriptor = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC | O_NOCTTY, 0666);
        if (descriptor < 0) {
            int const error = errno;
            throw Error(
                "ltk.journal.create",
                path.string() + ": cannot create the journal: " + errno_text(error) +
                    (error == EEXIST ? "; a journal is never written over: resume that run, or start a new one in a folder of its own"
                                     : "; the run's folder must exist and be writable, choose another place with --runs DIRECTORY"));
        }
        JournalFile made(path, descriptor);
        made.lock();
        return made;
    }

    /// Opens an existing file to go on with it.
    static JournalFile open(std::filesystem::path const& path) {
        int const descriptor = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY);
        if (descriptor < 0)
            throw Error("ltk.journal.open", path.string() + ": cannot open the journal for writing: " + errno_text(errno) +
                                                "; a run that is resumed needs its folder, writable by the same user");
        JournalFile made(path, descriptor);
        made.lock();
        return made;
    }

    JournalFile(JournalFile&& other) noexcept
        : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)), synced_(other.synced_), named_(other.named_) {}
    JournalFile& operator=(JournalFile&&) = delete;
    ~JournalFile() { close(); }

    bool is_open() const noexcept { return descriptor_ >= 0; }
    std::filesystem::path const& path() const noexcept { return path_; }

    /// Writes all of `pending` and empties it. On an error what was written is gone from `pending` and the rest still there, so
    /// that a later call continues in mid-line: the file never holds a byte twice.
    void append(std::string& pending) {
        std::size_t done = 0;
        while (done < pending.size()) {
            ssize_t const written = ::write(descriptor_, pending.data() + done, pending.size() - done);
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) {
                int const error = written < 0 ? errno : EIO;
                pending.erase(0, done);
                throw Error("ltk.journal.write",
                            path_.string() + ": cannot append to the journal: " + errno_text(error) + "; " + remedy(error));
            }
            done += static_cast<std::size_t>(written);
        }
        pending.clear();
    }

    /// Whether the last sync is a second ago or more.
    bool sync_is_due() const noexcept { return now() - synced_ >= 1'000'000'000; }

    void sync() {
        // What cannot be synced (a pipe, a device) has nothing to lose in a power cut.
        if (::fdatasync(descriptor_) != 0 && errno != EINVAL && errno != EROFS && errno != ENOSYS) {
            int const error = errno;
            throw Error("ltk.journal.sync", path_.string() + ": the disk does not confirm that the journal is stored: " +
                                                errno_text(error) + "; " + remedy(error));
        }
        if (!named_) sync_folders();
        synced_ = now();
    }

    /// Cuts the file behind its first `size` bytes.
    void cut(std::uint64_t size) {
        if (::ftruncate(descriptor_, static_cast<off_t>(size)) != 0)
            throw Error("ltk.journal.open", path_.string() + ": cannot drop the incomplete last line of the journal: " + errno_text(errno) +
                                                "; a run that is resumed needs its folder, writable by the same user");
    }

    void close() noexcept {
        if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
    }

private:
    JournalFile(std::filesystem::path path, int descriptor) : path_(std::move(path)), descriptor_(descriptor), synced_(now()) {}

    // Two writers would break the chain. Where the file system has no locks there is none.
    void lock() const {
        if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
            throw Error("ltk.journal.busy",
                        path_.string() + ": another program is writing to this journal; wait until that run has ended, or end it");
    }

    // The names of a new journal and of its folder must survive a power cut as well; a file system that cannot promise that is
    // none of ours to complain about.
    void sync_folders() {
        std::error_code ignored;
        auto const folder = std::filesystem::absolute(path_, ignored).parent_path();
        for (auto const& each : {folder, folder.parent_path()}) {
            int const descriptor = ::open(each.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
            if (descriptor < 0) continue;
            ::fsync(descriptor);
            ::close(descriptor);
        }
        named_ = true;
    }

    static std::int64_t now() noexcept {
        timespec time{};
        ::clock_gettime(CLOCK_MONOTONIC, &time);
        return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
    }

    static char const* remedy(int error) noexcept {
        if (error == ENOSPC || error == EDQUOT) return "free some space, then go on with --resume; nothing that was recorded is lost";
        if (error == EFBIG) return "raise the limit of file sizes (ulimit -f), then go on with --resume";
        return "look at the disk that holds the run's folder, then go on with --resume";
    }

    std::filesystem::path path_;
    int descriptor_;
    std::int64_t synced_;  // nanoseconds of the monotonic clock
    bool named_ = false;   // its folder is synced
};

}  // namespace ltk::inline v1::detail
