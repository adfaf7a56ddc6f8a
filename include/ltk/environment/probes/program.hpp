// Running a small program and reading what it prints, until a deadline: probes ask tools for their versions in this way. Also looking
// a program up in PATH is left to a child, because a directory in PATH may lie on a file system that hangs.
#pragma once

#include <ltk/config/secret_variables.hpp>
#include <ltk/environment/probes/answer.hpp>
#include <ltk/environment/probes/files.hpp>

#include <sys/stat.h>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1::detail {

/// What became of a program.
struct ProgramResult {
    std::string path;    ///< that was run; "" when there is none
    std::string output;  ///< of both streams, at most 64 KiB
    int status = -1;     ///< exit code; 128 and the signal when one killed it; -1 when it did not start or hung
    bool hung = false;   ///< it was killed at the deadline
};

struct PathBuffer {
    char text[1024];
};

/// Where a program is: `name` itself when it holds a slash, else the first in the directories of `search` (default: PATH and the
/// administrator's directories, which ordinary users' PATH often lacks).
inline Answer<PathBuffer> find_program(std::string const& name, duration deadline, char const* search = nullptr) {
    std::vector<std::string> candidates;
    if (name.find('/') != std::string::npos)
        candidates.push_back(name);
    else if (!name.empty()) {
        char const* const path = std::getenv("PATH");
        std::string const directories =
            search != nullptr ? search : std::string(path == nullptr ? "/usr/bin:/bin" : path) + ":/usr/local/sbin:/usr/sbin:/sbin";
        for (auto const directory : split(directories, ':')) candidates.push_back(std::string(directory) + "/" + name);
    }
    return ask<PathBuffer>(deadline, [&candidates](PathBuffer& found) {
        for (auto const& candidate : candidates) {
            struct stat seen{};
            if (candidate.size() >= sizeof found.text || ::stat(candidate.c_str(), &seen) != 0 || !S_ISREG(seen.st_mode)) continue;
            if (::faccessat(AT_FDCWD, candidate.c_str(), X_OK, AT_EACCESS) != 0) continue;
            std::memcpy(found.text, candidate.c_str(), candidate.size() + 1);
            return 0;
        }
        return ENOENT;
    });
}

/// Becomes the program. For the child: system calls only.
[[noreturn]] inline void become(char const* path, char* const* arguments, char* const* environment, int output) noexcept {
    ::setpgid(0, 0);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    std::signal(SIGPIPE, SIG_DFL);
    int const nothing = ::open("/dev/null", O_RDONLY);
    ::dup2(nothing, STDIN_FILENO);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    ::execve(path, arguments, environment);
    ::_exit(127);
}

/// Runs `command` (its first word is looked up) with LC_ALL=C and nothing to read, and waits for its end. From any thread. What it
/// prints goes to `take`, piece by piece, or, without one, its first 64 KiB into the result.
inline ProgramResult run_program(std::vector<std::string> const& command, duration deadline, char const* search = nullptr,
                                 std::function<void(std::string_view)> const& take = {}) {
    constexpr std::size_t most = 65536;
    ProgramResult result;
    long long const until = steady_nanoseconds() + deadline.nanoseconds();
    auto const found = find_program(command.front(), deadline, search);
    result.hung = found.hung;
    if (!found) return result;
    result.path = found->text;

    std::vector<char*> arguments;
    for (auto const& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    std::vector<char*> variables;
    for (char* const one : secret_variables().others())
        if (one != nullptr && !std::string_view(one).starts_with("LC_") && !std::string_view(one).starts_with("LANG"))
            variables.push_back(one);
    char plain[] = "LC_ALL=C";
    variables.push_back(plain);
    variables.push_back(nullptr);

    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return result;
    pid_t const pid = quiet_fork();
    if (pid == 0) become(result.path.c_str(), arguments.data(), variables.data(), ends[1]);
    ::close(ends[1]);
    bool over = pid < 0;
    while (!over) {
        pollfd waiting{ends[0], POLLIN, 0};
        int const ready = ::poll(&waiting, 1, milliseconds_until(until));
        if (ready < 0 && errno == EINTR) continue;
        result.hung = ready == 0;
        char block[4096];
        ssize_t const got = ready > 0 ? ::read(ends[0], block, sizeof block) : 0;
        over = got <= 0;
        if (over) continue;
        std::string_view const piece(block, static_cast<std::size_t>(got));
        if (take)
            take(piece);
        else
            result.output += piece.substr(0, most - result.output.size());
        over = result.hung = milliseconds_until(until) == 0;  // one that prints without end is never waited for
    }
    ::close(ends[0]);
    if (pid < 0) return result;
    int status = 0;
    pid_t seen = 0;
    while (!result.hung && (seen = ::waitpid(pid, &status, WNOHANG | __WALL)) == 0) {  // its streams are closed: it is about to end
        result.hung = milliseconds_until(until) == 0;
        ::poll(nullptr, 0, 1);
    }
    ::kill(-pid, SIGKILL);  // with what it started
    if (result.hung) end_child(pid);
    if (seen == pid) result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return result;
}

}  // namespace ltk::inline v1::detail
