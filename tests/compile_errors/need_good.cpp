// expect-compiles
#include <ltk/needs.hpp>

#include <string>

using namespace ltk::literals;

struct Filesystem {
    std::string mount;
    std::string scratch;
};
LTK_TEST("needs/good", (ltk::TempDir & dir), .purpose = "shows every need",
         .needs = {ltk::root, ltk::user("nobody"), ltk::tool("fio", ">=3.0"), ltk::tool("getfattr"), ltk::kernel(">=5.14, <7"),
                   ltk::module("lustre", ">=2.15.0"), ltk::cpus(4), ltk::memory(8_GiB), ltk::free_space(10_GiB),
                   ltk::free_space<&Filesystem::scratch>(1_GiB), ltk::fs_type("lustre"), ltk::fs_type<&Filesystem::scratch>("xfs"),
                   ltk::any_of(ltk::tool("fio"), ltk::any_of(ltk::tool("iozone", ">3"), ltk::root))}) {
    int const root = 1;  // shadows nothing
    LTK_CHECK(ltk::free_space(dir) > ltk::bytes(static_cast<unsigned long long>(root)));
}
