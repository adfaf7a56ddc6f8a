// The keeper: the same program, executed again by the driver, single-threaded, that forks every attempt from a clean state.
// Around it stands a guard (drive/guard.hpp), its parent, which outlives it and cleans up.
#pragma once

#include <ltk/config/configuration.hpp>
#include <ltk/drive/body.hpp>
#include <ltk/drive/finding_words.hpp>
#include <ltk/drive/per_run.hpp>
#include <ltk/drive/processes.hpp>
#include <ltk/drive/protocol.hpp>
#include <ltk/plan/catalogue.hpp>

#include <poll.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <cerrno>
#include <csignal>
#include <iostream>
#include <map>

namespace ltk::inline v1::detail {

/// Collects what per-run fixtures report while the keeper makes them.
class CollectingTarget final : public EventTarget {
public:
    void take(std::size_t index, void const* event) override {
        if (index == event::index_of<event::CheckFailed>()) {
            if (!words.empty()) words += "; ";
            words += static_cast<event::CheckFailed const*>(event)->message;
        }
    }
    std::string words;
};

/// A finding as the driver takes it.
inline event::FindingReported reported(Finding const& finding) {
    char const* const grades[] = {"valid", "warning", "invalid"};
    event::FindingReported made;
    made.verdict = grades[static_cast<int>(finding.grade())];
    made.id = std::string(finding.id());
    made.seen = std::string(finding.seen());
    made.expected = std::string(finding.expected());
    made.fix = std::string(finding.fix());
    made.remedy = finding.remedy().empty() ? made.fix : std::string(finding.remedy());
    for (auto const& [key, value] : finding.data()) made.data[std::string(key)] = std::string(value);
    return made;
}

/// Moves a descriptor out of the way of those that tests open.
inline Descriptor set_aside(Descriptor from) {
    int const high = ::fcntl(from.get(), F_DUPFD_CLOEXEC, 500);
    return high < 0 ? std::move(from) : Descriptor(high);
}

class Keeper {
public:
    Keeper(Registry const& registry, Descriptor control, Slots slots, protocol::Hello const& hello, std::string const& configuration)
        : control_(set_aside(std::move(control))),
          slots_(std::move(slots)),
          hello_(hello),
          registry_(registry),
          catalogue_(registry),
          configuration_(Configuration::resolve(registry, layers(configuration))),
          masker_(configuration_.masker()),
          places_(hello.jobs + 1) {
        sigset_t child;
        sigemptyset(&child);
        sigaddset(&child, SIGCHLD);
        ::sigprocmask(SIG_BLOCK, &child, &original_mask_);
        signals_ = set_aside(Descriptor(::signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK)));
        if (!signals_) throw_errno("the keeper cannot watch its children");
        ::prctl(PR_SET_CHILD_SUBREAPER, 1);
        slots_[hello.jobs].begin();
    }

    /// Works until the driver says finish or is gone.
    int serve(bool pid_namespace) {
        // With several attempts at once each gets a namespace of its own, so that none can hit another. One at a time has the
        // keeper's, which costs nothing.
        nursing_ = pid_namespace && hello_.jobs > 1;
        protocol::send(control_.get(), protocol::Ready{pid_namespace, {}});
        for (std::string const& path : hello_.sweep) sweep(path);
        for (;;) {
            pollfd waiting[2] = {{control_.get(), POLLIN, 0}, {signals_.get(), POLLIN, 0}};
            if (::poll(waiting, 2, -1) < 0 && errno != EINTR) return 1;
            if (waiting[1].revents != 0) reap();
            if (waiting[0].revents != 0)
                if (auto const code = obey()) return *code;
        }
    }

private:
    struct Place {
        Descriptor events;
        Descriptor out;
        Descriptor err;
        pid_t pid = 0;
    };

    static ConfigLayers layers(std::string const& configuration) {
        ConfigLayers made;
        made.code.push_back(configuration);
        return made;
    }
    static AttemptFacts own_facts(protocol::Hello const& hello) {
        AttemptFacts facts;
        facts.id = "keeper";
        facts.run_folder = hello.run_folder;
        facts.log_folder = "logs/keeper";
        facts.temp_root = hello.temp_root;
        facts.temp_trouble = hello.temp_trouble;
        return facts;
    }

    std::optional<int> obey() {
        int descriptors[8];
        std::size_t count = 0;
        message_.resize(protocol::largest_message);
        ssize_t const got = receive_message(control_.get(), message_.data(), message_.size(), descriptors, &count);
        if (got <= 0) return 1;  // the driver is gone; the guard sees to the rest
        std::string_view const bytes(message_.data(), static_cast<std::size_t>(got));
        if (protocol::Run run; protocol::read(bytes, run))
            start(run);
        else if (protocol::Kill kill; protocol::read(bytes, kill))
            signal(kill);
        else if (protocol::Build build; protocol::read(bytes, build))
            make_fixture(build);
        else if (protocol::SlotPipes pipes; protocol::read(bytes, pipes) && count == 3) {
            Place& place = places_[pipes.slot];
            place.events = set_aside(Descriptor(descriptors[0]));
            place.out = set_aside(Descriptor(descriptors[1]));
            place.err = set_aside(Descriptor(descriptors[2]));
            if (pipes.slot == hello_.jobs) {  // the keeper's own: what per-run fixtures print
                ::dup2(place.out.get(), STDOUT_FILENO);
                ::dup2(place.err.get(), STDERR_FILENO);
            }
        } else if (protocol::Finish finish; protocol::read(bytes, finish)) {
            protocol::send(control_.get(), protocol::Finished{destroy_fixtures()});
            return 0;
        }
        return std::nullopt;
    }

    void make_fixture(protocol::Build const& build) {
        protocol::Built built;
        collected_.words.clear();
        slots_[hello_.jobs].at = phase::making;
        Attempt attempt(own_facts(hello_), slots_[hello_.jobs], collected_);
        attempt.mask_with(masker_);
        current_attempt = &attempt;
        ObjectInjector injector([this](type_identity const& type) { return configuration_.object(type); }, nullptr, per_run_, attempt);
        try {
            fixture_type const* const type = fixture_named(registry_, build.fixture);
            if (type == nullptr) throw Error("ltk.drive.unknown_fixture", build.fixture + " is not a fixture of this program");
            injector.fixture(*type);
        } catch (...) {
            exception_becomes_failure(attempt, injector.making().empty() ? build.fixture : injector.making());
        }
        current_attempt = nullptr;
        auto const verdict = attempt.verdict();
        built.skipped = verdict.outcome == outcome::skip;
        built.good = collected_.words.empty() && !built.skipped;
        built.message = built.skipped ? verdict.reason : collected_.words;
        if (!built.good && !built.skipped && !built.message.starts_with("the fixture "))
            built.message.insert(0, "the fixture " + without_version_tag(build.fixture) + " could not be made: ");
        std::fflush(nullptr);
        protocol::send(control_.get(), built);
    }

    // Returns what they had to complain about.
    std::string destroy_fixtures() {
        slots_[hello_.jobs].at = phase::destroying;
        Attempt attempt(own_facts(hello_), slots_[hello_.jobs], collected_);
        attempt.mask_with(masker_);
        current_attempt = &attempt;
        std::string trouble;
        while (!per_run_.empty()) {
            std::string const name = type_text(per_run_.back().type().type);
            collected_.words.clear();
            per_run_.pop_back();
            if (!collected_.words.empty())
                trouble +=
                    (trouble.empty() ? "the fixture " : "; the fixture ") + name + " was not destroyed as it should: " + collected_.words;
        }
        current_attempt = nullptr;
        std::fflush(nullptr);
        std::cout.flush();
        return trouble;
    }

    void start(protocol::Run const& run) {
        Slot& slot = slots_[run.slot];
        slot.begin();
        pid_t const pid = nursing_ ? fork_into_namespace() : ::fork();
        if (pid == 0) {
            if (nursing_) nurse(run);
            attempt_process(run);
        }
        if (pid < 0) {
            protocol::Ended ended;
            ended.slot = run.slot;
            ended.status = -errno;
            protocol::send(control_.get(), ended);
            return;
        }
        if (!nursing_) ::setpgid(pid, pid);  // here as well as there: a signal must find the group
        places_[run.slot].pid = pid;
    }

    void signal(protocol::Kill const& kill) const {
        pid_t const pid = kill.slot < places_.size() ? places_[kill.slot].pid : 0;
        if (pid <= 0) return;
        if (!nursing_) ::kill(-pid, kill.signal);
        ::kill(pid, kill.signal);
    }

    void reap() {
        signalfd_siginfo seen[8];
        while (::read(signals_.get(), seen, sizeof seen) > 0) {}
        for (;;) {
            int status = 0;
            rusage usage{};
            pid_t const pid = ::wait4(-1, &status, WNOHANG | __WALL, &usage);
            if (pid == 0 || (pid < 0 && errno != EINTR)) return;
            for (std::uint32_t slot = 0; slot < places_.size(); ++slot)
                if (places_[slot].pid == pid) {
                    places_[slot].pid = 0;
                    ended(slot, status, usage);
                }
        }
    }

    void ended(std::uint32_t slot, int status, rusage const& usage) {
        protocol::Ended message;
        message.slot = slot;
        Slot const& shared = slots_[slot];
        bool const nursed = shared.has_status != 0;
        message.status = nursed ? shared.status.load() : status;
        message.cpu = static_cast<double>(nursed ? shared.cpu.load() : microseconds(usage.ru_utime) + microseconds(usage.ru_stime)) / 1e6;
        message.max_rss = nursed ? shared.max_rss.load() : static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
        siginfo_t none{};
        bool const alone = nursing_ || (::waitid(P_ALL, 0, &none, WEXITED | WNOHANG | WNOWAIT) < 0 && errno == ECHILD);
        if (!alone) {
            Cleared cleared = clear_children([this](pid_t pid) {
                for (Place const& place : places_)
                    if (place.pid == pid) return true;
                return false;
            });
            message.left_over = std::move(cleared.killed);
            message.unkillable = std::move(cleared.unkillable);
        }
        for (std::string const& path : owned_by(slots_[slot])) sweep(path);
        protocol::send(control_.get(), message);
    }

    // A child that is the first process of a new PID namespace. The raw call leaves glibc's idea of the thread's number stale in
    // the child, which is why the child does nothing but fork, wait and kill.
    static pid_t fork_into_namespace() {
        return static_cast<pid_t>(::syscall(SYS_clone, CLONE_NEWPID | SIGCHLD, nullptr, nullptr, nullptr, nullptr));
    }

    // The first process of an attempt's namespace: starts the attempt, passes SIGTERM on, waits for it, kills what it left, and
    // notes how it ended. When it is killed itself, the kernel kills the whole namespace. Returns in the attempt only.
    void nurse(protocol::Run const& run) {
        Slot& slot = slots_[run.slot];
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        nursed() = ::fork();
        if (nursed() == 0) return;
        std::signal(SIGTERM, [](int) { ::kill(-nursed(), SIGTERM); });
        ::sigprocmask(SIG_SETMASK, &original_mask_, nullptr);
        int status = 0;
        rusage usage{};
        pid_t seen = 0;
        do seen = ::wait4(-1, &status, __WALL, &usage);
        while (seen != nursed() && (seen >= 0 || errno == EINTR));
        auto const cleared = clear_children([](pid_t) { return false; });
        if (!cleared.killed.empty() || !cleared.unkillable.empty()) {
            ChannelTarget target(places_[run.slot].events.get(), slot);
            event::Noted noted;
            noted.text = left_over_words(cleared.killed, cleared.unkillable);
            ++slot.sent;
            target.take(event::index_of<event::Noted>(), &noted);
        }
        slot.status = status;
        slot.cpu = microseconds(usage.ru_utime) + microseconds(usage.ru_stime);
        slot.max_rss = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
        slot.has_status = 1;
        ::_exit(0);
    }
    static pid_t& nursed() {
        static pid_t pid = 0;
        return pid;
    }
    static std::uint64_t microseconds(timeval const& t) {
        return static_cast<std::uint64_t>(t.tv_sec) * 1'000'000 + static_cast<std::uint64_t>(t.tv_usec);
    }

    // In a process of its own, which may be stuck in the file system under test without stopping the run.
    void sweep(std::string const& path) const {
        pid_t const pid = ::fork();
        if (pid == 0) ::_exit(remove_tree(path) == 0 ? 0 : 1);
        for (int i = 0; pid > 0 && i < 10'000 && ::waitpid(pid, nullptr, WNOHANG) == 0; ++i) ::poll(nullptr, 0, 1);
    }

    [[noreturn]] void attempt_process(protocol::Run const& run) {
        Place& place = places_[run.slot];
        Slot& slot = slots_[run.slot];
        ::setpgid(0, 0);
        ::prctl(PR_SET_NAME, program_invocation_short_name);
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::prctl(PR_SET_CHILD_SUBREAPER, 1);  // orphans of this attempt come to it, and after it to the keeper: never to another attempt
        ::dup2(place.out.get(), STDOUT_FILENO);
        ::dup2(place.err.get(), STDERR_FILENO);
        int const events = place.events.release();
        for (Place& other : places_) {
            other.events.reset();
            other.out.reset();
            other.err.reset();
        }
        control_.reset();
        signals_.reset();
        ::sigprocmask(SIG_SETMASK, &original_mask_, nullptr);
        std::set_terminate(&terminate_with_words);
        checks_evaluated = 0;

        ChannelTarget target(events, slot);
        Attempt attempt(run.facts, slot, target);
        attempt.mask_with(masker_);
        current_attempt = &attempt;
        FixtureObjects own;
        ObjectInjector injector([this](type_identity const& type) { return configuration_.object(type); }, &per_run_, own, attempt);
        if (run.validator)
            run_validator(attempt, injector, own);
        else
            run_test(attempt, injector, own);

        auto const verdict = attempt.verdict();
        if (verdict.outcome != outcome::pass) attempt.send(verdict);
        if (!target.is_intact()) slot.lost = 1;
        slot.checks = __atomic_load_n(&checks_evaluated, __ATOMIC_RELAXED);
        std::fflush(nullptr);
        std::cout.flush();
        slot.at = phase::finished;
        ::_exit(0);
    }

    void run_test(Attempt& attempt, ObjectInjector& injector, FixtureObjects& own) {
        CataloguedTest const* const test = catalogue_.find(attempt.facts().id);
        if (test == nullptr) return;
        run_body(attempt, body_of(*test), injector, own);
    }

    void run_validator(Attempt& attempt, ObjectInjector& injector, FixtureObjects& own) {
        ValidatorRecord const* record = nullptr;
        for (auto const& one : catalogue_.validators())
            if (one.name == attempt.facts().id) record = one.record;
        if (record == nullptr) return;
        Body body{{record->needs, record->need_count}, {}, [&attempt, record](Injector& with) {
                      Findings const findings = record->invoke(record->body, with);
                      for (Finding const& finding : findings) attempt.send_plain(reported(finding));
                  }};
        run_body(attempt, body, injector, own);
    }

    Descriptor control_;
    Slots slots_;
    protocol::Hello hello_;
    Registry const& registry_;
    Catalogue catalogue_;
    Configuration configuration_;
    Masker const& masker_;
    CollectingTarget collected_;
    std::vector<Place> places_;
    FixtureObjects per_run_;
    Descriptor signals_;
    sigset_t original_mask_{};
    std::string message_;
    bool nursing_ = false;
};

}  // namespace ltk::inline v1::detail
