// expect: LTK cannot make this fixture: its constructor may take up to eight parameters
#include <ltk/ltk.hpp>

class Closed {
    Closed() = default;
};
LTK_TEST("parameter/fixture", (Closed&)) {}
