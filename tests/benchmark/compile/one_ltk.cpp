#include <ltk/ltk.hpp>

LTK_TEST("bench/one", ()) {
    int const x = 3;
    LTK_CHECK(x == 3);
}
