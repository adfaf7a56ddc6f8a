// One attempt from the inside: fixtures are made, the body runs, fixtures are destroyed, and whatever escapes becomes a
// failure with a sentence. The same code runs in an attempt's process and, with --isolation none, in the driver's.
#pragma once

#include <ltk/declare/validator.hpp>
#include <ltk/drive/files.hpp>
#include <ltk/drive/hooks.hpp>
#include <ltk/drive/injector.hpp>
#include <ltk/drive/values.hpp>
#include <ltk/plan/catalogued.hpp>

#include <cstdlib>
#include <exception>
#include <span>
#include <utility>

namespace ltk::inline v1::detail {

/// What is run: a test's body or a validator's.
struct Body {
    std::span<need const> needs;
    std::vector<std::pair<type_identity, void const*>> params;  ///< the value of each param type that is in play
    std::function<void(Injector&)> call;
};

inline Body body_of(CataloguedTest const& test) {
    TestRecord const& record = *test.record;
    Body body{{record.needs, record.need_count}, {}, [&record](Injector& with) { record.invoke(record.body, with); }};
    for (std::size_t i = 0; i < test.params.size(); ++i)
        body.params.emplace_back(test.params[i]->type, test.params[i]->value(test.param_values[i]));
    return body;
}

/// Turns the exception that is being handled into a failure. AttemptEnded was said already.
inline void exception_becomes_failure(Attempt& attempt, std::string const& making) {
    try {
        throw;
    } catch (AttemptEnded const&) {
        return;
    } catch (...) {
        std::string words;
        try {
            words = current_exception_text();
        } catch (std::bad_alloc const&) {
            words = "std::bad_alloc";
        }
        auto failure = failure_here(making.empty() ? "exception" : "fixture", "", 0);
        for (auto& note : scopes.unwound) failure.info.push_back(std::move(note));
        for (auto& step : scopes.unwound_steps) failure.steps.push_back(std::move(step));
        failure.seen = words;
        failure.expected = "no exception";
        failure.message = (making.empty() ? "an exception left the test's body: "
                                          : "the fixture " + without_version_tag(making) + " could not be made: ") +
                          words;
        attempt.failed(std::move(failure));
    }
}

/// Says what std::terminate was called for, then dies as the C++ runtime would.
[[noreturn]] inline void terminate_with_words() {
    if (Attempt* const attempt = current_attempt; attempt != nullptr && attempt->is_owner()) {
        auto failure = failure_here("terminate", "", 0);
        if (abi::__cxa_current_exception_type() != nullptr) {
            bool ended = false;
            try {
                throw;
            } catch (AttemptEnded const&) {
                ended = true;
            } catch (...) {
                failure.seen = current_exception_text();
            }
            failure.message =
                ended ? "std::terminate: LTK_REQUIRE, LTK_FAIL or LTK_SKIP left a function that is noexcept (a destructor, perhaps)"
                      : "std::terminate: nobody caught " + failure.seen;
        } else
            failure.message = "std::terminate was called without an exception (a joinable std::thread was destroyed, perhaps)";
        attempt->failed(std::move(failure));
    }
    std::abort();
}

/// Runs one attempt to its end. Everything that happens goes out through the attempt's events; `slot.at` follows along.
inline void run_body(Attempt& attempt, Body const& body, ObjectInjector& injector, FixtureObjects& own) {
    Slot& slot = attempt.slot();
    scopes = Scopes{};
    try {
        for (auto const& [type, value] : body.params) injector.set_param(type, value);
        for (need const& one : body.needs)
            if (one.kind == need_kind::fixture) injector.fixture(*one.fixture);
        slot.at = phase::body;
        body.call(injector);
    } catch (...) {
        try {
            exception_becomes_failure(attempt, slot.at == phase::making ? injector.making() : std::string());
        } catch (std::bad_alloc const&) {
            slot.failed = 1;  // not even memory to say why; the driver says that
        }
    }
    if (!attempt.is_owner()) {  // the body forked, and this is the other side coming back
        ++slot.refused;
        ::_exit(0);
    }
    slot.at = phase::destroying;
    while (!own.empty()) own.pop_back();
}

}  // namespace ltk::inline v1::detail
