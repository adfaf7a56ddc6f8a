// expect: LTK: an enum in a configuration says what it is made of
#include <ltk/config.hpp>

enum mode { fast, safe };
struct Site {
    mode how = safe;
};
LTK_CONFIG("site", Site);
