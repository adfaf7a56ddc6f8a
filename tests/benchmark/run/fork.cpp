// Microseconds of a bare fork and wait: the least that a test in a process of its own can cost.
#include <sys/wait.h>
#include <unistd.h>
#include <chrono>
#include <cstdio>

int main() {
    constexpr int rounds = 10'000;
    auto const begin = std::chrono::steady_clock::now();
    for (int i = 0; i < rounds; ++i) {
        pid_t const child = ::fork();
        if (child == 0) ::_exit(0);
        ::waitpid(child, nullptr, 0);
    }
    std::chrono::duration<double, std::micro> const took = std::chrono::steady_clock::now() - begin;
    std::printf("US %.3f\n", took.count() / rounds);
}
