// The landing bundle of a stored run: a folder with test plan, environment, results and the run's own record, and a manifest with
// the SHA-256 of each file. Made from the run's folder alone, so that it can be made anywhere, by any LTK program, at any time: the
// same run gives the same bytes, but for the time at which the bundle was created.
//
//     auto const bundle = ltk::build_bundle({.run_folder = result.folder(), .target = "landing"});
//     std::cout << ltk::describe(bundle);
#pragma once

#include <ltk/collateral/manifest.hpp>
#include <ltk/declare/registry.hpp>
#include <ltk/results/sanitize.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace ltk::inline v1 {

/// What a bundle is made of.
struct BundleRequest {
    std::filesystem::path run_folder;  ///< of a run that has ended (or was killed)
    std::filesystem::path
        target{};  ///< a folder that must not exist, or an earlier bundle of the same run, which is replaced; "": "bundle" in the run's folder
    std::string title{};                                 ///< of the documents; "": made from the program's name
    std::map<std::string, std::string> needs_by_test{};  ///< what tests need, by id, for the test plan; see collateral/needs.hpp
    std::string created{};  ///< UTC, RFC 3339; "": now. Given, the whole bundle can be made again byte for byte
    Registry const* registry =
        nullptr;  ///< whose reporter "junit" makes results.junit.xml, when there is one; nullptr: the default registry
};

/// A bundle that was made.
struct Bundle {
    std::filesystem::path folder;    ///< absolute
    std::vector<BundledFile> files;  ///< all but the manifest, by path
    std::string seal;                ///< SHA-256 of manifest.json; stands for the whole bundle
    std::string verdict;             ///< of the run, as in the manifest
};

/// Makes a bundle. The target appears complete or not at all. From any thread. Throws ltk::Error: ltk.collateral.* (see
/// docs/errors/collateral.md), and those of StoredJournal for a journal that is missing, damaged or still being written.
Bundle build_bundle(BundleRequest const& request);

/// What `collateral build` prints: the folder, the verdict and the seal.
inline std::string describe(Bundle const& bundle) {
    return "bundle  " + one_line(bundle.folder.string()) + "\nfiles   " + std::to_string(bundle.files.size() + 1) + "\nverdict " +
           bundle.verdict + "\nseal    " + bundle.seal + "\n";
}

}  // namespace ltk::inline v1

#include <ltk/collateral/build_bundle.hpp>
