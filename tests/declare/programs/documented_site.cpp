// The snippets of docs/writing-tests.md about configurations, validators and stages; see documented_tests.cpp.
#include <ltk/config.hpp>
#include <ltk/ltk.hpp>
#include <ltk/needs.hpp>

#include <cstdlib>
#include <filesystem>
#include <string>

using namespace ltk::literals;

// [config]
// site.hpp
struct Filesystem {
    std::filesystem::path mount = "/tmp";
    std::string type = "any";
    ltk::bytes min_free = 1_MiB;
    ltk::duration recovery = 300_s;
    ltk::version server;
    ltk::secret<std::string> token;  // never printed; .reveal() gives it
};

// site.cpp - the only source that includes ltk/config.hpp
LTK_CONFIG("fs", Filesystem,
           ltk::field(&Filesystem::mount, "directory under test").under_test(),     // ltk::TempDir lies in it
           ltk::field(&Filesystem::min_free, "free space the suite needs").at_least(64_KiB));

// a test
LTK_TEST("guide/a configuration is a parameter", (Filesystem const& fs, ltk::TempDir& dir)) { LTK_CHECK(ltk::free_space(dir) >= fs.min_free); }
// [/config]

// [tempdirof]
struct Scratch {
    std::filesystem::path fast = "/tmp";
    std::filesystem::path slow = "/var/tmp";
};
LTK_CONFIG("scratch", Scratch, ltk::field(&Scratch::fast, "burst buffer"), ltk::field(&Scratch::slow, "archive"));

LTK_TEST("guide/files in two places", (ltk::TempDirOf<&Scratch::fast>& fast, ltk::TempDirOf<&Scratch::slow>& slow)) {
    LTK_CHECK(ltk::read_file(fast.file("file", "x")) == ltk::read_file(slow.file("file", "x")));
}
// [/tempdirof]

// [needs]
LTK_TEST("guide/fio keeps its promises", (ltk::TempDir& dir),
         .needs = {ltk::tool("fio", ">=3.0"), ltk::root, ltk::free_space(10_GiB)}) {
    auto const job = std::string("fio --name=x --size=16M --rw=write --verify=crc32c --directory=") + dir.c_str();
    LTK_CHECK(std::system(job.c_str()) == 0);
}

LTK_TEST("guide/every need there is", (),
         .needs = {ltk::user("nobody"),                             // an account of the machine
                   ltk::tool("getfattr"),                           // in PATH; any version
                   ltk::kernel(">=5.14"),                           // that runs
                   ltk::module("lustre", ">=2.15.0, <2.17"),        // loaded or built in
                   ltk::cpus(4), ltk::memory(8_GiB),                // that this process may use
                   ltk::fs_type("lustre"),                          // of the directory under test
                   ltk::free_space<&Scratch::fast>(1_GiB),          // of a path of a configuration
                   ltk::any_of(ltk::tool("fio"), ltk::tool("iozone", ">=3.400"))}) {
    LTK_CHECK(true);
}
// [/needs]

// [validator]
LTK_VALIDATOR("mount has enough space", (Filesystem const& fs)) {
    if (!ltk::is_directory(fs.mount))
        return ltk::invalid("{} is not a directory", fs.mount).remedy("mkdir -p {}", fs.mount);  // quoted for the shell
    auto const free = ltk::free_space(fs.mount);
    if (free < fs.min_free) return ltk::invalid("only {} free", free).remedy("df -h {}", fs.mount);
    if (free < fs.min_free * 2) return ltk::warning("{} free is little", free);
    return ltk::valid("{} free", free);
}

LTK_VALIDATOR("several things at once", (Filesystem const& fs),
              .severity = ltk::advised,                      // ltk::required, ltk::advised, ltk::information
              .stages = {ltk::acceptance, ltk::developer},   // none: always
              .tests = "guide/*",                            // none: the tests that use its configurations
              .timeout = 10_s, .purpose = "facts for the record") {
    ltk::Findings all;
    all.add(ltk::valid("type {}", fs.type));
    all.add(fs.recovery > 1_h ? ltk::warning("recovery may take {}", fs.recovery) : ltk::valid("recovery within {}", fs.recovery));
    return all;
}
// [/validator]

// [stage]
inline constexpr ltk::stage nightly{"nightly"};  // in a header

LTK_STAGE(nightly, .after = {ltk::developer},  // --stage all runs that one first
          .budget = 4_h,                       // what does not start in it is not_run
          .repeat = 2,                         // a test passes when every time passes
          .jobs = 4,
          .order = ltk::shuffled,             // or ltk::declared
          .entry = {ltk::environment_valid},  // ltk::passed(stage), too
          .exit = {ltk::no_new_failures},     // or ltk::no_failures
          .purpose = "what is too long for the day");

LTK_TEST("guide/at night", (), .stages = {nightly}) { LTK_CHECK(true); }
// [/stage]

// [mounted]
struct Prepared {
    Prepared(Filesystem const& fs, ltk::TempDir& dir) : where(dir.directory("prepared")), from(fs.mount.string()) {}
    ltk::path where;
    std::string from;
};

LTK_TEST("guide/fixtures need things, too", (Prepared& prepared)) { LTK_CHECK(ltk::is_directory(prepared.where)); }
// [/mounted]
