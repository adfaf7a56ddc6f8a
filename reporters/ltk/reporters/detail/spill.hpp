// Text that is written now and wanted later, in another order: pieces for many channels (the test cases of each suite) arrive
// mixed, and each channel is read back as a whole at the end. What does not fit into a fixed amount of memory goes into an unnamed
// file, so that a report of a million results costs no more memory than one of a thousand.
#pragma once

#include <ltk/config/errno_text.hpp>
#include <ltk/error.hpp>

#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

namespace ltk::inline v1::detail::report {

class Spill {
public:
    /// `folder`: where the file is made, when one is needed; empty: the system's temporary directory.
    explicit Spill(std::filesystem::path folder) : folder_(std::move(folder)) {}
    Spill(Spill const&) = delete;
    Spill& operator=(Spill const&) = delete;
    ~Spill() {
        if (file_ >= 0) ::close(file_);
    }

    /// A new channel.
    std::size_t open() {
        channels_.emplace_back();
        return channels_.size() - 1;
    }
    /// The end of a channel, to append to; call `settle` afterwards.
    std::string& at(std::size_t channel) noexcept { return channels_[channel].waiting; }
    /// Accounts for what was appended to a channel since it had `before` bytes.
    void settle(std::size_t channel, std::size_t before) {
        auto& waiting = channels_[channel].waiting;
        in_memory_ += waiting.size() - before;
        if (waiting.size() >= largest_channel)
            write(channels_[channel]);
        else if (in_memory_ >= largest_memory)
            for (auto& each : channels_) write(each);
    }
    void append(std::size_t channel, std::string_view text) {
        auto const before = at(channel).size();
        at(channel) += text;
        settle(channel, before);
    }
    bool empty(std::size_t channel) const noexcept { return channels_[channel].waiting.empty() && channels_[channel].pieces.empty(); }

    /// Writes a channel from its beginning.
    void copy(std::size_t channel, std::ostream& out) const {
        std::string buffer;
        for (auto const& piece : channels_[channel].pieces) {
            auto rest = piece.size;
            auto from = piece.offset;
            while (rest != 0) {
                buffer.resize(static_cast<std::size_t>(rest < block ? rest : block));
                auto const got = ::pread(file_, buffer.data(), buffer.size(), static_cast<off_t>(from));
                if (got < 0 && errno == EINTR) continue;
                if (got <= 0) fail("read back", got < 0 ? errno : EIO);
                out.write(buffer.data(), got);
                from += static_cast<std::uint64_t>(got);
                rest -= static_cast<std::uint64_t>(got);
            }
        }
        out.write(channels_[channel].waiting.data(), static_cast<std::streamsize>(channels_[channel].waiting.size()));
    }

private:
    static constexpr std::size_t largest_channel = 256 * 1024;
    static constexpr std::size_t largest_memory = 2 * 1024 * 1024;
    static constexpr std::size_t block = 256 * 1024;

    struct Piece {
        std::uint64_t offset;
        std::uint64_t size;
    };
    struct Channel {
        std::string waiting;
        std::vector<Piece> pieces;
    };

    void write(Channel& channel) {
        if (channel.waiting.empty()) return;
        if (file_ < 0) create();
        auto const offset = end_;
        std::size_t done = 0;
        while (done < channel.waiting.size()) {
            auto const wrote = ::pwrite(file_, channel.waiting.data() + done, channel.waiting.size() - done, static_cast<off_t>(end_));
            if (wrote < 0 && errno == EINTR) continue;
            if (wrote <= 0) fail("write", wrote < 0 ? errno : EIO);
            done += static_cast<std::size_t>(wrote);
            end_ += static_cast<std::uint64_t>(wrote);
        }
        if (!channel.pieces.empty() && channel.pieces.back().offset + channel.pieces.back().size == offset)
            channel.pieces.back().size += channel.waiting.size();
        else
            channel.pieces.push_back({offset, channel.waiting.size()});
        in_memory_ -= channel.waiting.size();
        std::string().swap(channel.waiting);
    }
    void create() {
        for (auto const& folder :
             {folder_, std::filesystem::path(::getenv("TMPDIR") != nullptr ? ::getenv("TMPDIR") : ""), std::filesystem::path("/tmp")}) {
            if (folder.empty()) continue;
            std::string name = (folder / ".ltk-report-XXXXXX").string();
            file_ = ::mkostemp(name.data(), O_CLOEXEC);
            if (file_ < 0) continue;
            ::unlink(name.c_str());
            return;
        }
        fail("make", errno);
    }
    [[noreturn]] void fail(char const* what, int error) const {
        throw Error("ltk.reporters.spill", (folder_.empty() ? std::string("/tmp") : folder_.string()) + ": cannot " + what +
                                               " the temporary file of a report: " + errno_text(error) +
                                               "; make room or rights there, or set TMPDIR to a folder that has both");
    }

    std::filesystem::path folder_;
    int file_ = -1;
    std::uint64_t end_ = 0;
    std::size_t in_memory_ = 0;
    std::vector<Channel> channels_;
};

}  // namespace ltk::inline v1::detail::report
