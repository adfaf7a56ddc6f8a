// LTK inside somebody else's program: sessions with a registry of their own, one after another and side by side, that leave the
// process as it was.
#include <session/declared.hpp>

#include <support/run_program.hpp>
#include <support/run_record.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <clocale>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <thread>
#include <vector>

using Catch::Matchers::ContainsSubstring;
using support::strings;

namespace {

/// Outcomes as they came, and how many events of which kind.
struct Heard {
    std::map<std::string, std::string> outcomes;
    std::size_t events = 0;
    double latest = 0;
    bool finished = false;

    template <class E>
    void on(E const& event, ltk::Stamp const& stamp) {
        ++events;
        if (stamp.sequence != events) outcomes["out of order"] = std::to_string(stamp.sequence);
        if (stamp.at < latest) outcomes["back in time"] = std::to_string(stamp.at);
        latest = stamp.at;
        if constexpr (std::is_same_v<E, ltk::event::TestFinished>) outcomes[event.test] = name(event.outcome);
    }
    void finish(ltk::Journal const&) { finished = true; }
};

struct Counted {
    std::size_t events = 0;
    template <class E>
    void on(E const&) {
        ++events;
    }
};

std::map<std::string, std::string> const as_they_should{{"embedded/passes", "pass"},   {"embedded/fails", "fail"},
                                                        {"embedded/skips", "skip"},    {"embedded/crashes", "crash"},
                                                        {"embedded/attaches", "pass"}, {"embedded/inherits nothing odd", "pass"}};

/// A session with everything of it in a folder of its own.
struct Bench {
    TemporaryFolder folder;
    ltk::Session session{embedded::registry()};
    Bench() {
        session.options().runs = folder / "runs";
        session.options().reproduce = "./harness";
    }
};

/// What LTK must not change in somebody's process.
std::map<std::string, std::string> state_of_process() {
    std::map<std::string, std::string> state;
    for (int signal = 1; signal < 65; ++signal) {
        struct sigaction action{};
        if (::sigaction(signal, nullptr, &action) != 0) continue;
        state["signal " + std::to_string(signal)] =
            std::to_string(reinterpret_cast<std::uintptr_t>(action.sa_handler)) + ' ' + std::to_string(action.sa_flags);
    }
    sigset_t blocked;
    ::pthread_sigmask(SIG_SETMASK, nullptr, &blocked);
    for (int signal = 1; signal < 65; ++signal) state["blocked"] += sigismember(&blocked, signal) == 1 ? '1' : '0';
    mode_t const mask = ::umask(0);
    ::umask(mask);
    state["umask"] = std::to_string(mask);
    state["working directory"] = std::filesystem::current_path().string();
    state["locale"] = std::setlocale(LC_ALL, nullptr);
    int subreaper = 0;
    ::prctl(PR_GET_CHILD_SUBREAPER, &subreaper);
    state["subreaper"] = std::to_string(subreaper);
    char name[16] = {};
    ::prctl(PR_GET_NAME, name);
    state["name"] = name;
    for (auto const& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
        std::error_code ignored;
        auto const target = std::filesystem::read_symlink(entry.path(), ignored).string();
        if (!target.ends_with("/fd")) state["descriptor " + entry.path().filename().string()] = target;
    }
    for (int fd = 0; fd < 3; ++fd) state["flags of " + std::to_string(fd)] = std::to_string(::fcntl(fd, F_GETFL));
    std::size_t threads = 0;
    for (auto const& entry : std::filesystem::directory_iterator("/proc/self/task")) threads += entry.path().empty() ? 0 : 1;
    state["threads"] = std::to_string(threads);
    siginfo_t none{};
    state["children"] = ::waitid(P_ALL, 0, &none, WEXITED | WNOHANG | WNOWAIT) < 0 && errno == ECHILD ? "none" : "some";
    for (char** at = environ; *at != nullptr; ++at) state["environment"] += std::string(*at) + '\n';
    state["terminate"] = std::to_string(reinterpret_cast<std::uintptr_t>(std::get_terminate()));
    return state;
}

}  // namespace

TEST_CASE("a session runs tests that are declared from code") {
    Bench bench;
    Heard heard;
    auto const plan = bench.session.plan();
    CHECK(plan.tests.size() == 6);
    auto const result = bench.session.run(plan, {std::ref(heard)});
    CHECK(result.exit_code() == 1);
    CHECK(heard.outcomes == as_they_should);
    CHECK(heard.finished);
    CHECK(result.counts().total == 6);
    CHECK(result.folder().is_absolute());
    CHECK(result.folder().filename() == result.run());

    Counted counted;
    ltk::StoredJournal(result.folder()).for_each(counted);
    CHECK(counted.events == heard.events);  // a listener hears everything that is recorded

    auto const record = support::read_record(result.folder());
    CHECK(record["embedded/fails"].failures.front().info == strings{"a note"});
    CHECK(record["embedded/crashes"].output.at("stdout").lines.front().text == "last words");
    CHECK(record.findings.front().seen == "everything seen");
}

TEST_CASE("a session changes nothing in its process") {
    auto const isolation = GENERATE(ltk::isolation::process, ltk::isolation::none);
    auto const before = state_of_process();
    {
        Bench bench;
        bench.session.options().isolation = isolation;
        bench.session.run(bench.session.plan({.select = "embedded/passes or embedded/skips"}),
                          {ltk::reporter("tap", bench.folder / "out.tap")});
        bench.session.check(bench.session.plan());
    }
    CHECK(state_of_process() == before);
}

TEST_CASE("a session can make several runs, and several sessions can follow each other") {
    for (int round = 0; round < 2; ++round) {
        Bench bench;
        for (int again = 0; again < 2; ++again) {
            Heard heard;
            bench.session.run(bench.session.plan(), {std::ref(heard)});
            CHECK(heard.outcomes == as_they_should);
        }
        CHECK(ltk::RunFolder::ids(bench.folder / "runs").size() == 2);
    }
}

TEST_CASE("sessions work side by side in threads") {
    auto const isolation = GENERATE(ltk::isolation::process, ltk::isolation::none);
    auto const expected = isolation == ltk::isolation::process
                              ? as_they_should
                              : std::map<std::string, std::string>{{"embedded/passes", "pass"}, {"embedded/fails", "fail"}};
    std::vector<Heard> heard(4);
    std::vector<std::thread> threads;
    for (auto& mine : heard)
        threads.emplace_back([&mine, isolation] {
            Bench bench;
            bench.session.options().isolation = isolation;
            bench.session.run(bench.session.plan({.select = isolation == ltk::isolation::none ? "embedded/passes or embedded/fails" : ""}),
                              {std::ref(mine)});
        });
    for (auto& thread : threads) thread.join();
    for (auto const& one : heard) {
        CHECK(one.outcomes == expected);
        CHECK(one.finished);
    }
}

TEST_CASE("a report that is made again has the same bytes") {
    Bench bench;
    auto const in = [&](char const* name) { return bench.folder / name; };
    auto const result =
        bench.session.run(bench.session.plan(), {ltk::reporter("junit", in("live.xml")), ltk::reporter("tap", in("live.tap")),
                                                 ltk::reporter("tap", in("live13.tap"), {{"version", "13"}})});
    bench.session.report(result.folder(), {ltk::reporter("junit", in("again.xml")), ltk::reporter("tap", in("again.tap")),
                                           ltk::reporter("tap", in("again13.tap"), {{"version", "13"}})});
    CHECK(content_of(in("live.xml")).size() > 1000);
    CHECK(content_of(in("live.xml")) == content_of(in("again.xml")));
    CHECK(content_of(in("live.tap")).size() > 1000);
    CHECK(content_of(in("live.tap")) == content_of(in("again.tap")));
    CHECK(content_of(in("live13.tap")) == content_of(in("again13.tap")));
}

TEST_CASE("a session is stopped from another thread, and makes other runs afterwards") {
    Bench bench;
    ::setenv("PLAYGROUND", bench.folder.path().c_str(), 1);
    Heard heard;
    std::thread stopper([&] {
        if (support::eventually([&] { return std::filesystem::exists(bench.folder / "waiting"); }))
            bench.session.stop();
        else
            put_content(bench.folder / "go", "");
    });
    auto const result = bench.session.run(bench.session.plan({.stage = "scale"}), {std::ref(heard)});
    stopper.join();
    CHECK(result.exit_code() == 4);
    CHECK(heard.outcomes == std::map<std::string, std::string>{{"embedded/waits", "interrupted"}, {"embedded/works later", "not_run"}});
    Heard again;
    CHECK(bench.session.run(bench.session.plan({.select = "embedded/passes"}), {std::ref(again)}).exit_code() == 0);
    ::unsetenv("PLAYGROUND");
}

TEST_CASE("a listener that throws is switched off, and the evidence is incomplete") {
    struct Clumsy {
        void on(ltk::event::AttemptStarted const&) { throw std::runtime_error("dropped it"); }
    } clumsy;
    Bench bench;
    Heard heard;
    auto const result = bench.session.run(bench.session.plan({.select = "embedded/passes"}), {std::ref(clumsy), std::ref(heard)});
    CHECK(result.exit_code() == 4);
    CHECK(heard.outcomes.at("embedded/passes") == "pass");
    auto const record = support::read_record(result.folder());
    REQUIRE(record.troubles.size() == 1);
    CHECK_THAT(record.troubles.front().what,
               ContainsSubstring("listener of the embedding program failed") && ContainsSubstring("dropped it"));
}

TEST_CASE("what cannot be run is an ltk::Error with an id") {
    Bench bench;
    auto const plan = bench.session.plan();
    CHECK_THAT(error_of<ltk::Error>([&] { bench.session.run(plan, {ltk::reporter("jnuit")}); }),
               ContainsSubstring("ltk.report.unknown|") && ContainsSubstring("did you mean junit?"));
    CHECK_FALSE(exists(bench.session.options().runs / "latest"));  // nothing was run, so nothing is left of it
    CHECK(std::filesystem::is_empty(bench.session.options().runs));
    CHECK_THAT(error_of<ltk::Error>([&] { bench.session.plan({.stage = "develper"}); }), ContainsSubstring("ltk.plan.unknown_stage|"));
    CHECK_THAT(error_of<ltk::Error>([&] { bench.session.resume(bench.folder / "nothing"); }), ContainsSubstring("ltk.journal.missing|"));
    bench.session.options().runs = "/dev/null/runs";
    CHECK_THAT(error_of<ltk::Error>([&] { bench.session.run(plan); }), ContainsSubstring("ltk.run.create|/dev/null/runs: "));
}

TEST_CASE("a run whose lock cannot be read is not resumed, and says why") {
    Bench bench;
    auto const run = bench.session.run(bench.session.plan({.select = "embedded/passes"})).folder();
    std::filesystem::remove(run / "plan.lock.json");
    std::filesystem::create_directory(run / "plan.lock.json");
    std::string journal;
    {
        std::ifstream in(run / "journal.jsonl", std::ios::binary);
        journal.assign(std::istreambuf_iterator<char>(in), {});
    }
    auto const end = journal.rfind('\n', journal.size() - 2);  // as if it had been killed before its last event
    std::filesystem::resize_file(run / "journal.jsonl", end + 1);
    CHECK_THAT(error_of<ltk::Error>([&] { bench.session.resume(run); }),
               ContainsSubstring("ltk.run.incomplete|") && ContainsSubstring("plan.lock.json: cannot be read: Is a directory"));
}

TEST_CASE("a session can be moved") {
    Bench bench;
    ltk::Session moved = std::move(bench.session);
    CHECK(moved.catalogue().tests().size() == 8);
    CHECK(moved.run(moved.plan({.select = "embedded/passes"})).exit_code() == 0);
}

TEST_CASE("a check asks the validators and stores nothing") {
    Bench bench;
    auto const report = bench.session.check(bench.session.plan());
    CHECK(report.verdict == "valid");
    REQUIRE(report.findings.size() == 1);
    CHECK(report.findings.front().seen == "everything seen");
    CHECK_FALSE(std::filesystem::exists(bench.folder / "runs"));
}

TEST_CASE("an embedder may ignore SIGCHLD") {
    auto const before = std::signal(SIGCHLD, SIG_IGN);
    Bench bench;
    Heard heard;
    bench.session.run(bench.session.plan(), {std::ref(heard)});
    std::signal(SIGCHLD, before);
    CHECK(heard.outcomes == as_they_should);
}

TEST_CASE("a main() that forgets the worker is told so and starts no program without end") {
    support::Workplace const place;
    auto const ended = support::run(place, "forgetful", {{}}, std::chrono::seconds(30));
    CHECK(ended.code() == 2);
    CHECK_THAT(ended.out, ContainsSubstring("LTK's worker ended before it was ready; a program with its own main() must call "
                                            "ltk::worker_main(argc, argv) first and return its code [ltk.drive.worker]"));
    CHECK(place.left_behind() == strings{});
}
