// Whatever is killed - the driver, the keeper, its guard, the whole run by Ctrl-C - nothing is left, what was recorded stays
// recorded, and the run can go on.
#include <support/run_program.hpp>
#include <support/run_record.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <algorithm>
#include <sstream>

using Catch::Matchers::ContainsSubstring;
using support::eventually;
using support::Running;
using support::strings;
using support::Workplace;

namespace {

/// What the tests of the program noted, line by line.
strings notes_in(Workplace const& place) {
    strings lines;
    std::istringstream in(content_of(place / "notes"));
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}
std::size_t count_notes(Workplace const& place, std::string const& beginning) {
    auto const lines = notes_in(place);
    return static_cast<std::size_t>(
        std::count_if(lines.begin(), lines.end(), [&](auto const& line) { return line.starts_with(beginning); }));
}
support::Start patient(Workplace const& place, strings arguments) {
    return {std::move(arguments), {{"PLAYGROUND", place.path().string()}}};
}

/// A process of the run by the name that it has given itself.
pid_t process_named(Workplace const& place, std::string const& name) {
    for (auto const& process : place.processes())
        if (process.ends_with(' ' + name)) return static_cast<pid_t>(std::stol(process));
    return 0;
}

void check_resumed(Workplace const& place, strings const& arguments, strings const& not_repeated) {
    put_content(place / "go", "");
    auto const ended = support::run(place, "patient", patient(place, arguments));
    INFO(ended.out << ended.err);
    CHECK(ended.code() == 0);
    auto const record = support::read_record(place.latest_run());
    CHECK(record.times_resumed == 1);
    CHECK(record.complete);
    CHECK(record.planned.size() == 5);
    CHECK(record.finished.passed == 5);
    CHECK(record.without_one_outcome() == strings{});
    for (auto const& line : not_repeated) {
        INFO(line);
        CHECK(count_notes(place, line) == 1);
    }
    CHECK(place.left_behind() == strings{});
}

}  // namespace

TEST_CASE("a run whose driver is killed leaves nothing and goes on where it was", "[killing]") {
    strings const more = GENERATE(strings{}, strings{"--jobs", "2"}, strings{"--no-pid-namespace"});
    Workplace const place;
    strings arguments{"run"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    Running driver(place, support::program("patient"), patient(place, arguments));
    REQUIRE(eventually([&] { return count_notes(place, "waits") >= 1; }));
    driver.signal(SIGKILL);
    driver.wait();
    CHECK(eventually([&] { return place.left_behind().empty(); }));
    CHECK(place.left_behind() == strings{});
    auto const before = support::read_record(place.latest_run());  // its chain holds
    CHECK_FALSE(before.complete);
    CHECK(before["patient/a quick one"].times_finished == 1);

    check_resumed(place, {"run", "--resume", "latest"}, {"a quick one", "another quick one"});

    auto const again = support::run(place, "patient", patient(place, {"run", "--resume", "latest"}));
    CHECK(again.code() == 2);
    CHECK_THAT(again.err, ContainsSubstring("this run is complete, there is nothing to resume") && ContainsSubstring("[ltk.run.complete]"));
}

TEST_CASE("a report of a resumed run is that of the whole run", "[killing]") {
    Workplace const place;
    Running driver(place, support::program("patient"), patient(place, {"run", "--quiet"}));
    REQUIRE(eventually([&] { return count_notes(place, "waits") >= 1; }));
    driver.signal(SIGKILL);
    driver.wait();
    put_content(place / "go", "");
    auto const ended = support::run(place, "patient", patient(place, {"run", "--resume", "latest", "--report", "tap"}));
    CHECK(ended.code() == 0);
    CHECK_THAT(ended.out, ContainsSubstring("1..5") && ContainsSubstring("patient/a quick one") && ContainsSubstring("patient/a last one"));
}

TEST_CASE("a keeper or a guard that is killed is reported and started again", "[killing]") {
    std::string const victim = GENERATE("ltk-keeper", "ltk-guard");
    bool const last = GENERATE(false, true);  // no test comes after it, whose keeper could clean up
    INFO(victim << (last ? ", in the last test" : ""));
    Workplace const place;
    Running driver(place, support::program("patient"),
                   patient(place, {"run", "--no-pid-namespace", "--select", last ? "patient/waits" : "*"}));
    REQUIRE(eventually([&] { return count_notes(place, "waits") == 1; }));
    pid_t const pid = process_named(place, victim);
    REQUIRE(pid > 0);
    put_content(place / "go", "");  // for those that come after; the one that waits may or may not see it
    ::kill(pid, SIGKILL);
    auto const ended = driver.wait();
    INFO(ended.out << ended.err);
    CHECK(ended.code() == 4);
    auto const record = support::read_record(place.latest_run());
    REQUIRE(record.troubles.size() == 1);
    CHECK(record.troubles.front().what == "the keeper process died; it is started again");
    CHECK(record.complete);
    CHECK(record.without_one_outcome() == strings{});
    if (!last) {
        CHECK(ltk::name(record["patient/waits as well"].outcome) == "pass");
        CHECK(ltk::name(record["patient/a last one"].outcome) == "pass");
    }
    CHECK(place.left_behind() == strings{});
}

TEST_CASE("in a PID namespace the keeper's death ends its tests and the run goes on", "[killing]") {
    if (!support::may_make_pid_namespaces()) SKIP("this user may not make PID namespaces");
    Workplace const place;
    Running driver(place, support::program("patient"), patient(place, {"run", "--jobs", "2"}));
    REQUIRE(eventually([&] { return count_notes(place, "waits") == 1; }));
    pid_t const keeper = process_named(place, "ltk-keeper");
    REQUIRE(keeper > 0);
    put_content(place / "go", "");
    ::kill(keeper, SIGKILL);
    driver.wait();
    auto const record = support::read_record(place.latest_run());
    CHECK(record.troubles.size() == 1);
    CHECK(record.without_one_outcome() == strings{});
    CHECK(ltk::name(record["patient/a last one"].outcome) == "pass");
    CHECK(place.left_behind() == strings{});
}

TEST_CASE("Ctrl-C interrupts what runs, leaves the rest, and the reports are written", "[killing]") {
    int const signal = GENERATE(SIGINT, SIGTERM);
    Workplace const place;
    Running driver(place, support::program("patient"), patient(place, {"run", "--report", "junit:out.xml", "--report", "tap:out.tap"}));
    REQUIRE(eventually([&] { return count_notes(place, "waits") == 1; }));
    driver.signal(signal);
    auto const ended = driver.wait();
    INFO(ended.out << ended.err);
    CHECK(ended.code() == 4);
    auto const record = support::read_record(place.latest_run());
    CHECK(record.complete);
    CHECK(record.without_one_outcome() == strings{});
    CHECK(ltk::name(record["patient/a quick one"].outcome) == "pass");
    CHECK(ltk::name(record["patient/waits"].outcome) == "interrupted");
    CHECK(record["patient/waits"].reason == "the run was stopped");
    CHECK(ltk::name(record["patient/waits as well"].outcome) == "not_run");
    CHECK(record["patient/waits as well"].reason == "the run was stopped before it started");
    CHECK_THAT(content_of(place / "out.xml"), ContainsSubstring("patient/a last one") || ContainsSubstring("a last one"));
    CHECK_THAT(content_of(place / "out.tap"), ContainsSubstring("1..5"));
    CHECK(place.left_behind() == strings{});
}

TEST_CASE("a second Ctrl-C ends the program at once, and still nothing is left", "[killing]") {
    Workplace const place;
    // With a long grace, so that the first signal cannot have ended the run.
    Running driver(place, support::program("patient"),
                   patient(place, {"run", "--stage", "stubborn", "--select", "\"patient/ignores SIGTERM\"", "--grace", "1h"}));
    REQUIRE(eventually([&] { return count_notes(place, "ignores SIGTERM") == 1; }));
    driver.signal(SIGINT);
    REQUIRE(eventually([&] { return count_notes(place, "saw SIGTERM") == 1; }));
    driver.signal(SIGINT);
    auto const ended = driver.wait();
    CHECK(WIFSIGNALED(ended.status));
    CHECK(eventually([&] { return place.left_behind().empty(); }));
    CHECK(place.left_behind() == strings{});
    CHECK_FALSE(support::read_record(place.latest_run()).complete);
}
