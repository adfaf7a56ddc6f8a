// expect: LTK: a configuration.s key is made of letters, digits
#include <ltk/config.hpp>

struct Site {
    int count = 0;
};
LTK_CONFIG("my site", Site);
