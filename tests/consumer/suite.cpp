// A suite with ids that are hard on build systems.
#include <ltk/ltk.hpp>

LTK_TEST("consumer/adds", ()) { LTK_CHECK(1 + 1 == 2); }

LTK_TEST("consumer/has [brackets]; and 'quotes' $HOME \\ ünïcode", ()) { LTK_CHECK(true); }

LTK_PARAM(Factor, int, 2, 3);
LTK_TEST("consumer/doubles", (Factor factor)) { LTK_CHECK(factor * 2 == factor + factor); }

LTK_TEST("consumer/skips", ()) { LTK_SKIP("to see that CTest says skipped"); }
