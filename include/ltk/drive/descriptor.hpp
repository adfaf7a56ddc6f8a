// File descriptors that close themselves, and the few system calls on them that need a loop.
#pragma once

#include <ltk/config/errno_text.hpp>
#include <ltk/error.hpp>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

namespace ltk::inline v1::detail {

class Descriptor {
public:
    Descriptor() noexcept = default;
    explicit Descriptor(int fd) noexcept : fd_(fd) {}
    Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        if (this != &other) {
            reset();
            fd_ = std::exchange(other.fd_, -1);
        }
        return *this;
    }
    ~Descriptor() { reset(); }

    int get() const noexcept { return fd_; }
    explicit operator bool() const noexcept { return fd_ >= 0; }
    int release() noexcept { return std::exchange(fd_, -1); }
    void reset() noexcept {
        if (fd_ >= 0) ::close(fd_);
        fd_ = -1;
    }

private:
    int fd_ = -1;
};

/// Throws what a failed system call means to the user: what was tried, errno's words, what to do.
[[noreturn]] inline void throw_errno(std::string const& what, std::string const& remedy = "") {
    int const seen = errno;
    throw Error("ltk.drive.system", what + ": " + errno_text(seen) + (remedy.empty() ? "" : "; " + remedy));
}

/// Everything in a file, from its start; what could be read when an error comes.
inline std::string read_all(int fd) {
    std::string content;
    char block[65536];
    off_t at = 0;
    for (ssize_t got = 0; (got = ::pread(fd, block, sizeof block, at)) > 0; at += got) content.append(block, static_cast<std::size_t>(got));
    return content;
}

struct Pipe {
    Descriptor read;
    Descriptor write;
};

inline Pipe make_pipe() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        throw_errno("LTK cannot make a pipe for captured output", "raise the limit of open files (ulimit -n) or lower --jobs");
    return {Descriptor(ends[0]), Descriptor(ends[1])};
}

inline void set_nonblocking(int fd) { ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK); }

/// Sends one message with descriptors over a SEQPACKET socket; false when the other side is gone.
inline bool send_message(int socket, void const* data, std::size_t size, int const* descriptors = nullptr, std::size_t count = 0) {
    iovec part{const_cast<void*>(data), size};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int) * 8)] = {};
    if (count != 0) {
        message.msg_control = control;
        message.msg_controllen = CMSG_SPACE(sizeof(int) * count);
        cmsghdr* const head = CMSG_FIRSTHDR(&message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(sizeof(int) * count);
        std::memcpy(CMSG_DATA(head), descriptors, sizeof(int) * count);
    }
    for (;;) {
        if (::sendmsg(socket, &message, MSG_NOSIGNAL) >= 0) return true;
        if (errno != EINTR) return false;
    }
}

/// Receives one message; 0 at the end, -1 with errno otherwise. Received descriptors are appended.
inline ssize_t receive_message(int socket, void* data, std::size_t size, int* descriptors = nullptr, std::size_t* count = nullptr,
                               int flags = 0) {
    iovec part{data, size};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int) * 8)] = {};
    if (descriptors != nullptr) {
        message.msg_control = control;
        message.msg_controllen = sizeof control;
    }
    ssize_t got = 0;
    do got = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC | flags);
    while (got < 0 && errno == EINTR);
    if (got > 0 && descriptors != nullptr) {
        *count = 0;
        for (cmsghdr* head = CMSG_FIRSTHDR(&message); head != nullptr; head = CMSG_NXTHDR(&message, head))
            if (head->cmsg_level == SOL_SOCKET && head->cmsg_type == SCM_RIGHTS) {
                *count = (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
                std::memcpy(descriptors, CMSG_DATA(head), *count * sizeof(int));
            }
    }
    return got;
}

}  // namespace ltk::inline v1::detail
