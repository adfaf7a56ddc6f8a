// expect: ltk_show\(T const&\) returns the T itself: return a text
#include <ltk/ltk.hpp>

struct Odd {
    friend bool operator==(Odd const&, Odd const&) { return true; }
    friend Odd const& ltk_show(Odd const& value) { return value; }
};
LTK_TEST("show/itself", ()) { LTK_CHECK(Odd{} == Odd{}); }
