// LTK inside a harness that is there already: a program with threads and a main() of its own, which runs its tests as one of
// its jobs. Link ltk::engine instead of ltk::main.
//
//     embed /mnt/lustre results.xml
//
// LTK changes nothing process-wide and only ever starts this program again as its worker, so that threads, MPI and device
// handles of the harness live on undisturbed, and a test that crashes takes nothing of it along.
#include <ltk/config.hpp>
#include <ltk/ltk.hpp>
#include <ltk/session.hpp>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <thread>
#include <vector>

using namespace ltk::literals;

struct Site {
    std::filesystem::path mount = "/tmp";
    int rounds = 3;
};
LTK_CONFIG("site", Site, ltk::field(&Site::mount, "directory under test").under_test(), ltk::field(&Site::rounds, "how often to write").at_least(1));

LTK_TEST("embed/data survives a round trip", (Site const& site, ltk::TempDir& dir)) {
    for (int round = 0; round < site.rounds; ++round) {
        LTK_INFO("round {}", round);
        LTK_CHECK(ltk::read_file(dir.file("file", "content")) == "content");
    }
    ltk::metric("rounds", site.rounds, "1");
}

LTK_TEST("embed/a crash stays with its test", ()) {
    LTK_SKIP_IF(std::getenv("EMBED_CRASHES") == nullptr, "set EMBED_CRASHES to see that the harness survives it");
    std::abort();
}

namespace {

// What the harness does besides: here it only counts.
class Heartbeat {
public:
    Heartbeat() {
        for (int i = 0; i < 3; ++i)
            threads_.emplace_back([this](std::stop_token stop) {
                for (; !stop.stop_requested(); std::this_thread::sleep_for(std::chrono::milliseconds(1))) ++beats_;
            });
    }
    long beats() const { return beats_; }

private:
    std::atomic<long> beats_ = 0;
    std::vector<std::jthread> threads_;
};

// A listener of the harness: any object with `on` for the events that it wants.
struct Board {
    void on(ltk::event::TestFinished const& event) { std::cout << "board: " << event.test << ": " << ltk::name(event.outcome) << "\n"; }
    void on(ltk::event::MetricRecorded const& event) { std::cout << "board: " << event.name << " = " << event.value << "\n"; }
};

}  // namespace

int main(int argc, char** argv) {
    if (auto const code = ltk::worker_main(argc, argv)) return *code;  // first: this process may be a worker of ours
    if (argc != 3) {
        std::cerr << "usage: embed DIRECTORY JUNIT-FILE\n";
        return 2;
    }
    Heartbeat const heartbeat;
    Board board;
    try {
        ltk::Session session;  // everything that is linked in is declared already
        session.configure(R"({"site": {"rounds": 5}})");
        session.layers().set.push_back("site.mount=" + std::string(argv[1]));
        auto const plan = session.plan({.stage = "developer", .select = "embed/*"});
        long const before = heartbeat.beats();
        auto const result = session.run(plan, {ltk::reporter("junit", argv[2]), std::ref(board)});
        std::cout << "harness: " << result.counts().passed << " of " << result.counts().total << " passed, record in "
                  << result.folder().string() << "; the other threads went on: " << (heartbeat.beats() > before ? "yes" : "no") << "\n";
        return result.exit_code();
    } catch (ltk::Error const& error) {
        std::cerr << "harness: " << error.id() << ": " << error.what() << "\n";
        return 2;
    }
}
