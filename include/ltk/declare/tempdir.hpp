// A directory of its own for a test, on the file system under test, removed afterwards with everything in it.
#pragma once

#include <ltk/declare/path.hpp>

namespace ltk::inline v1 {

/// A fresh directory in the path field that a configuration marks `.under_test()`; in the system's temporary directory when
/// none does. With two such fields the test says which one: ltk::TempDirOf<&Filesystem::mount>.
class TempDir {
public:
    TempDir();
    TempDir(TempDir const&) = delete;
    TempDir& operator=(TempDir const&) = delete;
    ~TempDir();

    ltk::path const& path() const noexcept { return path_; }
    char const* c_str() const noexcept { return path_.c_str(); }
    /// The path of an entry; nothing is created.
    ltk::path file(text_view name) const { return path_ / name; }
    /// Creates a file with this content. Throws when that fails.
    ltk::path file(text_view name, text_view content) const;
    /// Creates a directory. Throws when that fails.
    ltk::path directory(text_view name) const;
    operator ltk::path const&() const noexcept { return path_; }

protected:
    explicit TempDir(ltk::path const& in) { make(in); }

private:
    void make(ltk::path const& in);
    ltk::path path_;
};

/// The same in a named path field of a configuration: TempDirOf<&Filesystem::mount>.
template <auto Field>
class TempDirOf : public TempDir {
public:
    using configuration = typename detail::owner_of<decltype(Field)>::type;
    explicit TempDirOf(configuration const& values) : TempDir(ltk::path((values.*Field).c_str())) {}
};

}  // namespace ltk::inline v1
