#include <ltk/results/console.hpp>

#include <reporters/recorded_runs.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <cstdlib>
#include <optional>

using namespace recorded;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::EndsWith;
using Catch::Matchers::StartsWith;
using ltk::reporters::Console;
namespace detail = ltk::detail::report;

namespace {

// An environment variable for the length of a test.
class Environment {
public:
    Environment(char const* name, char const* value) : name_(name) {
        if (char const* const old = std::getenv(name)) old_ = old;
        value == nullptr ? ::unsetenv(name) : ::setenv(name, value, 1);
    }
    ~Environment() { old_ ? ::setenv(name_, old_->c_str(), 1) : ::unsetenv(name_); }
    Environment(Environment const&) = delete;
    Environment& operator=(Environment const&) = delete;

private:
    char const* name_;
    std::optional<std::string> old_;
};

Memory passing(int count) {
    Memory run;
    run.add(run_started(), 0);
    for (int i = 0; i < count; ++i) run.add(planned("a/" + std::to_string(i)));
    for (int i = 0; i < count; ++i) test(run, "a/" + std::to_string(i), outcome::pass);
    end(run);
    return run;
}

}  // namespace

TEST_CASE("console: a green run is three lines") {
    CHECK(report<Console>(passing(60)) ==
          "posix: 60 tests, stage regression, 4 at a time, seed 4711\n"
          "\n"
          "60 tests in 720 ms: 60 passed\n"
          "journal, logs and reports are in /runs/20260102-030405\n");
}

TEST_CASE("console: verbose names every test") {
    auto const text = report<Console>(passing(2), {.options = {{"verbose", "yes"}}});
    CHECK_THAT(text, ContainsSubstring("\nok a/0  12 ms\nok a/1  12 ms\n"));
}

TEST_CASE("console: an empty run says that nothing was selected") {
    Memory run;
    run.add(run_started(), 0);
    end(run);
    CHECK_THAT(report<Console>(run), ContainsSubstring("\nNo test was selected in 0 ms\n"));
}

TEST_CASE("console: a failure shows what, where and how to run it again") {
    auto const text = report<Console>(every_outcome());
    CHECK_THAT(text, ContainsSubstring("\nFAIL posix/unlink while open  250 ms\n"
                                       "    suite/posix.cpp:42: ltk::read_file(to) == \"new\"\n"
                                       "      expected  \"new\"\n"
                                       "      seen      \"old\"\n"
                                       "      step      write > rename\n"
                                       "      info      directory is /mnt/it's/d0\n"));
    CHECK_THAT(text, ContainsSubstring("\n    reproduce with\n    ./posix run --select '\"posix/unlink while open\"' --stage regression "
                                       "--seed 4711 --set 'fs.mount=/mnt/it'\\''s'\n"));
    CHECK_THAT(text,
               ContainsSubstring("\nCRASH locks/range locks  4 ms\n    SIGSEGV (segmentation fault)\n    declared  suite/posix.cpp:80\n"));
    CHECK_THAT(text, ContainsSubstring("    note      2 left-over processes were killed: sleep (4711), cat (4712)\n"));
}

TEST_CASE("console: findings come behind the first line, with their remedy") {
    CHECK_THAT(report<Console>(every_outcome()), StartsWith("posix: 13 tests, stage regression, 4 at a time, seed 4711\n"
                                                            "WARNING enough space: 12 MiB free, 64 MiB are needed\n"
                                                            "    remedy rm -r /mnt/old\n"));
}

TEST_CASE("console: tests that were skipped for one reason share a line") {
    Memory run;
    run.add(run_started(), 0);
    for (int i = 0; i < 5; ++i) run.add(planned("a/" + std::to_string(i)));
    for (int i = 0; i < 5; ++i) test(run, "a/" + std::to_string(i), outcome::skip, "no space");
    end(run);
    CHECK_THAT(report<Console>(run), ContainsSubstring("\nskip no space: a/0, a/1, a/2 and 2 more\n"));
}

TEST_CASE("console: only the end of long output is shown") {
    Memory run;
    run.add(run_started(), 0);
    run.add(planned("a/b"));
    std::vector<std::string> lines;
    for (int i = 0; i < 100; ++i) lines.push_back("line " + std::to_string(i));
    test(run, "a/b", outcome::fail, "why", 0.1, [&](Memory& into) { into.add(output("a/b", "stdout", lines)); });
    end(run);
    auto const text = report<Console>(run);
    CHECK_THAT(text, ContainsSubstring("    the end of its output, all of it in /runs/20260102-030405/logs/x/1\n    | line 88\n"));
    CHECK_THAT(text, ContainsSubstring("    | line 99\n"));
    CHECK_THAT(text, !ContainsSubstring("line 87\n"));
}

TEST_CASE("console: more than one failure is listed again, with the way to run them") {
    auto const text = report<Console>(every_outcome());
    CHECK_THAT(text,
               ContainsSubstring("\nFAIL posix/unlink while open\nERROR posix/append from two processes\nTIMEOUT locks/flock waits\n"));
    CHECK_THAT(text, EndsWith("run what failed again with\n    ./posix run --rerun-failed /runs/20260102-030405 --seed 4711 --set "
                              "'fs.mount=/mnt/it'\\''s'\n"));
}

TEST_CASE("console: a run that was cut off says how it goes on") {
    auto const text = report<Console>(every_outcome().cut(9));
    CHECK_THAT(text, ContainsSubstring("\nThe run was cut off. To go on where it stopped:\n    ./posix run --resume /runs/20260102-030405 "
                                       "--set 'fs.mount=/mnt/it'\\''s'\n13 tests in "));
    CHECK_THAT(text, ContainsSubstring("INTERRUPTED io/mmap coherence"));
}

TEST_CASE("console: colour and progress are for terminals without NO_COLOR") {
    Environment const kind("TERM", "xterm");
    auto const text = [](bool terminal, std::map<std::string, std::string> options = {}) {
        return report<Console>(every_outcome(), {.options = std::move(options), .terminal = terminal, .target = ""});
    };
    auto const coloured = [](std::string const& seen) { return seen.find("\x1b[1;31mFAIL") != std::string::npos; };
    auto const progress = [](std::string const& seen) { return seen.find('\r') != std::string::npos; };
    {
        Environment const unset("NO_COLOR", nullptr);
        CHECK(coloured(text(true)));
        CHECK(progress(text(true)));
        CHECK(!coloured(text(false)));
        CHECK(!progress(text(false)));
        CHECK(!coloured(text(true, {{"color", "never"}})));
        CHECK(coloured(text(false, {{"color", "always"}})));
        CHECK(!progress(text(false, {{"color", "always"}})));
        Environment const dumb("TERM", "dumb");
        CHECK(!coloured(text(true)));
        CHECK(!progress(text(true)));
    }
    Environment const refused("NO_COLOR", "1");
    CHECK(!coloured(text(true)));
    CHECK(!progress(text(true)));
    CHECK(text(true, {{"width", "500"}}).find('\x1b') == std::string::npos);
}

TEST_CASE("console: nothing that a test wrote acts on the terminal") {
    Environment const unset("NO_COLOR", nullptr);
    auto const text = report<Console>(hostile(), {.options = {{"color", "never"}}});
    for (char const c : text) CHECK((static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t'));
    CHECK(text.find("\xC2\x9B") == std::string::npos);      // C1
    CHECK(text.find("\xE2\x80\xAE") == std::string::npos);  // right-to-left override
}

TEST_CASE("console: the progress line fits into the terminal") {
    Environment const unset("NO_COLOR", nullptr);
    Environment const kind("TERM", "xterm");
    Memory run;
    run.add(run_started(), 0);
    std::string const id = "\xE5\x90\x8D\xE5\x89\x8D/" + std::string(190, 'n');
    run.add(planned(id));
    test(run, id, outcome::pass);
    end(run);
    auto const text = report<Console>(run, {.options = {{"width", "60"}, {"color", "never"}}, .terminal = true, .target = ""});
    auto const from = text.find('[');
    auto const line = text.substr(from, text.find('\r') - from);
    CHECK_THAT(line, StartsWith("[....................] 0/1  \xE5\x90\x8D\xE5\x89\x8D/nn"));
    CHECK(detail::width_of(line) == 59);
}

TEST_CASE("console: options are checked") {
    auto const message = [](std::map<std::string, std::string> options) -> std::string {
        try {
            report<Console>(Memory(), {.options = std::move(options)});
        } catch (ltk::Error const& error) {
            return error.id() + ": " + error.what();
        }
        return "nothing was thrown";
    };
    CHECK(message({{"colour", "never"}}) ==
          "ltk.reporters.option: --report console: there is no option \"colour\" (did you mean color?); it has verbose, color, width");
    CHECK(message({{"verbose", "maybe"}}) ==
          "ltk.reporters.option: --report console: \"maybe\" is no value of verbose; write one of no, yes");
    CHECK(message({{"width", "wide"}}) ==
          "ltk.reporters.option: --report console: \"wide\" is no width; write a number of columns, at least 20");
}

TEST_CASE("console: times and metrics in words") {
    CHECK(detail::time_words(0) == "0 ms");
    CHECK(detail::time_words(-1e300) == "0 ms");
    CHECK(detail::time_words(0.0123) == "12 ms");
    CHECK(detail::time_words(0.9999) == "1 s");
    CHECK(detail::time_words(1.234) == "1.23 s");
    CHECK(detail::time_words(59.99) == "1 min 00 s");
    CHECK(detail::time_words(125.4) == "2 min 05 s");
    CHECK(detail::time_words(3725) == "1 h 02 min");
    CHECK(detail::metric_words(1.25e9, "B/s") == "1.25 GB/s");
    CHECK(detail::metric_words(999, "B") == "999 B");
    CHECK(detail::metric_words(0.00035, "s") == "350 us");
    CHECK(detail::metric_words(12345, "ops") == "12345 ops");
    CHECK(detail::metric_words(0.5, "") == "0.5");
    CHECK(detail::metric_words(1e300, "x") == "1.00e+300 x");
    CHECK(detail::metric_words(-2.5, "K") == "-2.5 K");
}

TEST_CASE("console: text is cut and wrapped by what it shows") {
    CHECK(detail::width_of("\xE5\x90\x8D\xE5\x89\x8D") == 4);
    CHECK(detail::width_of("e\xCC\x81") == 1);
    CHECK(detail::clipped("abcdefghijklmnop", 11) == "abcd...mnop");
    CHECK(detail::clipped("short", 11) == "short");
    CHECK(detail::hanging("one two three four", 2, 10) == "one two\n  three\n  four");
    CHECK(detail::hanging("one\ntwo", 2, 0) == "one\n  two");
    CHECK(detail::hanging("averyveryverylongword x", 2, 10) == "averyveryverylongword\n  x");
}
