// expect: LTK: a part of an id is `\.` or `\.\.`
#include <ltk/ltk.hpp>

LTK_TEST("posix/../rename", ()) {}
