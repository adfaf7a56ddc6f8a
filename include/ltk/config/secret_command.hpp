// A command that prints a secret: a password store, a vault. It is run without a shell, with nothing to read and a deadline, and
// stays in the foreground, so that it can ask for a passphrase on the terminal. What it says on standard error is for the message
// when it fails; the secret, should it be there, is masked.
#pragma once

#include <ltk/config/errno_text.hpp>
#include <ltk/config/load_file.hpp>
#include <ltk/config/masker.hpp>
#include <ltk/config/secret_variables.hpp>
#include <ltk/config/units.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ltk::inline v1::detail {

/// What a command printed, or why that is no secret.
struct command_output {
    std::string content{};
    std::string flaw{};  // "ended with exit code 1: no such entry"
};

/// The words of a command line, without a shell: blanks separate, quotes and backslashes keep together as in one. Nothing when a
/// quote is not closed.
inline std::optional<std::vector<std::string>> command_words(std::string_view line) {
    std::vector<std::string> words;
    bool in_word = false;
    char quote = '\0';
    for (std::size_t at = 0; at < line.size(); ++at) {
        char const c = line[at];
        bool const blank = quote == '\0' && (c == ' ' || c == '\t' || c == '\n');
        if (blank) {
            in_word = false;
            continue;
        }
        if (!std::exchange(in_word, true)) words.emplace_back();
        if (quote == '\0' && (c == '\'' || c == '"'))
            quote = c;
        else if (c == quote)
            quote = '\0';
        else if (c == '\\' && quote != '\'' && at + 1 < line.size() && (quote == '\0' || line[at + 1] == '"' || line[at + 1] == '\\'))
            words.back() += line[++at];
        else
            words.back() += c;
    }
    if (quote != '\0') return std::nullopt;
    return words;
}

/// One run of a command.
class SecretCommand {
public:
    static constexpr std::size_t largest = std::size_t{1} << 20;

    /// A first word that is a relative path counts from `folder`.
    SecretCommand(std::vector<std::string> words, std::filesystem::path const& folder) : words_(std::move(words)) {
        if (words_.front().find('/') != std::string::npos) words_.front() = (folder / words_.front()).string();
    }

    command_output run(duration deadline) {
        command_output made;
        int out[2];
        int err[2];
        if (::pipe2(out, O_CLOEXEC) != 0) return {{}, "cannot be started: " + errno_text(errno)};
        if (::pipe2(err, O_CLOEXEC) != 0) {
            made.flaw = "cannot be started: " + errno_text(errno);
            close_both(out);
            return made;
        }
        int const error = start(out[1], err[1]);
        ::close(out[1]);
        ::close(err[1]);
        if (error != 0)
            made.flaw = "cannot be started: " + errno_text(error);
        else
            made = gather(out[0], err[0], deadline);
        ::close(out[0]);
        ::close(err[0]);
        return made;
    }

private:
    using clock = std::chrono::steady_clock;

    static void close_both(int const (&ends)[2]) {
        ::close(ends[0]);
        ::close(ends[1]);
    }

    // posix_spawn, because the program may have threads.
    int start(int out, int err) {
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
        std::vector<char*> arguments;
        for (auto& word : words_) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        auto variables = secret_variables().others();
        int const error = ::posix_spawnp(&pid_, arguments.front(), &actions, nullptr, arguments.data(), variables.data());
        posix_spawn_file_actions_destroy(&actions);
        return error;
    }

    command_output gather(int out, int err, duration deadline) {
        auto const until = clock::now() + std::chrono::nanoseconds(deadline.nanoseconds());
        auto const left = [&] {
            auto const count = std::chrono::ceil<std::chrono::milliseconds>(until - clock::now()).count();
            return static_cast<int>(std::clamp<long long>(count, 0, 3'600'000));
        };
        command_output made;
        std::string said;
        pollfd streams[2] = {{out, POLLIN, 0}, {err, POLLIN, 0}};
        while (streams[0].fd >= 0 || streams[1].fd >= 0) {
            int const ready = ::poll(streams, 2, left());
            if (ready < 0 && errno == EINTR) continue;
            if (ready <= 0) return give_up("did not end within " + duration_text(deadline.nanoseconds()));
            read_from(streams[0], made.content);
            read_from(streams[1], said);
            if (made.content.size() > largest) return give_up("prints more than 1 MiB, which no secret is");
            if (said.size() > largest) said.resize(largest + 1);
            bool const open = streams[0].fd >= 0 || streams[1].fd >= 0;  // one that prints without end is never waited for
            if (open && left() == 0) return give_up("did not end within " + duration_text(deadline.nanoseconds()));
        }
        int status = 0;
        pid_t seen = 0;
        while ((seen = ::waitpid(pid_, &status, WNOHANG)) == 0 || (seen < 0 && errno == EINTR)) {
            if (left() == 0) return give_up("did not end within " + duration_text(deadline.nanoseconds()));
            ::poll(nullptr, 0, 1);
        }
        if (seen < 0) status = 0;  // the embedder reaps children by himself; what was printed has to do
        std::string const how = WIFSIGNALED(status)                       ? "was killed by signal " + std::to_string(WTERMSIG(status))
                                : WEXITSTATUS(status) != 0                ? "ended with exit code " + std::to_string(WEXITSTATUS(status))
                                : without_line_ends(made.content).empty() ? "printed nothing"
                                                                          : "";
        made.content = without_line_ends(std::move(made.content));
        if (how.empty()) return made;
        // Words that were cut may end in half a secret, which would not be masked.
        if (said.size() > largest) return {{}, how + ", and said more than 1 MiB on standard error"};
        Masker const masker({made.content});
        std::string const words = one_line(masker.masked(said));
        return {{}, how + (words.empty() ? "" : ": " + words.substr(0, 300))};
    }

    static void read_from(pollfd& stream, std::string& into) {
        if (stream.fd < 0 || stream.revents == 0) return;
        char block[4096];
        ssize_t const got = ::read(stream.fd, block, sizeof block);
        if (got > 0)
            into.append(block, static_cast<std::size_t>(got));
        else if (got == 0 || errno != EINTR)
            stream.fd = -1;
    }

    // A process that is stuck in the kernel does not end when it is killed: it is given a short time and then left alone.
    command_output give_up(std::string flaw) const {
        ::kill(pid_, SIGKILL);
        for (int i = 0; i < 50; ++i) {
            pid_t const seen = ::waitpid(pid_, nullptr, WNOHANG);
            if (seen == pid_ || (seen < 0 && errno != EINTR)) break;
            ::poll(nullptr, 0, 1);
        }
        return {{}, std::move(flaw)};
    }

    std::vector<std::string> words_;
    pid_t pid_ = 0;
};

}  // namespace ltk::inline v1::detail
