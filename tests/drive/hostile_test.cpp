// Each hostile act has exactly its outcome, in words that help, and the run goes on: with one test at a time, with several, and
// without a PID namespace. Afterwards nothing of the run is left.
#include <support/run_program.hpp>
#include <support/run_record.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <string>
#include <vector>

using Catch::Matchers::ContainsSubstring;
using ltk::outcome;
using support::Record;
using support::Start;
using support::Told;
using support::Workplace;

namespace {

struct Act {
    char const* name;
    outcome becomes;
    char const* words;  ///< in the reason
};

Act const acts[] = {
    {"passes", outcome::pass, ""},
    {"fails a check and goes on", outcome::fail, "1 == 2 does not hold: 1 == 2"},
    {"skips", outcome::skip, "nothing to do on Sunday"},
    {"dies by SIGSEGV", outcome::crash, "died by SIGSEGV"},
    {"is killed by SIGKILL", outcome::crash, "died by SIGKILL"},
    {"kills its group", outcome::crash, "died by SIGTERM"},
    {"calls abort", outcome::crash, "died by SIGABRT"},
    {"terminates", outcome::crash, "died by SIGABRT; before that: std::terminate was called without an exception"},
    {"terminates from another thread", outcome::crash,
     "died by SIGABRT; before that: std::terminate: nobody caught std::runtime_error: in a thread"},
    {"throws", outcome::fail, "an exception left the test's body: std::runtime_error: the body threw"},
    {"throws a number", outcome::fail, "an exception left the test's body: int: 42"},
    {"exits with 0", outcome::crash, "exited with code 0 in mid-test"},
    {"exits with 3", outcome::crash, "exited with code 3 in mid-test"},
    {"calls _exit", outcome::crash, "exited with code 0 in mid-test"},
    {"calls quick_exit", outcome::crash, "exited with code 0 in mid-test"},
    {"exits from another thread", outcome::crash, "exited with code 0 in mid-test"},
    {"hangs", outcome::timeout, "timed out after 300ms"},
    {"spins", outcome::timeout, "timed out after 300ms"},
    {"stops itself", outcome::timeout, "timed out after 300ms"},
    {"ignores SIGTERM", outcome::timeout, "timed out after 300ms"},
    {"closes all descriptors and goes on", outcome::error, "lost contact"},
    {"fails, then closes all descriptors", outcome::fail, "1 == 2 does not hold"},
    {"closes all descriptors and hangs", outcome::timeout, "timed out after 300ms"},
    {"writes garbage into every descriptor", outcome::error, "lost contact"},
    {"fails REQUIRE in another thread", outcome::fail, "std::string(\"thread\") == \"main\" does not hold: \"thread\" == \"main\""},
    {"leaves a process behind", outcome::pass, ""},
    {"comes back on both sides of a fork", outcome::pass, ""},
    {"prints bytes that are no UTF-8", outcome::pass, ""},
    {"has a fixture that cannot be made", outcome::error, "Sour could not be made: std::runtime_error: no milk today"},
    {"has a fixture that fails a check", outcome::error, "1 == 2 does not hold"},
    {"has a fixture that is never made", outcome::error, "a fixture was not made within the timeout of 300ms"},
    {"has a fixture that dies when made", outcome::error, "while its fixtures were made, the test died by SIGABRT"},
    {"has a fixture that fails at the end", outcome::error, "std::string(\"clean\") == \"dirty\" does not hold"},
    {"has a fixture that fails at the end after a failure", outcome::fail, "1 == 2 does not hold"},
    {"has a fixture that hangs at the end", outcome::error, "a fixture was not destroyed within the timeout of 300ms"},
    {"has a fixture that hangs at the end after a failure", outcome::fail, "1 == 2 does not hold"},
    {"has a fixture that throws at the end", outcome::error, "while its fixtures were destroyed, the test died by SIGABRT"},
    {"uses up its memory", outcome::fail, "std::bad_alloc"},
    {"requires in a function that is noexcept", outcome::crash, "1 == 2 does not hold"},
    {"leaves a temporary directory by dying", outcome::crash, "died by SIGABRT"},
    {"records a metric that is no number", outcome::fail, "the metric \"ratio\" is nan"},
};

Record drive_hostile(Workplace const& place, support::strings const& more) {
    Start start{{"run", "--stage", "hostile", "--grace", "200ms", "--quiet"}};
    start.arguments.insert(start.arguments.end(), more.begin(), more.end());
    auto const ended = support::run(place, "hostile", start, std::chrono::seconds(120));
    INFO("it said: " << ended.out << ended.err);
    CHECK(ended.code() == 1);
    return support::read_record(place.latest_run());
}

void check_acts(Record const& record) {
    for (Act const& act : acts) {
        INFO("hostile/" << act.name);
        Told const& told = record[std::string("hostile/") + act.name];
        INFO("reason: " << told.reason);
        CHECK(ltk::name(told.outcome) == ltk::name(act.becomes));
        if (*act.words == '\0')
            CHECK(told.reason == "");
        else
            CHECK_THAT(told.reason, ContainsSubstring(act.words));
        CHECK(told.times_started == 1);
    }
    CHECK(record.without_one_outcome() == support::strings{});
    CHECK(record.complete);
}

/// What is said besides the outcome.
void check_words(Record const& record) {
    CHECK(record["hostile/fails a check and goes on"].failures.size() == 2);
    CHECK(record["hostile/comes back on both sides of a fork"].failures.empty());
    CHECK_THAT(record["hostile/comes back on both sides of a fork"].all_notes(), ContainsSubstring("End a forked child with _exit()"));
    CHECK_THAT(record["hostile/leaves a process behind"].all_notes(), ContainsSubstring("left processes behind, which were killed: "));
    CHECK(record["hostile/has a fixture that fails at the end after a failure"].failures.size() == 2);
    CHECK(record["hostile/uses up its memory"].finished.front().max_rss > 0);
}

support::strings const everything_but{"--select", "hostile/* and not \"hostile/prints a gigabyte\""};

support::strings selected(support::strings more) {
    more.insert(more.end(), everything_but.begin(), everything_but.end());
    return more;
}

}  // namespace

TEST_CASE("each hostile act has its outcome, one at a time", "[hostile]") {
    Workplace const place;
    auto const record = drive_hostile(place, everything_but);
    check_acts(record);
    check_words(record);
    CHECK(record.troubles.empty());
    CHECK(place.left_behind() == support::strings{});
}

TEST_CASE("each hostile act has its outcome, four at a time", "[hostile]") {
    Workplace const place;
    auto const record = drive_hostile(place, selected({"--jobs", "4"}));
    check_acts(record);
    if (support::may_make_pid_namespaces()) check_words(record);  // otherwise an orphan may be found late, with its neighbour
    CHECK(record.troubles.empty());
    CHECK(place.left_behind() == support::strings{});
}

TEST_CASE("each hostile act has its outcome without a PID namespace", "[hostile]") {
    Workplace const place;
    auto const record = drive_hostile(place, selected({"--no-pid-namespace"}));
    check_acts(record);
    check_words(record);
    CHECK(place.left_behind() == support::strings{});
}

TEST_CASE("what kills processes at random hits nothing but itself in a PID namespace", "[hostile]") {
    if (!support::may_make_pid_namespaces()) SKIP("this user may not make PID namespaces");
    std::string const jobs = GENERATE("1", "4");
    Workplace const place;
    auto const record = drive_hostile(place, {"--select", "deadly/* or hostile/passes", "--jobs", jobs});
    INFO(jobs << " at a time");
    CHECK(ltk::name(record["deadly/kills everything it may"].outcome) == "crash");
    CHECK_THAT(record["deadly/kills everything it may"].reason, ContainsSubstring("died by SIGKILL"));
    CHECK(ltk::name(record["deadly/kills processes at random"].outcome) == "crash");
    CHECK_THAT(record["deadly/kills processes at random"].reason, ContainsSubstring("died by SIGKILL"));
    CHECK(ltk::name(record["deadly/kills its keeper"].outcome) == "pass");
    CHECK(ltk::name(record["hostile/passes"].outcome) == "pass");
    CHECK(record.troubles.empty());
    CHECK(place.left_behind() == support::strings{});
}

TEST_CASE("a keeper that a test kills is started again, and the run goes on", "[hostile]") {
    Workplace const place;
    auto const ended = support::run(place, "hostile", {{"run", "--stage", "hostile", "--select", "keeper/*", "--no-pid-namespace"}});
    CHECK(ended.code() == 4);
    auto const record = support::read_record(place.latest_run());
    Told const& killer = record["keeper/is killed by a test"];
    CHECK(ltk::name(killer.outcome) == "error");
    CHECK_THAT(killer.reason, ContainsSubstring("LTK's keeper process died while the test ran"));
    CHECK(ltk::name(record["keeper/works again for the next test"].outcome) == "pass");
    REQUIRE(record.troubles.size() == 1);
    CHECK(record.troubles.front().what == "the keeper process died; it is started again");
    CHECK(place.left_behind() == support::strings{});
}

TEST_CASE("a test sees the descriptors, group and input that it was given, and nothing else", "[hostile]") {
    std::string const jobs = GENERATE("1", "4");
    Workplace const place;
    auto const ended = support::run(place, "hostile", {{"run", "--stage", "hostile", "--select", "shape/*", "--jobs", jobs}});
    INFO(ended.out << ended.err);
    CHECK(ended.code() == 0);
}
