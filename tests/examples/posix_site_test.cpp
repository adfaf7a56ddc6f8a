// The site file of the posix suite is true: each of its profiles gives a configuration.
#include "run_program.hpp"

#include <catch2/generators/catch_generators.hpp>

using namespace examples;

TEST_CASE("each profile of the posix suite's site file can be chosen") {
    std::string const profile = GENERATE("laptop", "lab", "hyperion");
    Folder const folder;  // not in the sources, which another user may own
    std::filesystem::copy_file(std::filesystem::path(LTK_SOURCE_DIR) / "examples/posix/ltk-site.json", folder / "ltk-site.json");
    auto const ended = run({{example("posix"), "config", "--profile", profile}, folder.path()});
    INFO(ended.out << ended.err);
    CHECK(ended.code == 0);
    CHECK(ended.out.find("profile ltk-site.json:") != std::string::npos);
}
