// An embedder's main(): the worker first, then whatever the program is for.
#include <session/declared.hpp>

#include <catch2/catch_session.hpp>

int main(int argc, char** argv) {
    if (auto const code = ltk::worker_main(argc, argv, embedded::registry())) return *code;
    return Catch::Session().run(argc, argv);
}
