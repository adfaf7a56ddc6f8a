// expect: LTK: a check takes one comparison; put parentheses around a longer expression, or write two checks
#include <ltk/ltk.hpp>

LTK_TEST("check/chain", ()) {
    int const a = 2;
    LTK_CHECK(1 < a < 3);
}
