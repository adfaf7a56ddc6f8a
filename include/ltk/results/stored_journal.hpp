// A journal on disk, read as events: by reporters that make a report again, by history, by collateral, by a run that is resumed.
#pragma once

#include <ltk/reporter.hpp>
#include <ltk/results/event.hpp>
#include <ltk/results/journal_reader.hpp>
#include <ltk/results/journal_writer.hpp>

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace ltk::inline v1 {

/// The journal of a finished or killed run. Each replay reads the file anew; memory does not grow with its size. Unknown events and
/// fields are stepped over, missing fields have their defaults, and a last line that a crash cut short is left out.
class StoredJournal : public Journal {
public:
    /// Whether replay() checks the chain of hashes. `trust` is for the process that has just written the journal.
    enum class chain : bool { check, trust };

    /// What verify() found.
    struct verified {
        std::uint64_t events = 0;
        std::string hash;         ///< of the last line; it stands for the whole journal
        std::uint64_t bytes = 0;  ///< of the complete lines
        bool cut = false;         ///< the file ends in mid-line: its writer was killed
        double at = 0;            ///< of the last event, seconds since the run's start
    };

    /// `where`: a run's folder or a journal file. Throws Error "ltk.journal.missing".
    explicit StoredJournal(std::filesystem::path where, chain check = chain::check) : file_(std::move(where)), check_(check) {
        std::error_code ignored;
        if (std::filesystem::is_directory(file_, ignored)) file_ /= "journal.jsonl";
        if (!std::filesystem::exists(file_, ignored))
            throw Error("ltk.journal.missing",
                        file_.string() + ": there is no journal; name a run by its id, its folder, its journal.jsonl or \"latest\"");
    }

    /// Throws Error "ltk.journal.read", "ltk.journal.json", "ltk.journal.field", "ltk.journal.chain" with file and line; events
    /// before that line have been given to the listener then.
    void replay(Listener& listener) const override {
        detail::JournalReader reader(file_, check_ == chain::check);
        while (reader.next()) {
            auto const& known = find(reader.event());
            if (known.give != nullptr) known.give(reader, listener);
        }
    }

    /// Checks the whole chain without looking at the events. Throws as replay() does.
    verified verify() const { return verify(file_); }
    static verified verify(std::filesystem::path const& file) {
        detail::JournalReader reader(file, true);
        verified found;
        while (reader.next()) found.at = reader.at();
        found.events = reader.count();
        found.hash.assign(reader.hash().data(), reader.hash().size());
        found.bytes = reader.offset();
        found.cut = reader.is_cut();
        return found;
    }

    std::filesystem::path const& file() const noexcept { return file_; }
    /// What paths in events are relative to.
    std::filesystem::path run_folder() const { return file_.parent_path(); }

private:
    struct known_event {
        std::string_view name;
        void (*give)(detail::JournalReader const&, Listener&) = nullptr;
    };

    static known_event const& find(std::string_view name) noexcept {
        static constexpr auto entries = [] {
            std::array<known_event, event::type_count + 1> made{};
            std::size_t at = 0;
            event::for_each_type([&]<class Event>(char const* event_name) {
                made[at++] = {event_name, [](detail::JournalReader const& reader, Listener& listener) {
                                  Event event;
                                  reader.read(event);
                                  listener.take(event::index_of<Event>(), &event, {reader.at(), reader.sequence()});
                              }};
            });
            return made;
        }();
        std::size_t at = 0;
        while (at < event::type_count && entries[at].name != name) ++at;
        return entries[at];
    }

    std::filesystem::path file_;
    chain check_;
};

inline JournalWriter JournalWriter::resume(std::filesystem::path const& file) {
    auto opened = detail::JournalFile::open(file);  // from here on nobody else writes
    auto const stored = StoredJournal::verify(file);
    if (stored.cut) opened.cut(stored.bytes);
    JournalWriter made(std::move(opened));
    stored.hash.copy(made.hash_.data(), made.hash_.size());
    made.sequence_ = stored.events;
    made.resumed_at_ = stored.at;
    return made;
}

}  // namespace ltk::inline v1
