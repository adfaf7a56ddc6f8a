// A suite whose tests wait until they are allowed to go on, so that a run can be killed at a known place. They note in the
// folder $PLAYGROUND that they started, and go on when a file "go" is there.
#include <ltk/ltk.hpp>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>

using namespace ltk::literals;

namespace {

std::string in_playground(std::string const& name) {
    char const* const folder = std::getenv("PLAYGROUND");
    return std::string(folder == nullptr ? "." : folder) + '/' + name;
}

void note(std::string const& line) {
    int const fd = ::open(in_playground("notes").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    (void)!::write(fd, (line + '\n').c_str(), line.size() + 1);
    ::close(fd);
}

bool may_go_on() { return ltk::exists(in_playground("go").c_str()); }
void await_permission() {
    while (!may_go_on()) ::poll(nullptr, 0, 5);
}

}  // namespace

LTK_TEST("patient/a quick one", ()) { note("a quick one"); }
LTK_TEST("patient/another quick one", ()) { note("another quick one"); }
LTK_TEST("patient/waits", (ltk::TempDir & dir)) {
    dir.file("something", "to remove");
    if (::fork() == 0) {
        for (;;) ::pause();  // left behind by the test when it is killed
    }
    note("waits");
    await_permission();
}
LTK_TEST("patient/waits as well", ()) {
    note("also waits");
    await_permission();
}
LTK_TEST("patient/a last one", ()) { note("a last one"); }

inline constexpr ltk::stage stubborn{"stubborn"};
LTK_STAGE(stubborn);
LTK_TEST("patient/ignores SIGTERM", (), .stages = {stubborn}) {
    static std::sig_atomic_t volatile seen = 0;
    std::signal(SIGTERM, [](int) { seen = 1; });
    note("ignores SIGTERM");
    while (!may_go_on()) {
        if (seen == 1) note("saw SIGTERM");
        if (seen == 1) seen = 2;
        ::poll(nullptr, 0, 5);
    }
}
