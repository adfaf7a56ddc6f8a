// The folder of a bundle while it is made: a hidden folder beside its place, which gets its name when everything is in it. Nobody ever
// sees half a bundle, and an earlier one stays until the new one is whole.
#pragma once

#include <ltk/collateral/files.hpp>
#include <ltk/collateral/manifest.hpp>
#include <ltk/config/errno_text.hpp>
#include <ltk/error.hpp>
#include <ltk/results/run_folder.hpp>

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

namespace ltk::inline v1::detail::collateral {

class BundleFolder {
public:
    /// Makes the hidden folder. The target is a place where nothing is, or an earlier bundle of the run. Throws Error
    /// "ltk.collateral.target".
    BundleFolder(std::filesystem::path const& target, std::string run) : run_(std::move(run)) {
        namespace fs = std::filesystem;
        std::error_code error;
        target_ = fs::absolute(target, error).lexically_normal();
        if (!target_.has_filename()) target_ = target_.parent_path();             // "bundle/"
        if (fs::exists(target_, error)) target_ = fs::canonical(target_, error);  // a link stays a link
        check_target();
        fs::create_directories(target_.parent_path(), error);
        if (error) refuse("cannot make the folder that holds it: " + errno_text(error.value()), "choose another place");
        staging_ = target_.parent_path() / (".ltk-" + random_hex(12) + ".partial");
        if (::mkdir(staging_.c_str(), 0777) != 0) {
            int const seen = errno;
            staging_.clear();
            refuse("cannot make a folder beside it: " + errno_text(seen), "choose a place that you may write to");
        }
    }
    BundleFolder(BundleFolder const&) = delete;
    BundleFolder& operator=(BundleFolder const&) = delete;
    ~BundleFolder() {
        std::error_code ignored;
        if (!staging_.empty()) std::filesystem::remove_all(staging_, ignored);
    }

    /// Where files go until place().
    std::filesystem::path const& staging() const noexcept { return staging_; }
    std::filesystem::path const& target() const noexcept { return target_; }

    /// Everything is written: gives the bundle its name. An earlier one is exchanged for it and removed.
    void place() {
        check_target();  // again: it took a while
        std::error_code ignored;
        if (!std::filesystem::exists(std::filesystem::symlink_status(target_, ignored))) {
            if (rename_as(RENAME_NOREPLACE)) return placed({});
            if (errno != EINVAL && errno != ENOSYS) refuse_place(errno);
            if (::rename(staging_.c_str(), target_.c_str()) != 0) refuse_place(errno);  // a file system without the flags
            return placed({});
        }
        if (rename_as(RENAME_EXCHANGE)) return placed(staging_);
        if (errno != EINVAL && errno != ENOSYS) refuse_place(errno);
        auto const aside = target_.parent_path() / (".ltk-" + random_hex(12) + ".old");
        if (::rename(target_.c_str(), aside.c_str()) != 0) refuse_place(errno);
        if (::rename(staging_.c_str(), target_.c_str()) != 0) {
            int const seen = errno;
            ::rename(aside.c_str(), target_.c_str());
            refuse_place(seen);
        }
        placed(aside);
    }

private:
    bool rename_as(unsigned flags) const noexcept { return ::renameat2(AT_FDCWD, staging_.c_str(), AT_FDCWD, target_.c_str(), flags) == 0; }

    void placed(std::filesystem::path old) {  // a copy: it may be staging_
        staging_.clear();
        std::error_code ignored;
        if (!old.empty()) std::filesystem::remove_all(old, ignored);
    }

    // What stands at the target may go only when it is wholly a bundle of this run.
    void check_target() const {
        namespace fs = std::filesystem;
        std::error_code error;
        auto const found = fs::symlink_status(target_, error);
        if (!fs::exists(found)) return;
        if (!fs::is_directory(found)) refuse("this is there already, and no folder", "choose a place where nothing is");
        auto const text = [&] {
            try {
                return read_if_there(target_ / "manifest.json", false);
            } catch (Error const&) {
                return std::optional<std::string>();
            }
        }();
        if (!text) refuse("this folder is there already, and it is no bundle", "choose a place where nothing is, or remove it");
        Manifest earlier;
        try {
            earlier = read_manifest(*text, (target_ / "manifest.json").string());
        } catch (Error const& flaw) {
            refuse(std::string("this folder is there already, and its manifest is damaged (") + one_line(flaw.what()) + ")",
                   "choose a place where nothing is, or remove it");
        }
        if (earlier.run != run_)
            refuse(
                "this is the bundle of another run, \"" + one_line(earlier.run) + "\", and this one is of run \"" + one_line(run_) + "\"",
                "choose a place where nothing is, or remove it");
        for (fs::directory_iterator each(target_, error), end; !error && each != end; each.increment(error)) {
            auto const name = each->path().filename().string();
            bool const known = name == "manifest.json" || std::any_of(earlier.files.begin(), earlier.files.end(),
                                                                      [&](BundledFile const& one) { return one.path == name; });
            if (!known)
                refuse("this earlier bundle also holds \"" + one_line(name) + "\", which would be lost",
                       "move that away, or choose another place");
        }
        if (error) refuse("cannot look into this folder: " + errno_text(error.value()), "choose another place");
    }

    [[noreturn]] void refuse(std::string const& what, std::string const& remedy) const {
        throw Error("ltk.collateral.target", one_line(target_.string()) + ": " + what + "; " + remedy);
    }
    [[noreturn]] void refuse_place(int error) const {
        refuse("the complete bundle could not be given its name: " + errno_text(error),
               "look at the rights of the folder that holds it, or choose another place");
    }

    std::filesystem::path target_;
    std::filesystem::path staging_;
    std::string run_;
};

}  // namespace ltk::inline v1::detail::collateral
