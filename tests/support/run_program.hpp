// Runs a program as a person would, in a fresh folder of its own, and afterwards looks for what it left: for tests of whole programs.
#pragma once

#include <results/temporary_folder.hpp>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cctype>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <sched.h>

extern "C" char** environ;

namespace support {

using strings = std::vector<std::string>;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// Asks again and again, until it holds or the time is over. The last answer.
template <class Condition>
bool eventually(Condition&& holds, milliseconds within = seconds(30)) {
    auto const until = std::chrono::steady_clock::now() + within;
    for (;;) {
        if (holds()) return true;
        if (std::chrono::steady_clock::now() > until) return holds();
        ::poll(nullptr, 0, 5);
    }
}

/// Whether this process may make PID namespaces: root may, most of the time.
inline bool may_make_pid_namespaces() {
    static bool const may = [] {
        pid_t const child = ::fork();
        if (child == 0) ::_exit(::unshare(CLONE_NEWPID) == 0 ? 0 : 1);
        int status = 0;
        ::waitpid(child, &status, 0);
        return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }();
    return may;
}

/// What a program did that has ended.
struct Ended {
    int status = 0;  ///< as wait(2) gives it
    std::string out;
    std::string err;
    /// -1 when a signal ended it.
    int code() const { return WIFEXITED(status) ? WEXITSTATUS(status) : -1; }
};

/// A folder where programs run: their working directory, with TMPDIR and HOME in it, and no LTK_ variable of the caller.
class Workplace {
public:
    Workplace() {
        std::filesystem::create_directory(temporary());
        std::filesystem::create_directory(folder_ / "home");
    }

    std::filesystem::path const& path() const { return folder_.path(); }
    std::filesystem::path operator/(std::string_view name) const { return folder_ / name; }
    std::filesystem::path temporary() const { return folder_ / "tmp"; }
    std::filesystem::path latest_run() const { return folder_ / "ltk-runs/latest"; }

    strings environment(std::map<std::string, std::string> const& more) const {
        std::map<std::string, std::string> all;
        for (char** at = environ; *at != nullptr; ++at) {
            std::string_view const one = *at;
            if (!one.starts_with("LTK_") && !one.starts_with("XDG_"))
                all.emplace(one.substr(0, one.find('=')), one.substr(one.find('=') + 1));
        }
        all.erase("NO_COLOR");
        all["TMPDIR"] = temporary().string();
        all["HOME"] = (folder_ / "home").string();
        for (auto const& [name, value] : more) all[name] = value;
        strings flat;
        for (auto const& [name, value] : all) flat.push_back(name + "=" + value);
        return flat;
    }

    /// Processes that were started here and still are there, by what /proc tells of each: "1234 sleep".
    strings processes() const {
        strings found;
        std::error_code ignored;
        for (auto const& entry : std::filesystem::directory_iterator("/proc", ignored)) {
            std::string const name = entry.path().filename().string();
            if (std::isdigit(static_cast<unsigned char>(name[0])) == 0) continue;
            bool mine = content_of(entry.path() / "environ").find(path().string()) != std::string::npos;
            auto const cwd = std::filesystem::read_symlink(entry.path() / "cwd", ignored).string();
            mine = mine || cwd == path().string() || cwd.starts_with(path().string() + '/');
            if (!mine) continue;
            std::string comm = content_of(entry.path() / "comm");
            if (!comm.empty()) comm.pop_back();
            found.push_back(name + ' ' + comm);
        }
        return found;
    }

    /// Everything that a run may leave but must not, in words; empty when there is nothing.
    strings left_behind() const {
        strings left;
        for (auto const& process : processes()) left.push_back("process " + process);
        std::ifstream mounts("/proc/self/mountinfo");
        for (std::string line; std::getline(mounts, line);)
            if (line.find(path().string()) != std::string::npos) left.push_back("mount " + line);
        std::error_code ignored;
        for (auto const& entry : std::filesystem::directory_iterator(temporary(), ignored)) left.push_back("file " + entry.path().string());
        return left;
    }

private:
    TemporaryFolder folder_;
};

/// How a program is started.
struct Start {
    strings arguments;  ///< behind the program's own name
    std::map<std::string, std::string> environment = {};
    std::string input = "/dev/null";  ///< file; "" starts it with standard input closed
    bool ignore_children = false;     ///< with SIGCHLD ignored, as some harnesses do
};

/// A program that runs. When this goes away, the program does.
class Running {
public:
    Running(Workplace const& where, std::string const& program, Start const& how) : out_(where / name("out")), err_(where / name("err")) {
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_addchdir_np(&actions, where.path().c_str());
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666);
        if (how.input.empty())
            posix_spawn_file_actions_addclose(&actions, STDIN_FILENO);
        else
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, how.input.c_str(), O_RDONLY, 0);
        posix_spawnattr_t attributes;
        posix_spawnattr_init(&attributes);
        posix_spawnattr_setpgroup(&attributes, 0);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
        strings arguments{program};
        arguments.insert(arguments.end(), how.arguments.begin(), how.arguments.end());
        strings variables = where.environment(how.environment);
        auto argv = pointers(arguments);
        auto envp = pointers(variables);
        // An ignored SIGCHLD is inherited through exec.
        auto const before = how.ignore_children ? std::signal(SIGCHLD, SIG_IGN) : SIG_DFL;
        int const error = ::posix_spawn(&pid_, program.c_str(), &actions, &attributes, argv.data(), envp.data());
        if (how.ignore_children) std::signal(SIGCHLD, before);
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
        if (error != 0) throw std::runtime_error("cannot start " + program + ": " + std::strerror(error));
    }
    Running(Running const&) = delete;
    Running& operator=(Running const&) = delete;
    ~Running() {
        if (pid_ <= 0) return;
        ::kill(-pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }

    pid_t pid() const { return pid_; }
    void signal(int number) const { ::kill(pid_, number); }

    /// Waits for its end. Throws when it does not come in time.
    Ended wait(milliseconds within = seconds(60)) {
        Ended ended;
        if (!eventually([&] { return ::waitpid(pid_, &ended.status, WNOHANG) == pid_; }, within)) {
            ::kill(-pid_, SIGABRT);
            ::waitpid(pid_, nullptr, 0);
            pid_ = 0;
            throw std::runtime_error("the program did not end in time; it wrote:\n" + content_of(out_) + content_of(err_));
        }
        pid_ = 0;
        ended.out = content_of(out_);
        ended.err = content_of(err_);
        return ended;
    }

private:
    static std::string name(char const* stream) {
        static int number = 0;
        return std::string(stream) + '.' + std::to_string(number++);
    }
    static std::vector<char*> pointers(strings& texts) {
        std::vector<char*> all;
        for (auto& text : texts) all.push_back(text.data());
        all.push_back(nullptr);
        return all;
    }

    std::filesystem::path out_;
    std::filesystem::path err_;
    pid_t pid_ = 0;
};

/// The path of a program from tests/<room>/programs.
inline std::string program(std::string const& stem) { return std::string(LTK_PROGRAMS_DIR) + "/ltk_program_" + stem; }

/// Runs a program to its end.
inline Ended run(Workplace const& where, std::string const& stem, Start const& how, milliseconds within = seconds(60)) {
    return Running(where, program(stem), how).wait(within);
}

}  // namespace support
