// expect: LTK: a check takes one comparison; put parentheses around a longer expression, or write two checks
#include <ltk/ltk.hpp>

LTK_TEST("check/and", ()) {
    int const a = 1;
    int const b = 2;
    LTK_CHECK(a == 1 && b == 2);
}
