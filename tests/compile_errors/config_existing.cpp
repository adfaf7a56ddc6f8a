// expect: LTK: only a path can be .existing\(\)
#include <ltk/config.hpp>

struct Site {
    int port = 0;
};
LTK_CONFIG("site", Site, ltk::field(&Site::port, "a port").existing_file());
