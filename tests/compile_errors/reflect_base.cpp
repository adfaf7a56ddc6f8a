// expect: LTK: a reflected struct has no base class; make the base a field of the struct
#include <ltk/config/reflect.hpp>

struct Common {
    int port = 0;
};
struct Site : Common {
    int count = 0;
};
static_assert(ltk::reflect::check_readable<Site>());
