#include <ltk/error.hpp>
#include <ltk/results/reports.hpp>
#include <results/temporary_folder.hpp>

#include <catch2/catch_test_macros.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <ostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace fs = std::filesystem;

// Writes the name of each finished test; fails when a test is called so.
class Line {
public:
    explicit Line(ltk::ReporterContext const& context) : context_(context) {
        if (context.option("refuse") == "yes") throw ltk::Error("ltk.test.option", "--report line: refused");
    }
    void on(ltk::event::TestFinished const& e) {
        if (e.test == "throw an error") throw std::runtime_error("no route to host");
        if (e.test == "throw an int") throw 7;
        context_.out << e.test << (context_.terminal ? " (terminal)" : "") << '\n';
    }
    void finish(ltk::Journal const&) {
        context_.out << "end " << context_.option("dialect", "plain") << ' ' << context_.target.filename().string() << '\n';
        if (context_.option("finish") == "throw") throw std::runtime_error("cannot finish");
        if (context_.option("finish") == "break") context_.out.setstate(std::ios::badbit);
    }

private:
    ltk::ReporterContext const& context_;
};

// Says its last word when it is destroyed.
struct Late {
    explicit Late(ltk::ReporterContext const& c) : context(c) {}
    ~Late() { context.out << "last word\n"; }
    void on(ltk::event::RunFinished const&) {}
    ltk::ReporterContext const& context;
};

struct Counter {
    int finished = 0;
    int ends = 0;
    void on(ltk::event::TestFinished const&) { ++finished; }
    void finish(ltk::Journal const&) { ++ends; }
};

// What a reporter's library would declare: these are in every program of this executable.
struct LinkedIn {
    ltk::ReporterRecord linked;
    ltk::ReporterRecord shadowed;
    LinkedIn() {
        ltk::declare::reporter<Line>(ltk::default_registry(), linked, "linked in", LTK_HERE);
        ltk::declare::reporter<Line>(ltk::default_registry(), shadowed, "late", LTK_HERE);
    }
} linked_in;

struct EmptyJournal : ltk::Journal {
    void replay(ltk::Listener&) const override {}
};

struct Programme {
    ltk::Registry registry;
    ltk::ReporterRecord line;
    ltk::ReporterRecord late;
    std::ostringstream out;
    Programme() {
        ltk::declare::reporter<Line>(registry, line, "line", LTK_HERE);
        ltk::declare::reporter<Late>(registry, late, "late", LTK_HERE);
    }
    ltk::Reports reports(std::vector<ltk::Report> const& wanted, bool terminal = false) {
        return {registry, wanted, {out, terminal, "/runs/x", "./suite"}};
    }
};

void finish_test(ltk::Reports& reports, std::string const& id) {
    ltk::event::TestFinished event;
    event.test = id;
    reports.take(ltk::event::index_of<ltk::event::TestFinished>(), &event, {1, 1});
}

TEST_CASE("events reach every reporter, and files appear when they are complete", "[reports]") {
    TemporaryFolder folder;
    Programme programme;
    Counter counter;
    auto const file = folder / "deep/er/out.txt";
    auto reports =
        programme.reports({ltk::reporter("line"), ltk::reporter("line", file, {{"dialect", "extended"}}), std::ref(counter)}, true);
    CHECK(reports.active() == 3);
    finish_test(reports, "a/b");
    CHECK_FALSE(fs::exists(file));
    CHECK(programme.out.str() == "a/b (terminal)\n");
    finish_test(reports, "c/d");
    reports.finish(EmptyJournal{});
    reports.finish(EmptyJournal{});
    CHECK(content_of(file) == "a/b\nc/d\nend extended out.txt\n");  // a file is no terminal
    CHECK(std::distance(fs::directory_iterator(file.parent_path()), fs::directory_iterator()) == 1);
    CHECK(programme.out.str() == "a/b (terminal)\nc/d (terminal)\nend plain \n");
    CHECK(counter.finished == 2);
    CHECK(counter.ends == 1);
    CHECK(reports.written() == std::vector<fs::path>{file});
    CHECK_FALSE(reports.has_troubles());
    CHECK(reports.active() == 0);
}

TEST_CASE("a program with a registry of its own has the reporters that are linked in, too", "[reports]") {
    Programme programme;
    auto reports = programme.reports({ltk::reporter("linked in"), ltk::reporter("late")});
    finish_test(reports, "a/b");
    reports.finish(EmptyJournal{});
    CHECK(programme.out.str() == "a/b\nend plain \nlast word\n");  // "late" is the program's own
}

TEST_CASE("a reporter that fails is switched off and told about; the others go on", "[reports]") {
    TemporaryFolder folder;
    Programme programme;
    Counter counter;
    auto const bad = folder / "bad.txt";
    put_content(bad, "of an earlier run");
    auto reports = programme.reports({ltk::reporter("line", bad), ltk::reporter("line", folder / "good.txt", {}), std::ref(counter)});
    finish_test(reports, "a/b");
    finish_test(reports, "throw an error");
    CHECK(reports.active() == 1);
    CHECK(reports.has_troubles());
    auto const troubles = reports.take_troubles();
    REQUIRE(troubles.size() == 2);  // both are of the same class
    CHECK(troubles[0].what == "the reporter line failed and gets no more events: no route to host");
    CHECK(troubles[0].remedy == "when its cause is gone, make the report again from the stored run: report RUN --to line");
    CHECK_FALSE(reports.has_troubles());
    finish_test(reports, "c/d");
    reports.finish(EmptyJournal{});
    CHECK(counter.finished == 3);
    CHECK(content_of(bad) == "of an earlier run");
    CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
    CHECK(reports.written().empty());
}

TEST_CASE("whatever is thrown is caught, also at the end and by somebody's own object", "[reports]") {
    TemporaryFolder folder;
    Programme programme;
    struct Own {
        void on(ltk::event::TestFinished const&) { throw std::runtime_error("mine"); }
    } own;
    auto reports = programme.reports({std::ref(own), ltk::reporter("line"), ltk::reporter("line", folder / "x", {{"finish", "throw"}}),
                                      ltk::reporter("line", folder / "y", {{"finish", "break"}})});
    finish_test(reports, "a/b");
    auto troubles = reports.take_troubles();
    REQUIRE(troubles.size() == 1);
    CHECK(troubles[0].what == "a listener of the embedding program failed and gets no more events: mine");
    reports.finish(EmptyJournal{});
    troubles = reports.take_troubles();
    REQUIRE(troubles.size() == 2);
    CHECK(troubles[0].what == "the reporter line failed and gets no more events: cannot finish");
    CHECK(troubles[1].what.starts_with("the reporter line failed and gets no more events: " + (folder / "y").string() +
                                       ": the report could not be written completely"));
    CHECK(fs::is_empty(folder.path()));

    auto other = programme.reports({ltk::reporter("line")});
    finish_test(other, "throw an int");
    CHECK(other.take_troubles().at(0).what == "the reporter line failed and gets no more events: an exception that is no std::exception");
}

TEST_CASE("a report without an end leaves nothing behind", "[reports]") {
    TemporaryFolder folder;
    Programme programme;
    {
        auto reports = programme.reports({ltk::reporter("line", folder / "x")});
        finish_test(reports, "a/b");
        CHECK_FALSE(fs::is_empty(folder.path()));
    }
    CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("what a reporter writes in its destructor is part of the report", "[reports]") {
    TemporaryFolder folder;
    Programme programme;
    auto reports = programme.reports({ltk::reporter("late", folder / "x")});
    reports.finish(EmptyJournal{});
    CHECK(content_of(folder / "x") == "last word\n");
}

TEST_CASE("links stay links, pipes and devices are written to", "[reports]") {
    TemporaryFolder folder;
    Programme programme;
    put_content(folder / "real", "old");
    fs::create_symlink("real", folder / "link");
    auto reports = programme.reports({ltk::reporter("line", folder / "link"), ltk::reporter("line", "/dev/null")});
    reports.finish(EmptyJournal{});
    CHECK(reports.take_troubles().empty());
    CHECK(fs::is_symlink(folder / "link"));
    CHECK(content_of(folder / "real") == "end plain real\n");
    CHECK(fs::is_character_file("/dev/null"));
    if (fs::exists("/dev/full")) {
        auto full = programme.reports({ltk::reporter("line", "/dev/full")});
        full.finish(EmptyJournal{});
        CHECK(full.take_troubles().at(0).what.starts_with(
            "the reporter line failed and gets no more events: /dev/full: the report could not be written completely"));
    }
}

TEST_CASE("what is wrong with a request is told before anything runs", "[reports]") {
    TemporaryFolder folder;
    Programme programme;
    auto const error = [&](std::vector<ltk::Report> const& wanted) { return error_of<ltk::Error>([&] { programme.reports(wanted); }); };
    auto const unknown = error({ltk::reporter("lime")});
    CHECK(unknown.starts_with("ltk.report.unknown|--report lime: there is no reporter \"lime\" (did you mean line?); this program has "));
    CHECK(unknown.find("late, line, linked in") != unknown.npos);
    CHECK(error({ltk::reporter("line", folder.path())}) ==
          "ltk.report.target|" + folder.path().string() +
              ": this is a directory; name a file in it; choose another file with --report NAME:FILE");
    CHECK(error({ltk::reporter("line", folder / "x"), ltk::reporter("late", folder / "x")}) ==
          "ltk.report.target|" + (folder / "x").string() + ": two reports, line and late, go to this file; give each a file of its own");
    put_content(folder / "file", "");
    CHECK(error({ltk::reporter("line", folder / "file/x")}).starts_with("ltk.report.target|" + (folder / "file/x").string() + ": cannot "));
    CHECK(error({ltk::reporter("line", {}, {{"refuse", "yes"}})}) == "ltk.test.option|--report line: refused");
    CHECK(error({ltk::reporter("line", folder / "new", {{"refuse", "yes"}})}) == "ltk.test.option|--report line: refused");
    CHECK_FALSE(fs::exists(folder / "new"));
    ltk::ReporterRecord again;
    ltk::declare::reporter<Counter>(programme.registry, again, "line", {"other.cpp", 12});
    CHECK(
        error({ltk::reporter("line")}).starts_with("ltk.report.ambiguous|--report line: two reporters have this name: other.cpp:12 and "));
    CHECK(error({ltk::reporter("late")}) == "no error");
    ltk::Registry const empty;
    auto const own_of_none = error_of<ltk::Error>([&] { ltk::Reports(empty, {ltk::reporter("line")}, {programme.out, false, {}, {}}); });
    CHECK(own_of_none.starts_with("ltk.report.unknown|--report line: there is no reporter \"line\""));
    CHECK(own_of_none.find("linked in") != own_of_none.npos);
}

}  // namespace
