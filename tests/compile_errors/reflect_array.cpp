// expect: LTK: a reflected struct has no C array; write std::array<T, N> or std::vector<T>
#include <ltk/config/reflect.hpp>

struct Site {
    int ports[4] = {};
    int count = 0;
};
static_assert(ltk::reflect::check_readable<Site>());
