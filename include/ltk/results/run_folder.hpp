// The folder of a run: ltk-runs/<run-id>/ with everything that the run leaves behind, and how a run is found again.
#pragma once

#include <ltk/config/errno_text.hpp>
#include <ltk/config/nearest.hpp>
#include <ltk/error.hpp>
#include <ltk/results/folder_name.hpp>
#include <ltk/results/utc.hpp>

#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace ltk::inline v1 {

namespace detail {
/// `digits` random hexadecimal digits (at most 16).
inline std::string random_hex(unsigned digits) {
    unsigned long long bits = 0;
    if (::getrandom(&bits, sizeof bits, GRND_NONBLOCK) != static_cast<ssize_t>(sizeof bits)) {  // before the kernel has entropy
        timespec time{};
        ::clock_gettime(CLOCK_MONOTONIC, &time);
        bits = (static_cast<unsigned long long>(::getpid()) << 32U) ^ static_cast<unsigned long long>(time.tv_nsec) * 0x9E3779B97F4A7C15ULL;
    }
    std::string text;
    for (; digits > 0; --digits, bits >>= 4U) text += "0123456789abcdef"[bits & 15U];
    return text;
}
}  // namespace detail

/// An id for a new run: "20250131T235959.123Z-9f3a07". Ids sort by time.
inline std::string make_run_id(wall_time when = wall_time::now()) {
    return detail::utc_text(when, "%04d%02d%02dT%02d%02d%02d.%03ldZ-", when.microseconds / 1000) + detail::random_hex(6);
}

/// A run's folder and the names in it.
class RunFolder {
public:
    /// Makes a folder for a new run below `runs` (which is made as well). Throws Error "ltk.run.create".
    static RunFolder create(std::filesystem::path const& runs) {
        std::error_code error;
        std::filesystem::create_directories(runs, error);
        for (int tries = 0; !error && tries < 100; ++tries) {
            RunFolder made(runs / make_run_id());
            if (::mkdir(made.path_.c_str(), 0777) == 0) return made;
            if (errno != EEXIST) error = std::error_code(errno, std::generic_category());
        }
        throw Error("ltk.run.create", runs.string() +
                                          ": cannot make a folder for the run: " + detail::errno_text(error ? error.value() : EEXIST) +
                                          "; choose a directory that you may write to with --runs DIRECTORY");
    }

    /// Finds a run by its id, the start of its id, its folder, its journal, or "latest"; ids are looked for below `runs`.
    /// Throws Error "ltk.run.unknown", "ltk.run.ambiguous".
    static RunFolder find(std::filesystem::path const& runs, std::string const& which) {
        if (which == "latest") return latest(runs);
        std::error_code ignored;
        std::filesystem::path const path(which);
        bool const looks_like_path = which.find('/') != std::string::npos;
        std::vector<std::filesystem::path> places;
        if (!which.empty() && !looks_like_path) places.push_back(runs / path);
        if (!which.empty()) places.push_back(path);
        for (auto const& place : places) {
            if (has_journal(place)) return RunFolder(place);
            if (place.filename() == "journal.jsonl" && std::filesystem::is_regular_file(place, ignored))
                return RunFolder(place.has_parent_path() ? place.parent_path() : std::filesystem::path("."));
        }
        if (looks_like_path)
            throw Error("ltk.run.unknown",
                        which +
                            (std::filesystem::is_directory(path, ignored) ? ": this folder holds no journal.jsonl, so it is no run's folder"
                                                                          : ": there is no such run folder or journal") +
                            "; name a run by its id, its folder, its journal.jsonl or \"latest\"");
        auto const known = ids(runs);
        std::vector<std::string> matching;
        if (!which.empty())
            std::copy_if(known.begin(), known.end(), std::back_inserter(matching), [&](auto const& id) { return id.starts_with(which); });
        if (matching.size() == 1) return RunFolder(runs / matching.front());
        if (matching.size() > 1)
            throw Error("ltk.run.ambiguous", "\"" + which + "\": " + std::to_string(matching.size()) + " runs in " + runs.string() +
                                                 " begin so: " + some_of(matching) + "; give more of the id");
        throw Error("ltk.run.unknown", "\"" + which + "\": there is no such run in " + runs.string() + detail::did_you_mean(which, known) +
                                           (known.empty() ? "; it holds no run at all, say where the runs are with --runs DIRECTORY"
                                                          : "; it holds " + some_of(known) + ", and \"latest\" is the newest"));
    }

    /// The newest run below `runs`. Throws Error "ltk.run.unknown".
    static RunFolder latest(std::filesystem::path const& runs) {
        std::error_code error;
        auto const target = std::filesystem::read_symlink(runs / "latest", error);
        if (!error && has_journal(runs / target)) return RunFolder(runs / target);
        auto const known = ids(runs);  // without links, or when the newest was removed
        if (!known.empty()) return RunFolder(runs / known.back());
        throw Error("ltk.run.unknown",
                    runs.string() + ": there is no run yet; say where the runs are with --runs DIRECTORY, or make one with `run`");
    }

    /// Ids of the runs below `runs` that have a journal, oldest first.
    static std::vector<std::string> ids(std::filesystem::path const& runs) {
        std::vector<std::string> found;
        std::error_code error;
        for (std::filesystem::directory_iterator each(runs, error), end; !error && each != end; each.increment(error)) {
            std::error_code ignored;
            if (!each->is_symlink(ignored) && has_journal(each->path())) found.push_back(each->path().filename().string());
        }
        std::sort(found.begin(), found.end());
        return found;
    }

    /// Takes an existing folder for a run's folder.
    explicit RunFolder(std::filesystem::path folder) : path_(std::move(folder)) {}

    std::filesystem::path const& path() const noexcept { return path_; }
    /// The run's id: the folder's name.
    std::string id() const {
        auto const name = path_.filename();
        if (!name.empty() && name != "." && name != "..") return name.string();
        std::error_code ignored;
        return std::filesystem::canonical(path_, ignored).filename().string();
    }
    std::filesystem::path journal() const { return path_ / "journal.jsonl"; }
    std::filesystem::path plan_lock() const { return path_ / "plan.lock.json"; }
    std::filesystem::path environment() const { return path_ / "environment.json"; }
    std::filesystem::path reports() const { return path_ / "reports"; }
    /// Where an attempt's output and attachments lie, relative to the run's folder: "logs/<test-id>/<attempt>".
    static std::filesystem::path log(std::string_view test, int attempt) {
        return std::filesystem::path("logs") / folder_name(test) / std::to_string(attempt);
    }

    /// Points `latest` beside this folder to it, by a link that is renamed into place, so that nobody ever finds it missing. It is a
    /// convenience: where links cannot be made, "latest" finds the newest id.
    void point_latest() const {
        auto const beside = path_.parent_path() / (".latest-" + detail::random_hex(12));
        if (::symlink(path_.filename().c_str(), beside.c_str()) != 0) return;
        if (::rename(beside.c_str(), (path_.parent_path() / "latest").c_str()) != 0) ::unlink(beside.c_str());
    }

private:
    static bool has_journal(std::filesystem::path const& folder) {
        std::error_code ignored;
        return std::filesystem::is_regular_file(folder / "journal.jsonl", ignored);
    }

    static std::string some_of(std::vector<std::string> const& ids) {
        std::string text;
        std::size_t const first = ids.size() > 3 ? ids.size() - 3 : 0;  // the newest are the likely ones
        for (std::size_t i = first; i < ids.size(); ++i) text += (i == first ? (first == 0 ? "" : "... ") : ", ") + ids[i];
        return text;
    }

    std::filesystem::path path_;
};

}  // namespace ltk::inline v1
