// The other half of the author's checks, steps, notes, skips and metrics: what happens when one has something to say.
// Compiled once, in the engine; weak like drive/values.hpp, whose head says why.
#pragma once

#include <ltk/declare/check.hpp>
#include <ltk/declare/eventually.hpp>
#include <ltk/declare/metric.hpp>
#include <ltk/declare/step.hpp>
#include <ltk/declare/throws.hpp>
#include <ltk/declare/verdict.hpp>
#include <ltk/drive/attempt.hpp>
#include <ltk/drive/values.hpp>
#include <ltk/error.hpp>
#include <ltk/plan/problems.hpp>

#include <cxxabi.h>
#include <cmath>
#include <exception>
#include <memory>
#include <thread>
#include <typeinfo>
#include <vector>

namespace ltk::inline v1::detail {

LTK_DETAIL_ENGINE unsigned long long checks_evaluated = 0;

/// What is in scope in this thread.
struct Scopes {
    struct Step {
        std::string name;
        std::chrono::steady_clock::time_point started;
        bool failed = false;
        int exceptions = 0;
    };
    std::vector<std::string> info;
    std::vector<std::string> unwound;  // notes whose scope an exception ended; shown with it
    std::vector<std::string> unwound_steps;
    std::vector<Step> steps;
    struct EventuallyState* asking = nullptr;

    /// A new scope without an exception on its way: the one that ended earlier scopes was caught.
    void forget_unwound() {
        if (std::uncaught_exceptions() != 0) return;
        unwound.clear();
        unwound_steps.clear();
    }
};
inline thread_local Scopes scopes;

struct EventuallyState {
    struct Seen {
        double at;
        std::string value;
        std::uint64_t times = 1;
    };
    std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();
    std::vector<Seen> seen;
    std::uint64_t left_out = 0;
    std::string expected;
    EventuallyState* outer = nullptr;
};

/// Long values are cut in the middle: a failure is read by people. Secrets are masked before that: half of one would not be known.
inline std::string limited(std::string text, std::size_t most = 4096) {
    if (text.size() <= most) return text;
    if (Attempt const* const attempt = current_attempt; attempt != nullptr && attempt->masker() != nullptr) {
        attempt->masker()->mask(text);
        if (text.size() <= most) return text;
    }
    std::string cut = text.substr(0, most / 2);
    cut += " ... (" + std::to_string(text.size() - most) + " bytes left out) ... ";
    return cut += text.substr(text.size() - most / 2);
}

inline event::CheckFailed failure_here(char const* kind, char const* file, unsigned line) {
    event::CheckFailed failure;
    failure.kind = kind;
    failure.file = file;
    failure.line = line;
    failure.info = scopes.info;
    for (auto& step : scopes.steps) {
        failure.steps.push_back(step.name);
        step.failed = true;
    }
    return failure;
}

inline void end_attempt(Attempt& attempt) {
    if (!attempt.is_main_thread()) attempt.leave_from_thread();
    throw AttemptEnded{};
}

inline void report_check(Check const& check, std::string expected, std::string seen, std::string const& values) {
    if (check.then == on_failure::only_note) {
        EventuallyState* const state = scopes.asking;
        if (state == nullptr) return;
        state->expected = std::move(expected);
        double const at = std::chrono::duration<double>(std::chrono::steady_clock::now() - state->started).count();
        if (!state->seen.empty() && state->seen.back().value == seen)
            ++state->seen.back().times;
        else if (state->seen.size() < 20)
            state->seen.push_back({at, limited(std::move(seen), 512)});
        else {  // the first ones and the last one are worth most
            ++state->left_out;
            state->seen.back() = {at, limited(std::move(seen), 512)};
        }
        return;
    }
    Attempt& attempt = attempt_for(check.then == on_failure::end_attempt ? "LTK_REQUIRE" : "LTK_CHECK");
    auto failure = failure_here(check.then == on_failure::end_attempt ? "require" : "check", check.file, check.line);
    failure.expression = check.expression;
    failure.expected = limited(std::move(expected));
    failure.seen = limited(std::move(seen));
    failure.message = std::string(check.expression) + " does not hold: " + limited(values, 1024);
    attempt.failed(std::move(failure));
    if (check.then == on_failure::end_attempt) end_attempt(attempt);
}

LTK_DETAIL_ENGINE void check_failed(Check const& check, char const* relation, shown left, shown right) {
    std::string seen = to_text(left, true);
    std::string const wanted = to_text(right, true);
    std::string const values = seen + ' ' + relation + ' ' + wanted;
    std::string expected = std::string_view(relation) == "==" ? wanted : std::string(relation) + ' ' + wanted;
    report_check(check, std::move(expected), std::move(seen), values);
}

LTK_DETAIL_ENGINE void check_failed(Check const& check, shown value) {
    std::string seen = to_text(value, true);
    std::string const values = seen;
    report_check(check, "true", std::move(seen), values);
}

inline std::string demangled(char const* mangled) {
    int status = 0;
    std::unique_ptr<char, void (*)(void*)> const name(abi::__cxa_demangle(mangled, nullptr, nullptr, &status), &std::free);
    return without_version_tag(name ? name.get() : mangled);
}

/// Type and words of the exception that is being handled.
inline std::string current_exception_text() {
    std::type_info const* const type = abi::__cxa_current_exception_type();
    std::string const name = type == nullptr ? "an exception" : demangled(type->name());
    try {
        throw;
    } catch (Error const& e) {
        return e.what();  // LTK's own words say everything
    } catch (std::exception const& e) {
        return name + ": " + e.what();
    } catch (char const* words) {
        return name + ": " + (words == nullptr ? "nullptr" : words);
    } catch (std::string const& words) {
        return "std::string: " + words;
    } catch (int number) {
        return "int: " + std::to_string(number);
    } catch (...) {
        return name;
    }
}

LTK_DETAIL_ENGINE void throws_failed(Check const& check, type_identity const& expected, bool threw_another) {
    bool const ends = check.then == on_failure::end_attempt;
    Attempt& attempt = attempt_for(ends ? "LTK_REQUIRE_THROWS" : "LTK_CHECK_THROWS");
    if (threw_another && abi::__cxa_current_exception_type() != nullptr) try {
            throw;
        } catch (AttemptEnded const&) {
            throw;  // the expression itself ended the attempt
        } catch (...) {}
    auto failure = failure_here("throws", check.file, check.line);
    failure.expression = check.expression;
    failure.expected = "throws " + std::string(expected.name, expected.size);
    failure.seen = threw_another ? "threw " + current_exception_text() : "threw nothing";
    failure.message = std::string(check.expression) + " " + failure.seen + ", expected " + std::string(expected.name, expected.size);
    attempt.failed(std::move(failure));
    if (ends && !threw_another) end_attempt(attempt);
    if (ends) end_attempt(attempt);
}

LTK_DETAIL_ENGINE Eventually::Eventually(Check const& check, eventually_traits const& traits) noexcept
    : check_(check), traits_(traits), state_(new EventuallyState) {
    auto* const state = static_cast<EventuallyState*>(state_);
    state->outer = scopes.asking;
}
LTK_DETAIL_ENGINE Eventually::~Eventually() {
    auto* const state = static_cast<EventuallyState*>(state_);
    scopes.asking = state->outer;
    delete state;
}
LTK_DETAIL_ENGINE Check const& Eventually::question() noexcept {
    scopes.asking = static_cast<EventuallyState*>(state_);
    return check_;
}
LTK_DETAIL_ENGINE void Eventually::answer(bool holds) {
    auto& state = *static_cast<EventuallyState*>(state_);
    scopes.asking = state.outer;
    if (holds) {
        asking_ = false;
        return;
    }
    auto const passed = std::chrono::steady_clock::now() - state.started;
    auto const left = std::chrono::nanoseconds(traits_.within.nanoseconds()) - passed;
    if (left.count() > 0) {
        std::this_thread::sleep_for(std::min<std::chrono::nanoseconds>(std::chrono::nanoseconds(traits_.every.nanoseconds()), left));
        return;
    }
    asking_ = false;
    Attempt& attempt = attempt_for("LTK_EVENTUALLY");
    auto failure = failure_here("eventually", check_.file, check_.line);
    failure.expression = check_.expression;
    failure.expected = state.expected + " within " + duration_text(traits_.within.nanoseconds());
    for (std::size_t i = 0; i < state.seen.size(); ++i) {
        auto const& one = state.seen[i];
        if (i != 0)
            failure.seen +=
                i + 1 == state.seen.size() && state.left_out != 0 ? ", ... (" + std::to_string(state.left_out) + " left out) ..., " : ", ";
        char when[32];
        std::snprintf(when, sizeof when, "%.3f", one.at);
        failure.seen += one.value + " at " + when + " s";
        if (one.times > 1) failure.seen += " (" + std::to_string(one.times) + " times)";
    }
    failure.message =
        std::string(check_.expression) + " did not hold within " + duration_text(traits_.within.nanoseconds()) + "; seen: " + failure.seen;
    attempt.failed(std::move(failure));
    end_attempt(attempt);
}

/// The steps that this thread is in: "write/sync".
inline std::string step_path() {
    std::string path;
    for (auto const& step : scopes.steps) path += (path.empty() ? "" : "/") + step.name;
    return path;
}

/// For the driver, which has to say where a test was that hangs or dies. Threads of the test would only overwrite each other.
inline void note_step() {
    Attempt* const attempt = current_attempt;
    if (attempt == nullptr || !attempt->is_main_thread() || !attempt->is_owner()) return;
    auto path = step_path();
    if (attempt->masker() != nullptr) attempt->masker()->mask(path);
    enter_step(attempt->slot(), path);
}

LTK_DETAIL_ENGINE void StepScope::begin(source, char const* format, shown const* arguments, int count) {
    scopes.forget_unwound();
    scopes.steps.push_back({format_text(format, arguments, count), std::chrono::steady_clock::now(), false, std::uncaught_exceptions()});
    state_ = nullptr;
    note_step();
}
LTK_DETAIL_ENGINE StepScope::~StepScope() try {
    auto const step = scopes.steps.back();
    event::StepFinished finished;
    finished.step = step_path();
    finished.passed = !step.failed && std::uncaught_exceptions() == step.exceptions;
    finished.elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - step.started).count();
    scopes.steps.pop_back();
    note_step();
    if (std::uncaught_exceptions() != step.exceptions) scopes.unwound_steps.insert(scopes.unwound_steps.begin(), step.name);
    if (Attempt* const attempt = current_attempt) attempt->send(std::move(finished));
} catch (std::bad_alloc const&) {  // the test has used up its memory; the step is lost, its test is not
    return;
}

LTK_DETAIL_ENGINE void InfoScope::begin(char const* format, shown const* arguments, int count) {
    scopes.forget_unwound();
    scopes.info.push_back(limited(format_text(format, arguments, count)));
    state_ = reinterpret_cast<void*>(static_cast<std::intptr_t>(std::uncaught_exceptions()));
}
LTK_DETAIL_ENGINE InfoScope::~InfoScope() {
    if (std::uncaught_exceptions() > static_cast<int>(reinterpret_cast<std::intptr_t>(state_)))
        scopes.unwound.insert(scopes.unwound.begin(), std::move(scopes.info.back()));
    scopes.info.pop_back();
}

LTK_DETAIL_ENGINE void end_skipped(source where, char const* format, shown const* arguments, int count) {
    Attempt& attempt = attempt_for("LTK_SKIP");
    (void)where;
    attempt.skipped(format_text(format, arguments, count));
    end_attempt(attempt);
    throw AttemptEnded{};
}
LTK_DETAIL_ENGINE void end_failed(source where, char const* format, shown const* arguments, int count) {
    Attempt& attempt = attempt_for("LTK_FAIL");
    auto failure = failure_here("fail", where.file, where.line);
    failure.message = limited(format_text(format, arguments, count));
    attempt.failed(std::move(failure));
    end_attempt(attempt);
    throw AttemptEnded{};
}

}  // namespace ltk::inline v1::detail

namespace ltk::inline v1 {

LTK_DETAIL_ENGINE void metric(text_view name, double value, text_view unit, direction better) {
    detail::Attempt& attempt = detail::attempt_for("ltk::metric");
    std::string const called(name.data(), name.size());
    if (!std::isfinite(value)) {
        auto failure = detail::failure_here("metric", "", 0);
        failure.expected = "a finite number";
        failure.seen = std::isnan(value) ? "nan" : value > 0 ? "inf" : "-inf";
        failure.message = "the metric \"" + called + "\" is " + failure.seen + ", which no report can hold; look for a division by zero";
        return attempt.failed(std::move(failure));
    }
    char const* const directions[] = {"neutral", "higher_is_better", "lower_is_better"};
    event::MetricRecorded recorded;
    recorded.name = called;
    recorded.value = value;
    recorded.unit.assign(unit.data(), unit.size());
    recorded.direction = directions[static_cast<int>(better)];
    attempt.send(std::move(recorded));
}

}  // namespace ltk::inline v1
