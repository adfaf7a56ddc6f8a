#include <session/declared.hpp>

#include <ltk/reporters/junit.hpp>
#include <ltk/reporters/tap.hpp>

#include <poll.h>
#include <unistd.h>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <string>

using namespace ltk::literals;

namespace {

void passes(ltk::TempDir& dir) {
    dir.file("file", "content");
    LTK_CHECK(ltk::read_file(dir.file("file")) == "content");
    ltk::metric("answer", 42, "1");
}
void fails() {
    LTK_INFO("a note");
    LTK_STEP("a step") { LTK_CHECK(std::string("left") == "right"); }
}
void skips() { LTK_SKIP("nothing to do"); }
void crashes() {
    std::puts("last words");
    std::fflush(stdout);
    std::abort();
}
void attaches() { ltk::attach("trace.txt", "words"); }
void waits() {
    // Until the folder says go; the embedder stops the run before.
    std::string const folder = std::getenv("PLAYGROUND") == nullptr ? "." : std::getenv("PLAYGROUND");
    ltk::write_file((folder + "/waiting").c_str(), "");
    while (!ltk::exists((folder + "/go").c_str())) ::poll(nullptr, 0, 5);
}
/// What a worker inherits of the process that started it.
void inherits() {
    LTK_CHECK(std::signal(SIGCHLD, SIG_DFL) == SIG_DFL);
    LTK_CHECK(std::signal(SIGUSR1, SIG_DFL) == SIG_DFL);
}
ltk::Findings looks_around() { return ltk::valid("{} seen", "everything"); }

struct Declared {
    ltk::Registry registry;
    std::deque<ltk::TestRecord> tests;
    std::deque<ltk::ReporterRecord> reporters;
    std::deque<ltk::ValidatorRecord> validators;

    template <class... A>
    void test(char const* id, void (*body)(A...), ltk::test_traits const& traits = ltk::detail::no_test_traits) {
        ltk::declare::test(registry, tests.emplace_back(), id, body, traits, LTK_HERE);
    }

    Declared() {
        static constexpr ltk::test_traits patient{.stages = {ltk::scale}};
        test("embedded/passes", &passes);
        test("embedded/fails", &fails);
        test("embedded/skips", &skips);
        test("embedded/crashes", &crashes);
        test("embedded/attaches", &attaches);
        test("embedded/inherits nothing odd", &inherits);
        test("embedded/waits", &waits, patient);
        test("embedded/works later", &attaches, patient);
        ltk::declare::reporter<ltk::reporters::JUnit>(registry, reporters.emplace_back(), "junit", LTK_HERE);
        ltk::declare::reporter<ltk::reporters::Tap>(registry, reporters.emplace_back(), "tap", LTK_HERE);
        ltk::declare::validator(registry, validators.emplace_back(), "looks around", &looks_around);
    }
};

}  // namespace

ltk::Registry const& embedded::registry() {
    static Declared const declared;
    return declared.registry;
}
