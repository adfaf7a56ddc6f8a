// Small tests of everything that an author may use besides checks of values: tests/drive/features_test.cpp says what must be
// recorded.
#include <ltk/ltk.hpp>

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace ltk::literals;

inline constexpr ltk::stage budgeted{"budgeted"};
LTK_STAGE(budgeted, .budget = 200_ms);
inline constexpr ltk::stage green{"green"};
LTK_STAGE(green, .entry = {ltk::passed(budgeted)});
inline constexpr ltk::stage strict{"strict"};
LTK_STAGE(strict, .exit = {ltk::no_failures});

namespace {

std::string in_playground(char const* name) {
    char const* const folder = std::getenv("PLAYGROUND");
    return std::string(folder == nullptr ? "." : folder) + '/' + name;
}

struct Skipping {
    Skipping() { LTK_SKIP("the fixture has no {}", "licence"); }
};
struct Sour {
    Sour() { throw std::runtime_error("no milk today"); }
};
struct Inner {
    explicit Inner(ltk::TempDir& dir) : place(dir.c_str()) {}
    std::string place;
};
struct Outer {
    Outer(Inner& inner, ltk::TempDir& dir, ltk::Context& context)
        : same(inner.place == dir.c_str()), id(context.id().data(), context.id().size()) {}
    bool same;
    std::string id;
};

LTK_PARAM(BlockSize, ltk::bytes, 4_KiB, 1_MiB);
LTK_PARAM(Name, char const*, "plain", "with space");

struct OfBlocks {
    explicit OfBlocks(BlockSize const& size) : twice(2 * size.value.count()) {}
    unsigned long long twice;
};

}  // namespace

LTK_TEST("outcomes/passes", ()) { LTK_CHECK(1 + 1 == 2); }
LTK_TEST("outcomes/fails", ()) { LTK_CHECK(1 + 1 == 3); }
LTK_TEST("outcomes/skips", ()) { LTK_SKIP_IF(1 + 1 == 2, "it is {} o'clock", 13); }
LTK_TEST("outcomes/skips by a fixture", (Skipping&)) { LTK_CHECK(true); }
LTK_TEST("outcomes/errs", (Sour&)) { LTK_CHECK(true); }
LTK_TEST("outcomes/requires", ()) {
    LTK_REQUIRE(1 == 2);
    LTK_CHECK(3 == 4);
}
LTK_TEST("outcomes/gives up", ()) { LTK_FAIL("no {} left after {}", "space", 4_KiB); }
LTK_TEST("outcomes/passes at the second try", ()) {
    bool const before = ltk::exists(in_playground("tried").c_str());
    ltk::write_file(in_playground("tried").c_str(), "yes");
    LTK_CHECK(before);
}
LTK_TEST("outcomes/fails after two", (ltk::Context & context)) { LTK_CHECK(context.attempt() < 3); }

LTK_TEST("budgeted/uses it up", (), .stages = {budgeted}) { ::poll(nullptr, 0, 250); }
LTK_TEST("budgeted/comes too late", (), .stages = {budgeted}) { LTK_CHECK(true); }
LTK_TEST("green/waits for another stage", (), .stages = {green}) { LTK_CHECK(true); }
LTK_TEST("strict/fails", (), .stages = {strict}) { LTK_CHECK(1 == 2); }

LTK_TEST("features/steps", ()) {
    LTK_STEP("outer") {
        LTK_STEP("inner {}", 1) { LTK_CHECK(true); }
        LTK_STEP("inner {}", 2) { LTK_CHECK(1 == 2); }
    }
    LTK_STEP("last") { LTK_CHECK(true); }
}
LTK_TEST("features/a step that an exception ends", ()) {
    LTK_STEP("fine") { LTK_CHECK(true); }
    LTK_STEP("broken") { throw std::runtime_error("oh"); }
}
LTK_TEST("features/hangs in a step", (), .timeout = 200_ms) {
    LTK_STEP("open") { LTK_CHECK(true); }
    LTK_STEP("write") {
        LTK_STEP("block {}", 7) {
            for (;;) ::pause();
        }
    }
}
LTK_TEST("features/dies in a step", ()) {
    LTK_STEP("sync") { std::abort(); }
}
LTK_TEST("features/leaves in a step", ()) {
    LTK_STEP("sync") { ::_exit(3); }
}
LTK_TEST("features/dies behind its steps", ()) {
    LTK_STEP("sync") { LTK_CHECK(true); }
    std::abort();
}
LTK_TEST("features/calls exit", ()) { std::exit(0); }
LTK_TEST("features/has a child that calls exit", ()) {
    pid_t const child = ::fork();
    if (child == 0) std::exit(7);
    int status = 0;
    LTK_REQUIRE(::waitpid(child, &status, 0) == child);
    LTK_CHECK(WEXITSTATUS(status) == 7);
}
LTK_TEST("features/info", ()) {
    LTK_INFO("outer {}", 1);
    { LTK_INFO("over"); }
    LTK_INFO("inner {}", 2);
    LTK_CHECK(1 == 2);
}
LTK_TEST("features/info when an exception ends the scope", ()) {
    LTK_INFO("outer");
    for (int i = 0;; ++i) {
        LTK_INFO("round {}", i);
        if (i == 2) throw std::runtime_error("oh");
    }
}
LTK_TEST("features/info of an exception that was caught", ()) {
    try {
        LTK_INFO("long ago");
        throw std::runtime_error("caught");
    } catch (std::exception const&) {}
    LTK_INFO("now");
    throw std::runtime_error("oh");
}
LTK_TEST("features/metrics", ()) {
    ltk::metric("bandwidth", 1.5e9, "B/s", ltk::higher_is_better);
    ltk::metric("latency", 0.25, "s", ltk::lower_is_better);
    ltk::metric("count", -3, "1");
}
LTK_TEST("features/attachments", (ltk::TempDir & dir)) {
    ltk::attach(dir.file("trace.txt", "from a file"));
    ltk::attach("trace.txt", "from a text");
    ltk::attach("../../odd/name", "stays inside");
    ltk::attach("from-here.txt");
}
LTK_TEST("features/an attachment that is not there", ()) { ltk::attach("nowhere/to/be/found"); }
LTK_TEST("features/eventually", ()) {
    int asked = 0;
    LTK_EVENTUALLY(++asked == 3, .within = 10_s, .every = 1_ms);
    LTK_CHECK(asked == 3);
}
LTK_TEST("features/eventually not", ()) {
    int asked = 0;
    LTK_EVENTUALLY(++asked < 0, .within = 50_ms, .every = 10_ms);
    LTK_CHECK("this is not reached" == nullptr);
}
LTK_TEST("features/eventually asks at least once", ()) { LTK_EVENTUALLY(1 == 1, .within = 0_s); }
LTK_TEST("features/throws", ()) {
    LTK_CHECK_THROWS(throw std::runtime_error("as wanted"), std::exception);
    LTK_CHECK_THROWS(static_cast<void>(0), std::runtime_error);
    LTK_CHECK_THROWS(throw std::runtime_error("another"), std::logic_error);
    LTK_REQUIRE_THROWS(throw 7, std::logic_error);
    LTK_CHECK("this is not reached" == nullptr);
}
LTK_TEST("features/threads", ()) {
    std::vector<std::thread> all;
    for (int i = 0; i < 4; ++i) all.emplace_back([i] { LTK_CHECK(i < 2); });
    for (auto& one : all) one.join();
}
LTK_TEST("features/params", (BlockSize size, Name name)) {
    std::printf("%llu %s\n", size.value.count(), name.value);
    LTK_CHECK(size.value.count() % 4096 == 0);
}
LTK_TEST("features/params of fixtures", (BlockSize size, OfBlocks& blocks)) { LTK_CHECK(blocks.twice == 2 * size.value.count()); }
LTK_TEST("features/fixtures of fixtures", (Outer & outer)) {
    LTK_CHECK(outer.same);
    LTK_CHECK(outer.id == "features/fixtures of fixtures");
}
LTK_TEST("features/context", (ltk::Context & context), .timeout = 7_s) {
    std::printf("id=%s attempt=%d stage=%s seed=%llu\n", context.id().data(), context.attempt(), context.stage().data(), context.seed());
    LTK_CHECK(context.remaining() <= 7_s);
    LTK_CHECK(context.remaining() > 0_s);
    ltk::write_file(context.log_dir() / "own.txt", "kept");
}
LTK_TEST("features/output", ()) {
    std::fputs("first out\n", stdout);
    std::fflush(stdout);
    std::fputs("first err\n", stderr);
    ::poll(nullptr, 0, 30);
    std::fputs("second out\nno newline", stdout);
    std::fflush(stdout);
}
LTK_TEST("features/temporary directory", (ltk::TempDir & dir)) {
    std::fputs(dir.c_str(), stdout);
    auto const file = dir.file("file", "content");
    LTK_CHECK(ltk::read_file(file) == "content");
    LTK_CHECK(ltk::file_size(file) == 7_B);
    LTK_CHECK(ltk::is_directory(dir.directory("below")));
    LTK_CHECK(!ltk::exists(dir.file("nothing")));
    LTK_CHECK_THROWS(ltk::read_file(dir.file("nothing")), std::exception);
    LTK_CHECK(ltk::free_space(dir) > 0_B);
}
LTK_TEST("features/works where the program was started", ()) { std::fputs(std::filesystem::current_path().c_str(), stdout); }
