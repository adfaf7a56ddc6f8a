// A suite whose tests do what tests must not do. Each says in its name what it does; tests/drive/hostile_test.cpp says what
// has to become of it.
#include <ltk/ltk.hpp>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#    define LTK_TEST_SANITIZED 1
#elif defined(__has_feature)
#    if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#        define LTK_TEST_SANITIZED 1
#    endif
#endif
#if defined(LTK_TEST_SANITIZED)
// Deadly signals are what these tests are about: sanitizers leave them alone.
extern "C" char const* __asan_default_options() { return "handle_segv=0:handle_abort=0:handle_sigbus=0:handle_sigfpe=0:handle_sigill=0"; }
extern "C" char const* __tsan_default_options() { return "handle_segv=0:handle_abort=0:handle_sigbus=0:handle_sigfpe=0:handle_sigill=0"; }
#endif

using namespace ltk::literals;

namespace {

inline constexpr ltk::stage hostile_stage{"hostile"};

[[noreturn]] void sleep_for_ever() {
    for (;;) ::pause();
}

struct Sour {
    Sour() { throw std::runtime_error("no milk today"); }
};
struct Unchecked {
    Unchecked() { LTK_CHECK(1 == 2); }
};
struct SlowToMake {
    SlowToMake() { sleep_for_ever(); }
};
struct DiesWhenMade {
    DiesWhenMade() { std::abort(); }
};
struct BreaksAtTheEnd {
    ~BreaksAtTheEnd() { LTK_CHECK(std::string("clean") == "dirty"); }
};
struct HangsAtTheEnd {
    ~HangsAtTheEnd() { sleep_for_ever(); }
};
struct ThrowsAtTheEnd {
    ~ThrowsAtTheEnd() noexcept(false) { throw std::runtime_error("a destructor threw"); }
};

}  // namespace

LTK_STAGE(hostile_stage);

#define HOSTILE(name, parameters, ...) LTK_TEST("hostile/" name, parameters, .stages = {hostile_stage} __VA_OPT__(, ) __VA_ARGS__)

HOSTILE("passes", ()) { LTK_CHECK(true); }
HOSTILE("fails a check and goes on", ()) {
    LTK_CHECK(1 == 2);
    LTK_CHECK(std::string("left") == "right");
}
HOSTILE("skips", ()) { LTK_SKIP("nothing to do on {}", "Sunday"); }
HOSTILE("dies by SIGSEGV", ()) { std::raise(SIGSEGV); }
HOSTILE("is killed by SIGKILL", ()) { ::kill(::getpid(), SIGKILL); }
HOSTILE("kills its group", ()) {
    ::kill(0, SIGTERM);
    sleep_for_ever();
}
HOSTILE("calls abort", ()) { std::abort(); }
HOSTILE("terminates", ()) { std::terminate(); }
HOSTILE("terminates from another thread", ()) {
    std::thread([] { throw std::runtime_error("in a thread"); }).join();
}
HOSTILE("throws", ()) { throw std::runtime_error("the body threw"); }
HOSTILE("throws a number", ()) { throw 42; }
HOSTILE("exits with 0", ()) { std::exit(0); }
HOSTILE("exits with 3", ()) { std::exit(3); }
HOSTILE("calls _exit", ()) { ::_exit(0); }
HOSTILE("calls quick_exit", ()) { std::quick_exit(0); }
HOSTILE("exits from another thread", ()) {
    std::thread([] { std::exit(0); }).detach();
    sleep_for_ever();
}
HOSTILE("hangs", (), .timeout = 300_ms) { sleep_for_ever(); }
HOSTILE("spins", (), .timeout = 300_ms) {
    for (std::atomic<bool> on{true}; on.load();) {}
}
HOSTILE("stops itself", (), .timeout = 300_ms) {
    std::raise(SIGSTOP);
    sleep_for_ever();
}
HOSTILE("ignores SIGTERM", (), .timeout = 300_ms) {
    std::signal(SIGTERM, SIG_IGN);
    sleep_for_ever();
}
HOSTILE("closes all descriptors and goes on", ()) { ::syscall(SYS_close_range, 0U, ~0U, 0U); }
HOSTILE("fails, then closes all descriptors", ()) {
    LTK_CHECK(1 == 2);
    ::syscall(SYS_close_range, 0U, ~0U, 0U);
}
HOSTILE("closes all descriptors and hangs", (), .timeout = 300_ms) {
    ::syscall(SYS_close_range, 0U, ~0U, 0U);
    sleep_for_ever();
}
HOSTILE("writes garbage into every descriptor", ()) {
    for (int fd = 3; fd < 2048; ++fd) (void)!::write(fd, "garbage garbage garbage", 23);
}
HOSTILE("fails REQUIRE in another thread", (), .timeout = 20_s) {
    std::thread([] { LTK_REQUIRE(std::string("thread") == "main"); }).detach();
    sleep_for_ever();
}
HOSTILE("leaves a process behind", ()) {
    if (::fork() == 0) {
        ::setsid();
        if (::fork() == 0) sleep_for_ever();
        ::_exit(0);
    }
}
HOSTILE("comes back on both sides of a fork", ()) {
    int ends[2];
    LTK_REQUIRE(::pipe(ends) == 0);
    if (::fork() == 0) {
        LTK_CHECK(std::string("child") == "parent");
        return;
    }
    ::close(ends[1]);
    char byte = 0;
    (void)!::read(ends[0], &byte, 1);  // until the child is gone
}
HOSTILE("prints a gigabyte", (), .timeout = 60_s) {
    std::string const block(1 << 20, 'x');
    for (int i = 0; i < 1024; ++i) (void)!::write(STDOUT_FILENO, block.data(), block.size());
}
HOSTILE("prints bytes that are no UTF-8", ()) {
    std::fputs("good \xff\xfe bad \x1b[31m \xc3\x28 end\n", stdout);
    std::fputs("\x80", stderr);
}
HOSTILE("has a fixture that cannot be made", (Sour&)) { LTK_CHECK(true); }
HOSTILE("has a fixture that fails a check", (Unchecked&)) { LTK_CHECK(true); }
HOSTILE("has a fixture that is never made", (SlowToMake&), .timeout = 300_ms) { LTK_CHECK(true); }
HOSTILE("has a fixture that dies when made", (DiesWhenMade&)) { LTK_CHECK(true); }
HOSTILE("has a fixture that fails at the end", (BreaksAtTheEnd&)) { LTK_CHECK(true); }
HOSTILE("has a fixture that fails at the end after a failure", (BreaksAtTheEnd&)) { LTK_CHECK(1 == 2); }
HOSTILE("has a fixture that hangs at the end", (HangsAtTheEnd&), .timeout = 300_ms) { LTK_CHECK(true); }
HOSTILE("has a fixture that hangs at the end after a failure", (HangsAtTheEnd&), .timeout = 300_ms) { LTK_CHECK(1 == 2); }
HOSTILE("has a fixture that throws at the end", (ThrowsAtTheEnd&)) { LTK_CHECK(true); }
HOSTILE("uses up its memory", ()) {
#if defined(LTK_TEST_SANITIZED)
    throw std::bad_alloc();  // a sanitizer's own memory lies far above any limit
#endif
    rlimit limit{256UL << 20, 256UL << 20};
    LTK_REQUIRE(::setrlimit(RLIMIT_AS, &limit) == 0);
    std::vector<std::vector<char>> all;
    for (;;) all.emplace_back(1 << 20);
}
HOSTILE("requires in a function that is noexcept", ()) {
    auto const careless = []() noexcept { LTK_REQUIRE(1 == 2); };
    careless();
}
HOSTILE("leaves a temporary directory by dying", (ltk::TempDir & dir)) {
    dir.file("left", "behind");
    std::fputs(dir.c_str(), stdout);
    std::fflush(stdout);
    std::abort();
}
HOSTILE("records a metric that is no number", ()) { ltk::metric("ratio", 0.0 / 0.0 * static_cast<double>(::getpid()), "1"); }

// What needs the right to be alone in a PID namespace, and is deadly without: selected only where that is so, and careful all the same.
namespace {
bool is_alone() {
    std::FILE* const status = std::fopen("/proc/self/status", "re");
    if (status == nullptr) return false;
    char line[256];
    bool inner = false;
    while (std::fgets(line, sizeof line, status) != nullptr)
        if (std::strncmp(line, "NSpid:", 6) == 0) inner = std::strchr(line + 7, '\t') != nullptr;  // more than one number
    std::fclose(status);
    return inner;
}
}  // namespace
#define ONLY_ALONE() LTK_SKIP_IF(!is_alone(), "this test would kill whatever its user runs")
#define DEADLY(name, parameters, ...) LTK_TEST("deadly/" name, parameters, .stages = {hostile_stage} __VA_OPT__(, ) __VA_ARGS__)
DEADLY("kills everything it may", ()) {
    ONLY_ALONE();
    ::kill(-1, SIGKILL);  // everything but itself
    ::kill(::getpid(), SIGKILL);
}
DEADLY("kills processes at random", ()) {
    ONLY_ALONE();
    for (int pid = 1; pid < 1000; ++pid) ::kill(pid, SIGKILL);
    sleep_for_ever();
}
DEADLY("kills its keeper", ()) {
    ONLY_ALONE();
    ::kill(::getppid(), SIGKILL);  // the first process of a namespace cannot be killed from within
    LTK_CHECK(true);
}

// What the keeper's death looks like: without a PID namespace.
LTK_TEST("keeper/is killed by a test", (), .stages = {hostile_stage}) {
    ::kill(::getppid(), SIGKILL);
    sleep_for_ever();
}
LTK_TEST("keeper/works again for the next test", (), .stages = {hostile_stage}) { LTK_CHECK(true); }
LTK_TEST("shape/sees only what it was given", (), .stages = {hostile_stage}) {
    std::string open;
    for (int fd = 3; fd < 2048; ++fd)
        if (::fcntl(fd, F_GETFD) >= 0) open += std::to_string(fd) + ' ';
    LTK_CHECK(open.size() <= 5);  // the event channel alone
    LTK_INFO("open: {}", open);
    LTK_CHECK(::getpgrp() == ::getpid());
    LTK_CHECK(::isatty(STDIN_FILENO) == 0);
}
