// expect-compiles
// flags: -fno-rtti
#include <ltk/config.hpp>
#include <ltk/ltk.hpp>

struct Site {
    int port = 0;
};
LTK_CONFIG("site", Site);
LTK_TEST("rtti/none", (Site const& site, ltk::TempDir&)) { LTK_CHECK(site.port == 0); }
