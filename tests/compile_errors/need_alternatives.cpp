// expect: any_of_takes_at_most_6_alternatives
#include <ltk/needs.hpp>

LTK_TEST("needs/alternatives", (),
         .needs = {ltk::any_of(ltk::tool("a"), ltk::tool("b"), ltk::tool("c"), ltk::tool("d"), ltk::tool("e"), ltk::tool("f"), ltk::root)}) {}
