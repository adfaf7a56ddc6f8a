// expect: LTK: only a path can be .under_test\(\)
#include <ltk/config.hpp>

struct Site {
    int count = 0;
};
LTK_CONFIG("site", Site, ltk::field(&Site::count, "count").under_test());
