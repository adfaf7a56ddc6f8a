// flags: -Werror
// expect-gcc: designator order for field .*timeout.* does not match declaration order
// expect-clang: field designators to be specified in declaration order
#include <ltk/ltk.hpp>

using namespace ltk::literals;

LTK_TEST("trait/order", (), .purpose = "none", .timeout = 3_s) {}
