// What driver and keeper say to each other over one SEQPACKET socket: a letter, then a packed struct. Tests and validators are
// named by id; both sides are the same program and have the same registry.
#pragma once

#include <ltk/drive/attempt.hpp>
#include <ltk/drive/descriptor.hpp>
#include <ltk/drive/wire.hpp>

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

namespace ltk::inline v1::detail::protocol {

/// The argument that makes a program a worker: `--ltk-worker FD`.
inline constexpr char const* worker_argument = "--ltk-worker";

/// Whether main() has let this process become a worker.
inline std::atomic<bool> became_worker{false};

/// Whether this process was started as a worker, but main() went on as if it were not: its workers would do the same, without end.
inline bool is_lost_worker() {
    if (became_worker) return false;
    Descriptor const in(::open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC));
    std::string const line = in ? read_all(in.get()) : std::string();
    return line.find('\0' + std::string(worker_argument) + '\0') == line.find('\0') && line.find('\0') != std::string::npos;
}

// To the worker.
struct Hello {  // with two descriptors: the slots' memory, the configuration as JSON
    std::uint32_t jobs = 1;
    bool pid_namespace = true;
    std::string run_folder;
    std::string temp_root;
    std::string temp_trouble;
    std::vector<std::string> sweep;  ///< directories that a killed guard could not remove
    static constexpr char tag = 'H';
};
struct SlotPipes {  // with three descriptors: events, stdout, stderr
    std::uint32_t slot = 0;
    static constexpr char tag = 'S';
};
struct Run {
    std::uint32_t slot = 0;
    bool validator = false;
    AttemptFacts facts;
    static constexpr char tag = 'R';
};
struct Kill {
    std::uint32_t slot = 0;
    std::int32_t signal = 0;
    static constexpr char tag = 'K';
};
struct Build {
    std::string fixture;  ///< spelled type name
    static constexpr char tag = 'B';
};
struct Finish {
    std::int32_t unused = 0;
    static constexpr char tag = 'F';
};

// From the worker.
struct Ready {
    bool pid_namespace = false;
    std::string trouble;  ///< not empty: the worker cannot work
    static constexpr char tag = 'r';
};
struct Ended {
    std::uint32_t slot = 0;
    std::int32_t status = 0;              ///< as wait(2) gives it
    double cpu = 0;                       ///< seconds
    std::uint64_t max_rss = 0;            ///< bytes
    std::vector<std::string> left_over;   ///< processes that were killed: "sleep (pid 12)"
    std::vector<std::string> unkillable;  ///< processes that did not die
    static constexpr char tag = 'e';
};
struct Built {
    bool good = false;
    bool skipped = false;
    std::string message;
    static constexpr char tag = 'b';
};
struct Finished {
    std::string trouble;
    static constexpr char tag = 'f';
};

inline constexpr std::size_t largest_message = 128 * 1024;

template <class Message>
bool send(int socket, Message const& message, int const* descriptors = nullptr, std::size_t count = 0) {
    std::string bytes(1, Message::tag);
    wire::put(bytes, message);
    return send_message(socket, bytes.data(), bytes.size(), descriptors, count);
}

template <class Message>
bool read(std::string_view bytes, Message& message) {
    return !bytes.empty() && bytes[0] == Message::tag && wire::unpack(bytes.substr(1), message);
}

}  // namespace ltk::inline v1::detail::protocol
