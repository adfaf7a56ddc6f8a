// Writes the journal: the only truth about a run. Each event is one line and reaches the kernel by one write(2) as it happens, so that
// nothing is lost when a process dies; fdatasync once a second bounds what a power cut can take.
#pragma once

#include <ltk/reporter.hpp>
#include <ltk/results/canonical_json.hpp>
#include <ltk/results/event.hpp>
#include <ltk/results/journal_file.hpp>
#include <ltk/results/journal_line.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace ltk::inline v1 {

/// Appends events to a journal. One thread at a time. After an error nothing is forgotten: lines that could not be written stay
/// in memory, and the next write, flush() or close() tries again.
class JournalWriter {
public:
    /// Creates the journal `file`. Throws Error "ltk.journal.create", also when it exists: a journal is never written over.
    explicit JournalWriter(std::filesystem::path const& file) : file_(detail::JournalFile::create(file)) {}

    /// Goes on with the journal of a run that was killed: checks its chain and drops an incomplete last line. Throws Error
    /// "ltk.journal.open", "ltk.journal.busy" (another program writes to it) and those of StoredJournal for a journal that is damaged.
    static JournalWriter resume(std::filesystem::path const& file);

    JournalWriter(JournalWriter&&) noexcept = default;
    JournalWriter& operator=(JournalWriter&&) = delete;
    /// Writes what is pending; says nothing when that fails. Call close() to know.
    ~JournalWriter() {
        if (!file_.is_open()) return;
        try {
            batch_ = 0;
            flush();
        } catch (...) {}
    }

    /// Appends an event that happened `at` seconds after the run's start, and returns when it happened as the journal has it
    /// (microseconds) and its number. Throws Error "ltk.journal.write".
    template <class Event>
    Stamp write(Event const& event, double at) {
        constexpr std::string_view name = event::name_of<Event>();
        auto const microseconds = rounded(at);
        std::size_t const start = pending_.size();
        try {
            pending_ += "{\"at\":";
            append_seconds(pending_, microseconds);
            pending_ += ",\"data\":";
            append_canonical_json(pending_, event);
            pending_ += detail::event_key;
            pending_ += name;
            pending_ += '"';
            finish_line(start);
        } catch (...) {  // no memory: the line never was
            pending_.resize(start);
            throw;
        }
        if (batch_ == 0 || pending_.size() >= largest_batch) flush();
        return {static_cast<double>(microseconds) / 1e6, sequence_};
    }

    /// Until the matching end_batch() lines are collected, to be written together: for events of one instant. Nests.
    void begin_batch() noexcept { ++batch_; }
    void end_batch() {
        if (batch_ > 0) --batch_;
        if (batch_ == 0) flush();
    }

    /// Writes what is pending. Throws Error "ltk.journal.write".
    void flush() {
        if (pending_.empty()) return;
        file_.append(pending_);
        unsynced_ = true;
    }
    /// Asks the disk to keep what was written, when the last time is a second ago or more. Throws Error "ltk.journal.sync".
    void sync_if_due() {
        if (unsynced_ && file_.sync_is_due()) sync();
    }
    /// Asks the disk to keep what was written. Throws Error "ltk.journal.sync".
    void sync() {
        file_.sync();
        unsynced_ = false;
    }
    /// Writes and syncs everything and closes the file; nothing can be written afterwards. Throws as flush() and sync() do.
    void close() {
        if (!file_.is_open()) return;
        batch_ = 0;
        flush();
        sync();
        file_.close();
    }

    std::filesystem::path const& path() const noexcept { return file_.path(); }
    /// Number of the last event; 0 before the first.
    std::uint64_t sequence() const noexcept { return sequence_; }
    /// When the last event of a resumed journal happened, seconds since the run's start: what follows must not be earlier.
    double resumed_at() const noexcept { return resumed_at_; }

private:
    static constexpr std::size_t largest_batch = 256U << 10;  // bytes; a plan of 10,000 tests need not be held in memory

    explicit JournalWriter(detail::JournalFile file) : file_(std::move(file)) {}

    static std::int64_t rounded(double seconds) noexcept {
        constexpr double longest = 1e9;  // 31 years; keeps every sum below exact
        if (!(seconds > 0)) return 0;
        return static_cast<std::int64_t>((seconds < longest ? seconds : longest) * 1e6 + 0.5);
    }

    // The canonical form of microseconds / 1e6, without the cost of searching for the shortest digits: up to 15 of them are it.
    static void append_seconds(std::string& out, std::int64_t microseconds) {
        if (microseconds >= 1'000'000'000'000'000) {
            detail::append_json_double(out, static_cast<double>(microseconds) / 1e6);
            return;
        }
        auto const fraction = static_cast<int>(microseconds % 1'000'000);
        char text[32];
        char* end = std::to_chars(text, text + sizeof text, microseconds / 1'000'000).ptr;
        if (fraction != 0) {
            *end++ = '.';
            for (int unit = 100'000, left = fraction; left != 0; unit /= 10) {
                *end++ = static_cast<char>('0' + left / unit);
                left %= unit;
            }
        }
        out.append(text, static_cast<std::size_t>(end - text));
    }

    // The line's body stands in pending_ from `start` on: adds its number and hash.
    void finish_line(std::size_t start) {
        char rest[40];
        char* end = std::copy(detail::seq_key.begin(), detail::seq_key.end(), rest);
        end = std::to_chars(end, rest + sizeof rest, sequence_ + 1).ptr;
        *end++ = '}';
        std::string_view const tail(rest, static_cast<std::size_t>(end - rest));
        auto const hash = detail::hash_journal_line(hash_, std::string_view(pending_).substr(start), tail);
        pending_ += detail::hash_key;
        pending_.append(hash.data(), hash.size());
        pending_ += '"';
        pending_ += tail;
        pending_ += '\n';
        hash_ = hash;
        ++sequence_;
    }

    detail::JournalFile file_;
    std::string pending_;
    detail::journal_hash hash_ = detail::first_journal_hash;
    std::uint64_t sequence_ = 0;
    double resumed_at_ = 0;
    int batch_ = 0;
    bool unsynced_ = false;
};

}  // namespace ltk::inline v1
