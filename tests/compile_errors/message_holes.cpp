// expect: the_message_has_another_number_of_holes_than_arguments
#include <ltk/ltk.hpp>

LTK_TEST("message/holes", ()) { LTK_SKIP("no {} left on {}", "space"); }
