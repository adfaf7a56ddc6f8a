// What docs/journal.md says about journals holds: its snippets work on one.
#include <ltk/results/stored_journal.hpp>
#include <results/sample_events.hpp>
#include <results/temporary_folder.hpp>

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <string>

namespace {

TEST_CASE("the documented check of the chain agrees with LTK's", "[documented_journal]") {
    if (std::system("python3 -c pass >/dev/null 2>&1") != 0) SKIP("python3 is not there");
    TemporaryFolder folder;
    {
        ltk::JournalWriter journal(folder / "journal.jsonl");
        ltk::event::for_each_type([&]<class Event>(char const*) { journal.write(sample_event<Event>(), 0.000001); });
    }
    std::string const document = content_of(std::string(LTK_SOURCE_DIR) + "/docs/journal.md");
    std::size_t const start = document.find("```python\n") + 10;
    REQUIRE(start > 10);
    put_content(folder / "check.py", document.substr(start, document.find("```", start) - start));
    auto const said = [&] {
        int const status = std::system(("cd '" + folder.path().string() + "' && python3 check.py journal.jsonl > said 2>&1").c_str());
        return std::to_string(status == 0 ? 0 : 1) + " " + content_of(folder / "said");
    };
    CHECK(said() == "0 " + ltk::StoredJournal::verify(folder / "journal.jsonl").hash + "\n");
    std::string text = content_of(folder / "journal.jsonl");
    text[text.find("text 3")] = 'T';
    put_content(folder / "journal.jsonl", text);
    CHECK(said() == "1 line 1 was changed after it was written\n");
}

// The text of docs/journal.md, "From C++".
struct Slowest {
    std::string test;
    double elapsed = 0;
    void on(ltk::event::TestFinished const& e) {
        if (e.elapsed > elapsed) test = e.test, elapsed = e.elapsed;
    }
};

TEST_CASE("the documented reader finds the slowest test", "[documented_journal]") {
    TemporaryFolder folder;
    {
        ltk::JournalWriter journal(folder / "journal.jsonl");
        journal.write(ltk::event::TestFinished{"a/b", ltk::outcome::pass, "", 1, 2}, 0);
        journal.write(ltk::event::TestFinished{"a/c", ltk::outcome::pass, "", 1, 3}, 0);
        journal.write(ltk::event::TestFinished{"a/d", ltk::outcome::pass, "", 1, 1}, 0);
    }
    Slowest slowest;
    ltk::StoredJournal(folder.path()).for_each(slowest);
    CHECK(slowest.test == "a/c");
}

}  // namespace
