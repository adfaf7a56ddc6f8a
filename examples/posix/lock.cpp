// Locks: fcntl's belong to a process, OFD's and flock's to an open file. All are advice, and all must exclude.
#include "children.hpp"

#include <sys/file.h>

using namespace posix;

namespace {

struct flock range(short type, off_t start, off_t length) {
    struct flock lock{};
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    lock.l_start = start;
    lock.l_len = length;
    return lock;
}

Errno lock(int file, short type, off_t start = 0, off_t length = 0, int command = F_SETLK) {
    auto wanted = range(type, start, length);
    return error_of(::fcntl(file, command, &wanted));
}

// Asks from another process whether the lock can be had.
Errno lock_elsewhere(ltk::path const& name, short type, off_t start = 0, off_t length = 0) {
    return in_child([&] {
        Descriptor const file(::open(name.c_str(), O_RDWR | O_CLOEXEC));
        return file < 0 ? Errno(errno) : lock(file, type, start, length);
    });
}

Errno flock_elsewhere(ltk::path const& name, int operation) {
    return in_child([&] {
        Descriptor const file(::open(name.c_str(), O_RDWR | O_CLOEXEC));
        return file < 0 ? Errno(errno) : error_of(::flock(file, operation | LOCK_NB));
    });
}

void skip_without_locks(Errno answer) {
    LTK_SKIP_IF(unsupported(answer) || answer == Errno(ENOLCK), "this mount has no locks ({})", answer);
}

constexpr Either refused{EAGAIN, EACCES};

}  // namespace

LTK_TEST("posix/a write lock of fcntl excludes other processes", (ltk::TempDir& dir), .stages = core, .tags = {"lock"},
         .covers = {"POSIX-fcntl"}) {
    auto const name = dir.file("file", "x");
    auto const file = open_file(name, O_RDWR);
    Errno const answer = lock(file, F_WRLCK);
    skip_without_locks(answer);
    LTK_REQUIRE(answer == success);
    LTK_CHECK(lock_elsewhere(name, F_WRLCK) == refused);
    LTK_CHECK(lock_elsewhere(name, F_RDLCK) == refused);
    int const holder = ::getpid();
    Errno const asked = in_child([&] {
        Descriptor const mine(::open(name.c_str(), O_RDWR | O_CLOEXEC));
        auto seen = range(F_WRLCK, 0, 0);
        if (::fcntl(mine, F_GETLK, &seen) != 0) return Errno(errno);
        return seen.l_type == F_WRLCK && seen.l_pid == holder ? success : Errno(ESRCH);
    });
    LTK_INFO("F_GETLK names the holder; ESRCH: it does not");
    LTK_CHECK(asked == success);
    LTK_REQUIRE(lock(file, F_UNLCK) == success);
    LTK_CHECK(lock_elsewhere(name, F_WRLCK) == success);
}

LTK_TEST("posix/read locks of fcntl are shared", (ltk::TempDir& dir), .tags = {"lock"}, .covers = {"POSIX-fcntl"}) {
    auto const name = dir.file("file", "x");
    auto const file = open_file(name, O_RDWR);
    Errno const answer = lock(file, F_RDLCK);
    skip_without_locks(answer);
    LTK_REQUIRE(answer == success);
    LTK_CHECK(lock_elsewhere(name, F_RDLCK) == success);
    LTK_CHECK(lock_elsewhere(name, F_WRLCK) == refused);
    LTK_CHECK(lock(open_file(name, O_RDONLY), F_WRLCK) == Errno(EBADF));
}

LTK_TEST("posix/locks of fcntl cover ranges of bytes", (ltk::TempDir& dir), .stages = core, .tags = {"lock"}, .covers = {"POSIX-fcntl"}) {
    auto const name = dir.file("file", "x");
    auto const file = open_file(name, O_RDWR);
    Errno const answer = lock(file, F_WRLCK, 100, 100);
    skip_without_locks(answer);
    LTK_REQUIRE(answer == success);
    LTK_CHECK(lock_elsewhere(name, F_WRLCK, 0, 100) == success);
    LTK_CHECK(lock_elsewhere(name, F_WRLCK, 200, 0) == success);
    LTK_CHECK(lock_elsewhere(name, F_WRLCK, 199, 1) == refused);
    LTK_REQUIRE(lock(file, F_UNLCK, 120, 50) == success);  // splits it in two
    LTK_CHECK(lock_elsewhere(name, F_WRLCK, 120, 50) == success);
    LTK_CHECK(lock_elsewhere(name, F_WRLCK, 119, 1) == refused);
    LTK_CHECK(lock_elsewhere(name, F_WRLCK, 170, 1) == refused);
}

LTK_TEST("posix/locks of fcntl end with their process", (ltk::TempDir& dir), .stages = core, .tags = {"lock"}, .timeout = 60_s,
         .covers = {"POSIX-fcntl"}) {
    auto const name = dir.file("file", "x");
    auto const file = open_file(name, O_RDWR);
    Errno const answer = lock_elsewhere(name, F_WRLCK);  // the child takes it and exits
    skip_without_locks(answer);
    LTK_REQUIRE(answer == success);
    LTK_EVENTUALLY(lock(file, F_WRLCK) == success, .within = 10_s);
}

LTK_TEST("posix/locks of fcntl end when the process closes the file anywhere", (ltk::TempDir& dir), .tags = {"lock"},
         .covers = {"POSIX-fcntl", "POSIX-close"},
         .purpose = "surprising, and what the standard says") {
    auto const name = dir.file("file", "x");
    auto const file = open_file(name, O_RDWR);
    Errno const answer = lock(file, F_WRLCK);
    skip_without_locks(answer);
    LTK_REQUIRE(answer == success);
    open_file(name, O_RDONLY).close();
    LTK_CHECK(lock_elsewhere(name, F_WRLCK) == success);
}

LTK_TEST("posix/who waits for a lock of fcntl gets it when it is free", (ltk::TempDir& dir), .tags = {"lock"}, .timeout = 60_s,
         .covers = {"POSIX-fcntl"}) {
    auto const name = dir.file("file", "-");
    auto const file = open_file(name, O_RDWR);
    Errno const answer = lock(file, F_WRLCK);
    skip_without_locks(answer);
    LTK_REQUIRE(answer == success);
    Signal waits, has_it;
    Children waiter;
    waiter.start([&] {
        Descriptor const mine(::open(name.c_str(), O_RDWR | O_CLOEXEC));
        waits.give();
        if (Errno const got = lock(mine, F_WRLCK, 0, 0, F_SETLKW); !got.ok()) return got;
        has_it.give();
        char seen = 0;
        return ::pread(mine, &seen, 1, 0) == 1 && seen == '+' ? success : Errno(EILSEQ);
    });
    waits.wait();
    bool const got_it_too_early = has_it.comes_within(100_ms);
    LTK_CHECK(!got_it_too_early);
    write_at(file, "+", 0);  // what is written under the lock is there for the next holder
    LTK_REQUIRE(lock(file, F_UNLCK) == success);
    LTK_INFO("EILSEQ: the next holder did not see what was written under the lock");
    LTK_CHECK(waiter.finish().front() == success);
}

LTK_TEST("posix/locks of an open file conflict within one process", (ltk::TempDir& dir), .tags = {"lock"},
         .covers = {"Linux-F_OFD_SETLK"}) {
    auto const name = dir.file("file", "x");
    auto one = open_file(name, O_RDWR);
    auto const two = open_file(name, O_RDWR);
    Errno const answer = lock(one, F_WRLCK, 0, 0, F_OFD_SETLK);
    LTK_SKIP_IF(answer == Errno(EINVAL), "this file system has no OFD locks");
    skip_without_locks(answer);
    LTK_REQUIRE(answer == success);
    LTK_CHECK(lock(two, F_WRLCK, 0, 0, F_OFD_SETLK) == refused);
    LTK_CHECK(lock_elsewhere(name, F_WRLCK) == refused);
    open_file(name, O_RDONLY).close();
    LTK_CHECK(lock(two, F_WRLCK, 0, 0, F_OFD_SETLK) == refused);
    one.close();
    LTK_CHECK(lock(two, F_WRLCK, 0, 0, F_OFD_SETLK) == success);
}

LTK_TEST("posix/flock excludes other openers", (ltk::TempDir& dir), .stages = core, .tags = {"lock"}, .covers = {"Linux-flock"}) {
    auto const name = dir.file("file", "x");
    auto const one = open_file(name, O_RDWR), two = open_file(name, O_RDWR);
    Errno const answer = error_of(::flock(one, LOCK_EX | LOCK_NB));
    skip_without_locks(answer);
    LTK_REQUIRE(answer == success);
    LTK_CHECK(error_of(::flock(two, LOCK_EX | LOCK_NB)) == Errno(EWOULDBLOCK));
    LTK_CHECK(flock_elsewhere(name, LOCK_SH) == Errno(EWOULDBLOCK));
    LTK_REQUIRE(error_of(::flock(one, LOCK_SH | LOCK_NB)) == success);
    LTK_CHECK(flock_elsewhere(name, LOCK_SH) == success);
    LTK_CHECK(flock_elsewhere(name, LOCK_EX) == Errno(EWOULDBLOCK));
    LTK_REQUIRE(error_of(::flock(one, LOCK_UN)) == success);
    LTK_CHECK(flock_elsewhere(name, LOCK_EX) == success);
}

LTK_TEST("posix/flock ends with the last descriptor of its open", (ltk::TempDir& dir), .tags = {"lock"},
         .covers = {"Linux-flock", "POSIX-dup"}) {
    auto const name = dir.file("file", "x");
    auto one = open_file(name, O_RDWR);
    Errno const answer = error_of(::flock(one, LOCK_EX | LOCK_NB));
    skip_without_locks(answer);
    LTK_REQUIRE(answer == success);
    Descriptor twin(::dup(one));
    one.close();
    LTK_CHECK(flock_elsewhere(name, LOCK_EX) == Errno(EWOULDBLOCK));
    twin.close();
    LTK_EVENTUALLY(flock_elsewhere(name, LOCK_EX) == success, .within = 10_s);
}
