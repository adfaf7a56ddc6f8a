// expect-gcc: has no non-static data member named .*timeuot
// expect-clang: field designator 'timeuot' does not refer to any field
#include <ltk/ltk.hpp>

using namespace ltk::literals;

LTK_TEST("trait/name", (), .timeuot = 3_s) {}
