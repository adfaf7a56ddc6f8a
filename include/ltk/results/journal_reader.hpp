// Reads a journal line by line, checks the chain of hashes, and says at which line and why one cannot be believed.
#pragma once

#include <ltk/error.hpp>
#include <ltk/results/journal_line.hpp>
#include <ltk/results/json_into.hpp>
#include <ltk/results/line_source.hpp>
#include <ltk/results/recanonical.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace ltk::inline v1::detail {

/// Walks through a journal from its start. Lines need not be in LTK's own form, any JSON with the same content will do.
class JournalReader {
public:
    /// `check`: whether the chain is checked. Throws Error "ltk.journal.read".
    JournalReader(std::filesystem::path path, bool check) : source_(std::move(path)), check_(check) {}

    /// Goes to the next event; false at the end. Throws Error "ltk.journal.json", "ltk.journal.field", "ltk.journal.chain".
    bool next() {
        if (!source_.next(line_)) return false;
        try {
            auto const parts = split_journal_line(line_);
            if (!parts.valid || !check_parts(parts)) check_any();
        } catch (JsonFlaw const& flaw) {
            refuse(flaw);
        }
        ++count_;
        return true;
    }

    std::string_view event() const noexcept { return event_; }
    double at() const noexcept { return at_; }
    std::uint64_t sequence() const noexcept { return sequence_; }
    /// Reads the event's data into its struct. Throws as next() does.
    template <class Event>
    void read(Event& event) const {
        if (data_.empty()) return;
        try {
            JsonReader reader(line_, static_cast<std::size_t>(data_.data() - line_.data()));
            read_json(reader, event);
            reader.peek();
            if (reader.position() != data_at_end()) reader.broken("expected the end of the data");
        } catch (JsonFlaw& flaw) {
            flaw.within("data");
            refuse(flaw);
        }
    }

    /// Events read so far.
    std::uint64_t count() const noexcept { return count_; }
    /// Hash of the last line; 64 zeros before the first.
    journal_hash const& hash() const noexcept { return hash_; }
    /// Bytes of the complete lines read so far.
    std::uint64_t offset() const noexcept { return source_.offset(); }
    /// Whether the file ends in mid-line: its writer was killed. Only at the end.
    bool is_cut() const noexcept { return !source_.tail().empty(); }
    /// "/runs/x/journal.jsonl:12"
    std::string place() const { return source_.path().string() + ":" + std::to_string(source_.number()); }

private:
    std::size_t data_at_end() const noexcept { return static_cast<std::size_t>(data_.data() - line_.data()) + data_.size(); }

    // The line as LTK writes it; false when only a closer look can tell.
    bool check_parts(journal_line const& parts) {
        if (check_ && hash_journal_line(hash_, parts.body, parts.rest) != as_hash(parts.hash)) return false;
        JsonReader number(line_, static_cast<std::size_t>(parts.at.data() - line_.data()));
        at_ = number.read_double();
        if (number.peek() != ',') return false;
        data_ = parts.data;
        event_ = parts.event;
        sequence_ = parts.sequence;
        hash_ = as_hash(parts.hash);
        check_sequence();
        return true;
    }

    // The line as any tool may write it.
    void check_any() {
        std::string hash;
        JsonReader reader(line_);
        data_ = {};
        own_event_.clear();
        at_ = 0;
        sequence_ = 0;
        reader.each_key([&](std::string_view key) {
            try {
                if (key == "at") {
                    read_json(reader, at_);
                } else if (key == "event") {
                    reader.read_string(own_event_);
                } else if (key == "hash") {
                    reader.read_string(hash);
                } else if (key == "seq") {
                    read_json(reader, sequence_);
                } else {
                    std::size_t const start = (reader.peek(), reader.position());
                    reader.skip();
                    if (key == "data") data_ = line_.substr(start, reader.position() - start);
                }
            } catch (JsonFlaw& flaw) {
                flaw.within(key);
                throw;
            }
        });
        reader.expect_end();
        event_ = own_event_;
        if (event_.empty())
            throw Error("ltk.journal.field", place() + ": this line has no \"event\"; each line of a journal is an event: is it one?");
        if (check_) {
            check_sequence();
            std::string canonical;
            JsonReader again(line_);
            append_recanonical(canonical, again, "hash");
            if (hash.size() != hash_.size() || hash_journal_line(hash_, canonical, {}) != as_hash(hash)) break_chain();
        }
        if (hash.size() == hash_.size()) hash_ = as_hash(hash);
    }

    void check_sequence() const {
        if (!check_ || sequence_ == count_ + 1) return;
        throw Error("ltk.journal.chain", place() + ": the chain is broken: seq " + std::to_string(sequence_) + " stands where seq " +
                                             std::to_string(count_ + 1) + " belongs, so lines were removed, added or moved; " + advice);
    }
    [[noreturn]] void break_chain() const {
        throw Error("ltk.journal.chain", place() + ": the chain is broken at seq " + std::to_string(count_ + 1) + ": this line" +
                                             (count_ == 0 ? "" : " (or the hash of the one before)") +
                                             " was changed after it was written; " + advice);
    }

    static journal_hash as_hash(std::string_view digits) noexcept {
        journal_hash hash{};
        digits.copy(hash.data(), hash.size());
        return hash;
    }

    [[noreturn]] void refuse(JsonFlaw const& flaw) const {
        std::string message = place() + ":" + std::to_string(flaw.offset() + 1) + ": ";
        if (flaw.syntax()) throw Error("ltk.journal.json", message + "broken JSON: " + flaw.what() + "; " + advice);
        if (!flaw.field().empty()) message += flaw.field() + ": ";
        throw Error("ltk.journal.field", message + flaw.what() + "; " + advice);
    }

    static constexpr char const* advice = "a journal is evidence and must not be edited: take the original";

    LineSource source_;
    bool check_;
    std::string_view line_;
    std::string_view data_;
    std::string_view event_;
    std::string own_event_;
    double at_ = 0;
    std::uint64_t sequence_ = 0;
    std::uint64_t count_ = 0;
    journal_hash hash_ = first_journal_hash;
};

}  // namespace ltk::inline v1::detail
