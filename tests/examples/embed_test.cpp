// A threaded harness with its own main() runs LTK as one of its jobs.
#include "junit_file.hpp"

using namespace examples;

TEST_CASE("a threaded harness runs tests and goes on with its own work") {
    Folder const folder;
    std::filesystem::create_directory(folder / "mount");
    auto const ended = run({{example("embed"), (folder / "mount").string(), "out.xml"}, folder.path()});
    INFO(ended.out << ended.err);
    CHECK(ended.code == 0);
    CHECK(ended.out.find("board: embed/data survives a round trip: pass") != std::string::npos);
    CHECK(ended.out.find("board: rounds = 5") != std::string::npos);
    CHECK(ended.out.find("the other threads went on: yes") != std::string::npos);
    auto const cases = cases_in(folder / "out.xml");
    CHECK(cases.at("embed/data survives a round trip").state == "passed");
    CHECK(cases.at("embed/a crash stays with its test").state == "skipped");
    CHECK(std::filesystem::is_empty(folder / "mount"));
}

TEST_CASE("a test that crashes takes nothing of the harness along") {
    Folder const folder;
    std::filesystem::create_directory(folder / "mount");
    auto const ended = run({{example("embed"), (folder / "mount").string(), "out.xml"}, folder.path(), {{"EMBED_CRASHES", "1"}}});
    INFO(ended.out << ended.err);
    CHECK(ended.code == 1);
    CHECK(ended.out.find("a crash stays with its test: crash") != std::string::npos);
    CHECK(ended.out.find("harness: 1 of 2 passed") != std::string::npos);
    CHECK(ended.out.find("the other threads went on: yes") != std::string::npos);
}

TEST_CASE("the harness says how it is called") {
    Folder const folder;
    auto const ended = run({{example("embed")}, folder.path()});
    CHECK(ended.code == 2);
    CHECK(ended.err.find("usage: embed") != std::string::npos);
}
