// Paths that LTK hands to authors: as light as a text, and a std::filesystem::path wherever one is wanted.
#pragma once

#include <ltk/declare/bytes.hpp>
#include <ltk/declare/text.hpp>

namespace ltk::inline v1 {

/// A path of the local file system.
class path {
public:
    path() = default;
    path(text_view from) : text_(from) {}
    path(char const* from) : text_(from) {}
    template <class P>
        requires detail::HasCString<P> && (requires { typename P::string_type; } || requires { typename P::traits_type; })
    path(P const& standard) : text_(standard.c_str()) {}

    char const* c_str() const noexcept { return text_.c_str(); }
    text_view view() const noexcept { return text_; }

    /// To std::filesystem::path or std::string, wherever one of these is wanted.
    template <class P>
        requires(
                    requires { typename P::string_type; } || requires { typename P::traits_type; }) &&
                requires(char const* c) { P(c); }
    operator P() const {
        return P(c_str());
    }

    friend bool operator==(path const& a, path const& b) noexcept { return a.view() == b.view(); }

private:
    text text_;
};

/// The path of an entry of a directory.
path operator/(path const& directory, text_view entry);

/// Whole content of a file. Throws with path and errno's words when it cannot be read.
text read_file(path const& file);
/// Creates or replaces a file with this content. Throws with path and errno's words when it cannot be written.
void write_file(path const& file, text_view content);
/// Whether something is there (a dangling link counts as nothing, as for stat(2)).
bool exists(path const& file) noexcept;
/// Whether a directory is there.
bool is_directory(path const& file) noexcept;
/// Size of a file. Throws when it cannot be asked.
bytes file_size(path const& file);
/// Space that an unprivileged user can still fill on the file system that holds this path. Throws when it cannot be asked.
bytes free_space(path const& anywhere);

}  // namespace ltk::inline v1
