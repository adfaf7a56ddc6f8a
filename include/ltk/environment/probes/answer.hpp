// A question that the kernel may never answer: the file system under test may hang, and takes whoever asks with it. So it is asked
// by a child that can be abandoned, and the answer is waited for until a deadline.
#pragma once

#include <ltk/declare/duration.hpp>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <ctime>
#include <string>
#include <type_traits>

namespace ltk::inline v1 {

/// What came of such a question: a value, or why there is none.
template <class T>
struct Answer {
    T value{};
    bool hung = false;  ///< nothing came until the deadline; the child was killed, or abandoned in the kernel
    int error = 0;      ///< errno of what was refused; 0: none

    /// Whether there is a value.
    explicit operator bool() const noexcept { return !hung && error == 0; }
    T const& operator*() const noexcept { return value; }
    T const* operator->() const noexcept { return &value; }
};

namespace detail {

inline long long steady_nanoseconds() noexcept {
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<long long>(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

/// Milliseconds that are left until then, rounded up, for poll(2).
inline int milliseconds_until(long long then) noexcept {
    long long const left = then - steady_nanoseconds();
    return left <= 0 ? 0 : static_cast<int>(left > 3'600'000'000'000 ? 3'600'000 : (left + 999'999) / 1'000'000);
}

/// A child without the handlers of fork(3) and without a signal at its end, so that a threaded program of somebody else does not
/// notice it: neither its atfork handlers run nor does its wait(2) find a stranger. The child may only make system calls.
inline pid_t quiet_fork() noexcept { return static_cast<pid_t>(::syscall(SYS_clone, 0UL, nullptr, nullptr, nullptr, nullptr)); }

/// Closes every descriptor but one. A child that is stuck in the kernel keeps what it has open: the output of the program, the lock
/// of its journal, or the very device that would set it free.
inline void keep_only(int fd) noexcept {
#if defined(SYS_close_range)
    bool const below = fd == 0 || ::syscall(SYS_close_range, 0U, static_cast<unsigned>(fd) - 1, 0U) == 0;
    if (below && ::syscall(SYS_close_range, static_cast<unsigned>(fd) + 1, ~0U, 0U) == 0) return;
#endif
    for (int other = 0; other < 4096; ++other)  // a kernel before 5.9
        if (other != fd) ::close(other);
}

/// Children that were left alone; a few are remembered, so that they can be reaped when the kernel lets them go.
inline std::atomic<pid_t> abandoned_children[16]{};

inline void reap_abandoned() noexcept {
    for (auto& one : abandoned_children) {
        pid_t const pid = one.exchange(0);
        if (pid > 0 && ::waitpid(pid, nullptr, WNOHANG | __WALL) == 0) one = pid;
    }
}

/// Ends such a child. One that is stuck in the kernel is given a short time and then left alone.
inline void end_child(pid_t pid) noexcept {
    ::kill(pid, SIGKILL);
    for (int i = 0; i < 50; ++i) {
        pid_t const seen = ::waitpid(pid, nullptr, WNOHANG | __WALL);
        if (seen == pid || (seen < 0 && errno != EINTR)) return;
        ::poll(nullptr, 0, 1);
    }
    for (auto& one : abandoned_children)
        if (pid_t free = 0; one.compare_exchange_strong(free, pid)) return;
}

/// Lets a child do `work(value)`, which returns an errno, 0 when it went well. `work` may only make system calls and write into
/// `value`, which is plain memory. From any thread.
template <class T, class Work>
Answer<T> ask(duration deadline, Work const& work) {
    static_assert(std::is_trivially_copyable_v<T>, "the answer travels through a pipe: let it be plain memory");
    struct Parcel {
        int error;
        T value;
    };
    static_assert(sizeof(Parcel) <= 4096, "a parcel must fit into one write");
    Answer<T> answer;
    reap_abandoned();
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) {
        answer.error = errno;
        return answer;
    }
    pid_t const pid = quiet_fork();
    if (pid == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        keep_only(ends[1]);
        Parcel made{};
        made.error = work(made.value);
        ::_exit(::write(ends[1], &made, sizeof made) == static_cast<ssize_t>(sizeof made) ? 0 : 1);
    }
    int const refused = errno;
    ::close(ends[1]);
    if (pid < 0) {
        ::close(ends[0]);
        answer.error = refused;
        return answer;
    }
    long long const until = steady_nanoseconds() + deadline.nanoseconds();
    pollfd waiting{ends[0], POLLIN, 0};
    int ready = 0;
    do ready = ::poll(&waiting, 1, milliseconds_until(until));
    while (ready < 0 && errno == EINTR);
    Parcel got{};
    if (ready > 0 && ::read(ends[0], &got, sizeof got) == static_cast<ssize_t>(sizeof got)) {
        answer.value = got.value;
        answer.error = got.error;
    } else if (ready > 0)
        answer.error = ECHILD;  // it died on the way
    else
        answer.hung = true;
    ::close(ends[0]);
    end_child(pid);
    return answer;
}

}  // namespace detail

}  // namespace ltk::inline v1
