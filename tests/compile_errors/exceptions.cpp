// flags: -fno-exceptions
// expect: LTK needs exceptions: LTK_REQUIRE leaves a test by one. Compile without -fno-exceptions \(-fno-rtti is fine\)
#include <ltk/ltk.hpp>

LTK_TEST("exceptions/none", ()) { LTK_CHECK(true); }
