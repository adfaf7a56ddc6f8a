// A value that must not be seen: it has no way to a message, a report or a command line.
#pragma once

#include <ltk/declare/show.hpp>

namespace ltk::inline v1 {

/// Holds a T that LTK never prints; shown as "******".
template <class T>
class secret {
public:
    secret() = default;
    explicit secret(T value) : value_(static_cast<T&&>(value)) {}
    /// The value itself; whoever calls this keeps it out of output.
    T const& reveal() const noexcept { return value_; }

    friend char const* ltk_show(secret const&) noexcept { return "******"; }

private:
    T value_{};
};

}  // namespace ltk::inline v1
