// The macros of LTK used among hostile ones: what they expand to must be safe as well.
#include "hostile.hpp"
#include "hostile_words.hpp"

#include <ltk/ltk.hpp>

LTK_TEST("hostile/macros", (), .tags = {"hostile"}) {
    LTK_STEP("step") {
        LTK_CHECK(1 + 1 == 2);
        LTK_REQUIRE(true);
    }
    LTK_INFO("{}", 1);
    LTK_SKIP_IF(false, "no {}", 1);
    LTK_EVENTUALLY(true);
}
