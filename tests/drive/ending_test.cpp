// The table of outcomes as one function: every combination of what can be known about an attempt's end.
#include <ltk/drive/ending.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <csignal>
#include <string>

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;
using ltk::outcome;
using ltk::detail::EndFacts;
using ltk::detail::Ending;
using ltk::detail::judge;
using ltk::detail::phase;

namespace {

constexpr int exited(int code) { return code << 8; }
constexpr int died(int signal) { return signal; }
constexpr int dumped(int signal) { return signal | 0x80; }

std::string spelled(Ending const& ending) { return std::string(name(ending.outcome)) + ": " + ending.reason; }

EndFacts at(phase last, int status = 0) {
    EndFacts facts;
    facts.last = last;
    facts.status = status;
    facts.timeout = 1.5;
    return facts;
}
EndFacts failing(EndFacts facts) {
    facts.failed = true;
    facts.first_failure = "1 == 2 does not hold";
    return facts;
}

}  // namespace

TEST_CASE("an attempt that said everything ends as it said") {
    CHECK(spelled(judge(at(phase::finished))) == "pass: ");
    CHECK(spelled(judge(failing(at(phase::finished)))) == "fail: 1 == 2 does not hold");
    EndFacts facts = at(phase::finished);
    facts.has_verdict = true;
    facts.verdict = outcome::skip;
    facts.verdict_reason = "no hardware";
    CHECK(spelled(judge(facts)) == "skip: no hardware");
    CHECK(spelled(judge(failing(facts))) == "fail: 1 == 2 does not hold");  // what failed is no skip
    facts.verdict = outcome::error;
    facts.verdict_reason = "a fixture";
    CHECK(spelled(judge(facts)) == "error: a fixture");
}

TEST_CASE("an attempt that dies in its body has crashed") {
    CHECK(spelled(judge(at(phase::body, died(SIGSEGV)))) == "crash: died by SIGSEGV");
    CHECK(spelled(judge(at(phase::body, dumped(SIGABRT)))) == "crash: died by SIGABRT (core dumped)");
    CHECK(spelled(judge(at(phase::body, died(SIGRTMIN + 1)))) == "crash: died by signal " + std::to_string(SIGRTMIN + 1));
    CHECK(spelled(judge(at(phase::body, exited(0)))) == "crash: exited with code 0 in mid-test");
    CHECK(spelled(judge(at(phase::body, exited(255)))) == "crash: exited with code 255 in mid-test");
    CHECK(spelled(judge(failing(at(phase::body, died(SIGKILL))))) == "crash: died by SIGKILL; before that: 1 == 2 does not hold");
    CHECK(spelled(judge(at(phase::finished, exited(3)))) == "crash: exited with code 3 while the attempt was ending");
    CHECK(spelled(judge(at(phase::finished, died(SIGSEGV)))) == "crash: died by SIGSEGV while the attempt was ending");
}

TEST_CASE("a death while fixtures are made or destroyed is the infrastructure's, unless the body had failed") {
    CHECK(spelled(judge(at(phase::making, died(SIGABRT)))) == "error: while its fixtures were made, the test died by SIGABRT");
    CHECK(spelled(judge(at(phase::idle, exited(1)))) == "error: while its fixtures were made, the test exited with code 1");
    CHECK(spelled(judge(at(phase::destroying, died(SIGSEGV)))) == "error: while its fixtures were destroyed, the test died by SIGSEGV");
    CHECK(spelled(judge(failing(at(phase::destroying, died(SIGSEGV))))) == "fail: 1 == 2 does not hold");
}

TEST_CASE("running out of time is a timeout in the body only") {
    auto const late = [](EndFacts facts) {
        facts.timed_out = true;
        return spelled(judge(facts));
    };
    CHECK(late(at(phase::body, died(SIGTERM))) == "timeout: timed out after 1.5s");
    CHECK(late(at(phase::body, died(SIGKILL))) == "timeout: timed out after 1.5s");
    CHECK(late(at(phase::body, exited(0))) == "timeout: timed out after 1.5s");
    CHECK(late(failing(at(phase::body, died(SIGKILL)))) == "timeout: timed out after 1.5s");
    CHECK(late(at(phase::making, died(SIGTERM))) == "error: a fixture was not made within the timeout of 1.5s");
    CHECK(late(at(phase::destroying, died(SIGTERM))) == "error: a fixture was not destroyed within the timeout of 1.5s");
    CHECK(late(failing(at(phase::destroying, died(SIGTERM)))) == "fail: 1 == 2 does not hold");
    CHECK(late(at(phase::finished)) == "pass: ");  // it had just made it
}

TEST_CASE("an interrupted attempt is interrupted, unless it had finished") {
    auto const stopped = [](EndFacts facts) {
        facts.interrupted = true;
        return spelled(judge(facts));
    };
    CHECK(stopped(at(phase::body, died(SIGTERM))) == "interrupted: the run was stopped");
    CHECK(stopped(at(phase::making, died(SIGTERM))) == "interrupted: the run was stopped");
    CHECK(stopped(at(phase::finished)) == "pass: ");
    CHECK(stopped(failing(at(phase::finished))) == "fail: 1 == 2 does not hold");
}

TEST_CASE("a lost channel is an error, unless a failure was recorded before") {
    EndFacts facts = at(phase::finished);
    facts.lost_contact = true;
    CHECK_THAT(spelled(judge(facts)), StartsWith("error: lost contact"));
    CHECK(spelled(judge(failing(facts))) == "fail: 1 == 2 does not hold");
    facts.failed = true;  // the shared memory knows, the channel brought no words
    CHECK(spelled(judge(facts)) == "fail: a check failed, and no memory was left to say which");
    facts = at(phase::body, died(SIGSEGV));
    facts.lost_contact = true;
    CHECK(spelled(judge(facts)) == "crash: died by SIGSEGV");
}

TEST_CASE("the keeper's death and an attempt that could not be started are errors") {
    EndFacts facts = at(phase::body);
    facts.keeper_died = true;
    CHECK_THAT(spelled(judge(facts)), StartsWith("error: LTK's keeper process died while the test ran"));
    CHECK(spelled(judge(failing(facts))) == "fail: 1 == 2 does not hold");
    CHECK_THAT(spelled(judge(at(phase::idle, -EAGAIN))),
               StartsWith("error: the attempt could not be started: Resource temporarily unavailable") && ContainsSubstring("ulimit -a"));
}

TEST_CASE("whatever is known, the outcome is one of the table, has a reason, and what failed never passes") {
    using ltk::is_green;
    int combinations = 0;
    for (auto const last : {phase::idle, phase::making, phase::body, phase::destroying, phase::finished})
        for (int const status : {exited(0), exited(1), died(SIGTERM), died(SIGKILL), -ENOMEM})
            for (unsigned bits = 0; bits < 128; ++bits) {
                EndFacts facts = at(last, status);
                facts.failed = (bits & 1U) != 0;
                facts.lost_contact = (bits & 2U) != 0;
                facts.timed_out = (bits & 4U) != 0;
                facts.interrupted = (bits & 8U) != 0;
                facts.keeper_died = (bits & 16U) != 0;
                if ((bits & 32U) != 0) facts.first_failure = "words";
                facts.has_verdict = (bits & 64U) != 0;
                Ending const ending = judge(facts);
                bool const good = is_green(ending.outcome);
                bool const as_it_should = good ? ending.reason.empty() && last == phase::finished &&
                                                     (status == 0 || (WIFSIGNALED(status) && (facts.timed_out || facts.interrupted))) &&
                                                     !facts.failed && !facts.lost_contact && !facts.keeper_died
                                               : !ending.reason.empty();
                if (!as_it_should)
                    FAIL_CHECK("combination " << bits << ", phase " << static_cast<int>(last) << ", status " << status << ": "
                                              << spelled(ending));
                ++combinations;
            }
    CHECK(combinations == 5 * 5 * 128);
}
