// --isolation none: attempts in the driver's own process, for debuggers. No timeout, no captured output, and what a test does
// to its process it does to the run; the same body, events and outcomes otherwise.
#pragma once

#include <ltk/drive/attempt_runner.hpp>
#include <ltk/drive/body.hpp>
#include <ltk/drive/per_run.hpp>
#include <ltk/plan/catalogue.hpp>

#include <unistd.h>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <mutex>

namespace ltk::inline v1::detail {

/// "The current test" belongs to a process, so that sessions side by side take turns.
inline std::mutex& inline_turn() {
    static std::mutex turn;
    return turn;
}

/// A test that leaves the driver's process would leave with its exit code, as if all were well. Set while such a test runs.
inline std::atomic<char const*> running_inline{nullptr};
inline pid_t inline_process = 0;  // its children may leave as they like

inline void left_in_mid_test() {
    char const* const id = running_inline;
    if (id == nullptr || ::getpid() != inline_process) return;
    for (char const* const words :
         {"ltk: ", id, " left the process in mid-test; without isolation that is the end of the run, which is incomplete\n"})
        if (::write(STDERR_FILENO, words, std::strlen(words)) < 0) break;
    ::_exit(1);
}

/// Refuses the way out while a test runs in this process. Registered once; without such a test it does nothing.
inline void watch_the_way_out() {
    static bool const watching = std::atexit(&left_in_mid_test) == 0 && std::at_quick_exit(&left_in_mid_test) == 0;
    (void)watching;
}

class InlineRunner {
public:
    InlineRunner(Catalogue const& catalogue, ObjectInjector::configurations find, Recorder& recorder, Masker const& masker)
        : catalogue_(catalogue), find_(std::move(find)), target_(recorder), masker_(masker), turn_(inline_turn()) {
        inline_process = ::getpid();
        watch_the_way_out();
    }

    InlineRunner(InlineRunner const&) = delete;
    InlineRunner& operator=(InlineRunner const&) = delete;
    ~InlineRunner() {
        while (!per_run_.empty()) per_run_.pop_back();
    }

    AttemptResult run(CataloguedTest const& test, AttemptFacts facts) {
        auto const started = steady::now();
        slot_.begin();
        target_.first_failure.clear();
        checks_evaluated = 0;
        Attempt attempt(std::move(facts), slot_, target_);
        attempt.share_process();
        attempt.mask_with(masker_);
        current_attempt = &attempt;
        FixtureObjects own;
        ObjectInjector injector(find_, &per_run_, own, attempt);
        make_per_run(test, injector, attempt);
        running_inline = test.id.c_str();
        if (attempt.verdict().outcome == outcome::pass) run_body(attempt, body_of(test), injector, own);
        running_inline = nullptr;
        current_attempt = nullptr;

        auto const verdict = attempt.verdict();
        AttemptResult result;
        result.ending = {verdict.outcome, verdict.reason};
        result.finished.outcome = verdict.outcome;
        result.finished.reason = verdict.reason;
        result.finished.elapsed = std::chrono::duration<double>(steady::now() - started).count();
        result.finished.checks = checks_evaluated;
        return result;
    }

private:
    class DirectTarget final : public EventTarget {
    public:
        explicit DirectTarget(Recorder& recorder) : recorder_(recorder) {}
        void take(std::size_t index, void const* event) override {
            std::size_t at = 0;
            event::for_each_type([&]<class E>(char const*) {
                if (at++ != index) return;
                E copy = *static_cast<E const*>(event);
                repair_texts(copy);
                recorder_.emit(copy);
            });
        }
        std::string first_failure;

    private:
        Recorder& recorder_;
    };

    void make_per_run(CataloguedTest const& test, ObjectInjector& injector, Attempt& attempt) {
        for (std::string const& name : per_run_needs(catalogue_.registry(), test.record->needs, test.record->need_count)) {
            fixture_type const* const type = fixture_named(catalogue_.registry(), name);
            if (type == nullptr || find_fixture(per_run_, type->type) != nullptr) continue;
            ObjectInjector maker(find_, nullptr, per_run_, attempt);
            try {
                maker.fixture(*type);
            } catch (...) {
                exception_becomes_failure(attempt, name);
            }
        }
        (void)injector;
    }

    Catalogue const& catalogue_;
    ObjectInjector::configurations find_;
    DirectTarget target_;
    Masker const& masker_;
    std::unique_lock<std::mutex> turn_;
    FixtureObjects per_run_;
    Slot slot_;
};

}  // namespace ltk::inline v1::detail
