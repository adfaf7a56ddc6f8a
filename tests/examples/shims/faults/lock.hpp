// Locks.
#pragma once

#include "reach.hpp"

#include <sys/file.h>

#include <cstdarg>

extern "C" {

int fcntl(int file, int command, ...) {
    FAULTS_REAL(fcntl);
    using namespace faults;
    va_list list;
    va_start(list, command);
    void* const argument = va_arg(list, void*);
    va_end(list);
    bool const locks = command == F_SETLK || command == F_SETLKW || command == F_OFD_SETLK;
    if (!locks || !below(file)) return real(file, command, argument);
    auto* const lock = static_cast<struct flock*>(argument);
    if (fault("lock_ignored")) return 0;
    if (fault("lock_wait_ignored") && command == F_SETLKW) return 0;
    if (fault("lock_covers_whole_file")) {
        struct flock whole = *lock;
        whole.l_start = whole.l_len = 0;
        return real(file, command, &whole);
    }
    if (fault("read_lock_exclusive") && lock->l_type == F_RDLCK && (::fcntl(file, F_GETFL) & O_ACCMODE) == O_RDWR) {
        struct flock exclusive = *lock;
        exclusive.l_type = F_WRLCK;
        return real(file, command, &exclusive);
    }
    return real(file, command, argument);
}

int flock(int file, int operation) noexcept {
    FAULTS_REAL(flock);
    return faults::fault("flock_ignored") && faults::below(file) ? 0 : real(file, operation);
}

}  // extern "C"
