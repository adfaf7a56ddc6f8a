// Fixtures that live as long as the run, good ones and bad ones: tests/drive/fixtures_test.cpp says what becomes of them.
#include <ltk/ltk.hpp>

#include <fcntl.h>
#include <unistd.h>
#include <cstdlib>
#include <stdexcept>
#include <string>

using namespace ltk::literals;

namespace {

void note(std::string const& line) {
    char const* const folder = std::getenv("PLAYGROUND");
    int const fd =
        ::open((std::string(folder == nullptr ? "." : folder) + "/notes").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    (void)!::write(fd, (line + '\n').c_str(), line.size() + 1);
    ::close(fd);
}

}  // namespace

struct Base {
    Base() { note("base made"); }
    ~Base() { note("base destroyed"); }
    Base(Base const&) = delete;
    int value = 1;
};
struct Shared {
    explicit Shared(Base& base) : from_base(base.value) { note("shared made"); }
    ~Shared() { note("shared destroyed"); }
    Shared(Shared const&) = delete;
    int from_base;
    int value = 10;
};
struct PerTest {
    explicit PerTest(Shared& shared) : seen(shared.value) { note("per test made"); }
    int seen;
};
struct Sour {
    Sour() {
        note("sour tried");
        throw std::runtime_error("no milk today");
    }
};
struct Unchecked {
    Unchecked() { LTK_CHECK(1 == 2); }
};
struct Slow {
    Slow() {
        note("slow tried");
        for (;;) ::pause();
    }
};
struct Deadly {
    Deadly() {
        note("deadly tried");
        std::abort();
    }
};
struct Absent {
    Absent() { LTK_SKIP("no {} here", "hardware"); }
};
struct EndsBadly {
    ~EndsBadly() { LTK_CHECK(std::string("clean") == "dirty"); }
};
struct EndsByThrowing {
    ~EndsByThrowing() noexcept(false) { throw std::runtime_error("a destructor threw"); }
};
struct EndsNever {
    ~EndsNever() {
        for (;;) ::pause();
    }
};
struct Chatty {
    Chatty() { (void)!::write(1, "I am made\n", 10); }
};

LTK_FIXTURE(Base, .scope = ltk::per_run);
LTK_FIXTURE(Shared, .scope = ltk::per_run);
LTK_FIXTURE(Sour, .scope = ltk::per_run);
LTK_FIXTURE(Unchecked, .scope = ltk::per_run);
LTK_FIXTURE(Slow, .scope = ltk::per_run, .timeout = 300_ms);
LTK_FIXTURE(Deadly, .scope = ltk::per_run);
LTK_FIXTURE(Absent, .scope = ltk::per_run);
LTK_FIXTURE(EndsBadly, .scope = ltk::per_run);
LTK_FIXTURE(EndsByThrowing, .scope = ltk::per_run);
LTK_FIXTURE(EndsNever, .scope = ltk::per_run, .timeout = 300_ms);
LTK_FIXTURE(Chatty, .scope = ltk::per_run);

LTK_TEST("shared/first", (Shared & shared, PerTest& own)) {
    LTK_CHECK(shared.from_base == 1);
    LTK_CHECK(own.seen == 10);
    LTK_CHECK(++shared.value == 11);
}
LTK_TEST("shared/second sees nothing of the first", (Shared & shared)) { LTK_CHECK(++shared.value == 11); }
LTK_TEST("shared/third", (Base & base, PerTest& own)) {
    LTK_CHECK(base.value == 1);
    LTK_CHECK(own.seen == 10);
}
LTK_TEST("sour/first", (Sour&)) { LTK_CHECK(true); }
LTK_TEST("sour/second", (Sour&)) { LTK_CHECK(true); }
LTK_TEST("unchecked/first", (Unchecked&)) { LTK_CHECK(true); }
LTK_TEST("slow/first", (Shared&, Slow&)) { LTK_CHECK(true); }
LTK_TEST("slow/second", (Slow&)) { LTK_CHECK(true); }
LTK_TEST("deadly/first", (Deadly&)) { LTK_CHECK(true); }
LTK_TEST("deadly/second", (Deadly&)) { LTK_CHECK(true); }
LTK_TEST("absent/first", (Absent&)) { LTK_CHECK(true); }
LTK_TEST("absent/second", (Absent&)) { LTK_CHECK(true); }
LTK_TEST("later/works all the same", (Shared & shared)) { LTK_CHECK(shared.value == 10); }
LTK_TEST("ends badly/passes", (EndsBadly&)) { LTK_CHECK(true); }
LTK_TEST("ends by throwing/passes", (EndsByThrowing&)) { LTK_CHECK(true); }
LTK_TEST("ends never/passes", (EndsNever&)) { LTK_CHECK(true); }
LTK_TEST("chatty/passes", (Chatty&)) { LTK_CHECK(true); }
