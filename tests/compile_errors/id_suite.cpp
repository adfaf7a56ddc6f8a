// expect: LTK: an id is `suite/name`: put the suite's name and a slash in front
#include <ltk/ltk.hpp>

LTK_TEST("rename", ()) {}
