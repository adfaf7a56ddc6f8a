// expect: LTK: an id contains a double quote, `\*` or `\?`, which selections need for themselves
#include <ltk/ltk.hpp>

LTK_TEST("posix/rename *", ()) {}
