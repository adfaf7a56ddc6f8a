// expect: LTK: a reflected struct has no base class
#include <ltk/config.hpp>

struct Common {
    int port = 0;
};
struct Site : Common {
    int count = 0;
};
LTK_CONFIG("site", Site);
