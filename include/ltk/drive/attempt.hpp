// The running attempt, as seen from inside its process: facts for the author, and the way out for events. The functions of the
// author's header (drive/hooks.hpp) find it through `current_attempt`.
#pragma once

#include <ltk/config/masker.hpp>
#include <ltk/declare/check.hpp>
#include <ltk/declare/context.hpp>
#include <ltk/drive/slot.hpp>
#include <ltk/drive/wire.hpp>
#include <ltk/results/event.hpp>

#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <mutex>
#include <string>

namespace ltk::inline v1::detail {

/// Thrown by LTK_REQUIRE, LTK_SKIP and their kin to leave the body; not derived from anything that authors catch.
struct AttemptEnded {};

/// Facts that the driver hands to an attempt.
struct AttemptFacts {
    std::string id;
    int attempt = 1;
    std::string stage;
    std::uint64_t seed = 0;
    double timeout = 0;        ///< seconds
    std::string run_folder;    ///< absolute
    std::string log_folder;    ///< relative to the run's folder; may not exist yet
    std::string temp_root;     ///< where TempDir lies; "": the system's temporary directory
    std::string temp_trouble;  ///< why TempDir cannot say where it lies; "" when it can
};

/// Takes the events of an attempt: the channel to the driver, or, with --isolation none, the driver itself.
class EventTarget {
public:
    virtual ~EventTarget() = default;
    virtual void take(std::size_t index, void const* event) = 0;
};

class Attempt final : public Context {
public:
    Attempt(AttemptFacts facts, Slot& slot, EventTarget& target)
        : facts_(std::move(facts)),
          slot_(slot),
          target_(target),
          owner_(::getpid()),
          thread_(::pthread_self()),
          started_(clock::now()),
          log_dir_((facts_.run_folder + '/' + facts_.log_folder).c_str()) {}

    text_view id() const noexcept override { return facts_.id; }
    int attempt() const noexcept override { return facts_.attempt; }
    text_view stage() const noexcept override { return facts_.stage; }
    unsigned long long seed() const noexcept override { return facts_.seed; }
    duration remaining() const noexcept override {
        return duration::seconds(facts_.timeout - std::chrono::duration<double>(clock::now() - started_).count());
    }
    path const& log_dir() const override;

    AttemptFacts const& facts() const noexcept { return facts_; }
    Slot& slot() const noexcept { return slot_; }
    /// Whether this process is the attempt, and not a child that it forked.
    bool is_owner() const noexcept { return ::getpid() == owner_; }
    bool is_main_thread() const noexcept { return ::pthread_equal(thread_, ::pthread_self()) != 0; }

    /// Sends an event; fills in test and attempt. Events of forked children are refused, and counted.
    template <class Event>
    void send(Event event) {
        if (!is_owner()) {
            ++slot_.refused;
            return;
        }
        event.test = facts_.id;
        event.attempt = facts_.attempt;
        std::scoped_lock const lock(mutex_);
        ++slot_.sent;
        target_.take(event::index_of<Event>(), &event);
    }
    /// The same for events that name no attempt (a validator's findings).
    template <class Event>
    void send_plain(Event const& event) {
        if (!is_owner()) return;
        std::scoped_lock const lock(mutex_);
        ++slot_.sent;
        target_.take(event::index_of<Event>(), &event);
    }

    /// Records a failure: of the product in the body, of the infrastructure while fixtures are made or destroyed.
    void failed(event::CheckFailed failure) {
        if (is_owner()) {  // a forked child must not wait for a lock that a thread of its parent held
            if (slot_.at == phase::body)
                slot_.failed = 1;
            else
                errors_ = true;
            std::scoped_lock const lock(mutex_);
            if (first_failure_.empty()) first_failure_ = failure.message;
        }
        send(std::move(failure));
    }
    /// Records that the attempt ends as skipped.
    void skipped(std::string reason) {
        if (!is_owner()) return;
        std::scoped_lock const lock(mutex_);
        if (!skipped_) skip_reason_ = std::move(reason);
        skipped_ = true;
    }

    /// What the attempt itself thinks of its end.
    event::AttemptFinished verdict() const {
        std::scoped_lock const lock(mutex_);
        event::AttemptFinished end;
        end.outcome = slot_.failed != 0 ? outcome::fail : errors_ ? outcome::error : skipped_ ? outcome::skip : outcome::pass;
        end.reason = end.outcome == outcome::skip ? skip_reason_ : first_failure_;
        return end;
    }

    /// Secrets that must not be cut in two, or written into files of the run. Borrowed.
    void mask_with(Masker const& masker) noexcept { masker_ = &masker; }
    Masker const* masker() const noexcept { return masker_; }

    /// With --isolation none the attempt runs in the driver's process.
    void share_process() noexcept { shares_process_ = true; }

    /// Leaves the attempt from a thread that is not its own: nothing is unwound, the keeper cleans up.
    [[noreturn]] void leave_from_thread();

private:
    using clock = std::chrono::steady_clock;

    AttemptFacts facts_;
    Slot& slot_;
    EventTarget& target_;
    pid_t owner_;
    pthread_t thread_;
    clock::time_point started_;
    mutable std::mutex mutex_;
    std::atomic<bool> errors_{false};
    bool skipped_ = false;
    bool shares_process_ = false;
    Masker const* masker_ = nullptr;
    std::string skip_reason_;
    std::string first_failure_;
    path const log_dir_;  // made when it is first asked for
    mutable std::atomic<bool> log_dir_made_{false};
};

/// The attempt of this process; null outside one.
inline std::atomic<Attempt*> current_attempt{nullptr};

/// The attempt that a function of the author's header talks to.
inline Attempt& attempt_for(char const* what) {
    Attempt* const found = current_attempt.load();
    if (found == nullptr)
        throw Error("ltk.drive.no_attempt",
                    std::string(what) + " was used outside a test: call it from a test's body, a fixture or a validator");
    return *found;
}

inline void make_directories(std::string const& path) {
    for (std::size_t at = 1; at <= path.size(); ++at)
        if (at == path.size() || path[at] == '/')
            if (::mkdir(path.substr(0, at).c_str(), 0777) != 0 && errno != EEXIST)
                throw_errno("cannot make the directory " + path.substr(0, at), "check the path and its permissions");
}

inline path const& Attempt::log_dir() const {
    // Without a lock: a forked child must not wait for one that a thread of its parent held. Making it twice does no harm.
    if (!log_dir_made_) {
        make_directories(log_dir_.c_str());
        log_dir_made_ = true;
    }
    return log_dir_;
}

inline void Attempt::leave_from_thread() {
    if (shares_process_) throw AttemptEnded{};  // with --isolation none there is no process to leave; this terminates, as documented
    if (is_owner()) {
        send(verdict());
        slot_.checks = __atomic_load_n(&checks_evaluated, __ATOMIC_RELAXED);
        std::fflush(nullptr);
        slot_.at = phase::finished;
    }
    ::_exit(0);
}

/// Writes events into the pipe to the driver, each as size, index, packed struct.
class ChannelTarget final : public EventTarget {
public:
    ChannelTarget(int fd, Slot& slot) : fd_(fd), slot_(slot) { remember(); }

    void take(std::size_t index, void const* event) override {
        std::string frame(sizeof(std::uint32_t), '\0');
        frame += static_cast<char>(index);
        std::size_t at = 0;
        event::for_each_type([&]<class E>(char const*) {
            if (at++ == index) wire::put(frame, *static_cast<E const*>(event));
        });
        auto const size = static_cast<std::uint32_t>(frame.size() - sizeof(std::uint32_t));
        std::memcpy(frame.data(), &size, sizeof size);
        if (!is_intact()) {
            slot_.lost = 1;
            return;
        }
        for (std::size_t done = 0; done < frame.size();) {
            ssize_t const wrote = ::write(fd_, frame.data() + done, frame.size() - done);
            if (wrote > 0)
                done += static_cast<std::size_t>(wrote);
            else if (errno != EINTR) {
                slot_.lost = 1;
                return;
            }
        }
    }

    /// Whether the descriptor still is the channel: the test may have closed it, and something else may have its number.
    bool is_intact() const {
        struct stat seen{};
        return ::fstat(fd_, &seen) == 0 && seen.st_dev == device_ && seen.st_ino == inode_;
    }

private:
    void remember() {
        struct stat seen{};
        ::fstat(fd_, &seen);
        device_ = seen.st_dev;
        inode_ = seen.st_ino;
    }

    int fd_;
    Slot& slot_;
    dev_t device_ = 0;
    ino_t inode_ = 0;
};

}  // namespace ltk::inline v1::detail
