// Ctrl-C and SIGTERM end a run in order: running tests are interrupted, the rest is not run, reports are written. A second one
// ends the program at once; the guard cleans up then too. Only programs with LTK's own main() do this, never an embedder's.
#pragma once

#include <ltk/session/session.hpp>

#include <atomic>
#include <csignal>

namespace ltk::inline v1::command {

class StopSignals {
public:
    explicit StopSignals(Session& session) {
        target() = &session;
        struct sigaction action{};
        action.sa_handler = [](int) {
            if (Session* const running = target().exchange(nullptr)) running->stop();
        };
        action.sa_flags = static_cast<int>(SA_RESETHAND);
        ::sigaction(SIGINT, &action, &interrupt_);
        ::sigaction(SIGTERM, &action, &terminate_);
    }
    StopSignals(StopSignals const&) = delete;
    StopSignals& operator=(StopSignals const&) = delete;
    ~StopSignals() {
        ::sigaction(SIGINT, &interrupt_, nullptr);
        ::sigaction(SIGTERM, &terminate_, nullptr);
        target() = nullptr;
    }

private:
    static std::atomic<Session*>& target() {
        static std::atomic<Session*> session{nullptr};
        return session;
    }
    struct sigaction interrupt_{};
    struct sigaction terminate_{};
};

}  // namespace ltk::inline v1::command
