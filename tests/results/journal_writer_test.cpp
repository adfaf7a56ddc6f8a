#include <ltk/error.hpp>
#include <ltk/results/journal_writer.hpp>
#include <ltk/results/stored_journal.hpp>
#include <results/sample_events.hpp>
#include <results/temporary_folder.hpp>

#include <boost/hash2/sha2.hpp>
#include <nlohmann/json.hpp>

#include <catch2/catch_test_macros.hpp>

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <limits>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace {

std::vector<std::string> lines_of(std::filesystem::path const& file) {
    std::vector<std::string> lines;
    std::istringstream in(content_of(file));
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

// Files may grow to `bytes`; what goes beyond is an error and no signal, as on a full disk.
class SmallDisk {
public:
    explicit SmallDisk(rlim_t bytes) : signal_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        rlimit small = before_;
        small.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    SmallDisk(SmallDisk const&) = delete;
    SmallDisk& operator=(SmallDisk const&) = delete;
    ~SmallDisk() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, signal_);
    }

private:
    rlimit before_{};
    void (*signal_)(int);
};

TEST_CASE("a line is canonical JSON, and the hash is as documented", "[journal_writer]") {
    TemporaryFolder folder;
    auto const file = folder / "journal.jsonl";
    {
        ltk::JournalWriter journal(file);
        auto const first = journal.write(ltk::event::AttemptStarted{"posix/rename", 1}, 0.1234567);
        CHECK(first.sequence == 1);
        CHECK(ltk::canonical_json(first.at) == "0.123457");
        journal.write(ltk::event::Noted{"posix/rename", 1, "one\ntwo"}, 3);
        CHECK(journal.sequence() == 2);
        journal.close();
    }
    auto const lines = lines_of(file);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].starts_with(R"({"at":0.123457,"data":{"attempt":1,"test":"posix/rename"},"event":"attempt_started","hash":")"));
    CHECK(lines[1].starts_with(R"({"at":3,"data":{"attempt":1,"test":"posix/rename","text":"one\ntwo"},"event":"noted","hash":")"));
    std::string before(64, '0');
    for (auto const& line : lines) {  // with another JSON library and Hash2
        auto parsed = nlohmann::json::parse(line);
        std::string const hash = parsed["hash"];
        parsed.erase("hash");
        std::string const text = before + parsed.dump();
        boost::hash2::sha2_256 judge;
        judge.update(text.data(), text.size());
        CHECK(hash == to_string(judge.result()));
        before = hash;
    }
}

TEST_CASE("times are rounded to microseconds and never negative", "[journal_writer]") {
    TemporaryFolder folder;
    auto const file = folder / "journal.jsonl";
    ltk::JournalWriter journal(file);
    std::vector<std::pair<double, std::string>> const table{{0, "0"},
                                                            {-1, "0"},
                                                            {std::numeric_limits<double>::quiet_NaN(), "0"},
                                                            {1e-6, "0.000001"},
                                                            {4e-7, "0"},
                                                            {0.1, "0.1"},
                                                            {1.0000004, "1"},
                                                            {12.000001, "12.000001"},
                                                            {59.9999996, "60"},
                                                            {86400.5, "86400.5"},
                                                            {1e9, "1000000000"},
                                                            {1e30, "1000000000"},
                                                            {999999999.999999, "999999999.999999"}};
    for (auto const& [at, text] : table) {
        auto const stamp = journal.write(ltk::event::RunTroubled{}, at);
        CHECK(ltk::canonical_json(stamp.at) == text);
        CHECK(lines_of(file).back().starts_with("{\"at\":" + text + ","));
    }
}

TEST_CASE("every event is in the file when write returns, a batch when it ends", "[journal_writer]") {
    TemporaryFolder folder;
    auto const file = folder / "journal.jsonl";
    ltk::JournalWriter journal(file);
    journal.write(ltk::event::Noted{"a/b", 1, "x"}, 0);
    CHECK(lines_of(file).size() == 1);
    journal.begin_batch();
    journal.write(ltk::event::Noted{"a/b", 1, "x"}, 1);
    journal.begin_batch();
    journal.write(ltk::event::Noted{"a/b", 1, "x"}, 1);
    journal.end_batch();
    CHECK(lines_of(file).size() == 1);
    journal.end_batch();
    CHECK(lines_of(file).size() == 3);
    journal.begin_batch();
    for (int i = 0; i < 5000; ++i) journal.write(ltk::event::Noted{"a/b", 1, "x"}, 2);
    CHECK(lines_of(file).size() > 1000);  // a long batch does not gather in memory
    journal.end_batch();
    CHECK(lines_of(file).size() == 5003);
    CHECK(ltk::StoredJournal::verify(file).events == 5003);
}

TEST_CASE("a journal is never written over", "[journal_writer]") {
    TemporaryFolder folder;
    auto const file = folder / "journal.jsonl";
    put_content(file, "precious");
    auto const error = error_of<ltk::Error>([&] { ltk::JournalWriter{file}; });
    CHECK(error == "ltk.journal.create|" + file.string() +
                       ": cannot create the journal: File exists (EEXIST); a journal is never written over: resume that run, or start a "
                       "new one in a folder of its own");
    CHECK(content_of(file) == "precious");
    CHECK(error_of<ltk::Error>([&] { ltk::JournalWriter{folder / "none/journal.jsonl"}; })
              .starts_with("ltk.journal.create|" + (folder / "none/journal.jsonl").string() +
                           ": cannot create the journal: No such file or directory (ENOENT)"));
}

TEST_CASE("a full disk is told, and nothing is lost when there is space again", "[journal_writer]") {
    TemporaryFolder folder;
    auto const file = folder / "journal.jsonl";
    ltk::JournalWriter journal(file);
    std::string error = "no error";
    int failures = 0;
    {
        SmallDisk disk(1000);  // in the middle of a line
        for (int i = 0; i < 10; ++i) {
            auto const seen = error_of<ltk::Error>([&] { journal.write(ltk::event::Noted{"a/b", i, "x"}, 0); });
            if (seen != "no error") {
                ++failures;
                error = seen;
            }
        }
        CHECK(content_of(file).size() == 1000);
        CHECK(ltk::StoredJournal::verify(file).cut);
        CHECK(static_cast<int>(ltk::StoredJournal::verify(file).events) == 10 - failures);
    }
    CHECK(failures > 2);
    CHECK(
        error ==
        "ltk.journal.write|" + file.string() +
            ": cannot append to the journal: File too large (EFBIG); raise the limit of file sizes (ulimit -f), then go on with --resume");
    journal.close();
    auto const found = ltk::StoredJournal::verify(file);
    CHECK(found.events == 10);
    CHECK_FALSE(found.cut);
}

TEST_CASE("a writer's destructor writes what is pending and never throws", "[journal_writer]") {
    TemporaryFolder folder;
    auto const file = folder / "journal.jsonl";
    {
        ltk::JournalWriter journal(file);
        journal.begin_batch();
        journal.write(ltk::event::Noted{"a/b", 1, "x"}, 0);
        ltk::JournalWriter moved(std::move(journal));
        moved.write(ltk::event::Noted{"a/b", 1, "y"}, 0);
    }
    CHECK(ltk::StoredJournal::verify(file).events == 2);
    SmallDisk disk(10);
    auto const full = folder / "full.jsonl";
    {
        ltk::JournalWriter journal(full);
        journal.begin_batch();
        journal.write(ltk::event::Noted{"a/b", 1, "x"}, 0);
    }
    CHECK(content_of(full).size() == 10);
}

TEST_CASE("close() is done once; sync_if_due() is cheap when nothing is due", "[journal_writer]") {
    TemporaryFolder folder;
    ltk::JournalWriter journal(folder / "journal.jsonl");
    journal.sync_if_due();
    journal.write(ltk::event::Noted{"a/b", 1, "x"}, 0);
    journal.sync_if_due();
    journal.sync();
    journal.close();
    journal.close();
}

TEST_CASE("a killed run's journal goes on where it was cut", "[journal_writer]") {
    TemporaryFolder folder;
    auto const whole = folder / "whole.jsonl";
    {
        ltk::JournalWriter journal(whole);
        for (int i = 1; i <= 3; ++i) journal.write(ltk::event::Noted{"a/b", i, "x"}, i);
    }
    std::string const text = content_of(whole);
    for (std::size_t const size : {std::size_t{0}, std::size_t{1}, text.size() / 2, text.size() - 1, text.size()}) {
        auto const file = folder / ("cut" + std::to_string(size));
        put_content(file, text.substr(0, size));
        auto const complete = static_cast<std::uint64_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(size), '\n'));
        auto journal = ltk::JournalWriter::resume(file);
        CHECK(journal.sequence() == complete);
        CHECK(ltk::canonical_json(journal.resumed_at()) == std::to_string(complete));
        CHECK(journal.write(ltk::event::RunResumed{"2025-01-01T00:00:00.000000Z"}, 9).sequence == complete + 1);
        journal.close();
        auto const found = ltk::StoredJournal::verify(file);
        CHECK(found.events == complete + 1);
        CHECK_FALSE(found.cut);
        CHECK(content_of(file).starts_with(
            text.substr(0, text.rfind('\n', size == 0 ? 0 : size - 1) == std::string::npos ? 0 : text.rfind('\n', size - 1) + 1)));
    }
}

TEST_CASE("a run goes on byte for byte as if it had not been killed", "[journal_writer]") {
    TemporaryFolder folder;
    auto const write = [](ltk::JournalWriter& journal, int i) { journal.write(ltk::event::Noted{"a/b", i, "x"}, i); };
    {
        ltk::JournalWriter journal(folder / "one");
        for (int i = 0; i < 6; ++i) write(journal, i);
    }
    {
        ltk::JournalWriter journal(folder / "two");
        for (int i = 0; i < 3; ++i) write(journal, i);
    }
    {
        auto journal = ltk::JournalWriter::resume(folder / "two");
        for (int i = 3; i < 6; ++i) write(journal, i);
    }
    CHECK(content_of(folder / "one") == content_of(folder / "two"));
}

TEST_CASE("a journal that is damaged, missing or in use is not resumed", "[journal_writer]") {
    TemporaryFolder folder;
    auto const file = folder / "journal.jsonl";
    CHECK(error_of<ltk::Error>([&] {
              ltk::JournalWriter::resume(file);
          }).starts_with("ltk.journal.open|" + file.string() + ": cannot open the journal for writing"));
    {
        ltk::JournalWriter journal(file);
        journal.write(ltk::event::Noted{"a/b", 1, "x"}, 0);
        CHECK(error_of<ltk::Error>([&] { ltk::JournalWriter::resume(file); }) ==
              "ltk.journal.busy|" + file.string() +
                  ": another program is writing to this journal; wait until that run has ended, or end it");
    }
    std::string text = content_of(file);
    text[text.find("a/b")] = 'b';
    put_content(file, text);
    CHECK(error_of<ltk::Error>([&] { ltk::JournalWriter::resume(file); }).starts_with("ltk.journal.chain|" + file.string() + ":1: "));
    CHECK(content_of(file) == text);
}

}  // namespace
