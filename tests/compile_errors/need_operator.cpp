// expect: a_version_is_asked_for_with_an_operator_as_in_greater_equal_3_0
#include <ltk/needs.hpp>

LTK_TEST("needs/operator", (), .needs = {ltk::kernel("5.14")}) {}
