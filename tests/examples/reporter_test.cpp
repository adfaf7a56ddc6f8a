// A reporter of one's own writes what it says, live and from the stored run.
#include "run_program.hpp"

using namespace examples;

TEST_CASE("a reporter of one's own writes the same live and from a stored run") {
    Folder const folder;
    auto const live = run({{example("reporter"), "run", "--report", "markdown:live.md"}, folder.path()});
    INFO(live.out << live.err);
    CHECK(live.code == 1);
    auto const written = content(folder / "live.md");
    CHECK(written.find("| reporter/this one fails on purpose | fail |") != std::string::npos);
    CHECK(written.find("a\\|b") != std::string::npos);
    CHECK(written.find("this one passes") == std::string::npos);
    CHECK(written.find("1 of 3 passed, **1 failed**, 1 skipped") != std::string::npos);

    auto const again =
        run({{example("reporter"), "report", "latest", "--to", "markdown:again.md", "--to", "markdown:all.md,show=all"}, folder.path()});
    INFO(again.out << again.err);
    CHECK(again.code == 0);
    CHECK(content(folder / "again.md") == written);
    CHECK(content(folder / "all.md").find("| reporter/this one passes | pass |") != std::string::npos);
}
