// The posix suite on the local disk: as whoever runs this test, and as an ordinary user.
#include "junit_file.hpp"

using namespace examples;

namespace {

Ended run_suite(Folder const& folder, std::vector<std::string> further, std::vector<std::string> before = {}) {
    std::filesystem::create_directory(folder / "mount");
    std::vector<std::string> command = std::move(before);
    for (std::string const& word : std::vector<std::string>{example("posix"), "run", "--set", "fs.mount=" + (folder / "mount").string()})
        command.push_back(word);
    command.insert(command.end(), further.begin(), further.end());
    return run({command, folder.path()});
}

}  // namespace

TEST_CASE("the posix suite passes on the local disk") {
    Folder const folder;
    auto const ended = run_suite(folder, {"--report", "junit:out.xml"});
    INFO(ended.out << ended.err);
    auto const cases = cases_in(folder / "out.xml");
    CHECK(ended.code == 0);
    CHECK(cases.size() >= 90);
    CHECK(in_state(cases, "failure") == "");
    CHECK(in_state(cases, "error") == "");
    CHECK(std::filesystem::is_empty(folder / "mount"));
}

TEST_CASE("the posix suite passes for an ordinary user") {
    if (::geteuid() != 0) SKIP("this is an ordinary user already, and the test before has said it");
    if (run({{"setpriv", "--version"}, "/tmp"}).code != 0) SKIP("there is no setpriv (util-linux) to become one with");
    Folder const folder;
    std::filesystem::create_directory(folder / "mount");
    std::filesystem::permissions(folder.path(), std::filesystem::perms(0777));
    std::filesystem::permissions(folder / "mount", std::filesystem::perms(0777));
    if (run({{"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", example("posix"), "--version"}, folder.path()}).code != 0)
        SKIP("the built programs cannot be reached by user 65534");
    auto const ended = run_suite(folder, {"--report", "junit:out.xml"}, {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"});
    INFO(ended.out << ended.err);
    auto const cases = cases_in(folder / "out.xml");
    CHECK(ended.code == 0);
    CHECK(in_state(cases, "failure") == "");
    CHECK(in_state(cases, "error") == "");
    CHECK(cases.at("posix/chown gives a file away").words.find("needs root") != std::string::npos);
}

TEST_CASE("every built-in stage of the posix suite has its tests, and the performance stage its metrics") {
    Folder const folder(memory());
    for (std::string const stage : {"performance", "scale", "acceptance"}) {
        CAPTURE(stage);
        auto const ended = run_suite(
            folder, {"--stage", stage, "--report", "junit:" + stage + ".xml", "--set", "fs.data=4MiB", "--set", "fs.many_files=2000"});
        INFO(ended.out << ended.err);
        CHECK(ended.code == 0);
        auto const cases = cases_in(folder / (stage + ".xml"));
        CHECK(in_state(cases, "failure") == "");
        CHECK(in_state(cases, "error") == "");
        CHECK(cases.size() >= 5);
    }
    std::string journals;
    for (auto const& entry : std::filesystem::directory_iterator(folder / "ltk-runs"))
        if (!entry.is_symlink()) journals += content(entry.path() / "journal.jsonl");
    for (auto const* metric :
         {"write bandwidth", "read bandwidth", "random read rate", "create rate", "stat rate", "unlink rate", "fsync latency, median"})
        CHECK(journals.find("\"name\":\"" + std::string(metric) + "\"") != std::string::npos);
}

TEST_CASE("validators stop the posix suite where it makes no sense, with a remedy") {
    Folder const folder(memory());
    auto const missing = run({{example("posix"), "run", "--set", "fs.mount=" + (folder / "missing").string()}, folder.path()});
    INFO(missing.out << missing.err);
    CHECK(missing.code == 3);
    CHECK((missing.out + missing.err).find("does not exist") != std::string::npos);
    CHECK((missing.out + missing.err).find("mkdir -p " + (folder / "missing").string()) != std::string::npos);

    auto const full = run_suite(folder, {"--set", "fs.min_free=1000PiB"});
    INFO(full.out << full.err);
    CHECK(full.code == 3);
    CHECK((full.out + full.err).find(", expected ") != std::string::npos);

    auto const type = run_suite(folder, {"--set", "fs.type=lustre"});
    INFO(type.out << type.err);
    CHECK(type.code == 3);
    CHECK((type.out + type.err).find("expected a mount of type lustre") != std::string::npos);
}
