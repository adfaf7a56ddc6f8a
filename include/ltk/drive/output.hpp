// What a test prints: raw bytes go to a log file, head and tail as text with times to the journal. Both are bounded, so that a
// test may print without end. Secrets are masked before anything else sees the bytes, so that no bound can cut one in two.
#pragma once

#include <ltk/config/masker.hpp>
#include <ltk/drive/attempt.hpp>
#include <ltk/drive/descriptor.hpp>
#include <ltk/results/event.hpp>
#include <ltk/results/sanitize.hpp>

#include <algorithm>
#include <cmath>
#include <deque>
#include <string>
#include <string_view>

namespace ltk::inline v1::detail {

/// Limits for one stream of one attempt, in bytes.
struct OutputLimits {
    std::size_t shown_head = 32 * 1024;  ///< in the journal
    std::size_t shown_tail = 32 * 1024;
    std::size_t logged_head = 8 * 1024 * 1024;  ///< in the log file
    std::size_t logged_tail = 1024 * 1024;      ///< kept in memory until the attempt ends
};

class OutputCapture {
public:
    OutputCapture() = default;
    /// `log` is made when the first byte comes; `log_name` is what the journal calls it.
    OutputCapture(std::string stream, std::string log_folder, std::string log_name, OutputLimits limits, Masker const* masker = nullptr)
        : stream_(std::move(stream)),
          log_folder_(std::move(log_folder)),
          log_name_(std::move(log_name)),
          limits_(limits),
          secrets_(masker) {}

    /// Takes a piece that came `at` seconds after the attempt's start.
    void take(std::string_view piece, double at) {
        last_ = at;
        empty_ = empty_ && piece.empty();
        secrets_.take(piece, [this, at](std::string_view harmless) { keep(harmless, at); });
    }

    bool empty() const noexcept { return empty_; }

    /// Completes the log and says what was captured. Bytes are counted as they are kept: with secrets masked.
    event::OutputCaptured finish() {
        secrets_.finish([this](std::string_view harmless) { keep(harmless, last_); });
        event::OutputCaptured captured;
        captured.stream = stream_;
        captured.bytes = total_;
        captured.log = log_name_;
        finish_log();
        lines(head_, 0, head_marks_, captured);
        std::size_t const shown = std::min(tail_.size(), limits_.shown_tail);
        captured.cut = total_ - head_.size() - shown;
        lines(std::string_view(tail_).substr(tail_.size() - shown), tail_dropped_ + tail_.size() - shown, tail_marks_, captured);
        return captured;
    }

private:
    struct Mark {
        std::size_t offset;
        double at;
    };

    void keep(std::string_view piece, double at) {
        total_ += piece.size();
        log(piece);
        if (head_.size() < limits_.shown_head) {
            std::size_t const part = std::min(piece.size(), limits_.shown_head - head_.size());
            mark(head_marks_, head_.size(), at);
            head_.append(piece.substr(0, part));
            piece.remove_prefix(part);
        }
        if (piece.empty()) return;
        mark(tail_marks_, tail_dropped_ + tail_.size(), at);
        tail_.append(piece);
        std::size_t const enough = std::max(limits_.logged_tail, limits_.shown_tail);
        if (tail_.size() > 2 * enough) {
            std::size_t const drop = tail_.size() - enough;
            tail_.erase(0, drop);
            tail_dropped_ += drop;
            while (tail_marks_.size() > 1 && tail_marks_[1].offset <= tail_dropped_) tail_marks_.pop_front();
        }
    }

    static void mark(std::deque<Mark>& marks, std::size_t offset, double at) {
        if (!marks.empty() && at - marks.back().at < 0.001) return;  // a millisecond is fine enough, and bounds the memory
        marks.push_back({offset, at});
    }

    static void lines(std::string_view bytes, std::size_t offset, std::deque<Mark> const& marks, event::OutputCaptured& into) {
        auto next = marks.begin();
        double at = next == marks.end() ? 0 : next->at;
        while (!bytes.empty()) {
            while (next != marks.end() && next->offset <= offset) at = (next++)->at;
            std::size_t const newline = bytes.find('\n');
            std::size_t const size = newline == std::string_view::npos ? bytes.size() : newline + 1;
            std::string_view const line = bytes.substr(0, newline == std::string_view::npos ? size : size - 1);
            into.lines.push_back({std::round(at * 1e6) / 1e6, repair_utf8(line)});
            bytes.remove_prefix(size);
            offset += size;
        }
    }

    void log(std::string_view piece) {
        if (log_failed_) return;
        if (!file_ && logged_ == 0) {
            make_directories(log_folder_);
            file_ = Descriptor(::open((log_folder_ + '/' + stream_).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
            log_failed_ = !file_;
        }
        if (logged_ >= limits_.logged_head) return;
        std::size_t const part = std::min(piece.size(), limits_.logged_head - logged_);
        write(piece.substr(0, part));
        logged_ += part;
    }

    void finish_log() {
        if (!file_) return;
        std::size_t const behind = total_ - logged_;
        if (behind != 0) {
            std::size_t const part = std::min(behind, std::min(tail_.size(), limits_.logged_tail));
            if (part < behind) write("\n[" + std::to_string(behind - part) + " bytes left out here by LTK]\n");
            write(std::string_view(tail_).substr(tail_.size() - part));
        }
        file_.reset();
    }

    void write(std::string_view piece) {
        while (!piece.empty()) {
            ssize_t const wrote = ::write(file_.get(), piece.data(), piece.size());
            if (wrote < 0 && errno == EINTR) continue;
            if (wrote <= 0) {  // the journal's own write will say that the disk is full
                log_failed_ = true;
                return;
            }
            piece.remove_prefix(static_cast<std::size_t>(wrote));
        }
    }

    std::string stream_;
    std::string log_folder_;
    std::string log_name_;
    OutputLimits limits_;
    MaskedStream secrets_;
    bool empty_ = true;
    double last_ = 0;  // when the last piece came
    std::uint64_t total_ = 0;
    std::string head_;
    std::string tail_;
    std::size_t tail_dropped_ = 0;  // bytes of the part behind the head that are gone
    std::deque<Mark> head_marks_;
    std::deque<Mark> tail_marks_;
    Descriptor file_;
    std::size_t logged_ = 0;
    bool log_failed_ = false;
};

}  // namespace ltk::inline v1::detail
