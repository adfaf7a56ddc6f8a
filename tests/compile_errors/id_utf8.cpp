// expect: LTK: an id is not valid UTF-8
#include <ltk/ltk.hpp>

LTK_TEST("posix/\xff", ()) {}
