// expect: LTK: an id has an empty part before, between or behind its slashes
#include <ltk/ltk.hpp>

LTK_TEST("posix//rename", ()) {}
