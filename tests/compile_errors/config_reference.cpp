// expect: LTK: each field of a reflected struct can be made without a value; references are refused
#include <ltk/config.hpp>

struct Site {
    int& port;
};
LTK_CONFIG("site", Site);
