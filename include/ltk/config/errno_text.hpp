// What the kernel's error numbers mean, in English whatever the locale.
#pragma once

#include <cerrno>
#include <cstring>
#include <string>

namespace ltk::inline v1::detail {

/// "No space left on device (ENOSPC)"
inline std::string errno_text(int error) {
#if defined(__GLIBC__) && (__GLIBC__ > 2 || (__GLIBC__ == 2 && __GLIBC_MINOR__ >= 32))
    char const* const words = ::strerrordesc_np(error);
    char const* const name = ::strerrorname_np(error);
    if (words != nullptr && name != nullptr) return std::string(words) + " (" + name + ")";
#endif
    return "error " + std::to_string(error);
}

}  // namespace ltk::inline v1::detail
