// manifest.json: what a bundle holds, file by file with its SHA-256, and what the run came to. The hash of the manifest itself, the
// seal, stands for the whole bundle. The published schema (docs/schema/manifest.schema.json) is generated from this struct.
#pragma once

#include <ltk/environment/document.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1 {

/// A file of a bundle.
struct BundledFile {
    std::string path;        ///< relative to the bundle's folder, with '/'
    std::uint64_t size = 0;  ///< bytes
    std::string sha256;      ///< 64 lower-case hexadecimal digits
};

/// The content of manifest.json. Fields are only ever added.
struct Manifest {
    std::string format = "ltk.bundle";
    int version = 1;  ///< of this format
    std::string title;
    std::string run;                 ///< id of the run
    std::string program;             ///< that ran
    std::string stage;               ///< "" for a free selection
    std::string verdict;             ///< "passed", "failed", "invalid_environment", "incomplete", "nothing_ran"
    int exit_code = 0;               ///< of the run
    std::vector<std::string> unmet;  ///< exit conditions of the stage that did not hold
    std::string started;             ///< the run; wall clock, UTC, RFC 3339
    std::string created;             ///< the bundle; wall clock, UTC, RFC 3339
    std::string ltk_version;         ///< that made the bundle
    std::string suite_version;
    std::string journal_hash;  ///< of the journal's last line; stands for the whole journal
    std::uint64_t journal_events = 0;
    std::vector<BundledFile> files;  ///< every file but the manifest, by path
};

/// The text of manifest.json.
inline std::string to_json(Manifest const& manifest) { return detail::write_document(manifest); }

/// Reads manifest.json, also of older versions. `file` is its name for messages. Throws ltk::Error (ltk.collateral.manifest).
inline Manifest read_manifest(std::string_view json, std::string const& file = "manifest.json") {
    return detail::read_document<Manifest>(json, file, "ltk.collateral.manifest");
}

/// The schema of manifest.json, as it is published.
inline std::string manifest_schema() { return detail::document_schema<Manifest>("manifest", "What a landing bundle holds."); }

}  // namespace ltk::inline v1
