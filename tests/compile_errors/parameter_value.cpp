// expect: LTK: a parameter taken by value must be declared by LTK_PARAM
// expect: take a configuration as `T const&` and a fixture as `T&`
#include <ltk/ltk.hpp>

struct Site {
    int port = 0;
};
LTK_TEST("parameter/value", (Site)) {}
