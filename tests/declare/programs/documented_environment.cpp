// The snippets of docs/environment.md; see documented_tests.cpp.
#include <ltk/config.hpp>

#include <filesystem>
#include <vector>

using namespace ltk::literals;

namespace {

struct Filesystem {
    std::filesystem::path mount = "/tmp";
    ltk::bytes min_free = 1_MiB;
};

std::vector<ltk::version> servers_of(Filesystem const&) { return {ltk::version("2.16.0")}; }

}  // namespace

LTK_CONFIG("fs", Filesystem, ltk::field(&Filesystem::mount, "directory under test").under_test());

// [ready validators]
#include <ltk/validators.hpp>

LTK_VALIDATOR("the mount answers", (Filesystem const& fs)) { return ltk::ready::answers(fs.mount); }
LTK_VALIDATOR("enough space", (Filesystem const& fs), .after = {"the mount answers"}) { return ltk::ready::free_space(fs.mount, fs.min_free); }
LTK_VALIDATOR("fio is there", (), .tests = "io/*") { return ltk::ready::tool("fio", "3.0"); }
LTK_VALIDATOR("nothing else runs", (), .severity = ltk::advised, .stages = {ltk::performance}) { return ltk::ready::quiet(); }
// [/ready validators]

// [own validator]
LTK_VALIDATOR("servers run the same version", (Filesystem const& fs), .severity = ltk::required, .timeout = 10_s,
              .purpose = "interop tests choose their own") {
    auto const seen = servers_of(fs);
    if (seen.size() == 1) return ltk::valid("all run {}", seen.front());
    return ltk::invalid("they run {} versions", seen.size())
        .id("servers.version")  // stays when words change: programs wait for it
        .expected("one version")
        .remedy("lctl get_param *.*.import | grep version")
        .data("versions", seen.size());  // for programs
}
// [/own validator]

// [fix]
LTK_VALIDATOR("scratch is there", (Filesystem const& fs)) {
    if (ltk::is_directory(fs.mount)) return ltk::valid("{} is there", fs.mount);
    return ltk::invalid("there is no {}", fs.mount).fix("mkdir -p {}", fs.mount);  // arguments are quoted for the shell
}
// [/fix]

LTK_TEST("environment/uses the mount", (ltk::TempDir& dir)) { LTK_CHECK(ltk::is_directory(dir)); }
