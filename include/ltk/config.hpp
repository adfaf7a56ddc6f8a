// For the source in which LTK_CONFIG stands: declares a configuration, a plain struct whose values come from files, the
// environment and the command line. The only header that instantiates reflection over an author's type.
//
//     LTK_CONFIG("fs", Filesystem,
//         ltk::field(&Filesystem::mount,    "directory under test").under_test(),
//         ltk::field(&Filesystem::min_free, "free space the suites need").at_least(1_MiB));
#pragma once

#include <ltk/ltk.hpp>

// IWYU pragma: begin_exports
#include <ltk/config/declaration.hpp>
#include <ltk/config/field.hpp>
#include <ltk/config/rule.hpp>
// IWYU pragma: end_exports

/// LTK_CONFIG("fs", Filesystem, ltk::field(...)..., ltk::rule(...)..., ltk::formerly("old key")...): declares the struct under a
/// key. Fields that are not mentioned are read as well, they only have no description and no limits.
#define LTK_CONFIG(key, ...) LTK_DETAIL_CONFIG(LTK_DETAIL_UNIQUE(config), key, __VA_ARGS__)
#define LTK_DETAIL_CONFIG(symbol, key, type, ...)                                                                               \
    LTK_DETAIL_QUIET                                                                                                            \
    namespace {                                                                                                                 \
    static_assert(::ltk::detail::key_is_good<::ltk::detail::grade_key(key)>());                                                 \
    constexpr auto LTK_DETAIL_CAT(symbol, _declaration) = ::ltk::describe_config<type>(__VA_ARGS__);                            \
    constinit ::ltk::ConfigRecord LTK_DETAIL_CAT(symbol, _record) = LTK_DETAIL_CAT(symbol, _declaration).record(key, LTK_HERE); \
    ::ltk::detail::registration const LTK_DETAIL_CAT(symbol, _registration){LTK_DETAIL_CAT(symbol, _record)};                   \
    }                                                                                                                           \
    LTK_DETAIL_LOUD static_assert(true)
