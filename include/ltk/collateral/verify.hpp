// Is a bundle what its manifest says? Names each file that was changed, added or lost. A bundle comes from somebody else: nothing in it
// is trusted, no link is followed, and nothing outside of its folder is opened.
#pragma once

#include <ltk/collateral/files.hpp>
#include <ltk/collateral/manifest.hpp>
#include <ltk/collateral/run_record.hpp>
#include <ltk/config/errno_text.hpp>
#include <ltk/error.hpp>
#include <ltk/results/sanitize.hpp>
#include <ltk/results/stored_journal.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace ltk::inline v1 {

/// What verify_bundle() found.
struct VerifyReport {
    bool good = false;
    std::vector<std::string> problems;  ///< a sentence each, file first; empty when good
    std::size_t files = 0;              ///< that the manifest names, and the manifest
    std::string seal;                   ///< SHA-256 of manifest.json; "" when it cannot be read
    std::string run;                    ///< as the manifest has it, and the next two
    std::string title;
    std::string verdict;
};

namespace detail::collateral {

/// A path that a manifest may name: relative, within the folder, in one way of writing it.
inline bool is_safe_path(std::string_view path) {
    if (path.empty() || path.size() > 4096 || path.front() == '/' || path.back() == '/' || !ltk::is_utf8(path)) return false;
    for (char const c : path)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\') return false;
    for (std::size_t at = 0; at <= path.size();) {
        auto const end = std::min(path.find('/', at), path.size());
        auto const part = path.substr(at, end - at);
        if (part.empty() || part == "." || part == "..") return false;
        at = end + 1;
    }
    return true;
}

inline bool is_hash(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

class BundleCheck {
public:
    BundleCheck(std::filesystem::path folder, std::string seal) : folder_(std::move(folder)), expected_seal_(std::move(seal)) {}

    VerifyReport run() {
        list();
        if (auto const manifest = read()) {
            compare(*manifest);
            check_journal(*manifest);
        }
        std::sort(report_.problems.begin(), report_.problems.end());
        report_.good = report_.problems.empty();
        return std::move(report_);
    }

private:
    void problem(std::string const& file, std::string const& what) { report_.problems.push_back(one_line(file) + ": " + what); }

    // Everything that lies in the folder, without following a link.
    void list() {
        namespace fs = std::filesystem;
        std::error_code error;
        for (fs::recursive_directory_iterator each(folder_, error), end; !error && each != end; each.increment(error)) {
            auto const name = each->path().lexically_relative(folder_).generic_string();
            std::error_code unknown;
            auto const kind = each->symlink_status(unknown).type();
            if (kind == fs::file_type::regular)
                present_.insert(name);
            else if (kind == fs::file_type::symlink)
                problem(name, "is a symbolic link; a bundle holds plain files only");
            else if (kind == fs::file_type::directory)
                folders_.insert(name);
            else
                problem(name, "is no plain file; a bundle holds nothing else");
            if (kind != fs::file_type::regular) strange_.insert(name);
        }
        if (error) problem(".", "not everything in this folder can be listed: " + errno_text(error.value()));
    }

    std::optional<Manifest> read() {
        constexpr std::string_view name = "manifest.json";
        if (strange_.count(std::string(name)) != 0) {
            if (folders_.count(std::string(name)) != 0) problem(std::string(name), "is a folder");
            return std::nullopt;
        }
        try {
            auto const text = read_if_there(folder_ / name, false, std::size_t{64} << 20);
            if (!text) {
                problem(std::string(name), "is lost; without it this is no bundle");
                return std::nullopt;
            }
            report_.seal = sha256_hex(*text);
            if (!expected_seal_.empty() && report_.seal != expected_seal_)
                problem(std::string(name),
                        "the seal is " + report_.seal + ", expected " + expected_seal_ + "; this is not the bundle that was sealed");
            auto manifest = read_manifest(*text, std::string(name));
            report_.run = manifest.run;
            report_.title = manifest.title;
            report_.verdict = manifest.verdict;
            report_.files = manifest.files.size() + 1;
            return manifest;
        } catch (Error const& flaw) {
            report_.problems.push_back(one_line(flaw.what()) + (flaw.id() == "ltk.collateral.manifest" ? "; the manifest is damaged" : ""));
            return std::nullopt;
        }
    }

    void compare(Manifest const& manifest) {
        std::set<std::string> named{"manifest.json"};
        std::set<std::string> needed_folders;
        for (auto const& one : manifest.files) {
            if (!is_safe_path(one.path)) {
                problem("manifest.json",
                        "names the file \"" + one.path.substr(0, 200) + "\", which is no path within the bundle; it is not opened");
                continue;
            }
            if (!named.insert(one.path).second) {
                problem(one.path, one.path == "manifest.json" ? "the manifest names itself" : "the manifest names this file twice");
                continue;
            }
            for (auto at = one.path.find('/'); at != std::string::npos; at = one.path.find('/', at + 1))
                needed_folders.insert(one.path.substr(0, at));
            compare_file(one);
        }
        for (auto const& name : present_)
            if (named.count(name) == 0) problem(name, "was added: the manifest does not name it");
        for (auto const& name : folders_)
            if (needed_folders.count(name) == 0) problem(name, "this folder was added: the manifest names nothing in it");
        if (named.count("journal.jsonl") == 0) problem("journal.jsonl", "is lost: the manifest does not name the run's record");
    }

    void compare_file(BundledFile const& one) {
        if (present_.count(one.path) == 0) {
            if (strange_.count(one.path) == 0)
                problem(one.path, "is lost");
            else if (folders_.count(one.path) != 0)
                problem(one.path, "is a folder now");
            return;
        }
        try {
            auto const seen = look_at(folder_, one.path);
            if (seen.sha256 == one.sha256 && seen.size == one.size) return;
            problem(one.path, "was changed: " +
                                  (seen.size != one.size
                                       ? "it has " + std::to_string(seen.size) + " bytes, the manifest says " + std::to_string(one.size)
                                       : "its SHA-256 is " + seen.sha256 + ", the manifest says " + one_line(one.sha256.substr(0, 64))));
        } catch (Error const& error) {
            report_.problems.push_back(one_line(error.what()));
        }
    }

    // The record of the run: its chain, and whether the manifest says of the run what the record says.
    void check_journal(Manifest const& manifest) {
        std::string const name = "journal.jsonl";
        if (present_.count(name) == 0) return;
        try {
            StoredJournal const journal(folder_ / name, StoredJournal::chain::trust);
            auto const verified = journal.verify();
            if (verified.hash != manifest.journal_hash || verified.events != manifest.journal_events)
                problem(name, "is not the journal that the manifest was made for: it has " + std::to_string(verified.events) +
                                  " events and ends with the hash " + verified.hash + ", the manifest says " +
                                  std::to_string(manifest.journal_events) + " and " + one_line(manifest.journal_hash.substr(0, 64)));
            RunRecord record;
            record.gather(journal);
            auto const differs = [&](char const* what, std::string_view says, std::string_view is) {
                if (says != is)
                    problem("manifest.json", std::string(what) + " is \"" + one_line(says.substr(0, 200)) + "\", the journal says \"" +
                                                 one_line(is.substr(0, 200)) + "\"");
            };
            differs("run", manifest.run, record.started.run);
            differs("program", manifest.program, record.started.program);
            differs("stage", manifest.stage, record.started.stage);
            differs("verdict", manifest.verdict, record.verdict());
            differs("exit_code", std::to_string(manifest.exit_code), std::to_string(record.exit_code()));
            if (manifest.unmet != (record.finished ? record.finished->unmet : std::vector<std::string>()))
                problem("manifest.json", "unmet is not what the journal says of the stage's exit conditions");
        } catch (Error const& error) {
            std::string what = one_line(error.what());  // the journal's place in the bundle says enough
            auto const full = one_line((folder_ / name).string());
            if (what.starts_with(full)) what.replace(0, full.size(), name);
            report_.problems.push_back(std::move(what));
        }
    }

    std::filesystem::path folder_;
    std::string expected_seal_;
    std::set<std::string> present_;
    std::set<std::string> folders_;
    std::set<std::string> strange_;  // whatever is no plain file
    VerifyReport report_;
};

}  // namespace detail::collateral

/// Checks a bundle. `seal`: what `collateral build` printed, when the reviewer has it from elsewhere; it also notices that the manifest
/// was made anew. Throws Error "ltk.collateral.bundle" when there is no such folder, "ltk.collateral.seal" for a seal that is none.
inline VerifyReport verify_bundle(std::filesystem::path const& folder, std::string seal = {}) {
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error))
        throw Error("ltk.collateral.bundle",
                    one_line(folder.string()) +
                        (std::filesystem::exists(folder, error) ? ": this is no folder" : ": there is no such folder") +
                        "; name the folder that `collateral build` made");
    for (char& c : seal)
        if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
    if (!seal.empty() && !detail::collateral::is_hash(seal))
        throw Error("ltk.collateral.seal",
                    "--seal " + one_line(seal.substr(0, 100)) +
                        ": a seal has 64 hexadecimal digits; take the line \"seal\" that `collateral build` printed");
    return detail::collateral::BundleCheck(folder, std::move(seal)).run();
}

/// The exit code of `collateral verify`: 0 good, 1 not.
inline int exit_code(VerifyReport const& report) noexcept { return report.good ? 0 : 1; }

/// What `collateral verify` prints: a line for each problem, then what it came to and the seal.
inline std::string describe(VerifyReport const& report) {
    constexpr std::size_t most = 1'000;
    std::string text;
    for (std::size_t i = 0; i < report.problems.size() && i < most; ++i) text += report.problems[i] + "\n";
    if (report.problems.size() > most) text += "... and " + std::to_string(report.problems.size() - most) + " more\n";
    text += report.good
                ? "good    " + std::to_string(report.files) + " files are as the manifest says\n"
                : "bad     " + std::to_string(report.problems.size()) + (report.problems.size() == 1 ? " problem\n" : " problems\n");
    if (!report.run.empty()) text += "run     " + one_line(report.run) + "\n";
    if (!report.verdict.empty()) text += "verdict " + one_line(report.verdict) + "\n";
    if (!report.seal.empty()) text += "seal    " + report.seal + "\n";
    return text;
}

}  // namespace ltk::inline v1
