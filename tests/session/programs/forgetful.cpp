// A harness whose main() forgot to ask whether it was started as a worker.
#include <ltk/session.hpp>

#include <ltk/ltk.hpp>

#include <cstdio>

LTK_TEST("forgetful/never runs", ()) { LTK_CHECK(true); }

int main() {
    try {
        ltk::Session session;
        return session.run(session.plan()).exit_code();
    } catch (ltk::Error const& error) {
        std::printf("%s [%s]\n", error.what(), error.id().c_str());
        return 2;
    }
}
