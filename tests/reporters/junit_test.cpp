#include <ltk/reporters/junit.hpp>

#include <reporters/judge.hpp>
#include <reporters/recorded_runs.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <pugixml.hpp>

#include <set>

using namespace recorded;
using Catch::Matchers::ContainsSubstring;
using ltk::reporters::JUnit;

namespace {

struct Document {
    pugi::xml_document xml;
    explicit Document(std::string const& text) {
        REQUIRE(xml.load_string(text.c_str(), pugi::parse_default | pugi::parse_ws_pcdata_single));
    }
    pugi::xml_node root() const { return xml.child("testsuites"); }
    pugi::xml_node test(std::string const& name) const {
        for (auto const& suite : root().children("testsuite"))
            for (auto const& test : suite.children("testcase"))
                if (test.attribute("name").value() == name) return test;
        return {};
    }
    std::string property(std::string const& name) const {
        for (auto const& suite : root().children("testsuite"))
            for (auto const& property : suite.child("properties").children("property"))
                if (property.attribute("name").value() == name) return property.attribute("value").value();
        return "(none)";
    }
};

Memory one(std::string const& id, outcome how, std::string const& reason = {}, std::function<void(Memory&)> const& between = {}) {
    Memory run;
    run.add(run_started(), 0);
    run.add(planned(id));
    test(run, id, how, reason, 0.012, between);
    end(run);
    return run;
}

std::string message_of(std::function<void()> const& act) {
    try {
        act();
    } catch (ltk::Error const& error) {
        return error.id() + ": " + error.what();
    }
    return "nothing was thrown";
}

}  // namespace

TEST_CASE("JUnit: suites are what stands before the last slash, params apart") {
    using ltk::detail::report::junit_suite_of;
    CHECK(junit_suite_of("posix/rename") == "posix");
    CHECK(junit_suite_of("posix/xattr/set") == "posix/xattr");
    CHECK(junit_suite_of("io/write[/mnt/a]") == "io");
    CHECK(junit_suite_of("io/write[a][b/c]") == "io");
    CHECK(junit_suite_of("io/deep/write[4KiB]") == "io/deep");
    CHECK(junit_suite_of("plain") == "plain");
    CHECK(junit_suite_of("[x]/y") == "[x]");
    CHECK(junit_suite_of("").empty());
    CHECK(ltk::detail::report::junit_class_of("posix/xattr") == "posix.xattr");
}

TEST_CASE("JUnit: every outcome has its element and its exact name") {
    Document const document(report<JUnit>(every_outcome()));
    auto const type = [&](char const* test, char const* element) {
        return std::string(document.test(test).child(element).attribute("type").value());
    };
    CHECK(!document.test("posix/rename replaces the target").first_child());
    CHECK(type("posix/unlink while open", "failure") == "ltk.fail");
    CHECK(type("posix/append from two processes", "error") == "ltk.error");
    CHECK(type("posix/xattr/set and get", "skipped") == "ltk.skip");
    CHECK(type("posix/acl/inherited", "skipped") == "ltk.not-applicable");
    CHECK(type("locks/flock waits", "failure") == "ltk.timeout");
    CHECK(type("locks/range locks", "failure") == "ltk.crash");
    CHECK(type("io/write and read back[/a/b]", "skipped") == "ltk.expected-fail");
    CHECK(type("io/direct", "failure") == "ltk.unexpected-pass");
    CHECK(type("io/mmap coherence", "flakyFailure") == "ltk.fail");
    CHECK(type("io/fsync", "error") == "ltk.interrupted");
    CHECK(type("scale/many files", "skipped") == "ltk.not-run");
}

TEST_CASE("JUnit: totals of suites and of the document agree with what is in them") {
    auto const run = GENERATE(0, 1, 2);
    Document const document(report<JUnit>(run == 0 ? every_outcome() : run == 1 ? every_outcome().cut(9) : hostile()));
    int all[3] = {0, 0, 0};
    for (auto const& suite : document.root().children("testsuite")) {
        int seen[4] = {0, 0, 0, 0};
        for (auto const& test : suite.children("testcase")) {
            ++seen[0];
            seen[1] += test.child("failure") ? 1 : 0;
            seen[2] += test.child("error") ? 1 : 0;
            seen[3] += test.child("skipped") ? 1 : 0;
        }
        CHECK(suite.attribute("tests").as_int() == seen[0]);
        CHECK(suite.attribute("failures").as_int() == seen[1]);
        CHECK(suite.attribute("errors").as_int() == seen[2]);
        CHECK(suite.attribute("skipped").as_int() == seen[3]);
        for (int i = 0; i < 3; ++i) all[i] += seen[i];
    }
    CHECK(document.root().attribute("tests").as_int() == all[0]);
    CHECK(document.root().attribute("failures").as_int() == all[1]);
    CHECK(document.root().attribute("errors").as_int() == all[2]);
}

TEST_CASE("JUnit: case names are unique by themselves") {
    Document const document(report<JUnit>(every_outcome()));
    std::set<std::string> names;
    for (auto const& suite : document.root().children("testsuite"))
        for (auto const& test : suite.children("testcase")) CHECK(names.insert(test.attribute("name").value()).second);
    CHECK(names.size() == 13);
}

TEST_CASE("JUnit: a failure says what, where and how to run it again") {
    Document const document(report<JUnit>(every_outcome()));
    std::string const text = document.test("posix/unlink while open").child("failure").text().get();
    CHECK_THAT(text, ContainsSubstring("suite/posix.cpp:42: ltk::read_file(to) == \"new\""));
    CHECK_THAT(text, ContainsSubstring("expected: \"new\""));
    CHECK_THAT(text, ContainsSubstring("seen: \"old\""));
    CHECK_THAT(text, ContainsSubstring("step: write > rename"));
    CHECK_THAT(text, ContainsSubstring("info: directory is /mnt/it's/d0"));
    CHECK_THAT(text, ContainsSubstring("suite/posix.cpp:57"));
    CHECK_THAT(text, ContainsSubstring("reproduce: ./posix run --select '\"posix/unlink while open\"' --stage regression --seed 4711 --set "
                                       "'fs.mount=/mnt/it'\\''s'\n"));
    std::string const crash = document.test("locks/range locks").child("failure").text().get();
    CHECK_THAT(crash, ContainsSubstring("declared: suite/posix.cpp:80"));
    CHECK_THAT(crash, ContainsSubstring("reproduce: "));
}

TEST_CASE("JUnit: metrics, known issues, findings and the machine are properties") {
    Document const document(report<JUnit>(every_outcome()));
    CHECK(document.property("metric.io/write and read back[64KiB].bandwidth") == "1.25e+09 B/s");
    CHECK(document.property("known_issue.io/direct") == "LU-777 is said to make this fail");
    CHECK(document.property("finding.enough space") == "warning: 12 MiB free, 64 MiB are needed; remedy: rm -r /mnt/old");
    CHECK(document.property("env.kernel") == "6.1.0-lustre");
    CHECK(document.property("config.fs.mount") == "/mnt/it's");
    CHECK(document.property("config.fs.min_free") == "(none)");  // the default
    CHECK(document.property("config.fs.token") == "******");
    CHECK(document.property("ltk.seed") == "4711");
    CHECK(document.property("ltk.exit_code") == "1");
    CHECK(document.property("ltk.complete") == "(none)");
    CHECK(Document(report<JUnit>(every_outcome().cut(1))).property("ltk.complete") == "false");
}

TEST_CASE("JUnit: notes and attachments") {
    auto const run = one("a/b", outcome::fail, "why", [](Memory& into) {
        into.add(event::Noted{"a/b", 1, "a left-over process was killed: sleep (7)"});
        into.add(event::FileAttached{"a/b", 1, "trace", "logs/a%2Fb/1/trace.txt", 5});
        into.add(event::FileAttached{"a/b", 1, "up", "../secret", 5});
        into.add(event::FileAttached{"a/b", 1, "root", "/etc/passwd", 5});
    });
    auto const out = [&](std::map<std::string, std::string> options) {
        return std::string(Document(report<JUnit>(run, {.options = std::move(options)})).test("a/b").child("system-out").text().get());
    };
    CHECK_THAT(out({}), ContainsSubstring("[[ATTACHMENT|/runs/20260102-030405/logs/a%2Fb/1/trace.txt]]\n"));
    CHECK_THAT(out({}), !ContainsSubstring("[[ATTACHMENT|/etc"));
    CHECK_THAT(out({}), !ContainsSubstring("[[ATTACHMENT|../"));
    CHECK_THAT(out({}), ContainsSubstring("not offered: ../secret"));
    CHECK_THAT(out({{"attachments", "relative"}}), ContainsSubstring("[[ATTACHMENT|../"));  // from here to /runs
    CHECK(out({{"attachments", "none"}}).empty());
    CHECK_THAT(Document(report<JUnit>(run)).test("a/b").child("system-err").text().get(),
               ContainsSubstring("[ltk: a left-over process was killed: sleep (7)]"));
}

TEST_CASE("JUnit: the extended dialect") {
    Document const document(report<JUnit>(every_outcome(), {.options = {{"dialect", "extended"}}}));
    auto const test = document.test("io/write and read back[64KiB]");
    CHECK(std::string(test.attribute("file").value()) == "suite/posix.cpp");
    CHECK(test.attribute("line").as_int() == 90);
    CHECK(std::string(test.attribute("timestamp").value()) == "2026-01-02T03:04:36Z");
    std::map<std::string, std::string> seen;
    for (auto const& property : test.child("properties").children("property"))
        seen[property.attribute("name").value()] = property.attribute("value").value();
    CHECK(seen == std::map<std::string, std::string>{
                      {"ltk.outcome", "pass"}, {"metric.bandwidth", "1.25e+09 B/s"}, {"metric.latency", "0.00035 s"}});
}

TEST_CASE("JUnit: long output keeps head and tail and says what is missing") {
    auto const run = GENERATE(outcome::pass, outcome::fail);
    std::vector<std::string> lines{"the first line"};
    for (int i = 0; i < 30'000; ++i) lines.push_back("line " + std::to_string(i));
    lines.push_back("the last line");
    auto const document = report<JUnit>(one("a/b", run, "", [&](Memory& into) { into.add(output("a/b", "stdout", lines)); }));
    std::string const text = Document(document).test("a/b").child("system-out").text().get();
    CHECK_THAT(text, ContainsSubstring("the first line\n"));
    CHECK_THAT(text, ContainsSubstring("the last line\n"));
    CHECK_THAT(text, ContainsSubstring(" bytes are left out here; all of it is in /runs/20260102-030405/logs/x/1/stdout]"));
    CHECK(text.size() < (run == outcome::pass ? 2'500 : 101'000));
}

TEST_CASE("JUnit: output that capturing cut is named") {
    auto const document = report<JUnit>(one("a/b", outcome::fail, "", [&](Memory& into) {
        auto captured = output("a/b", "stderr", {"head", "tail"});
        captured.cut = 123'456;
        into.add(captured);
    }));
    Document const parsed(document);
    CHECK_THAT(parsed.test("a/b").child("system-err").text().get(),
               ContainsSubstring("[ltk: 123456 bytes from the middle were not kept here; all of it is in /runs/"));
    CHECK_THAT(parsed.test("a/b").child("system-out").text().get(),
               ContainsSubstring("[[ATTACHMENT|/runs/20260102-030405/logs/x/1/stderr]]"));
}

TEST_CASE("JUnit: output=failed leaves out what passing tests printed") {
    auto const text = [](outcome how) {
        return report<JUnit>(one("a/b", how, "", [&](Memory& into) { into.add(output("a/b", "stdout", {"chatter"})); }),
                             {.options = {{"output", "failed"}}});
    };
    CHECK_THAT(text(outcome::pass), !ContainsSubstring("chatter"));
    CHECK_THAT(text(outcome::fail), ContainsSubstring("chatter"));
}

TEST_CASE("JUnit: attempts before a failure are reruns") {
    Memory run;
    run.add(run_started(), 0);
    run.add(planned("a/b"));
    for (int attempt = 1; attempt <= 3; ++attempt) {
        run.add(event::AttemptStarted{"a/b", attempt});
        run.add(check("a/b", attempt));
        run.add(attempt_finished("a/b", attempt, attempt == 2 ? outcome::timeout : outcome::fail, attempt == 2 ? "no end after 30 s" : "",
                                 0.1));
    }
    run.add(finished("a/b", outcome::fail, "", 3, 0.3));
    end(run);
    Document const document(report<JUnit>(run));
    auto const test = document.test("a/b");
    std::vector<std::string> messages;
    for (auto const& rerun : test.children("rerunFailure")) messages.emplace_back(rerun.attribute("message").value());
    REQUIRE(messages.size() == 2);
    CHECK_THAT(messages[0], ContainsSubstring("attempt 1: ltk::read_file"));
    CHECK(messages[1] == "attempt 2: no end after 30 s");
    CHECK(test.child("failure"));
    CHECK(!test.child("flakyFailure"));
}

TEST_CASE("JUnit: hostile text arrives visibly") {
    auto const text = report<JUnit>(one("a/b", outcome::fail, "", [](Memory& into) {
        into.add(output("a/b", "stdout", {"\x1b[31mred ]]> <x a=\"&amp;\"> \xff\xfe \xed\xa0\x80 \xef\xbf\xbe"}));
    }));
    CHECK_THAT(text, ContainsSubstring("\xE2\x90\x9B[31mred ]]&gt; &lt;x a=\"&amp;amp;\"&gt; \xEF\xBF\xBD\xEF\xBF\xBD "));
    CHECK(text.find('\x1b') == std::string::npos);
}

TEST_CASE("JUnit: tests that run at the same time keep their own stories") {
    Memory run;
    run.add(run_started(), 0);
    for (auto const* const id : {"a/1", "b/2"}) run.add(planned(id));
    for (auto const* const id : {"a/1", "b/2"}) run.add(event::AttemptStarted{id, 1});
    for (auto const* const id : {"a/1", "b/2"}) run.add(output(id, "stdout", {std::string("I am ") + id}));
    for (auto const* const id : {"b/2", "a/1"}) run.add(finished(id, outcome::pass, "", 1, 0.5));
    end(run);
    Document const document(report<JUnit>(run));
    CHECK(std::string(document.test("a/1").child("system-out").text().get()) == "I am a/1\n");
    CHECK(std::string(document.test("b/2").child("system-out").text().get()) == "I am b/2\n");
}

TEST_CASE("JUnit: results of any number wait in a file, not in memory") {
    judge::Folder const folder;
    Memory run;
    run.add(run_started(), 0);
    std::string const output_line(400, 'x');
    for (int i = 0; i < 20'000; ++i) {
        auto const id = "suite" + std::to_string(i % 50) + "/test " + std::to_string(i);
        test(run, id, outcome::pass, "", 0.001, [&](Memory& into) { into.add(output(id, "stdout", {output_line})); });
    }
    end(run);
    auto const text = report<JUnit>(run, {.target = (folder.path() / "out.xml").string()});
    Document const document(text);
    CHECK(document.root().attribute("tests").as_int() == 20'000);
    int at = 0;
    for (auto const& test : document.root().first_child().next_sibling("testsuite").children("testcase")) {
        CHECK(std::string(test.attribute("name").value()) == "suite1/test " + std::to_string(1 + 50 * at));  // in the order of their end
        ++at;
    }
    CHECK(at == 400);
    CHECK(std::filesystem::is_empty(folder.path()));  // nothing is left behind
}

TEST_CASE("JUnit: unknown options are refused with what is known") {
    CHECK(message_of([] { report<JUnit>(Memory(), {.options = {{"dialekt", "x"}}}); }) ==
          "ltk.reporters.option: --report junit: there is no option \"dialekt\" (did you mean dialect?); it has dialect, output, "
          "attachments");
    CHECK(message_of([] { report<JUnit>(Memory(), {.options = {{"dialect", "ant"}}}); }) ==
          "ltk.reporters.option: --report junit: \"ant\" is no value of dialect; write one of jenkins, extended");
}
