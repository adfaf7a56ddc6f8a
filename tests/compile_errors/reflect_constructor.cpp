// expect: LTK: a reflected type is a plain struct: public fields, no constructors, no virtual functions
#include <ltk/config/reflect.hpp>

struct Site {
    explicit Site(int) {}
    int port = 0;
};
static_assert(ltk::reflect::check_readable<Site>());
