// Whether something listens behind a host and a port: a TCP connection that is made and closed again.
#pragma once

#include <ltk/environment/probes/host.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <cstdint>
#include <cstring>
#include <string>

namespace ltk::inline v1 {

struct ReachFacts {
    bool reached = false;
    std::string address;  ///< that took the connection, or answered last; "": the name is not known
    bool hung = false;    ///< no address answered in time
    int error = 0;        ///< errno of the last refusal

    explicit operator bool() const noexcept { return reached; }
};

namespace detail {

/// Connects to one address; 0, an errno, or -1 when the time is over.
inline int connect_to(std::string const& address, std::uint16_t port, long long until) {
    sockaddr_in6 six{};
    sockaddr_in four{};
    bool const is_six = ::inet_pton(AF_INET6, address.c_str(), &six.sin6_addr) == 1;
    if (!is_six && ::inet_pton(AF_INET, address.c_str(), &four.sin_addr) != 1) return EINVAL;
    six.sin6_family = AF_INET6;
    four.sin_family = AF_INET;
    four.sin_port = htons(port);
    six.sin6_port = htons(port);
    int const fd = ::socket(is_six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) return errno;
    int error = 0;
    auto const* const where = is_six ? reinterpret_cast<sockaddr const*>(&six) : reinterpret_cast<sockaddr const*>(&four);
    if (::connect(fd, where, is_six ? sizeof six : sizeof four) != 0) {
        error = errno;
        if (error == EINPROGRESS) {
            pollfd waiting{fd, POLLOUT, 0};
            int ready = 0;
            do ready = ::poll(&waiting, 1, milliseconds_until(until));
            while (ready < 0 && errno == EINTR);
            socklen_t size = sizeof error;
            if (ready == 0)
                error = -1;
            else if (ready < 0 || ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0)
                error = errno;
        }
    }
    ::close(fd);
    return error;
}

}  // namespace detail

/// Tries every address of the host until one takes the connection, all within the deadline: one that swallows packets has its share of
/// what is left, so that the next is tried too.
inline ReachFacts probe_reach(std::string const& host, std::uint16_t port, duration deadline = duration::seconds(5)) {
    ReachFacts facts;
    long long const until = detail::steady_nanoseconds() + deadline.nanoseconds();
    auto const name = probe_name(host, deadline);
    facts.hung = name.hung;
    auto left = static_cast<long long>(name.addresses.size());
    for (auto const& address : name.addresses) {
        long long const now = detail::steady_nanoseconds();
        int const error = detail::connect_to(address, port, now + (until - now) / left--);
        bool const silent = error == -1;
        if (silent && facts.error != 0) continue;  // another has refused, which says more
        facts.address = address;
        facts.reached = error == 0;
        facts.hung = silent;
        facts.error = silent ? 0 : error;
        if (facts.reached) break;
    }
    return facts;
}

}  // namespace ltk::inline v1
