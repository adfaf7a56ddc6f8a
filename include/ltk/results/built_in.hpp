// Registers the reporters that LTK brings along. Their headers may be read by several sources of one program, so that, unlike
// LTK_REPORTER, this makes one record for the program and not one for each source.
#pragma once

#include <ltk/reporter.hpp>

#define LTK_DETAIL_BUILT_IN_REPORTER(symbol, name, ...)                                                           \
    LTK_DETAIL_QUIET                                                                                              \
    namespace ltk::inline v1::detail::built_in {                                                                  \
    inline constinit ReporterRecord symbol##_record{name, LTK_HERE, &reporter_type_object<__VA_ARGS__>, nullptr}; \
    inline registration const symbol##_registration{symbol##_record};                                             \
    }                                                                                                             \
    LTK_DETAIL_LOUD static_assert(true)
