// expect: LTK: a need speaks of a path: name a field of a configuration that is a path or a text
#include <ltk/needs.hpp>

using namespace ltk::literals;

struct Filesystem {
    ltk::bytes min_free = 64_MiB;
};
LTK_TEST("needs/path", (), .needs = {ltk::free_space<&Filesystem::min_free>(1_GiB)}) {}
