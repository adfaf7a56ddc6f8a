// expect-compiles
#include <ltk/ltk.hpp>

namespace {
struct Opaque {
    friend bool operator==(Opaque const&, Opaque const&) { return true; }
};
}  // namespace

LTK_TEST("check/good", ()) {
    int const a = 1;
    unsigned const b = 1;
    LTK_CHECK(a == 1);
    LTK_CHECK((a == 1 && b == 1));
    LTK_CHECK(!(a == 2));
    LTK_CHECK(Opaque{} == Opaque{});
    LTK_CHECK(b << 1 == 2U);
    LTK_REQUIRE("text" != nullptr);
    LTK_EVENTUALLY(a == 1, .within = ltk::duration::seconds(1));
    LTK_SKIP_IF(a == 2, "{{}} {}", a);
}
