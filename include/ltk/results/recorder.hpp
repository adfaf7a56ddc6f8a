// Where every event of a run passes: first into the journal, then to everybody who listens.
#pragma once

#include <ltk/reporter.hpp>
#include <ltk/results/journal_writer.hpp>
#include <ltk/results/mask_texts.hpp>
#include <ltk/results/summary.hpp>

#include <chrono>
#include <utility>
#include <vector>

namespace ltk::inline v1 {

/// Stamps, records and hands on the events of one run. One thread at a time.
class Recorder {
public:
    /// Listeners are borrowed. A resumed journal's clock goes on where its last event was.
    explicit Recorder(JournalWriter journal, std::vector<Listener*> listeners = {})
        : journal_(std::move(journal)), listeners_(std::move(listeners)), started_(clock::now()), offset_(journal_.resumed_at()) {}

    void add_listener(Listener& listener) { listeners_.push_back(&listener); }
    /// From now on no event carries a secret any further. The masker is borrowed.
    void mask_with(Masker const& masker) { masker_ = masker.empty() ? nullptr : &masker; }

    /// Throws what JournalWriter::write throws; listeners are not told of an event that could not be recorded.
    template <class Event>
    void emit(Event const& event) {
        if (masker_ == nullptr) return record(event);
        Event masked = event;
        mask_texts(masked, *masker_);
        record(masked);
    }

    /// Events that happen at the same instant reach the disk by one write(2).
    template <class Emit>
    void together(Emit&& emit_all) {
        journal_.begin_batch();
        try {
            std::forward<Emit>(emit_all)();
        } catch (...) {
            journal_.end_batch();  // what was said before is said
            throw;
        }
        journal_.end_batch();
    }

    /// Seconds since the run's start.
    double now() const { return offset_ + std::chrono::duration<double>(clock::now() - started_).count(); }
    Summary const& summary() const noexcept { return summary_; }
    Summary& summary() noexcept { return summary_; }
    JournalWriter& journal() noexcept { return journal_; }

private:
    using clock = std::chrono::steady_clock;

    template <class Event>
    void record(Event const& event) {
        Stamp const stamp = journal_.write(event, now());
        if constexpr (requires { summary_.on(event); }) summary_.on(event);
        for (Listener* const listener : listeners_) listener->take(event::index_of<Event>(), &event, stamp);
    }

    JournalWriter journal_;
    Masker const* masker_ = nullptr;
    std::vector<Listener*> listeners_;
    Summary summary_;
    clock::time_point started_;
    double offset_;
};

}  // namespace ltk::inline v1
