// expect: LTK: a check compares with `==`; this one assigns with `=`
#include <ltk/ltk.hpp>

LTK_TEST("check/assignment", ()) {
    int a = 1;
    LTK_CHECK(a = 2);
}
