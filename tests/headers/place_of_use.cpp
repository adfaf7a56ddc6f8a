// What an author's source looks like. It must be clean where the strictest set of warnings is on: macros expand in the
// user's code, where no "system header" silences them.
#include <ltk/ltk.hpp>

#include <string>
#include <vector>

using namespace ltk::literals;

namespace {

struct Filesystem {
    std::string mount = "/mnt/lustre";
    ltk::bytes min_free = 64_MiB;
};

struct Mounted {
    explicit Mounted(Filesystem const& fs) : mount(fs.mount) {}
    std::string mount;
};
LTK_FIXTURE(Mounted, .scope = ltk::per_run);

LTK_PARAM(BlockSize, ltk::bytes, 4_KiB, 64_KiB, 1_MiB);

LTK_TEST("use/everything", (Filesystem const& fs, Mounted& mounted, ltk::TempDir& dir, BlockSize size, ltk::Context& context),
         .stages = {ltk::developer, ltk::regression}, .tags = {"metadata"}, .timeout = 30_s, .covers = {"POSIX-rename"}) {
    LTK_INFO("block size {}", size);
    LTK_STEP("compare") {
        LTK_CHECK(fs.mount == mounted.mount);
        LTK_CHECK(!fs.mount.empty());
        LTK_REQUIRE(context.attempt() >= 1);
        LTK_CHECK((std::vector<int>{1, 2}.size() == 2));
    }
    LTK_STEP("wait") {
        LTK_EVENTUALLY(dir.file("name").c_str() != nullptr, .within = 10_s, .every = 50_ms);
        LTK_REQUIRE_THROWS(std::string{}.at(1), std::exception);
    }
    LTK_SKIP_IF(fs.min_free.count() == 0, "no space left for {}", size);
    ltk::metric("bandwidth", 1.5, "B/s", ltk::higher_is_better);
    ltk::attach("trace.txt");
    if (fs.mount.empty()) LTK_FAIL("no mount");
}

LTK_VALIDATOR("use/mount is named", (Filesystem const& fs)) {
    if (fs.mount.empty()) return ltk::invalid("{} is no mount", fs.mount).remedy("mount -t lustre mgs@tcp:/lustre {}", fs.mount);
    return ltk::valid("{}", fs.mount);
}

inline constexpr ltk::stage nightly{"nightly"};
LTK_STAGE(nightly, .after = {ltk::developer}, .budget = 4_h, .repeat = 1, .jobs = 4, .order = ltk::shuffled);

}  // namespace
