// Where a report goes: a file that appears under its name when it is complete, or an ostream that belongs to somebody else.
#pragma once

#include <ltk/config/errno_text.hpp>
#include <ltk/error.hpp>
#include <ltk/results/run_folder.hpp>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <memory>
#include <ostream>
#include <string>
#include <system_error>
#include <utility>

namespace ltk::inline v1::detail {

/// One open target. A file is written beside its place and renamed by complete(); without that it is removed again.
class ReportTarget {
public:
    /// Standard output, or what stands for it; borrowed.
    explicit ReportTarget(std::ostream& out) : out_(&out) {}

    /// A file; its folder is made. Devices and pipes are written to directly. Throws Error "ltk.report.target".
    explicit ReportTarget(std::filesystem::path const& file) : buffer_(new char[buffer_size]), stream_(std::make_unique<std::ofstream>()) {
        namespace fs = std::filesystem;
        std::error_code error;
        path_ = fs::absolute(file, error);  // the current directory may change while tests run
        auto const found = fs::status(path_, error);
        if (fs::is_directory(found)) refuse("this is a directory; name a file in it");
        if (!path_.has_filename()) refuse("this names a directory; name a file in it");
        if (fs::exists(found) && !fs::is_regular_file(found)) {
            open(path_);
        } else {
            if (fs::exists(found)) path_ = fs::canonical(path_, error);  // a link stays a link
            fs::create_directories(path_.parent_path(), error);
            if (error) refuse("cannot make the folder for the report: " + errno_text(error.value()));
            partial_ = path_.parent_path() / (".ltk-" + random_hex(12) + ".partial");
            open(partial_);
        }
        out_ = stream_.get();
    }

    ReportTarget(ReportTarget&&) noexcept = default;
    ReportTarget& operator=(ReportTarget&&) = delete;
    ~ReportTarget() {
        if (stream_ == nullptr || partial_.empty()) return;
        stream_->close();
        std::error_code ignored;
        std::filesystem::remove(partial_, ignored);
    }

    std::ostream& out() noexcept { return *out_; }
    /// Absolute; empty for standard output.
    std::filesystem::path const& path() const noexcept { return path_; }

    /// Everything is written: gives a file its name. Throws Error "ltk.report.write".
    void complete() {
        errno = 0;
        out_->flush();
        bool good = out_->good();
        if (stream_ != nullptr) {
            stream_->close();
            good = good && stream_->good();
        }
        std::string const name = path_.empty() ? "standard output" : path_.string();
        if (!good) {
            int const seen = errno;
            throw Error("ltk.report.write", name + ": the report could not be written completely" +
                                                (seen == 0 ? "" : ": " + errno_text(seen)) +
                                                (path_.empty() ? "; look at what reads it" : "; look at the space on that disk"));
        }
        if (partial_.empty()) return;
        std::error_code error;
        std::filesystem::rename(partial_, path_, error);
        if (error)
            throw Error("ltk.report.write", name + ": the complete report could not be given its name: " + errno_text(error.value()) +
                                                "; look at the rights of its folder");
        partial_.clear();
    }

private:
    static constexpr std::size_t buffer_size = 64U << 10;

    void open(std::filesystem::path const& file) {
        stream_->rdbuf()->pubsetbuf(buffer_.get(), buffer_size);
        errno = 0;
        stream_->open(file, std::ios::out | std::ios::trunc | std::ios::binary);
        if (!stream_->is_open()) {
            int const seen = errno;
            partial_.clear();
            refuse("cannot write the report: " + errno_text(seen));
        }
    }
    [[noreturn]] void refuse(std::string const& what) const {
        throw Error("ltk.report.target", path_.string() + ": " + what + "; choose another file with --report NAME:FILE");
    }

    std::filesystem::path path_;
    std::filesystem::path partial_;
    std::unique_ptr<char[]> buffer_;
    std::unique_ptr<std::ofstream> stream_;
    std::ostream* out_ = nullptr;
};

}  // namespace ltk::inline v1::detail
