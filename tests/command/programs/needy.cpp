// A suite whose tests need things that some machines have and none has.
#include <ltk/config.hpp>
#include <ltk/ltk.hpp>
#include <ltk/needs.hpp>

#include <filesystem>

using namespace ltk::literals;

struct Filesystem {
    std::filesystem::path mount = "/tmp";
    std::filesystem::path scratch = "/tmp";
};
LTK_CONFIG("fs", Filesystem, ltk::field(&Filesystem::mount, "directory under test").under_test());

LTK_TEST("needy/plain", ()) { LTK_CHECK(true); }
LTK_TEST("needy/a tool", (), .needs = {ltk::tool("ltk-no-such-tool", ">=3.0")}) { LTK_CHECK(true); }
LTK_TEST("needy/a tool and space", (),
         .needs = {ltk::tool("ltk-no-such-tool", ">=3.0"), ltk::free_space(ltk::bytes(0x7FFF'FFFF'FFFF'0000))}) {
    LTK_CHECK(true);
}
LTK_TEST("needy/scratch", (), .needs = {ltk::free_space<&Filesystem::scratch>(1_KiB)}) { LTK_CHECK(true); }
LTK_TEST("needy/anything", (), .needs = {ltk::any_of(ltk::tool("ltk-no-such-tool"), ltk::tool("sh"))}) { LTK_CHECK(true); }
