// The snippets of docs/writing-tests.md about tests. Text between "// [name]" and "// [/name]" stands in the guide word for
// word (documented_test.cpp compares them), and this program is run.
#include <ltk/config.hpp>
#include <ltk/ltk.hpp>
#include <ltk/needs.hpp>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace ltk::literals;

// [test]
LTK_TEST("guide/rename replaces the target", (ltk::TempDir& dir)) {
    auto const from = dir.file("from", "new"), to = dir.file("to", "old");
    LTK_REQUIRE(std::rename(from.c_str(), to.c_str()) == 0);
    LTK_CHECK(ltk::read_file(to) == "new");
    LTK_CHECK(!ltk::exists(from));
}
// [/test]

// [traits]
LTK_TEST("guide/every trait", (ltk::TempDir& dir),
         .stages = {ltk::developer, ltk::regression},     // none: these two
         .tags = {"metadata", "rename"},                  // --select 'tag:rename'
         .timeout = 30_s,                                 // wall clock of one attempt; none: --timeout
         .covers = {"POSIX-rename"},                      // --select 'covers:POSIX-rename', and the test plan
         .purpose = "readers never see a half-written file",
         .needs = {ltk::kernel(">=3.10")}) {  // of the machine, decided before the run
    LTK_CHECK(ltk::is_directory(dir));
}
// [/traits]

// [checks]
LTK_TEST("guide/checks", ()) {
    std::vector<int> const sizes{4, 8, 15};
    LTK_CHECK(sizes.size() == 3u);                // records a failure and goes on
    LTK_REQUIRE(!sizes.empty());                  // records a failure and ends the attempt
    LTK_CHECK(sizes.front() < sizes.back());      // ==  !=  <  >  <=  >=, or a value that converts to bool
    LTK_CHECK((sizes[0] == 4 || sizes[0] == 5));  // && and || need parentheses, and show only "false"
}
// [/checks]

// [commas]
LTK_TEST("guide/commas", ()) {
    std::map<std::string, int> const sizes{{"stripe", 4}};
    LTK_CHECK(sizes == std::map<std::string, int>{{"stripe", 4}});  // as it is
    LTK_SKIP_IF((sizes == std::map<std::string, int>{}), "there are no sizes");
    LTK_EVENTUALLY((sizes.at("stripe") == std::pair<int, int>(4, 0).first), .within = 1_s);
}
// [/commas]

// [throws]
LTK_TEST("guide/exceptions", (ltk::TempDir& dir)) {
    std::string const empty;
    LTK_CHECK_THROWS(empty.at(0), std::out_of_range);  // or something derived from it
    LTK_REQUIRE_THROWS(ltk::read_file(dir.file("missing")), std::exception);
}
// [/throws]

// [show]
struct Extent {
    long start, length;
    friend bool operator==(Extent const&, Extent const&) = default;
};
// Found next to the type; returns anything that can be shown, most often a std::string.
std::string ltk_show(Extent const& extent) { return "[" + std::to_string(extent.start) + ", +" + std::to_string(extent.length) + ")"; }

LTK_TEST("guide/own types show themselves", ()) {
    Extent const asked{0, 4096}, got{0, 4096};
    LTK_CHECK(got == asked);  // on failure: seen [0, +1024), expected [0, +4096)
}
// [/show]

// [verdict]
LTK_TEST("guide/skip and fail", (ltk::TempDir& dir)) {
    LTK_SKIP_IF(ltk::free_space(dir) < 1_MiB, "needs {} free, has {}", 1_MiB, ltk::free_space(dir));
    if (::geteuid() != 0 && std::getenv("GUIDE_NEEDS_ROOT") != nullptr) LTK_SKIP("needs root");
    auto const file = dir.file("file", "x");
    if (ltk::file_size(file) == 0_B) LTK_FAIL("{} is empty right after it was written", file);
}
// [/verdict]

// [steps]
LTK_TEST("guide/steps and notes", (ltk::TempDir& dir)) {
    auto const file = dir.file("file", "");
    LTK_STEP("write") { ltk::write_file(file, "content"); }
    LTK_STEP("read it {} times", 3) {
        for (int round = 0; round < 3; ++round) {
            LTK_INFO("round {}", round);  // shown only with a failure that happens in its scope
            LTK_CHECK(ltk::read_file(file) == "content");
        }
    }
}
// [/steps]

// [eventually]
LTK_TEST("guide/eventually", (ltk::TempDir& dir)) {
    auto const flag = dir.file("flag");
    std::thread other([&] { ltk::write_file(flag, "up"); });
    LTK_EVENTUALLY(ltk::exists(flag), .within = 10_s, .every = 20_ms);
    other.join();
}
// [/eventually]

// [param]
LTK_PARAM(BlockSize, ltk::bytes, 4_KiB, 64_KiB, 1_MiB);

LTK_TEST("guide/write and read back", (ltk::TempDir& dir, BlockSize block)) {
    std::string const data(block.value.count(), 'x');  // .value is the ltk::bytes
    auto const file = dir.file("file", data);
    LTK_CHECK(ltk::file_size(file) == block.value);
}
// [/param]

// [fixture]
struct Journaled {  // any type is a fixture
    explicit Journaled(ltk::TempDir& dir) : log(dir.file("log", "started\n")) {}
    ~Journaled() = default;  // clean up what the test may have left
    ltk::path log;
};

LTK_TEST("guide/a fixture is made before the body", (Journaled& journal)) { LTK_CHECK(ltk::read_file(journal.log) == "started\n"); }
// [/fixture]

// [per_run]
struct Dataset {  // expensive: made once, seen by every test
    Dataset() : content(1'000'000, 'x') {}
    std::string content;
};
LTK_FIXTURE(Dataset, .scope = ltk::per_run, .timeout = 2_min, .purpose = "a megabyte of data");

LTK_TEST("guide/tests see the run's fixture", (Dataset& data)) {
    data.content.clear();  // a copy of one's own: other tests still see the megabyte
    LTK_CHECK(data.content.empty());
}
// [/per_run]

// [context]
LTK_TEST("guide/context", (ltk::Context& context, ltk::TempDir& dir)) {
    LTK_CHECK(context.id() == "guide/context");
    LTK_CHECK(context.attempt() == 1);     // 2 after a retry
    LTK_CHECK(context.remaining() > 0_s);  // until the attempt is out of time
    LTK_INFO("stage {}, seed {}", context.stage(), context.seed());
    unsigned long long const size = context.seed() % 1000;  // the same for the same run seed and test
    ltk::write_file(context.log_dir() / "trace.txt", "kept with the run");
    LTK_CHECK(ltk::file_size(dir.file("random", std::string(size, 'x'))) == ltk::bytes(size));
}
// [/context]

// [metric]
LTK_TEST("guide/metrics", (ltk::TempDir& dir), .stages = {ltk::performance}) {
    auto const size = 8_MiB;
    auto const start = std::chrono::steady_clock::now();
    ltk::write_file(dir.file("file"), std::string(size.count(), 'x'));
    ltk::duration const elapsed = std::chrono::steady_clock::now() - start;
    ltk::metric("write bandwidth", size / elapsed, "B/s", ltk::higher_is_better);
    ltk::metric("write time", elapsed.seconds(), "s", ltk::lower_is_better);
}
// [/metric]

// [attach]
LTK_TEST("guide/attachments", (ltk::TempDir& dir)) {
    ltk::attach(dir.file("trace.txt", "a copy of this file is kept with the run"));
    ltk::attach("state.txt", "this text as well");
}
// [/attach]

// [fork]
LTK_TEST("guide/child processes return, they do not check", (ltk::TempDir& dir)) {
    pid_t const child = ::fork();
    if (child == 0) {
        int const file = ::open(dir.file("made").c_str(), O_WRONLY | O_CREAT | O_EXCL, 0644);
        ::_exit(file >= 0 ? 0 : errno);  // _exit, and no LTK_CHECK: the attempt is the parent
    }
    int status = 0;
    LTK_REQUIRE(::waitpid(child, &status, 0) == child);
    LTK_CHECK(WEXITSTATUS(status) == 0);
    LTK_CHECK(ltk::exists(dir.file("made")));
}
// [/fork]

// [threads]
LTK_TEST("guide/threads check as they like", ()) {
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([i] {
            LTK_INFO("thread {}", i);
            LTK_CHECK(i < 4);  // from any thread of the attempt
        });
    for (auto& thread : threads) thread.join();  // before the body ends
}
// [/threads]

// [files]
LTK_TEST("guide/files", (ltk::TempDir& dir)) {
    auto const file = dir.file("file", "content");  // creates it; dir.file("file") only names it
    auto const sub = dir.directory("sub");
    ltk::write_file(sub / "other", "more");
    LTK_CHECK(ltk::read_file(file) == "content");  // an ltk::text
    LTK_CHECK(ltk::file_size(file) == 7_B);
    LTK_CHECK(ltk::exists(sub / "other"));
    LTK_CHECK(ltk::is_directory(dir.path()));
    LTK_CHECK(ltk::free_space(dir) > 0_B);
    std::string const text = ltk::read_file(file);  // converts to the standard types
    ltk::path const from_string = text + ".txt";    // and from them
    LTK_CHECK(from_string == ltk::path("content.txt"));
    LTK_CHECK(::access(file.c_str(), R_OK) == 0);
}
// [/files]

// [values]
LTK_TEST("guide/values carry their units", ()) {
    ltk::bytes const block = 64_KiB;  // _B _KiB _MiB _GiB _TiB
    LTK_CHECK(block * 16 == 1_MiB);
    LTK_CHECK(1_MiB / block == 16u);  // how often it fits
    LTK_CHECK(block.count() == 65'536u);
    LTK_CHECK(ltk::bytes(4096) == 4_KiB);

    ltk::duration const patience = 90_s;  // _ns _us _ms _s _min _h
    LTK_CHECK(patience == 1_min + 30_s);
    LTK_CHECK(patience == std::chrono::seconds(90));  // and any std::chrono duration
    LTK_CHECK(patience.seconds() > 89.9);
    std::this_thread::sleep_for(std::chrono::nanoseconds(1_us));

    ltk::version const server = "2.15.51";
    LTK_CHECK(server < ltk::version("2.16.0"));  // number by number
    LTK_CHECK(server > ltk::version("2.9"));
    LTK_CHECK(ltk::version("2.16.0-rc1") < ltk::version("2.16.0"));
    LTK_CHECK(server[1] == 15u);
    LTK_CHECK(!ltk::version());  // unknown
}
// [/values]

// [format]
LTK_TEST("guide/messages", ()) {
    ltk::text const message = ltk::format("{} of {}", 3, 4_KiB);  // a wrong number of {} does not compile
    LTK_CHECK(message == "3 of 4KiB");
}
// [/format]

// [helper]
// A helper that blames its caller's line: an ltk::source with the place of the call.
void require_size(ltk::path const& file, ltk::bytes size, ltk::source where = {__builtin_FILE(), __builtin_LINE()}) {
    if (ltk::file_size(file) != size) ltk::fail(where, "{} has {} instead of {}", file, ltk::file_size(file), size);
}

LTK_TEST("guide/helpers", (ltk::TempDir& dir)) { require_size(dir.file("file", "1234"), 4_B); }
// [/helper]

// [code]
void generated(ltk::TempDir& dir) { LTK_CHECK(ltk::is_directory(dir)); }

void declare_tests(ltk::Registry& registry) {  // instead of LTK_TEST: for tests that are made at run time
    static ltk::TestRecord records[2];
    static constexpr ltk::test_traits traits{.tags = {"generated"}};
    ltk::declare::test(registry, records[0], "guide/generated one", &generated, traits, LTK_HERE);
    ltk::declare::test(registry, records[1], "guide/generated two", &generated, traits, LTK_HERE);
}
// [/code]

namespace {
[[maybe_unused]] bool const declared = (declare_tests(ltk::default_registry()), true);
}
