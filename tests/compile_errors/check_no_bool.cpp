// expect: LTK: a check takes a comparison, or a value that converts to bool
#include <ltk/ltk.hpp>

struct Opaque {};
LTK_TEST("check/no bool", ()) { LTK_CHECK(Opaque{}); }
