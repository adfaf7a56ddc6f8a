// A file line by line, without loading it: journals may be larger than memory.
#pragma once

#include <ltk/config/errno_text.hpp>
#include <ltk/error.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string_view>
#include <utility>

namespace ltk::inline v1::detail {

/// Reads a file once, from its start. Lines end with a line feed; what follows the last one is no line but the tail.
class LineSource {
public:
    /// Throws Error "ltk.journal.read".
    explicit LineSource(std::filesystem::path path)
        : path_(std::move(path)), descriptor_(::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY)) {
        if (descriptor_ < 0) fail(errno);
    }
    LineSource(LineSource const&) = delete;
    LineSource& operator=(LineSource const&) = delete;
    ~LineSource() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }

    /// The next line without its line feed, valid until the next call; false at the end of the last complete line.
    bool next(std::string_view& line) {
        std::size_t searched = 0;
        for (;;) {
            auto const* const start = buffer_.get() + begin_;
            if (end_ - begin_ > searched) {
                if (auto const* const found = static_cast<char const*>(std::memchr(start + searched, '\n', end_ - begin_ - searched))) {
                    line = {start, static_cast<std::size_t>(found - start)};
                    begin_ += line.size() + 1;
                    offset_ += line.size() + 1;
                    ++number_;
                    return true;
                }
            }
            searched = end_ - begin_;
            if (!fill()) return false;
        }
    }

    /// Bytes behind the last complete line; only once next() has returned false.
    std::string_view tail() const noexcept { return {buffer_.get() + begin_, end_ - begin_}; }
    /// Number of the line that next() gave last, from 1.
    std::uint64_t number() const noexcept { return number_; }
    /// Bytes up to the end of that line.
    std::uint64_t offset() const noexcept { return offset_; }
    std::filesystem::path const& path() const noexcept { return path_; }

    static constexpr std::size_t longest_line = 256U << 20;

private:
    // Makes room and reads on; false at the end of the file.
    bool fill() {
        if (begin_ != 0 && end_ != begin_) std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
        if (end_ == capacity_) {
            if (capacity_ >= longest_line)
                throw Error("ltk.journal.line", path_.string() + ":" + std::to_string(number_ + 1) +
                                                    ": this line is longer than 256 MiB; no journal has such lines: is it one?");
            std::size_t const wanted = capacity_ == 0 ? std::size_t{256} << 10 : capacity_ * 2;
            std::unique_ptr<char[]> larger(new char[wanted]);
            if (end_ != 0) std::memcpy(larger.get(), buffer_.get(), end_);
            buffer_ = std::move(larger);
            capacity_ = wanted;
        }
        for (;;) {
            ssize_t const got = ::read(descriptor_, buffer_.get() + end_, capacity_ - end_);
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) fail(errno);
            end_ += static_cast<std::size_t>(got);
            return got > 0;
        }
    }

    [[noreturn]] void fail(int error) const {
        if (descriptor_ >= 0) ::close(std::exchange(const_cast<int&>(descriptor_), -1));
        throw Error("ltk.journal.read",
                    path_.string() + ": cannot read the journal: " + errno_text(error) +
                        (error == ENOENT ? "; name a run by its id, its folder or \"latest\"" : "; look at the file's owner and rights"));
    }

    std::filesystem::path path_;
    int descriptor_;
    std::unique_ptr<char[]> buffer_;
    std::size_t capacity_ = 0;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::uint64_t number_ = 0;
    std::uint64_t offset_ = 0;
};

}  // namespace ltk::inline v1::detail
