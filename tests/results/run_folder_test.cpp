#include <ltk/error.hpp>
#include <ltk/results/run_folder.hpp>
#include <results/temporary_folder.hpp>

#include <catch2/catch_test_macros.hpp>

#include <cctype>
#include <iterator>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

fs::path make_run(fs::path const& runs, std::string const& id) {
    fs::create_directories(runs / id);
    put_content(runs / id / "journal.jsonl", "");
    return runs / id;
}

std::string find_error(fs::path const& runs, std::string const& which) {
    return error_of<ltk::Error>([&] { ltk::RunFolder::find(runs, which); });
}

TEST_CASE("run ids sort by time and differ", "[run_folder]") {
    std::set<std::string> ids;
    for (int i = 0; i < 200; ++i) ids.insert(ltk::make_run_id({1709208000, 0}));
    CHECK(ids.size() > 190);
    CHECK(ltk::make_run_id({1709208000, 999'999}).starts_with("20240229T120000.999Z-"));
    CHECK(ltk::make_run_id({1709208000, 1000}) < ltk::make_run_id({1709208000, 2000}));
    CHECK(ltk::make_run_id({1709208000, 999'000}) < ltk::make_run_id({1709208001, 0}));
    for (char const c : ltk::make_run_id()) CHECK((std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '-'));
}

TEST_CASE("a run's folder is made, and latest points to it", "[run_folder]") {
    TemporaryFolder folder;
    auto const runs = folder / "some/ltk-runs";
    auto const first = ltk::RunFolder::create(runs);
    first.point_latest();
    CHECK(fs::is_directory(first.path()));
    CHECK(first.path() == runs / first.id());
    CHECK(fs::read_symlink(runs / "latest") == first.id());
    auto const second = ltk::RunFolder::create(runs);
    CHECK(fs::read_symlink(runs / "latest") == first.id());
    second.point_latest();
    CHECK(first.id() != second.id());
    CHECK(fs::read_symlink(runs / "latest") == second.id());
    CHECK(std::distance(fs::directory_iterator(runs), fs::directory_iterator()) == 3);  // nothing else is left
    CHECK(first.journal() == first.path() / "journal.jsonl");
    CHECK(ltk::RunFolder::log("posix/rename replaces", 2) == "logs/posix%2Frename%20replaces/2");
    put_content(folder / "file", "");
    CHECK(error_of<ltk::Error>([&] {
              ltk::RunFolder::create(folder / "file");
          }).starts_with("ltk.run.create|" + (folder / "file").string() + ": cannot make a folder for the run: "));
}

TEST_CASE("a run is found by its id, the start of it, its folder, its journal, or as the latest", "[run_folder]") {
    TemporaryFolder folder;
    auto const runs = folder / "runs";
    auto const one = make_run(runs, "20250101T000000.000Z-aaaaaa");
    auto const two = make_run(runs, "20250102T000000.000Z-bbbbbb");
    auto const three = make_run(runs, "20250103T000000.000Z-cccccc");
    fs::create_directories(runs / "no run");
    auto const find = [&](std::string const& which) { return ltk::RunFolder::find(runs, which).path(); };
    CHECK(ltk::RunFolder::ids(runs) == std::vector{one.filename().string(), two.filename().string(), three.filename().string()});
    CHECK(find("20250102T000000.000Z-bbbbbb") == two);
    CHECK(find("20250102") == two);
    CHECK(find(one.string()) == one);
    CHECK(find((one / "journal.jsonl").string()) == one);
    CHECK(find("latest") == three);  // no link: the newest
    fs::create_directory_symlink(two.filename(), runs / "latest");
    CHECK(find("latest") == two);
    CHECK(find((runs / "latest").string()) == runs / "latest");
    fs::remove_all(two);
    CHECK(find("latest") == three);  // the link leads nowhere
    CHECK(ltk::RunFolder(runs / "").id().empty() == false);
}

TEST_CASE("a run that is not there is told with what is", "[run_folder]") {
    TemporaryFolder folder;
    auto const runs = folder / "runs";
    std::string const name = runs.string();
    CHECK(find_error(runs, "latest") ==
          "ltk.run.unknown|" + name + ": there is no run yet; say where the runs are with --runs DIRECTORY, or make one with `run`");
    CHECK(find_error(runs, "x") == "ltk.run.unknown|\"x\": there is no such run in " + name +
                                       "; it holds no run at all, say where the runs are with --runs DIRECTORY");
    make_run(runs, "20250101T000000.000Z-aaaaaa");
    make_run(runs, "20250101T000000.000Z-bbbbbb");
    CHECK(find_error(runs, "2025") == "ltk.run.ambiguous|\"2025\": 2 runs in " + name +
                                          " begin so: 20250101T000000.000Z-aaaaaa, 20250101T000000.000Z-bbbbbb; give more of the id");
    CHECK(find_error(runs, "20250101T000000.000Z-baaaaa").find("(did you mean 20250101T000000.000Z-aaaaaa?)") != std::string::npos);
    CHECK(find_error(runs, "").starts_with("ltk.run.unknown|\"\": there is no such run in"));
    CHECK(find_error(runs, "/no/where") ==
          "ltk.run.unknown|/no/where: there is no such run folder or journal; name a run by its id, its folder, its journal.jsonl or "
          "\"latest\"");
    CHECK(find_error(runs, name).starts_with("ltk.run.unknown|" + name + ": this folder holds no journal.jsonl"));
}

}  // namespace
