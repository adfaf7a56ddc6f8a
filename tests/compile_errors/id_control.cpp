// expect: LTK: an id contains a control character
#include <ltk/ltk.hpp>

LTK_TEST("posix/re\tname", ()) {}
