// expect: LTK: each field of a reflected struct can be made without a value; references are refused
#include <ltk/config/reflect.hpp>

struct Site {
    int& port;
};
static_assert(ltk::reflect::check_readable<Site>());
