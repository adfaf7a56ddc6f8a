// What happened to one test, gathered from the stream of events until it ends. Tests that run at the same time mix their events
// in the journal; a reporter that wants a test as a whole keeps a `Stories`, feeds it every event that names a test, and reads the
// test's story when it finishes. Only running tests are held in memory, and of each a bounded part.
#pragma once

#include <ltk/reporter.hpp>
#include <ltk/results/event.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ltk::inline v1 {

/// One try of a test.
struct AttemptStory {
    int attempt = 1;
    double started = 0;                        ///< seconds since the run's start
    std::vector<event::CheckFailed> failures;  ///< the first of them
    std::vector<event::StepFinished> steps;
    std::vector<event::MetricRecorded> metrics;
    std::vector<event::FileAttached> attachments;
    std::vector<std::string> notes;
    std::vector<event::OutputCaptured> outputs;
    std::optional<event::AttemptFinished> finished;
    std::uint64_t failures_left_out = 0;  ///< failures beyond `Stories::most`
    std::uint64_t left_out = 0;           ///< other events beyond it

    /// Nothing to tell but that it ran.
    bool quiet() const noexcept {
        return failures.empty() && steps.empty() && metrics.empty() && attachments.empty() && notes.empty() && outputs.empty();
    }
};

/// One test that has not ended yet, or that ends now.
struct Story {
    std::vector<AttemptStory> attempts;  ///< in the order in which they started; empty if none did

    AttemptStory const* last() const noexcept { return attempts.empty() ? nullptr : &attempts.back(); }
};

/// The stories of all tests that are running.
class Stories {
public:
    static constexpr std::size_t most = 200;  ///< events of one kind that are kept for one attempt

    void add(event::AttemptStarted const& e, Stamp const& stamp) {
        auto& fresh = at(e.test, e.attempt);
        fresh = AttemptStory{};  // of a resumed run: what was cut off is told again
        fresh.attempt = e.attempt;
        fresh.started = stamp.at;
    }
    void add(event::CheckFailed const& e, Stamp const&) { keep(e, &AttemptStory::failures, e, &AttemptStory::failures_left_out); }
    void add(event::StepFinished const& e, Stamp const&) { keep(e, &AttemptStory::steps, e); }
    void add(event::MetricRecorded const& e, Stamp const&) { keep(e, &AttemptStory::metrics, e); }
    void add(event::FileAttached const& e, Stamp const&) { keep(e, &AttemptStory::attachments, e); }
    void add(event::Noted const& e, Stamp const&) { keep(e, &AttemptStory::notes, e.text); }
    void add(event::OutputCaptured const& e, Stamp const&) { keep(e, &AttemptStory::outputs, e); }
    void add(event::AttemptFinished const& e, Stamp const&) { at(e.test, e.attempt).finished = e; }

    /// What is known of a test; an empty story when it never started.
    Story const& of(std::string const& test) const {
        static Story const none;
        auto const* const found = find(test);
        return found == nullptr ? none : *found;
    }
    /// The test has ended: forgets it.
    void close(std::string const& test) {
        auto const found = open_.find(test);
        if (found == open_.end()) return;
        if (last_ == &*found) last_ = nullptr;
        spare_ = open_.extract(found);  // its memory serves the next test
    }
    /// How many tests have started and not ended.
    std::size_t running() const noexcept { return open_.size(); }
    void clear() noexcept {
        last_ = nullptr;
        open_.clear();
    }

private:
    using Map = std::unordered_map<std::string, Story>;

    Story const* find(std::string const& test) const {
        if (last_ != nullptr && last_->first == test) return &last_->second;
        auto const found = open_.find(test);
        return found == open_.end() ? nullptr : &found->second;
    }
    Story& open(std::string const& test) {
        if (last_ != nullptr && last_->first == test) return last_->second;
        auto found = open_.find(test);
        if (found == open_.end()) {
            if (spare_.empty()) {
                found = open_.try_emplace(test).first;
            } else {
                spare_.key() = test;
                spare_.mapped().attempts.clear();
                found = open_.insert(std::move(spare_)).position;
            }
        }
        last_ = &*found;
        return found->second;
    }
    AttemptStory& at(std::string const& test, int attempt) {
        auto& attempts = open(test).attempts;
        for (auto& known : attempts)
            if (known.attempt == attempt) return known;
        attempts.emplace_back().attempt = attempt;
        return attempts.back();
    }
    template <class E, class V, class T>
    void keep(E const& e, std::vector<V> AttemptStory::* list, T const& value,
              std::uint64_t AttemptStory::* beyond = &AttemptStory::left_out) {
        auto& attempt = at(e.test, e.attempt);
        if ((attempt.*list).size() < most)
            (attempt.*list).push_back(value);
        else
            ++(attempt.*beyond);
    }

    Map open_;
    Map::value_type* last_ = nullptr;
    Map::node_type spare_;
};

/// An event that `Stories` wants.
template <class E>
concept TellsOfAttempt = requires(Stories& stories, E const& event, Stamp const& stamp) { stories.add(event, stamp); };

}  // namespace ltk::inline v1
