// expect: LTK: a configuration has no pointer; keep the value itself, or std::optional of it
#include <ltk/config.hpp>

struct Site {
    char const* name = "";
};
LTK_CONFIG("site", Site);
