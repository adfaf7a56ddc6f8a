// Child processes of a test. A child makes no checks of its own (its events would be refused: the attempt is its parent); it
// returns what went wrong, and the test checks that.
#pragma once

#include "calls.hpp"
#include "site.hpp"

#include <vector>

namespace posix {

namespace detail {

/// Forks; the parent gets the child's id, the child runs on with 0. Fails the test when there is no more room for processes.
int start(ltk::source where);
/// Waits for a child: what its body returned. Death by a signal fails the test.
Errno finish(int child, ltk::source where);
[[noreturn]] void leave(Errno answer) noexcept;

template <class Body>
[[noreturn]] void run(Body const& body) noexcept {
    leave(body());  // an exception ends the child by std::terminate, which the parent reports as its signal
}

}  // namespace detail

/// Runs `Errno body()` in a child process and gives what it returned.
template <class Body>
Errno in_child(Body const& body, ltk::source where = POSIX_CALLER) {
    int const child = detail::start(where);
    if (child == 0) detail::run(body);
    return detail::finish(child, where);
}

/// Runs `void body()` in a child process and gives the signal that killed it; 0 when it came to its end.
int signal_of(void (*body)(void*), void* argument, ltk::source where = POSIX_CALLER);

/// Several children at the same time. Those that still run when it is destroyed are killed.
class Children {
public:
    Children() = default;
    Children(Children const&) = delete;
    Children& operator=(Children const&) = delete;
    ~Children();

    template <class Body>
    void start(Body const& body, ltk::source where = POSIX_CALLER) {
        int const child = detail::start(where);
        if (child == 0) detail::run(body);
        running_.push_back(child);
    }
    /// Waits for all, in the order in which they were started.
    std::vector<Errno> finish(ltk::source where = POSIX_CALLER);
    int id(std::size_t index) const { return running_.at(index); }

private:
    std::vector<int> running_;
};

/// A word between processes: one side waits until another has said it.
class Signal {
public:
    explicit Signal(ltk::source where = POSIX_CALLER);
    void give() const noexcept;                                // wakes one waiter, now or when it comes
    void wait() const noexcept;                                // a word that nobody gives is the test's timeout
    bool comes_within(ltk::duration patience) const noexcept;  // whether it is given in this time; it stays for a waiter

private:
    Descriptor reader_, writer_;
};

/// Somebody else: for tests of permissions. Root becomes Filesystem::other_user in a child process; an ordinary user has nobody
/// else to become.
class OtherUser {
public:
    OtherUser(Filesystem const& fs, ltk::TempDir& dir);
    /// Why there is no other user; empty when there is one. Tests skip with these words.
    std::string const& missing() const noexcept { return missing_; }
    unsigned id() const noexcept { return id_; }

    template <class Body>
    Errno run(Body const& body, ltk::source where = POSIX_CALLER) const {
        return in_child(
            [&] {
                Errno const became = become();
                return became.ok() ? body() : became;
            },
            where);
    }

private:
    Errno become() const noexcept;
    unsigned id_;
    std::string missing_;
};

/// Runs the body as a user whom permissions bind: the other user for root, who owns `dir` then; else ourselves.
template <class Body>
Errno as_ordinary_user(OtherUser const& other, ltk::TempDir const& dir, Body const& body, ltk::source where = POSIX_CALLER) {
    if (::geteuid() != 0) return in_child(body, where);
    if (::chown(dir.c_str(), other.id(), static_cast<gid_t>(-1)) != 0) ltk::fail(where, "chown {}: {}", dir.c_str(), Errno(errno));
    return other.run(body, where);
}

}  // namespace posix
