// Wall-clock times as machines exchange them: UTC, whatever TZ and locale say.
#pragma once

#include <time.h>

#include <cstdio>
#include <string>

namespace ltk::inline v1 {

/// A moment of the wall clock.
struct wall_time {
    long long seconds = 0;  ///< since 1970-01-01T00:00:00Z
    long microseconds = 0;  ///< 0 ... 999,999

    static wall_time now() noexcept {
        timespec time{};
        ::clock_gettime(CLOCK_REALTIME, &time);
        return {time.tv_sec, time.tv_nsec / 1000};
    }
};

namespace detail {
inline std::string utc_text(wall_time when, char const* format, long fraction) {
    tm parts{};
    time_t const seconds = static_cast<time_t>(when.seconds);
    ::gmtime_r(&seconds, &parts);
    char text[96];
    int const size = std::snprintf(text, sizeof text, format, parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour,
                                   parts.tm_min, parts.tm_sec, fraction);
    return {text, static_cast<std::size_t>(size)};
}
}  // namespace detail

/// RFC 3339 with microseconds: "2025-01-31T23:59:59.000001Z".
inline std::string rfc3339(wall_time when) { return detail::utc_text(when, "%04d-%02d-%02dT%02d:%02d:%02d.%06ldZ", when.microseconds); }
/// The present moment, so written.
inline std::string utc_now() { return rfc3339(wall_time::now()); }

}  // namespace ltk::inline v1
