// expect: LTK: a reflected struct has no C array
#include <ltk/config.hpp>

struct Site {
    int ports[4] = {};
};
LTK_CONFIG("site", Site);
