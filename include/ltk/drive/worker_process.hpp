// The driver's end of a worker: starting the program again, its pipes, its messages, its end. The driver may live in a
// threaded program of somebody else, so it only ever does fork and exec in one (posix_spawn), never a bare fork.
#pragma once

#include <ltk/config/secret_variables.hpp>
#include <ltk/config/units.hpp>
#include <ltk/drive/processes.hpp>
#include <ltk/drive/protocol.hpp>
#include <ltk/drive/slot.hpp>

#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <array>
#include <chrono>
#include <csignal>
#include <optional>
#include <string>
#include <vector>

namespace ltk::inline v1::detail {

class WorkerProcess {
public:
    struct Ends {
        Descriptor events;
        Descriptor out;
        Descriptor err;
    };

    /// Starts the program and waits until the keeper is ready. Throws Error "ltk.drive.worker" when it does not come up.
    WorkerProcess(protocol::Hello const& hello, std::string const& configuration, duration patience) : slots_(hello.jobs + 1) {
        if (protocol::is_lost_worker())
            throw Error("ltk.drive.worker", std::string("this process was started as LTK's worker and went on as if it were not") + hint);
        int pair[2];
        if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
            throw_errno("LTK cannot make a socket for its worker", "raise the limit of open files (ulimit -n)");
        control_ = Descriptor(pair[0]);
        Descriptor theirs(pair[1]);
        int const large = 512 * 1024;
        ::setsockopt(control_.get(), SOL_SOCKET, SO_SNDBUF, &large, sizeof large);
        ::setsockopt(theirs.get(), SOL_SOCKET, SO_SNDBUF, &large, sizeof large);
        spawn(theirs.get());
        theirs.reset();

        Descriptor values(static_cast<int>(::syscall(SYS_memfd_create, "ltk-configuration", MFD_CLOEXEC)));
        if (!values) throw_errno("LTK cannot hand the configuration to its worker");
        for (std::size_t done = 0; done < configuration.size();) {
            ssize_t const wrote = ::write(values.get(), configuration.data() + done, configuration.size() - done);
            if (wrote <= 0) throw_errno("LTK cannot hand the configuration to its worker");
            done += static_cast<std::size_t>(wrote);
        }
        int const handed[] = {slots_.descriptor(), values.get()};
        bool good = protocol::send(control_.get(), hello, handed, 2);
        for (std::uint32_t slot = 0; slot <= hello.jobs && good; ++slot) {
            Pipe events = make_pipe();
            Pipe out = make_pipe();
            Pipe err = make_pipe();
            int const ends[] = {events.write.get(), out.write.get(), err.write.get()};
            good = protocol::send(control_.get(), protocol::SlotPipes{slot}, ends, 3);
            for (Descriptor* const one : {&events.read, &out.read, &err.read}) set_nonblocking(one->get());
            ends_.push_back({std::move(events.read), std::move(out.read), std::move(err.read)});
        }
        await_ready(patience);
    }

    WorkerProcess(WorkerProcess const&) = delete;
    WorkerProcess& operator=(WorkerProcess const&) = delete;
    ~WorkerProcess() { end(duration::seconds(10)); }

    int control() const noexcept { return control_.get(); }
    Ends& ends(std::size_t slot) { return ends_[slot]; }
    Slot& slot(std::size_t i) const noexcept { return slots_[i]; }
    bool pid_namespace() const noexcept { return pid_namespace_; }
    pid_t pid() const noexcept { return pid_; }
    /// After end(): the guard could not clean up, because it was killed itself. Its processes are gone, its files are not.
    bool guard_was_killed() const noexcept { return guard_was_killed_; }

    template <class Message>
    bool send(Message const& message) {
        return protocol::send(control_.get(), message);
    }

    /// The next message without waiting; empty when there is none. `gone` tells that there will be no more.
    std::string_view receive(bool& gone) {
        buffer_.resize(protocol::largest_message);
        ssize_t const got = receive_message(control_.get(), buffer_.data(), buffer_.size(), nullptr, nullptr, MSG_DONTWAIT);
        gone = got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK);
        return got > 0 ? std::string_view(buffer_.data(), static_cast<std::size_t>(got)) : std::string_view();
    }

    /// Hangs up: the guard kills what is left, removes its files, and goes. False when it does not within this time: it is stuck
    /// in the kernel and abandoned.
    bool end(duration patience) noexcept {
        control_.reset();
        if (pid_ <= 0) return true;
        auto const until = std::chrono::steady_clock::now() + std::chrono::nanoseconds(patience.nanoseconds());
        for (int pause = 0;; pause = std::min(pause + 1, 20)) {
            siginfo_t how{};
            if (::waitid(P_PID, static_cast<id_t>(pid_), &how, WEXITED | WNOHANG | WNOWAIT) == 0 && how.si_pid == pid_ &&
                how.si_code != CLD_EXITED) {
                guard_was_killed_ = true;
                kill_session(pid_);
            }
            pid_t const seen = ::waitpid(pid_, nullptr, WNOHANG);
            if (seen == pid_ || (seen < 0 && errno == ECHILD)) {  // ECHILD: the embedder reaps children by himself
                pid_ = 0;
                return true;
            }
            if (std::chrono::steady_clock::now() > until) return false;
            ::poll(nullptr, 0, pause);
        }
    }

private:
    void spawn(int theirs) {
        // The number that the worker finds its socket under: dup2 onto another number drops close-on-exec, onto itself it does not.
        int const number = theirs == 3 ? 4 : 3;
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, theirs, number);
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addclosefrom_np(&actions, number + 1);  // an embedder's descriptors are no business of tests
        posix_spawnattr_t attributes;
        posix_spawnattr_init(&attributes);
        sigset_t none;
        sigset_t all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_setsigmask(&attributes, &none);    // a test starts with no signal blocked or ignored,
        posix_spawnattr_setsigdefault(&attributes, &all);  // whatever the embedder does
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
        std::string const fd = std::to_string(number);
        std::string name(program_invocation_name);
        char* const argv[] = {name.data(), const_cast<char*>(protocol::worker_argument), const_cast<char*>(fd.c_str()), nullptr};
        int const error = ::posix_spawn(&pid_, "/proc/self/exe", &actions, &attributes, argv, secret_variables().others().data());
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
        if (error != 0) {
            pid_ = 0;
            errno = error;
            throw_errno("LTK cannot start its worker (" + name + " --ltk-worker)",
                        "look at the limits of processes and memory (ulimit -a)");
        }
    }

    void await_ready(duration patience) {
        auto const until = std::chrono::steady_clock::now() + std::chrono::nanoseconds(patience.nanoseconds());
        for (;;) {
            auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
            if (left <= 0)
                throw Error("ltk.drive.worker", "LTK's worker did not answer within " + duration_text(patience.nanoseconds()) + hint);
            pollfd waiting{control_.get(), POLLIN, 0};
            if (::poll(&waiting, 1, static_cast<int>(left)) <= 0) continue;
            bool gone = false;
            std::string_view const message = receive(gone);
            if (protocol::Ready ready; protocol::read(message, ready)) {
                if (!ready.trouble.empty()) throw Error("ltk.drive.worker", "LTK's worker cannot work: " + ready.trouble);
                pid_namespace_ = ready.pid_namespace;
                return;
            }
            if (gone) throw Error("ltk.drive.worker", std::string("LTK's worker ended before it was ready") + hint);
        }
    }

    static constexpr char const* hint = "; a program with its own main() must call ltk::worker_main(argc, argv) first and return its code";

    Slots slots_;
    Descriptor control_;
    std::vector<Ends> ends_;
    pid_t pid_ = 0;
    bool pid_namespace_ = false;
    bool guard_was_killed_ = false;
    std::string buffer_;
};

}  // namespace ltk::inline v1::detail
