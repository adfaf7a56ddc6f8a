// Two whole runs for the tests of reporters: one that shows everything once, one that breaks careless writers.
#pragma once

#include <reporters/recorded.hpp>

#include <limits>
#include <string>
#include <vector>

namespace recorded {

/// One test for each outcome, with everything that a reporter can show.
inline Memory every_outcome() {
    Memory run;
    run.add(run_started(), 0);
    run.add(event::Configured{"fs.mount", "\"/mnt/it's\"", "command line", "--set"});
    run.add(event::Configured{"fs.min_free", "67108864", "default", ""});
    run.add(event::Configured{"fs.token", "\"******\"", "environment", "LTK_FS__TOKEN"});
    run.add(event::FingerprintTaken{{{"kernel", "6.1.0-lustre"}, {"os", "Debian 12"}, {"memory", "16 GiB"}}});
    run.add(
        event::FindingReported{"mount is a directory", "required", "valid", "/mnt/it's is a directory", "", "suite/check.cpp", 5, 0.001});
    run.add(event::FindingReported{"enough space", "advised", "warning", "12 MiB free, 64 MiB are needed", "rm -r /mnt/old",
                                   "suite/check.cpp", 9, 0.002});
    std::vector<std::string> const ids{"posix/rename replaces the target",
                                       "posix/unlink while open",
                                       "posix/append from two processes",
                                       "posix/xattr/set and get",
                                       "posix/acl/inherited",
                                       "locks/flock waits",
                                       "locks/range locks",
                                       "io/write and read back[64KiB]",
                                       "io/write and read back[/a/b]",
                                       "io/direct",
                                       "io/mmap coherence",
                                       "io/fsync",
                                       "scale/many files"};
    unsigned line = 10;
    for (auto const& id : ids) run.add(planned(id, line += 10));
    test(run, ids[0], outcome::pass);
    test(run, ids[1], outcome::fail, "ltk::read_file(to) == \"new\": \"old\" == \"new\"", 0.25, [&](Memory& into) {
        auto first = check(ids[1]);
        first.steps = {"write", "rename"};
        first.info = {"directory is /mnt/it's/d0", "second note"};
        into.add(first);
        auto second = check(ids[1]);
        second.kind = "throws";
        second.expression = "";
        second.expected = "std::system_error";
        second.seen = "nothing was thrown";
        second.message = "expected std::system_error, but nothing was thrown";
        second.line = 57;
        into.add(second);
        into.add(event::StepFinished{ids[1], 1, "write", true, 0.1});
        into.add(event::StepFinished{ids[1], 1, "write/rename", false, 0.15});
        into.add(output(ids[1], "stdout", {"mkdir d0", "ln a b && mv <a> b"}));
        into.add(output(ids[1], "stderr", {"warning: \xE2\x82\xAC"}));
        into.add(event::FileAttached{ids[1], 1, "trace.txt", "logs/x/1/trace.txt", 1234});
    });
    test(run, ids[2], outcome::error, "the fixture TempDir could not be made: No space left on device", 0.001);
    test(run, ids[3], outcome::skip, "user xattrs are switched off", 0.001);
    run.add(finished(ids[4], outcome::not_applicable, "needs a server of 2.15 or newer", 0, 0));
    test(run, ids[5], outcome::timeout, "no end after 30 s; killed", 30.5,
         [&](Memory& into) { into.add(event::Noted{ids[5], 1, "2 left-over processes were killed: sleep (4711), cat (4712)"}); });
    test(run, ids[6], outcome::crash, "SIGSEGV (segmentation fault)", 0.004);
    test(run, ids[7], outcome::pass, "", 1.5, [&](Memory& into) {
        into.add(event::MetricRecorded{ids[7], 1, "bandwidth", 1.25e9, "B/s", "higher_is_better"});
        into.add(event::MetricRecorded{ids[7], 1, "latency", 0.00035, "s", "lower_is_better"});
    });
    test(run, ids[8], outcome::expected_fail, "LU-1234: short writes, owner x, until 2027-01-01", 0.02,
         [&](Memory& into) { into.add(check(ids[8])); });
    test(run, ids[9], outcome::unexpected_pass, "LU-777 is said to make this fail", 0.02);
    run.add(event::AttemptStarted{ids[10], 1});
    run.add(check(ids[10], 1));
    run.add(output(ids[10], "stdout", {"first try"}, 1));
    run.add(attempt_finished(ids[10], 1, outcome::fail, "ltk::read_file(to) == \"new\": \"old\" == \"new\"", 0.1), run.clock() + 0.1);
    run.add(event::AttemptStarted{ids[10], 2});
    run.add(attempt_finished(ids[10], 2, outcome::pass, "", 0.1), run.clock() + 0.1);
    run.add(finished(ids[10], outcome::flaky_pass, "", 2, 0.2));
    test(run, ids[11], outcome::interrupted, "the run was interrupted (SIGINT)", 0.5);
    run.add(finished(ids[12], outcome::not_run, "the run was interrupted (SIGINT)", 0, 0));
    run.add(event::RunTroubled{"reporter junit: no space left on device", "make room and write it again"});
    end(run);
    return run;
}

/// Names, messages and output that break careless writers.
inline Memory hostile() {
    std::string every;
    for (int c = 1; c < 256; ++c) every += static_cast<char>(c);
    every += '\0';
    std::string const bad =
        every +
        "]]> &amp; <b> \xED\xA0\x80 \xEF\xBF\xBE \xF0\x9F\x98\x80 \xE2\x80\xAE\xE2\x80\xA8 ... --- # TODO \\# ''\"\" \x1b[31mred\x1b[0m";
    Memory run;
    auto started = run_started();
    started.program = bad;
    started.host = bad;
    started.stage = bad;
    started.started = bad;
    started.suite_version = bad;
    run.add(started, 0);
    run.add(event::Configured{bad, bad, bad, bad});
    run.add(event::FingerprintTaken{{{bad, bad}}});
    run.add(event::FindingReported{bad, bad, bad, bad, bad, bad, 1, 1});
    std::vector<std::string> const ids{
        bad + "/" + bad, "",    "/",      "a",      "[",  "a/[", "]/x", "# SKIP", "a # SKIP b",         "a # todo",
        "---",           "...", "s/1..3", "s/ok 1", "\n", " ",   "\\",  "s/\\",   "s/\xF0\x9F\x98\x80", "s/" + std::string(100'000, 'x')};
    for (auto const& id : ids) {
        auto plan = planned(id);
        plan.file = bad;
        run.add(plan);
    }
    std::size_t at = 0;
    for (auto const& id : ids) {
        auto const how = static_cast<outcome>(at++ % ltk::outcome_names.size());
        test(run, id, how, bad, -1e300, [&](Memory& into) {
            auto failure = check(id);
            failure.kind = failure.expression = failure.expected = failure.seen = failure.message = failure.file = bad;
            failure.info = failure.steps = {bad, "", bad};
            into.add(failure);
            into.add(event::StepFinished{id, 1, bad, false, 1e300});
            into.add(event::MetricRecorded{id, 1, bad, std::numeric_limits<double>::infinity(), bad, bad});
            into.add(event::MetricRecorded{id, 1, "nan", std::numeric_limits<double>::quiet_NaN(), "", ""});
            into.add(event::FileAttached{id, 1, bad, bad, 1});
            into.add(event::FileAttached{id, 1, "up", "../../etc/passwd", 1});
            into.add(event::FileAttached{id, 1, "root", "/etc/passwd", 1});
            into.add(event::Noted{id, 1, bad});
            into.add(output(id, "stdout", {bad, "", "ok 1 - fake", "1..7", "Bail out!", bad}));
            into.add(output(id, "stderr", {bad}));
            into.add(output(id, bad, {bad}));
        });
    }
    run.add(event::RunTroubled{bad, bad});
    end(run);
    return run;
}

}  // namespace recorded
