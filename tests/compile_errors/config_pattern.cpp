// expect: LTK: .matches\(\) is for texts and paths
#include <ltk/config.hpp>

struct Site {
    int port = 0;
};
LTK_CONFIG("site", Site, ltk::field(&Site::port, "a port").matches("[0-9]+"));
