// expect: LTK: a check takes one comparison; put parentheses around a longer expression, or write two checks
#include <ltk/ltk.hpp>

LTK_TEST("check/or", ()) {
    bool const a = true;
    bool const b = false;
    LTK_REQUIRE(a || b);
}
