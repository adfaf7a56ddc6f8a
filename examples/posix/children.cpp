#include "children.hpp"

#include <grp.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>

namespace posix {

namespace detail {

int start(ltk::source where) {
    int const child = ::fork();
    if (child < 0) ltk::fail(where, "fork: {}", Errno(errno));
    return child;
}

Errno finish(int child, ltk::source where) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR) ltk::fail(where, "waitpid: {}", Errno(errno));
    if (WIFSIGNALED(status)) ltk::fail(where, "the child process was killed by signal {}", WTERMSIG(status));
    return Errno(WEXITSTATUS(status));
}

void leave(Errno answer) noexcept { ::_exit(answer.value()); }

}  // namespace detail

int signal_of(void (*body)(void*), void* argument, ltk::source where) {
    int const child = detail::start(where);
    if (child == 0) {
        for (int const caught : {SIGBUS, SIGSEGV, SIGXFSZ}) ::signal(caught, SIG_DFL);
        body(argument);
        ::_exit(0);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR) ltk::fail(where, "waitpid: {}", Errno(errno));
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

Children::~Children() {
    for (int const child : running_) {
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
    }
}

std::vector<Errno> Children::finish(ltk::source where) {
    std::vector<Errno> answers;
    while (!running_.empty()) {
        int const child = running_.front();
        running_.erase(running_.begin());
        answers.push_back(detail::finish(child, where));
    }
    return answers;
}

Signal::Signal(ltk::source where) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) ltk::fail(where, "pipe2: {}", Errno(errno));
    reader_ = Descriptor(ends[0]);
    writer_ = Descriptor(ends[1]);
}

void Signal::give() const noexcept {
    while (::write(writer_, "!", 1) < 0 && errno == EINTR) {}
}

void Signal::wait() const noexcept {
    char word = 0;
    while (::read(reader_, &word, 1) < 0 && errno == EINTR) {}
}

bool Signal::comes_within(ltk::duration patience) const noexcept {
    pollfd word{reader_, POLLIN, 0};
    return ::poll(&word, 1, static_cast<int>(patience.nanoseconds() / 1'000'000)) == 1;
}

OtherUser::OtherUser(Filesystem const& fs, ltk::TempDir& dir) : id_(static_cast<unsigned>(fs.other_user)) {
    if (::geteuid() != 0) {
        missing_ = "needs root, to become another user";
        return;
    }
    if (::chmod(dir.c_str(), 0755) != 0) return;  // the test's own calls will say what is wrong with the directory
    Errno const reached = run([&] { return error_of(::access(dir.c_str(), X_OK)); });
    if (reached == Errno(EACCES))
        missing_ = "the directory under test cannot be reached by user " + std::to_string(id_);
    else if (reached == Errno(EPERM))
        missing_ = "this process may not become user " + std::to_string(id_);
}

Errno OtherUser::become() const noexcept {
    if (::setgroups(0, nullptr) != 0 || ::setresgid(id_, id_, id_) != 0 || ::setresuid(id_, id_, id_) != 0) return Errno(EPERM);
    return success;
}

}  // namespace posix
