// Where something was declared. Every message of LTK that blames a declaration prints one of these.
#pragma once

#if !defined(__cpp_exceptions)
#    error "LTK needs exceptions: LTK_REQUIRE leaves a test by one. Compile without -fno-exceptions (-fno-rtti is fine)."
#endif

namespace ltk::inline v1 {

/// A place in the user's sources.
struct source {
    char const* file = "";  ///< as the compiler was given it (__FILE__)
    unsigned line = 0;      ///< 1-based; 0 when unknown
};

}  // namespace ltk::inline v1

/// The place where this macro stands.
#define LTK_HERE (::ltk::source{__FILE__, static_cast<unsigned>(__LINE__)})

// Registration objects have constructors on purpose; everything else about them is constant-initialised.
#if defined(__clang__)
#    define LTK_DETAIL_QUIET _Pragma("clang diagnostic push") _Pragma("clang diagnostic ignored \"-Wglobal-constructors\"")
#    define LTK_DETAIL_LOUD _Pragma("clang diagnostic pop")
#else
#    define LTK_DETAIL_QUIET
#    define LTK_DETAIL_LOUD
#endif

#define LTK_DETAIL_CAT_(a, b) a##b
#define LTK_DETAIL_CAT(a, b) LTK_DETAIL_CAT_(a, b)
#define LTK_DETAIL_UNIQUE(stem) LTK_DETAIL_CAT(ltk_##stem##_, __COUNTER__)
