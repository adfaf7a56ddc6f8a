// expect: the_name_of_what_is_needed_is_empty
#include <ltk/needs.hpp>

LTK_TEST("needs/name", (), .needs = {ltk::tool("")}) {}
