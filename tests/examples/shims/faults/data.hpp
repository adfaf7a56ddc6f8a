// What is in files: read, write, truncate, seek, map, copy, sync.
#pragma once

#include "reach.hpp"

#include <linux/falloc.h>
#include <sys/mman.h>

#include <algorithm>

namespace faults {

inline off_t size_of(int file) {
    struct stat status{};
    return ::fstat(file, &status) == 0 ? status.st_size : 0;
}

inline bool appends(int file) { return (::fcntl(file, F_GETFL) & O_APPEND) != 0; }

/// Puts the modification time back to what it was when it goes.
class KeepsTimes {
public:
    explicit KeepsTimes(int file) : file_(fault("write_keeps_mtime") && below(file) ? file : -1) {
        if (file_ >= 0) ::fstat(file_, &before_);
    }
    KeepsTimes(KeepsTimes const&) = delete;
    KeepsTimes& operator=(KeepsTimes const&) = delete;
    ~KeepsTimes() {
        if (file_ < 0) return;
        int const error = errno;
        timespec const times[2] = {before_.st_atim, before_.st_mtim};
        ::futimens(file_, times);
        errno = error;
    }

private:
    int file_;
    struct stat before_{};
};

// Data that lies between the end of a file and what is added behind it.
inline void fill_gap(int file, off_t from, off_t to) {
    static auto* const write_at = original<decltype(::pwrite)>("pwrite");
    std::string const garbage(static_cast<std::size_t>(std::clamp<off_t>(to - from, 0, 4096)), '#');
    write_at(file, garbage.data(), garbage.size(), from);
}

// At the end of the file a byte too many.
inline ssize_t read_further(int file, void* buffer, size_t wanted, ssize_t got) {
    if (!fault("read_past_end") || got <= 0 || static_cast<size_t>(got) >= wanted || !below(file)) return got;
    static_cast<char*>(buffer)[got] = '?';
    return got + 1;
}

inline int change_size(int file, off_t size) {
    static auto* const real = original<decltype(::ftruncate)>("ftruncate");
    auto const before = size_of(file);
    if (fault("truncate_lost") && size < before) return 0;
    if (fault("growing_leaks_garbage") && size > before && real(file, size) == 0) {
        fill_gap(file, before, size);
        return 0;
    }
    return real(file, size);
}

}  // namespace faults

extern "C" {

ssize_t write(int file, void const* data, size_t size) {
    FAULTS_REAL(write);
    using namespace faults;
    if (!below(file)) return real(file, data, size);
    KeepsTimes const keeps(file);
    static int appended = 0;
    if (fault("append_lost") && appends(file) && ++appended % 7 == 0) return static_cast<ssize_t>(size);
    if (fault("append_torn") && appends(file) && size > 32 && ++appended % 5 == 0) {
        real(file, data, size / 2);
        ::usleep(500);
        return real(file, static_cast<char const*>(data) + size / 2, size - size / 2) < 0 ? -1 : static_cast<ssize_t>(size);
    }
    if (fault("short_write") && size > 4096) return real(file, data, size / 2) < 0 ? -1 : static_cast<ssize_t>(size);
    if (fault("no_space")) return fail_with(ENOSPC);
    return real(file, data, size);
}

ssize_t pwrite(int file, void const* data, size_t size, off_t offset) {
    FAULTS_REAL(pwrite);
    using namespace faults;
    if (!below(file)) return real(file, data, size, offset);
    KeepsTimes const keeps(file);
    if (fault("write_at_wrong_offset") && offset % 512 != 0) offset -= offset % 512;
    if (fault("hole_has_garbage") && offset > size_of(file)) fill_gap(file, size_of(file), offset);
    if (fault("page_write_spills") && offset % 4096 != 0 && offset > 1000) {
        char const zero = 0;
        real(file, &zero, 1, offset - 1);
    }
    return real(file, data, size, offset);
}

ssize_t read(int file, void* data, size_t size) {
    FAULTS_REAL(read);
    return faults::read_further(file, data, size, real(file, data, size));
}

ssize_t pread(int file, void* data, size_t size, off_t offset) {
    FAULTS_REAL(pread);
    return faults::read_further(file, data, size, real(file, data, size, offset));
}

int ftruncate(int file, off_t size) noexcept {
    FAULTS_REAL(ftruncate);
    return faults::below(file) ? faults::change_size(file, size) : real(file, size);
}

int truncate(char const* path, off_t size) noexcept {
    FAULTS_REAL(truncate);
    if (size < 0 || !faults::fault("truncate_lost") || !faults::below(path)) return real(path, size);
    struct stat status{};
    return ::stat(path, &status) == 0 && S_ISREG(status.st_mode) && size < status.st_size ? 0 : real(path, size);
}

off_t lseek(int file, off_t offset, int whence) noexcept {
    FAULTS_REAL(lseek);
    using namespace faults;
    if (whence == SEEK_END && fault("seek_from_wrong_end") && below(file)) offset += 1;
    if (whence == SEEK_DATA && fault("data_called_hole") && below(file) && offset > 0) return fail_with(ENXIO);
    return real(file, offset, whence);
}

void* mmap(void* where, size_t size, int protection, int flags, int file, off_t offset) noexcept {
    FAULTS_REAL(mmap);
    using namespace faults;
    if ((flags & MAP_SHARED) == 0 || file < 0 || !fault("mapping_not_coherent") || !below(file))
        return real(where, size, protection, flags, file, offset);
    void* const copy = real(where, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (copy != MAP_FAILED && ::pread(file, copy, size, offset) < 0) errno = 0;  // opened for writing only: zeros will do
    return copy;
}

ssize_t copy_file_range(int from, off_t* in, int to, off_t* out, size_t size, unsigned flags) {
    FAULTS_REAL(copy_file_range);
    using namespace faults;
    if (!fault("copy_short") || in == nullptr || out == nullptr || size < 2 || !below(to)) return real(from, in, to, out, size, flags);
    auto const copied = real(from, in, to, out, size / 2, flags);
    if (copied <= 0) return copied;
    *in += static_cast<off_t>(size) - copied;
    *out += static_cast<off_t>(size) - copied;
    return static_cast<ssize_t>(size);
}

int fallocate(int file, int mode, off_t offset, off_t size) {
    FAULTS_REAL(fallocate);
    using namespace faults;
    if (!below(file)) return real(file, mode, offset, size);
    if (fault("punch_ignored") && (mode & FALLOC_FL_PUNCH_HOLE) != 0) return 0;
    if (fault("reserve_grows") && mode == FALLOC_FL_KEEP_SIZE) mode = 0;
    return real(file, mode, offset, size);
}

int fsync(int file) {
    FAULTS_REAL(fsync);
    return faults::fault("sync_fails") && faults::below(file) ? faults::fail_with(EIO) : real(file);
}

}  // extern "C"
