// The other half of declare/path.hpp, declare/tempdir.hpp and attachments: work on files, in the attempt's own process.
// Compiled once, in the engine; weak like drive/values.hpp, whose head says why.
#pragma once

#include <ltk/config/errno_text.hpp>
#include <ltk/declare/metric.hpp>
#include <ltk/declare/path.hpp>
#include <ltk/declare/tempdir.hpp>
#include <ltk/drive/attempt.hpp>
#include <ltk/drive/hooks.hpp>
#include <ltk/drive/remove_tree.hpp>

#include <sys/random.h>
#include <sys/statvfs.h>
#include <cstdlib>

namespace ltk::inline v1::detail {

[[noreturn]] inline void throw_file(char const* what, path const& file) {
    int const seen = errno;
    throw Error("ltk.drive.file", std::string(what) + ' ' + file.c_str() + ": " + errno_text(seen));
}

inline void write_all(int fd, char const* data, std::size_t size, path const& file) {
    while (size != 0) {
        ssize_t const wrote = ::write(fd, data, size);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) throw_file("cannot write", file);
        data += wrote;
        size -= static_cast<std::size_t>(wrote);
    }
}

/// Where TempDir lies outside an attempt and without a configured place.
inline std::string system_temp() {
    char const* const set = std::getenv("TMPDIR");
    return set != nullptr && set[0] == '/' ? set : "/tmp";
}

/// A name in the run's log folder that no other attachment of the attempt has.
inline std::string attachment_target(Attempt& attempt, std::string& name) {
    if (attempt.masker() != nullptr) attempt.masker()->mask(name);
    for (char& c : name)
        if (c == '/' || static_cast<unsigned char>(c) < 0x20) c = '_';
    std::string const entry = name.empty() || name == "." || name == ".." ? "attachment" : name;
    std::string const folder = std::string(attempt.log_dir().c_str()) + "/attachments";
    make_directories(folder);
    std::string target = folder + '/' + entry;
    for (int n = 2; ::access(target.c_str(), F_OK) == 0; ++n) target = folder + '/' + std::to_string(n) + '-' + entry;
    return target;
}

/// Writes an attachment with secrets masked. One whose first block holds a NUL is no text, and copied as it is: another size would
/// break it.
class AttachedFile {
public:
    AttachedFile(Attempt& attempt, std::string const& target)
        : target_(target), file_(::open(target.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)), secrets_(attempt.masker()) {
        if (!file_) throw_file("cannot create the attachment", target_.c_str());
    }
    void take(std::string_view block) {
        if (!std::exchange(begun_, true) && block.find('\0') != std::string_view::npos) secrets_ = MaskedStream();
        secrets_.take(block, [this](std::string_view text) { write(text); });
    }
    /// Its size in bytes.
    std::uint64_t finish() {
        secrets_.finish([this](std::string_view text) { write(text); });
        return size_;
    }

private:
    void write(std::string_view text) {
        write_all(file_.get(), text.data(), text.size(), target_.c_str());
        size_ += text.size();
    }

    std::string target_;
    Descriptor file_;
    MaskedStream secrets_;
    std::uint64_t size_ = 0;
    bool begun_ = false;
};

inline void announce_attachment(Attempt& attempt, std::string const& name, std::string const& target, std::uint64_t size) {
    event::FileAttached attached;
    attached.name = name;
    attached.path = target.substr(attempt.facts().run_folder.size() + 1);
    attached.size = size;
    attempt.send(std::move(attached));
}

}  // namespace ltk::inline v1::detail

namespace ltk::inline v1 {

LTK_DETAIL_ENGINE path operator/(path const& directory, text_view entry) {
    std::string joined(directory.c_str());
    if (!joined.empty() && joined.back() != '/') joined += '/';
    joined.append(entry.data(), entry.size());
    return path(joined.c_str());
}

LTK_DETAIL_ENGINE text read_file(path const& file) {
    detail::Descriptor const in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!in) detail::throw_file("cannot open", file);
    std::string content;
    char block[65536];
    for (;;) {
        ssize_t const got = ::read(in.get(), block, sizeof block);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) detail::throw_file("cannot read", file);
        if (got == 0) break;
        content.append(block, static_cast<std::size_t>(got));
    }
    return text(text_view(content));
}

LTK_DETAIL_ENGINE void write_file(path const& file, text_view content) {
    detail::Descriptor out(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (!out) detail::throw_file("cannot create", file);
    detail::write_all(out.get(), content.data(), content.size(), file);
    if (::close(out.release()) != 0) detail::throw_file("cannot close", file);
}

LTK_DETAIL_ENGINE bool exists(path const& file) noexcept {
    struct stat seen{};
    return ::stat(file.c_str(), &seen) == 0;
}

LTK_DETAIL_ENGINE bool is_directory(path const& file) noexcept {
    struct stat seen{};
    return ::stat(file.c_str(), &seen) == 0 && S_ISDIR(seen.st_mode);
}

LTK_DETAIL_ENGINE bytes file_size(path const& file) {
    struct stat seen{};
    if (::stat(file.c_str(), &seen) != 0) detail::throw_file("cannot ask the size of", file);
    return bytes(static_cast<unsigned long long>(seen.st_size));
}

LTK_DETAIL_ENGINE bytes free_space(path const& anywhere) {
    struct statvfs seen{};
    if (::statvfs(anywhere.c_str(), &seen) != 0) detail::throw_file("cannot ask the free space at", anywhere);
    return bytes(static_cast<unsigned long long>(seen.f_bavail) * seen.f_frsize);
}

LTK_DETAIL_ENGINE TempDir::TempDir() {
    detail::Attempt* const attempt = detail::current_attempt;
    if (attempt != nullptr && !attempt->facts().temp_trouble.empty()) throw Error("ltk.drive.temp_place", attempt->facts().temp_trouble);
    std::string const root = attempt != nullptr && !attempt->facts().temp_root.empty() ? attempt->facts().temp_root : detail::system_temp();
    make(ltk::path(root.c_str()));
}

LTK_DETAIL_ENGINE void TempDir::make(ltk::path const& in) {
    detail::Attempt* const attempt = detail::current_attempt;
    for (int tries = 0; tries < 100; ++tries) {
        unsigned long long random = 0;
        if (::getrandom(&random, sizeof random, 0) != static_cast<ssize_t>(sizeof random))
            random = static_cast<unsigned long long>(::getpid() + tries);
        char name[32];
        std::snprintf(name, sizeof name, "ltk-%012llx", random >> 16);
        ltk::path candidate = in / name;
        // Noted before it exists: a process that is killed in between leaves nothing behind.
        if (attempt != nullptr && !detail::own(attempt->slot(), candidate.c_str()))
            throw Error("ltk.drive.temp_dirs",
                        "a test holds too many temporary directories at once; make directories inside one TempDir instead");
        if (::mkdir(candidate.c_str(), 0777) == 0) {
            path_ = candidate;
            return;
        }
        int const seen = errno;
        if (attempt != nullptr) detail::disown(attempt->slot(), candidate.c_str());
        errno = seen;
        if (seen != EEXIST) detail::throw_file("cannot make a temporary directory", candidate);
    }
    errno = EEXIST;
    detail::throw_file("cannot make a temporary directory in", in);
}

LTK_DETAIL_ENGINE TempDir::~TempDir() {
    detail::Attempt* const attempt = detail::current_attempt;
    if (attempt != nullptr && !attempt->is_owner()) return;  // a forked child of the test: the directory is not its own
    int const error = detail::remove_tree(path_.c_str());
    if (attempt == nullptr) return;
    if (error == 0)
        detail::disown(attempt->slot(), path_.c_str());
    else {
        auto failure = detail::failure_here("fixture", "", 0);
        failure.message = std::string("cannot remove the temporary directory ") + path_.c_str() + ": " + detail::errno_text(error);
        attempt->failed(std::move(failure));
    }
}

LTK_DETAIL_ENGINE path TempDir::file(text_view name, text_view content) const {
    ltk::path made = file(name);
    write_file(made, content);
    return made;
}

LTK_DETAIL_ENGINE path TempDir::directory(text_view name) const {
    ltk::path made = file(name);
    if (::mkdir(made.c_str(), 0777) != 0) detail::throw_file("cannot make the directory", made);
    return made;
}

LTK_DETAIL_ENGINE void attach(path const& file) {
    detail::Attempt& attempt = detail::attempt_for("ltk::attach");
    detail::Descriptor const in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!in) detail::throw_file("cannot attach", file);
    std::string const whole = file.c_str();
    std::string name = whole.substr(whole.rfind('/') + 1);
    std::string const target = detail::attachment_target(attempt, name);
    detail::AttachedFile out(attempt, target);
    char block[65536];
    for (;;) {
        ssize_t const got = ::read(in.get(), block, sizeof block);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) detail::throw_file("cannot read", file);
        if (got == 0) break;
        out.take(std::string_view(block, static_cast<std::size_t>(got)));
    }
    detail::announce_attachment(attempt, name, target, out.finish());
}

LTK_DETAIL_ENGINE void attach(text_view name, text_view content) {
    detail::Attempt& attempt = detail::attempt_for("ltk::attach");
    std::string called(name.data(), name.size());
    std::string const target = detail::attachment_target(attempt, called);
    detail::AttachedFile out(attempt, target);
    out.take(std::string_view(content.data(), content.size()));
    detail::announce_attachment(attempt, called, target, out.finish());
}

}  // namespace ltk::inline v1
