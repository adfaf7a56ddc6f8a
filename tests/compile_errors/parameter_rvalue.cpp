// expect: LTK: parameters are `T const&` \(configuration\), `T&` \(fixture\), `T` \(param\) or `ltk::Context&`
#include <ltk/ltk.hpp>

struct Site {
    int port = 0;
};
LTK_TEST("parameter/rvalue", (Site&&)) {}
