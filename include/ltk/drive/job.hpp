// One attempt as the driver sees it: what it was started with, what came out of it, and when it must be over.
#pragma once

#include <ltk/config/reflect.hpp>
#include <ltk/drive/ending.hpp>
#include <ltk/drive/output.hpp>
#include <ltk/drive/protocol.hpp>
#include <ltk/drive/worker_process.hpp>
#include <ltk/results/sanitize.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ltk::inline v1::detail {

/// Repairs every text of an event: a test may hand LTK bytes that are no UTF-8.
template <class T>
void repair_texts(T& value) {
    if constexpr (std::is_same_v<T, std::string>) {
        if (!is_utf8(value)) value = repair_utf8(value);
    } else if constexpr (wire::is_vector<T>) {
        for (auto& element : value) repair_texts(element);
    } else if constexpr (std::is_aggregate_v<T>) {
        boost::pfr::for_each_field(value, [](auto& field) { repair_texts(field); });
    }
}

/// Cuts the bytes of an event channel into events. A channel that holds garbage is reported once and then ignored.
class EventFrames {
public:
    void clear() {
        pending_.clear();
        garbage_ = false;
    }
    bool garbage() const noexcept { return garbage_; }

    /// Calls take(event) for each complete event.
    template <class Take>
    void feed(std::string_view bytes, Take&& take) {
        if (garbage_) return;
        pending_.append(bytes);
        std::size_t at = 0;
        while (!garbage_ && pending_.size() - at > sizeof(std::uint32_t)) {
            std::uint32_t size = 0;
            std::memcpy(&size, pending_.data() + at, sizeof size);
            if (size == 0 || size > largest_frame) {
                garbage_ = true;
                break;
            }
            if (pending_.size() - at - sizeof size < size) break;
            decode(std::string_view(pending_).substr(at + sizeof size, size), take);
            at += sizeof size + size;
        }
        pending_.erase(0, at);
    }

private:
    static constexpr std::uint32_t largest_frame = 16 * 1024 * 1024;

    template <class Take>
    void decode(std::string_view frame, Take& take) {
        auto const index = static_cast<unsigned char>(frame[0]);
        if (index >= event::type_count) {
            garbage_ = true;
            return;
        }
        std::size_t at = 0;
        event::for_each_type([&]<class E>(char const*) {
            if (at++ != index) return;
            E event{};
            if (wire::unpack(frame.substr(1), event)) {
                repair_texts(event);
                take(event);
            } else
                garbage_ = true;
        });
    }

    std::string pending_;
    bool garbage_ = false;
};

using steady = std::chrono::steady_clock;

/// A slot of the driver: idle, or with an attempt in it.
struct Job {
    bool busy = false;
    bool validator = false;
    std::size_t planned = 0;  ///< index in the plan (tests) or in the list of validators
    AttemptFacts facts;
    steady::time_point started;
    steady::time_point deadline;  ///< when the driver acts next
    int pressure = 0;             ///< 0: none, 1: SIGTERM was sent, 2: SIGKILL was sent
    bool interrupted = false;
    int restarts = 0;  ///< because the keeper died before it could start the attempt
    EventFrames frames;
    OutputCapture out;
    OutputCapture err;
    std::string first_failure;
    std::optional<event::AttemptFinished> verdict;
    std::vector<event::FindingReported> findings;

    double elapsed() const { return std::chrono::duration<double>(steady::now() - started).count(); }
};

/// What is known when an attempt's process is gone; `status` as wait(2) gives it.
inline EndFacts end_facts(Job const& job, Slot const& slot, int status, bool keeper_died) {
    EndFacts facts;
    facts.last = slot.at;
    facts.failed = slot.failed != 0;
    facts.lost_contact = slot.lost != 0 || job.frames.garbage();
    facts.timed_out = job.pressure != 0 && !job.interrupted;
    facts.interrupted = job.interrupted;
    facts.keeper_died = keeper_died;
    facts.status = status;
    facts.timeout = job.facts.timeout;
    facts.step = repair_utf8(step_of(slot));  // it may have been cut within a character
    facts.first_failure = job.first_failure;
    if (job.verdict) {
        facts.has_verdict = true;
        facts.verdict = job.verdict->outcome;
        facts.verdict_reason = job.verdict->reason;
    }
    return facts;
}

}  // namespace ltk::inline v1::detail
