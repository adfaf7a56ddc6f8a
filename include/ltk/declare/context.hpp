// What a test may know about itself.
#pragma once

#include <ltk/declare/duration.hpp>
#include <ltk/declare/path.hpp>
#include <ltk/declare/stage.hpp>

namespace ltk::inline v1 {

/// Facts about the running attempt; taken as `ltk::Context&`.
class Context {
public:
    virtual text_view id() const noexcept = 0;             ///< of the test, with its params
    virtual int attempt() const noexcept = 0;              ///< 1 for the first try
    virtual text_view stage() const noexcept = 0;          ///< that is being run; "" for a free selection
    virtual unsigned long long seed() const noexcept = 0;  ///< the same for the same run seed and test: for random choices
    virtual path const& log_dir() const = 0;               ///< made on first use; kept with the run
    virtual duration remaining() const noexcept = 0;       ///< until the attempt times out

protected:
    ~Context() = default;
};

}  // namespace ltk::inline v1
