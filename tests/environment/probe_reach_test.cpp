// Several addresses behind one name: those that swallow packets, those that refuse, and those that answer.
#include "path_program.hpp"

#include <ltk/environment/probes/reach.hpp>

#include <catch2/catch_test_macros.hpp>

#include <cerrno>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace {

/// A socket on an address of this machine.
class Socket {
public:
    explicit Socket(int type = SOCK_STREAM | SOCK_CLOEXEC) : fd_(::socket(AF_INET, type, 0)) {}
    Socket(Socket const&) = delete;
    Socket& operator=(Socket const&) = delete;
    ~Socket() { ::close(fd_); }

    /// Listens there, at a free port when `port` is 0. False when that may not be.
    bool listen(char const* address, std::uint16_t port, int backlog) const {
        auto const where = at(address, port);
        return ::bind(fd_, reinterpret_cast<sockaddr const*>(&where), sizeof where) == 0 && ::listen(fd_, backlog) == 0;
    }
    std::uint16_t port() const {
        sockaddr_in where{};
        socklen_t size = sizeof where;
        ::getsockname(fd_, reinterpret_cast<sockaddr*>(&where), &size);
        return ntohs(where.sin_port);
    }
    /// Whether a connection comes about soon.
    bool connects(char const* address, std::uint16_t port) const {
        auto const where = at(address, port);
        if (::connect(fd_, reinterpret_cast<sockaddr const*>(&where), sizeof where) == 0) return true;
        pollfd waiting{fd_, POLLOUT, 0};
        return ::poll(&waiting, 1, 100) > 0;
    }

private:
    static sockaddr_in at(char const* address, std::uint16_t port) {
        sockaddr_in where{};
        where.sin_family = AF_INET;
        where.sin_port = htons(port);
        ::inet_pton(AF_INET, address, &where.sin_addr);
        return where;
    }
    int fd_;
};

/// An address that swallows packets: something listens there, and takes nobody in.
class Swallower {
public:
    Swallower(char const* address, std::uint16_t port) {
        if (!listener_.listen(address, port, 0)) return;
        for (int i = 0; i < 20 && !swallows_; ++i) {
            waiting_.push_back(std::make_unique<Socket>(SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK));
            swallows_ = !waiting_.back()->connects(address, listener_.port());
        }
    }
    bool swallows() const { return swallows_; }
    std::uint16_t port() const { return listener_.port(); }

private:
    Socket listener_;
    std::vector<std::unique_ptr<Socket>> waiting_;
    bool swallows_ = false;
};

PathProgram resolver(std::string const& first, std::string const& second) {
    return PathProgram("getent", "echo '" + first + " STREAM host'; echo '" + second + " STREAM host'");
}

}  // namespace

TEST_CASE("An address that swallows packets leaves time for the next one") {
    Socket const listener;
    REQUIRE(listener.listen("127.0.0.3", 0, 8));
    Swallower const swallower("127.0.0.2", listener.port());
    if (!swallower.swallows()) SKIP("no address of this machine can be made to swallow packets");
    auto const names = resolver("127.0.0.2", "127.0.0.3");
    auto const facts = ltk::probe_reach("host", listener.port(), ltk::duration::seconds(2));
    CHECK(facts.reached);
    CHECK(facts.address == "127.0.0.3");
    CHECK_FALSE(facts.hung);
    CHECK(facts.error == 0);
}

TEST_CASE("A host hangs when none of its addresses answers") {
    Swallower const swallower("127.0.0.2", 0);
    if (!swallower.swallows()) SKIP("no address of this machine can be made to swallow packets");
    auto const before = std::chrono::steady_clock::now();
    SECTION("all of them swallow packets") {
        auto const names = resolver("127.0.0.2", "127.0.0.2");
        auto const facts = ltk::probe_reach("host", swallower.port(), ltk::duration::seconds(0.5));
        CHECK_FALSE(facts.reached);
        CHECK(facts.hung);
        CHECK(facts.address == "127.0.0.2");
    }
    SECTION("a refusal is an answer") {
        auto const names = resolver("127.0.0.3", "127.0.0.2");
        auto const facts = ltk::probe_reach("host", swallower.port(), ltk::duration::seconds(0.5));
        CHECK_FALSE(facts.reached);
        CHECK_FALSE(facts.hung);
        CHECK(facts.error == ECONNREFUSED);
        CHECK(facts.address == "127.0.0.3");
    }
    CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(10));
}
