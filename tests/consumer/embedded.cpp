// A harness with its own main(): plans the suite without running it.
#include <ltk/session.hpp>

int main(int argc, char** argv) {
    if (auto code = ltk::worker_main(argc, argv)) return *code;
    ltk::Session session;
    auto const plan = session.plan({.stage = "developer"});
    return 0;
}
