// Numbers and files that an attempt leaves behind.
#pragma once

#include <ltk/declare/path.hpp>

namespace ltk::inline v1 {

/// Which way a metric is better; decides what a regression is.
enum class direction : unsigned char { neutral, higher_is_better, lower_is_better };
inline constexpr direction higher_is_better = direction::higher_is_better;
inline constexpr direction lower_is_better = direction::lower_is_better;

/// Records a measured number under a name that stays the same from run to run. `unit` in SI or IEC spelling: "B/s", "s", "1".
/// Callable from any thread of the attempt. A value that is not finite is recorded as a failure of the test.
void metric(text_view name, double value, text_view unit, direction better = direction::neutral);

/// Keeps a copy of a file with the run, as an attachment of this attempt. A relative path counts from where the program was
/// started. Throws when the file cannot be read.
void attach(path const& file);
/// Keeps this text as an attachment of that name.
void attach(text_view name, text_view content);

}  // namespace ltk::inline v1
