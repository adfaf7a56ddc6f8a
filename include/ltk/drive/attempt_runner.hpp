// Runs attempts in a worker, several at a time: feeds the slots, moves what comes out of them into the record, ends what takes too
// long, and starts the worker again when it dies. What to run next, and what an ended attempt means, is its owner's business.
#pragma once

#include <ltk/drive/job.hpp>
#include <ltk/drive/keeper_log.hpp>
#include <ltk/drive/options.hpp>
#include <ltk/drive/processes.hpp>
#include <ltk/results/recorder.hpp>

#include <algorithm>
#include <functional>
#include <memory>

namespace ltk::inline v1::detail {

/// What became of an attempt.
struct AttemptResult {
    Ending ending;
    event::AttemptFinished finished;               ///< without test and attempt
    std::vector<event::FindingReported> findings;  ///< of a validator
};

class AttemptRunner {
public:
    using finished_callback = std::function<void(Job& job, AttemptResult result)>;

    AttemptRunner(DriveOptions const& options, std::string configuration, std::size_t jobs, Recorder* recorder, finished_callback finished)
        : options_(options),
          configuration_(std::move(configuration)),
          recorder_(recorder),
          finished_(std::move(finished)),
          jobs_(jobs),
          own_(options.run_folder.string(), options.masker) {}

    /// A slot without an attempt in it; nothing when all are busy.
    std::optional<std::size_t> idle_slot() const {
        for (std::size_t i = 0; i < jobs_.size(); ++i)
            if (!jobs_[i].busy) return i;
        return std::nullopt;
    }
    bool all_idle() const {
        return std::none_of(jobs_.begin(), jobs_.end(), [](Job const& job) { return job.busy; });
    }

    /// Starts an attempt in an idle slot.
    void start(std::size_t slot, bool validator, std::size_t planned, AttemptFacts facts) {
        ensure_worker();
        Job& job = jobs_[slot];
        std::string const folder = (options_.run_folder / facts.log_folder).string();
        job.busy = true;
        job.validator = validator;
        job.planned = planned;
        job.started = steady::now();
        job.deadline = job.started + seconds(facts.timeout);
        job.pressure = 0;
        job.interrupted = false;
        job.frames.clear();
        job.out = OutputCapture("stdout", folder, facts.log_folder + "/stdout", {}, options_.masker);
        job.err = OutputCapture("stderr", folder, facts.log_folder + "/stderr", {}, options_.masker);
        job.first_failure.clear();
        job.verdict.reset();
        job.findings.clear();
        protocol::Run run{static_cast<std::uint32_t>(slot), validator, std::move(facts)};
        worker_->send(run);  // when this fails the worker is dead, which await() finds out
        job.facts = std::move(run.facts);
    }

    /// Makes a per-run fixture in the keeper, if it is not there yet. Returns why it could not be made, or nothing. All slots
    /// must be idle: a constructor that hangs costs the worker its life.
    struct Made {
        bool good = true;
        bool skipped = false;
        std::string message;
    };
    Made make_fixture(std::string const& name, duration timeout) {
        for (Known const& one : fixtures_)
            if (one.name == name) return one.made;
        ensure_worker();
        worker_->send(protocol::Build{name});
        duration const allowed = timeout.nanoseconds() > 0 ? timeout : options_.fixture_timeout;
        Made made = await_fixture(name, allowed);
        fixtures_.push_back({name, made, allowed});
        return made;
    }

    /// Waits until at least one attempt has ended, or `until`; handles everything that comes meanwhile.
    void await(steady::time_point until) {
        std::size_t const before = ended_;
        while (ended_ == before && !all_idle() && steady::now() < until) {
            if (options_.stop != nullptr && options_.stop->load()) interrupt();
            if (!poll_once(until)) worker_died();
            press();
            if (recorder_ != nullptr) recorder_->journal().sync_if_due();
        }
    }

    /// Destroys the per-run fixtures and ends the worker. Returns what went wrong, "" if nothing.
    std::string finish() {
        if (!worker_ && sweep_.empty()) return {};
        ensure_worker();  // for what the last one left
        std::string trouble;
        worker_->send(protocol::Finish{});
        duration allowed;
        for (Known const& one : fixtures_)
            if (one.made.good) allowed = allowed + one.allowed;
        if (allowed.nanoseconds() == 0) allowed = options_.fixture_timeout;
        auto const until = steady::now() + std::chrono::nanoseconds(allowed.nanoseconds());
        for (bool over = false; !over;) {
            bool gone = false;
            std::string_view const message = next_message(until, gone);
            if (protocol::Finished finished; protocol::read(message, finished)) {
                trouble = finished.trouble;
                over = true;
            } else if (gone) {
                trouble = "the keeper died while it destroyed the per-run fixtures";
                over = true;
            } else if (steady::now() >= until) {
                trouble = "a per-run fixture was not destroyed within " + duration_text(allowed.nanoseconds());
                over = true;
            }
        }
        end_own_output();
        if (!worker_->end(duration::seconds(10)) && trouble.empty())
            trouble = "the worker is stuck in the kernel and was abandoned (pid " + std::to_string(worker_->pid()) + ")";
        worker_.reset();
        fixtures_.clear();
        return trouble;
    }

    /// Ends all running attempts as interrupted.
    void interrupt() {
        for (Job& job : jobs_)
            if (job.busy && !job.interrupted) {
                job.interrupted = true;
                if (job.pressure == 0) job.deadline = steady::now();
            }
    }

    bool pid_namespace() const noexcept { return worker_ && worker_->pid_namespace(); }
    pid_t worker_pid() const noexcept { return worker_ ? worker_->pid() : 0; }

private:
    static steady::duration seconds(double count) {
        return std::chrono::duration_cast<steady::duration>(std::chrono::duration<double>(std::min(count, 1e9)));
    }

    void ensure_worker() {
        if (worker_) return;
        protocol::Hello hello;
        hello.jobs = static_cast<std::uint32_t>(jobs_.size());
        hello.pid_namespace = options_.pid_namespace;
        hello.run_folder = options_.run_folder.string();
        hello.temp_root = options_.temp_root;
        hello.temp_trouble = options_.temp_trouble;
        hello.sweep = std::exchange(sweep_, {});
        worker_ = std::make_unique<WorkerProcess>(hello, configuration_, duration::seconds(60));
    }

    // Waits for one thing to happen. False: the worker is gone.
    bool poll_once(steady::time_point until) {
        polled_.clear();
        polled_.push_back({worker_->control(), POLLIN, 0});
        for (std::size_t slot = 0; slot < jobs_.size(); ++slot) {
            if (!jobs_[slot].busy) continue;
            auto& ends = worker_->ends(slot);
            polled_.push_back({ends.events.get(), POLLIN, 0});
            polled_.push_back({ends.out.get(), POLLIN, 0});
            polled_.push_back({ends.err.get(), POLLIN, 0});
            until = std::min(until, jobs_[slot].deadline);
        }
        if (recorder_ != nullptr) until = std::min(until, steady::now() + std::chrono::seconds(1));  // the journal's sync
        auto& own = worker_->ends(jobs_.size());
        polled_.push_back({own.out.get(), POLLIN, 0});
        polled_.push_back({own.err.get(), POLLIN, 0});
        if (::poll(polled_.data(), polled_.size(), milliseconds_until(until)) <= 0) return true;
        std::size_t at = 1;
        for (std::size_t slot = 0; slot < jobs_.size(); ++slot) {
            if (!jobs_[slot].busy) continue;
            for (int stream = 0; stream < 3; ++stream)
                if (polled_[at++].revents != 0) drain(slot, stream, 1);
        }
        if (polled_[at].revents != 0 || polled_[at + 1].revents != 0) drain_own_output();
        if (polled_[0].revents == 0) return true;
        for (;;) {
            bool gone = false;
            std::string_view const message = worker_->receive(gone);
            if (protocol::Ended ended; protocol::read(message, ended))
                attempt_ended(ended);
            else if (gone)
                return false;
            else if (message.empty())
                return true;
        }
    }

    static int milliseconds_until(steady::time_point until) {
        auto const left = std::chrono::ceil<std::chrono::milliseconds>(until - steady::now()).count();
        return static_cast<int>(std::clamp<long long>(left, 0, 60'000));
    }

    // Reads what is there; `blocks` limits how much, so that a test that prints without end cannot hold the driver.
    void drain(std::size_t slot, int stream, int blocks) {
        Job& job = jobs_[slot];
        auto& ends = worker_->ends(slot);
        int const fd = (stream == 0 ? ends.events : stream == 1 ? ends.out : ends.err).get();
        static thread_local std::string block(65536, '\0');
        for (; blocks != 0; --blocks) {
            ssize_t const got = ::read(fd, block.data(), block.size());
            if (got <= 0) return;
            std::string_view const bytes(block.data(), static_cast<std::size_t>(got));
            if (stream == 0)
                job.frames.feed(bytes, [&](auto& event) { take(job, event); });
            else
                (stream == 1 ? job.out : job.err).take(bytes, job.elapsed());
        }
    }

    // Events are believed as far as they go: whose they are is known here.
    template <class Event>
    void take(Job& job, Event& event) {
        if constexpr (std::is_same_v<Event, event::AttemptFinished>) {
            job.verdict = std::move(event);
        } else if constexpr (std::is_same_v<Event, event::FindingReported>) {
            job.findings.push_back(std::move(event));
        } else if constexpr (std::is_same_v<Event, event::CheckFailed> || std::is_same_v<Event, event::StepFinished> ||
                             std::is_same_v<Event, event::MetricRecorded> || std::is_same_v<Event, event::FileAttached> ||
                             std::is_same_v<Event, event::Noted>) {
            if constexpr (std::is_same_v<Event, event::CheckFailed>)
                if (job.first_failure.empty()) job.first_failure = event.message;
            event.test = job.facts.id;
            event.attempt = job.facts.attempt;
            if (recorder_ != nullptr && !job.validator) recorder_->emit(event);
        }
    }

    void attempt_ended(protocol::Ended const& ended) {
        if (ended.slot >= jobs_.size() || !jobs_[ended.slot].busy) return;
        Job& job = jobs_[ended.slot];
        Slot& slot = worker_->slot(ended.slot);
        if (slot.sent != 0) drain(ended.slot, 0, -1);
        drain(ended.slot, 1, -1);
        drain(ended.slot, 2, -1);
        conclude(job, slot, ended, false);
    }

    void conclude(Job& job, Slot& slot, protocol::Ended const& ended, bool keeper_died) {
        AttemptResult result;
        result.ending = judge(end_facts(job, slot, ended.status, keeper_died));
        result.finished.outcome = result.ending.outcome;
        result.finished.reason = result.ending.reason;
        result.finished.elapsed = job.elapsed();
        result.finished.cpu = ended.cpu;
        result.finished.max_rss = ended.max_rss;
        result.finished.checks = slot.checks;
        result.findings = std::move(job.findings);
        bool const recorded = recorder_ != nullptr && !job.validator;
        if (recorded) note(job, ended, slot.refused);
        for (OutputCapture* const one : {&job.out, &job.err}) {
            if (one->empty()) continue;
            auto captured = one->finish();
            captured.test = job.facts.id;
            captured.attempt = job.facts.attempt;
            if (recorded) recorder_->emit(captured);
        }
        slot.at = phase::idle;
        job.busy = false;
        job.restarts = 0;
        ++ended_;
        finished_(job, std::move(result));
    }

    void note(Job const& job, protocol::Ended const& ended, std::uint32_t refused) {
        auto const say = [&](std::string words) { recorder_->emit(event::Noted{job.facts.id, job.facts.attempt, repair_utf8(words)}); };
        if (!ended.left_over.empty() || !ended.unkillable.empty()) say(left_over_words(ended.left_over, ended.unkillable));
        if (refused != 0)
            say("a process that the test forked came back as the test, or reported as it, " + std::to_string(refused) +
                (refused == 1 ? " time" : " times") + "; this was refused. End a forked child with _exit()");
    }

    // Deadlines: SIGTERM, then SIGKILL, then the worker itself.
    void press() {
        auto const now = steady::now();
        for (std::size_t slot = 0; slot < jobs_.size() && worker_; ++slot) {
            Job& job = jobs_[slot];
            if (!job.busy || now < job.deadline) continue;
            auto const number = static_cast<std::uint32_t>(slot);
            switch (job.pressure++) {
                case 0:
                    worker_->send(protocol::Kill{number, SIGTERM});
                    job.deadline = now + std::chrono::nanoseconds(options_.grace.nanoseconds());
                    break;
                case 1:
                    worker_->send(protocol::Kill{number, SIGKILL});
                    job.deadline = now + std::chrono::seconds(10);
                    break;
                default:  // not even SIGKILL ends it: stuck in the kernel, perhaps the keeper as well
                    if (recorder_ != nullptr)
                        recorder_->emit(event::Noted{job.facts.id, job.facts.attempt,
                                                     "the test does not die from SIGKILL: it is stuck in the kernel and was abandoned"});
                    worker_died();
                    return;
            }
        }
    }

    // The keeper or its guard is dead, or given up. What ran is concluded; the next attempt starts a new worker.
    void worker_died() {
        for (std::size_t slot = 0; slot < jobs_.size(); ++slot)
            if (jobs_[slot].busy)
                for (int stream = 0; stream < 3; ++stream) drain(slot, stream, 64);
        end_own_output();
        worker_->end(duration::seconds(10));
        std::unique_ptr<WorkerProcess> const dead = std::move(worker_);
        if (dead->guard_was_killed())
            for (std::size_t slot = 0; slot <= jobs_.size(); ++slot)
                for (std::string& path : owned_by(dead->slot(slot))) sweep_.push_back(std::move(path));
        fixtures_.clear();
        bool const on_purpose = std::any_of(jobs_.begin(), jobs_.end(), [](Job const& job) { return job.busy && job.pressure > 2; });
        if (recorder_ != nullptr && !on_purpose) recorder_->emit(event::RunTroubled{"the keeper process died; it is started again", ""});
        for (std::size_t slot = 0; slot < jobs_.size(); ++slot) {
            Job& job = jobs_[slot];
            if (!job.busy) continue;
            if (dead->slot(slot).at == phase::idle && job.restarts++ < 3) {  // the message to start it was lost with the keeper
                start(slot, job.validator, job.planned, std::move(job.facts));
                continue;
            }
            protocol::Ended ended;
            ended.slot = static_cast<std::uint32_t>(slot);
            conclude(job, dead->slot(slot), ended, true);
        }
    }

    Made await_fixture(std::string const& name, duration timeout) {
        auto const until = steady::now() + std::chrono::nanoseconds(timeout.nanoseconds());
        for (;;) {
            bool gone = false;
            std::string_view const message = next_message(until, gone);
            if (protocol::Built built; protocol::read(message, built)) return {built.good, built.skipped, built.message};
            bool const late = steady::now() >= until;
            if (!gone && !late) continue;
            end_own_output();
            worker_->end(duration::seconds(10));
            worker_.reset();
            fixtures_.clear();
            return {
                false, false,
                "the per-run fixture " + name +
                    (late ? " was not made within " + duration_text(timeout.nanoseconds()) : " took the keeper with it when it was made")};
        }
    }

    std::string_view next_message(steady::time_point until, bool& gone) {
        pollfd waiting[3] = {{worker_->control(), POLLIN, 0},
                             {worker_->ends(jobs_.size()).out.get(), POLLIN, 0},
                             {worker_->ends(jobs_.size()).err.get(), POLLIN, 0}};
        if (::poll(waiting, 3, milliseconds_until(until)) <= 0) return {};
        if (waiting[1].revents != 0 || waiting[2].revents != 0) drain_own_output();
        return waiting[0].revents != 0 ? worker_->receive(gone) : std::string_view();
    }

    void drain_own_output() {
        if (!worker_) return;
        auto& ends = worker_->ends(jobs_.size());
        own_.take(ends.out.get(), ends.err.get());
    }
    void end_own_output() {
        drain_own_output();
        own_.end();
    }

    DriveOptions const& options_;
    std::string configuration_;
    Recorder* recorder_;
    finished_callback finished_;
    std::vector<Job> jobs_;
    KeeperLog own_;
    std::unique_ptr<WorkerProcess> worker_;
    struct Known {
        std::string name;
        Made made;
        duration allowed;  ///< for making it, and again for destroying it
    };
    std::vector<Known> fixtures_;
    std::vector<std::string> sweep_;  // directories of a worker whose guard was killed
    std::vector<pollfd> polled_;
    std::size_t ended_ = 0;
};

}  // namespace ltk::inline v1::detail
