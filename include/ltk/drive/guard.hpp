// The guard: the process that the driver starts. It puts the keeper into a PID namespace of its own where that is allowed, and
// then only waits, for the end of the keeper or of the driver, to kill and remove whatever is left of the run.
#pragma once

#include <ltk/config/errno_text.hpp>
#include <ltk/drive/keeper.hpp>

#include <sched.h>
#include <sys/mman.h>
#include <optional>

namespace ltk::inline v1::detail {

/// Waits for the keeper's end or the driver's, then cleans up. Returns the keeper's wait status.
inline int stand_guard(int control, pid_t keeper, Slots const& slots, int signals) {
    int status = 0;
    bool gone = false;
    while (!gone) {
        pollfd waiting[2] = {{control, POLLRDHUP, 0}, {signals, POLLIN, 0}};
        ::poll(waiting, 2, -1);
        if ((waiting[0].revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0) {  // the driver is gone, or wants us gone
            ::kill(keeper, SIGKILL);
            gone = ::waitpid(keeper, &status, __WALL) == keeper;
        }
        if (waiting[1].revents != 0) {
            signalfd_siginfo seen[8];
            while (::read(signals, seen, sizeof seen) > 0) {}
            for (;;) {
                int one = 0;
                pid_t const pid = ::waitpid(-1, &one, WNOHANG | __WALL);
                if (pid <= 0) break;
                if (pid == keeper) {
                    status = one;
                    gone = true;
                }
            }
        }
    }
    clear_children([](pid_t) { return false; });
    for (std::size_t i = 0; i < slots.count(); ++i)
        for (std::string const& path : owned_by(slots[i])) remove_tree(path);
    return status;
}

/// Life of a process that was started with `--ltk-worker FD`. Returns its exit code.
inline int worker(Registry const& registry, int inherited) {
    ::setsid();
    ::prctl(PR_SET_NAME, "ltk-guard");
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    Descriptor control(inherited);
    ::fcntl(control.get(), F_SETFD, FD_CLOEXEC);
    int descriptors[8];
    std::size_t count = 0;
    std::string message(protocol::largest_message, '\0');
    ssize_t const got = receive_message(control.get(), message.data(), message.size(), descriptors, &count);
    protocol::Hello hello;
    if (got <= 0 || !protocol::read(std::string_view(message.data(), static_cast<std::size_t>(got)), hello) || count != 2) {
        std::fputs("This program was started as a worker of LTK, but not by LTK; start it without --ltk-worker.\n", stderr);
        return 2;
    }
    Slots slots{Descriptor{descriptors[0]}, hello.jobs + 1};
    std::string configuration;
    {
        Descriptor const values(descriptors[1]);
        configuration = read_all(values.get());
    }

    sigset_t watched;
    sigset_t original;
    sigemptyset(&watched);
    sigaddset(&watched, SIGCHLD);
    ::sigprocmask(SIG_BLOCK, &watched, &original);
    Descriptor signals(::signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK));

    // A PID namespace needs a right that ordinary users do not have; without it tests run all the same, less protected.
    bool const namespaced = hello.pid_namespace && ::unshare(CLONE_NEWPID) == 0;
    pid_t const guard = ::getpid();
    pid_t const keeper = ::fork();
    if (keeper == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::prctl(PR_SET_NAME, "ltk-keeper");
        if (!namespaced && ::getppid() != guard) return 1;  // the guard died before we asked to follow it
        ::sigprocmask(SIG_SETMASK, &original, nullptr);
        signals.reset();
        Descriptor report(::fcntl(control.get(), F_DUPFD_CLOEXEC, 3));  // for the case that the keeper cannot be made
        try {
            Keeper works(registry, std::move(control), std::move(slots), hello, configuration);
            report.reset();
            ::_exit(works.serve(namespaced));
        } catch (std::exception const& e) {
            protocol::send(report.get(), protocol::Ready{namespaced, e.what()});
            ::_exit(1);
        }
    }
    if (keeper < 0) {
        protocol::send(control.get(), protocol::Ready{namespaced, std::string("the guard cannot fork the keeper: ") + errno_text(errno)});
        return 1;
    }
    int const status = stand_guard(control.get(), keeper, slots, signals.get());
    ::_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 1);  // exit handlers and statics are the program's, which this process never was
}

/// Runs the worker and returns its exit code when this process was started as one; nothing otherwise. First thing in main().
inline std::optional<int> run_if_worker(Registry const& registry, int argc, char const* const* argv) {
    if (argc != 3 || std::strcmp(argv[1], protocol::worker_argument) != 0) return std::nullopt;
    protocol::became_worker = true;
    int fd = -1;
    std::from_chars(argv[2], argv[2] + std::strlen(argv[2]), fd);
    return worker(registry, fd);
}

}  // namespace ltk::inline v1::detail
