// expect: LTK: a configuration owns its texts; write std::string
#include <ltk/config.hpp>

#include <string_view>

struct Site {
    std::string_view name;
};
LTK_CONFIG("site", Site);
