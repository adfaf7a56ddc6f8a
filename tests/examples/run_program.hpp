// Runs a program to its end and keeps what it printed; and a folder that is gone when the test is over.
#pragma once

#include <catch2/catch_test_macros.hpp>

#include <fcntl.h>
#include <spawn.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

extern char** environ;

namespace examples {

/// Where folders lie in memory, when this machine has such a place: a busy disk makes long tests longer.
inline std::filesystem::path memory() { return ::access("/dev/shm", W_OK) == 0 ? "/dev/shm" : std::filesystem::temp_directory_path(); }

/// A folder below the system's temporary one, or elsewhere.
class Folder {
public:
    explicit Folder(std::filesystem::path const& in = std::filesystem::temp_directory_path()) {
        std::string name = (in / "ltk-examples-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) FAIL("mkdtemp " << name);
        path_ = std::filesystem::canonical(name);
        std::filesystem::permissions(path_, std::filesystem::perms(0755));
    }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    std::filesystem::path const& path() const { return path_; }
    std::filesystem::path operator/(std::string const& name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

inline std::string content(std::filesystem::path const& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

struct Ended {
    int code = -1;  ///< exit code; 128 and the signal when a signal ended it
    std::string out;
    std::string err;
};

/// How a program is started.
struct Start {
    std::vector<std::string> command;
    std::filesystem::path folder;                      ///< its working directory
    std::map<std::string, std::string> environment{};  ///< added to this process's own
};

inline Ended run(Start const& start) {
    auto const out = start.folder / ".stdout", err = start.folder / ".stderr";
    std::vector<std::string> variables;
    for (char** one = environ; *one != nullptr; ++one) {
        std::string const variable = *one;
        if (!variable.starts_with("LTK_") && !start.environment.contains(variable.substr(0, variable.find('='))))
            variables.push_back(variable);
    }
    for (auto const& [name, value] : start.environment) variables.push_back(name + "=" + value);
    std::vector<char*> arguments, settings;
    for (auto const& argument : start.command) arguments.push_back(const_cast<char*>(argument.c_str()));
    for (auto& variable : variables) settings.push_back(variable.data());
    arguments.push_back(nullptr);
    settings.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addchdir_np(&actions, start.folder.c_str());
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    pid_t child = 0;
    int const failed = ::posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), settings.data());
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) return {127, "", start.command.front() + ": " + std::generic_category().message(failed)};
    int status = 0;
    ::waitpid(child, &status, 0);
    return {WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status), content(out), content(err)};
}

inline std::string example(std::string const& name) { return std::string(LTK_EXAMPLES_DIR) + "/" + name; }

}  // namespace examples
