// expect: LTK: a reporter has at least one `void on\(ltk::event::... const&\)` or `void finish\(ltk::Journal const&\)`
#include <ltk/reporter.hpp>

struct Deaf {};
LTK_REPORTER("deaf", Deaf);
