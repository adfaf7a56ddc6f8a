// expect: the_message_has_a_single_brace_write_two_to_show_one
#include <ltk/ltk.hpp>

LTK_TEST("message/brace", ()) { LTK_FAIL("a set is {1, 2"); }
