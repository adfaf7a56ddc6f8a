// Which LTK this is.
#pragma once

namespace ltk::inline v1 {

/// Version of this library, by semantic versioning; the same number as in CMakeLists.txt, which a test compares.
inline constexpr char const* library_version = "1.0.0";

}  // namespace ltk::inline v1
