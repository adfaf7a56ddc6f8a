// expect: a_need_of_nothing_is_no_need
#include <ltk/needs.hpp>

LTK_TEST("needs/nothing", (), .needs = {ltk::cpus(0)}) {}
