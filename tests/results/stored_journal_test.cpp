#include <ltk/error.hpp>
#include <ltk/results/stored_journal.hpp>
#include <results/sample_events.hpp>
#include <results/temporary_folder.hpp>

#include <nlohmann/json.hpp>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace {

// Keeps every event as text, with its stamp.
struct Keeper {
    std::vector<std::string> seen;
    template <class Event>
    void on(Event const& event, ltk::Stamp const& stamp) {
        seen.push_back(std::string(ltk::event::name_of<Event>()) + " " + std::to_string(stamp.sequence) + " " +
                       ltk::canonical_json(stamp.at) + " " + ltk::canonical_json(event));
    }
};

std::vector<std::string> replayed(std::filesystem::path const& file, ltk::StoredJournal::chain check = ltk::StoredJournal::chain::check) {
    Keeper keeper;
    ltk::StoredJournal(file, check).for_each(keeper);
    return keeper.seen;
}

// One event of each type.
std::vector<std::string> write_sample(std::filesystem::path const& file) {
    Keeper live;
    ltk::JournalWriter journal(file);
    ltk::event::for_each_type([&]<class Event>(char const*) {
        auto const event = sample_event<Event>();
        live.on(event, journal.write(event, 0.5 + static_cast<double>(live.seen.size()) * 0.1));
    });
    journal.close();
    return live.seen;
}

std::string small_journal(std::filesystem::path const& file) {
    std::filesystem::remove(file);
    ltk::JournalWriter journal(file);
    journal.write(ltk::event::AttemptStarted{"a/b", 1}, 0.25);
    journal.write(ltk::event::Noted{"a/b", 1, "x"}, 0.5);
    journal.write(ltk::event::TestFinished{"a/b", ltk::outcome::fail, "why", 1, 0.5}, 1);
    journal.close();
    return content_of(file);
}

std::string line_of(std::string const& text, int number) {
    std::size_t start = 0;
    for (; number > 1; --number) start = text.find('\n', start) + 1;
    return text.substr(start, text.find('\n', start) + 1 - start);
}

std::string replay_error(std::filesystem::path const& file) {
    return error_of<ltk::Error>([&] { replayed(file); });
}

TEST_CASE("what was live comes back from the disk, every field of every event", "[stored_journal]") {
    TemporaryFolder folder;
    auto const file = folder / "journal.jsonl";
    auto const live = write_sample(file);
    CHECK(live.size() == ltk::event::type_count);
    CHECK(replayed(file) == live);
    CHECK(replayed(file, ltk::StoredJournal::chain::trust) == live);
    CHECK(replayed(folder.path()) == live);  // by its folder
    ltk::StoredJournal const journal(folder.path());
    Keeper twice;
    journal.for_each(twice);
    journal.for_each(twice);
    CHECK(twice.seen.size() == 2 * live.size());
    CHECK(journal.run_folder() == folder.path());
    auto const found = journal.verify();
    CHECK(found.events == live.size());
    CHECK(found.bytes == content_of(file).size());
    CHECK(found.hash == std::string(nlohmann::json::parse(line_of(content_of(file), static_cast<int>(live.size())))["hash"]));
}

TEST_CASE("a journal that another tool wrote anew is the same journal", "[stored_journal]") {
    TemporaryFolder folder;
    auto const file = folder / "journal.jsonl";
    auto const live = write_sample(file);
    std::string anew;
    std::string const text = content_of(file);
    for (std::size_t i = 1; i <= live.size(); ++i) {
        nlohmann::ordered_json turned;
        auto const parsed = nlohmann::json::parse(line_of(text, static_cast<int>(i)));
        for (char const* key : {"seq", "hash", "event", "data", "at"}) turned[key] = nlohmann::ordered_json(parsed[key]);
        std::string line = turned.dump(1, ' ', true);  // escaped, with line breaks and spaces
        for (auto& c : line)
            if (c == '\n') c = ' ';
        anew += line + '\n';
    }
    put_content(file, anew);
    CHECK(replayed(file) == live);
    CHECK(ltk::StoredJournal(file).verify().events == live.size());
}

TEST_CASE("unknown events and fields are stepped over, missing fields have defaults", "[stored_journal]") {
    TemporaryFolder folder;
    auto const file = folder / "journal.jsonl";
    put_content(file, R"({"at":1,"data":{"test":"a/b"},"event":"attempt_started","hash":"","seq":1}
{"at":2,"data":{"x":[1,{"y":null}]},"event":"of_a_later_version","hash":"","seq":2}
{"at":3,"data":{"test":"a/b","new":{"deep":[]},"outcome":"crash"},"event":"test_finished","more":7,"seq":3}
{"event":"run_finished"}
)");
    Keeper keeper;
    ltk::StoredJournal(file, ltk::StoredJournal::chain::trust).for_each(keeper);
    CHECK(keeper.seen ==
          std::vector<std::string>{R"(attempt_started 1 1 {"attempt":1,"test":"a/b"})",
                                   R"(test_finished 3 3 {"attempts":0,"elapsed":0,"outcome":"crash","reason":"","test":"a/b"})",
                                   "run_finished 0 0 " + ltk::canonical_json(ltk::event::RunFinished{})});
}

TEST_CASE("whatever is changed, removed, added or moved is found, with its line", "[stored_journal]") {
    TemporaryFolder folder;
    auto const file = folder / "journal.jsonl";
    std::string const text = small_journal(file);
    std::string const advice = "; a journal is evidence and must not be edited: take the original";
    auto const one = line_of(text, 1);
    auto const two = line_of(text, 2);
    auto const three = line_of(text, 3);

    std::string changed = three;
    changed.replace(changed.find("\"fail\""), 6, "\"pass\"");
    put_content(file, one + two + changed);
    CHECK(replay_error(file) == "ltk.journal.chain|" + file.string() +
                                    ":3: the chain is broken at seq 3: this line (or the hash of the one before) was changed "
                                    "after it was written" +
                                    advice);
    put_content(file, one + three);
    CHECK(replay_error(file) == "ltk.journal.chain|" + file.string() +
                                    ":2: the chain is broken: seq 3 stands where seq 2 belongs, so lines were removed, added or moved" +
                                    advice);
    for (auto const& other : {two + three, one + one + two + three, two + one + three, one + two + two + three, three + two + one,
                              one + two + "\n" + three, one + two + "{}\n" + three, one + two + "null\n" + three, "\n" + one}) {
        put_content(file, other);
        CHECK(replay_error(file) != "no error");
        CHECK(error_of<ltk::Error>([&] { ltk::StoredJournal(file).verify(); }) == replay_error(file));
    }
    put_content(file, one + two);  // the end is missing: nobody can tell, but no run_finished is there
    CHECK(replay_error(file) == "no error");
}

TEST_CASE("any changed byte breaks the chain", "[stored_journal]") {
    TemporaryFolder folder;
    auto const file = folder / "journal.jsonl";
    std::string const text = small_journal(file);
    std::mt19937 random(5);
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (int i = 0; i < 4; ++i) {
            std::string other = text;
            other[at] = static_cast<char>(i == 0 ? '\n' : i == 1 ? '\0' : static_cast<char>(random() % 256));
            if (other == text) continue;
            put_content(file, other);
            auto const error = replay_error(file);
            if (error != "no error") continue;
            INFO(other);
            CHECK(at == text.size() - 1);  // the last line feed: then the line is incomplete and left out
            CHECK(ltk::StoredJournal(file).verify().cut);
        }
    }
}

TEST_CASE("a journal cut anywhere gives its complete lines", "[stored_journal]") {
    TemporaryFolder folder;
    auto const file = folder / "journal.jsonl";
    std::string const text = small_journal(file);
    for (std::size_t size = 0; size <= text.size(); ++size) {
        put_content(file, text.substr(0, size));
        auto const found = ltk::StoredJournal(file).verify();
        auto const complete = static_cast<std::uint64_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(size), '\n'));
        CHECK(found.events == complete);
        CHECK(found.cut == (size != 0 && text[size - 1] != '\n'));
        CHECK(replayed(file).size() == complete);
    }
}

TEST_CASE("what is no journal is refused with a place", "[stored_journal]") {
    TemporaryFolder folder;
    auto const file = folder / "journal.jsonl";
    std::string const name = file.string();
    std::string const advice = "; a journal is evidence and must not be edited: take the original";
    auto const error = [&](std::string const& content) {
        put_content(file, content);
        return error_of<ltk::Error>([&] { replayed(file, ltk::StoredJournal::chain::trust); });
    };
    CHECK(error("") == "no error");
    CHECK(error("hello\n") == "ltk.journal.json|" + name + ":1:1: broken JSON: expected an object" + advice);
    CHECK(error("{\"at\":1,\"event\":\"noted\",}\n") ==
          "ltk.journal.json|" + name + ":1:25: broken JSON: expected a key in double quotes" + advice);
    CHECK(error("[]\n") == "ltk.journal.field|" + name + ":1:1: expected an object, found an array" + advice);
    CHECK(error("{\"at\":\"soon\",\"event\":\"noted\"}\n").starts_with("ltk.journal.field|" + name + ":1:7: at: expected a number"));
    CHECK(error("{}\n") == "ltk.journal.field|" + name + ":1: this line has no \"event\"; each line of a journal is an event: is it one?");
    CHECK(error("{\"event\":\"noted\",\"data\":{\"attempt\":\"one\"}}\n") ==
          "ltk.journal.field|" + name + ":1:36: data.attempt: expected an integer from -2147483648 to 2147483647" + advice);
    CHECK(error("{\"event\":\"test_finished\",\"data\":{\"outcome\":\"passed\"}}\n") ==
          "ltk.journal.field|" + name +
              ":1:44: data.outcome: \"passed\" is no outcome; expected one of pass, fail, error, skip, not_applicable, timeout, crash, "
              "expected_fail, unexpected_pass, flaky_pass, interrupted, not_run" +
              advice);
    CHECK(error(std::string(1000, '\0') + "\n").starts_with("ltk.journal.json|" + name + ":1:1: "));
    CHECK(error(std::string(1'000'000, '[') + "\n").starts_with("ltk.journal.field|"));
    CHECK(error("{\"a\":" + std::string(1'000'000, '[') + "\n").starts_with("ltk.journal.json|" + name + ":1:"));

    std::string const hash(64, 'a');
    std::string const tail = ",\"event\":\"noted\",\"hash\":\"" + hash + "\",\"seq\":1}\n";
    CHECK(error("{\"at\":1,\"data\":{\"attempt\":1,\"test\":\"a/b\",\"text\":\"x\"}" + tail) == "no error");
    CHECK(error("{\"at\":1,\"data\":{\"attempt\":1,\"test\":\"a/b\",\"text\":\"x\"} " + tail) == "no error");
    CHECK(error("{\"at\":1,\"data\":{\"attempt\":1,\"test\":\"a/b\",\"text\":\"x\"" + tail).starts_with("ltk.journal.json|"));
    CHECK(error("{\"at\":1,\"data\":{\"attempt\":1}}" + tail).starts_with("ltk.journal.json|"));
    CHECK(error("{\"at\":1x,\"data\":{\"attempt\":1,\"test\":\"a/b\",\"text\":\"x\"}" + tail) ==
          "ltk.journal.json|" + name + ":1:8: broken JSON: expected a comma or `}`" + advice);

    auto const none = folder / "none";
    CHECK(error_of<ltk::Error>([&] { ltk::StoredJournal{none}; }) ==
          "ltk.journal.missing|" + none.string() +
              ": there is no journal; name a run by its id, its folder, its journal.jsonl or \"latest\"");
}

TEST_CASE("random bytes never do harm", "[stored_journal]") {
    TemporaryFolder folder;
    auto const file = folder / "journal.jsonl";
    std::string const text = small_journal(file);
    std::mt19937 random(13);
    for (int i = 0; i < 3000; ++i) {
        std::string other;
        if (i % 3 == 0) {
            for (std::size_t left = random() % 300; left > 0; --left) other += static_cast<char>(random());
            other += '\n';
        } else {
            other = text;
            for (int change = 0; change < 4; ++change) {
                std::size_t const at = random() % other.size();
                if (random() % 2 == 0)
                    other.erase(at, random() % 20);
                else
                    other.insert(at, other.substr(random() % other.size(), random() % 20));
                if (other.empty()) other.assign(1, 'x');
            }
        }
        put_content(file, other);
        for (auto const check : {ltk::StoredJournal::chain::check, ltk::StoredJournal::chain::trust})
            if (auto const error = error_of<ltk::Error>([&] { replayed(file, check); }); error != "no error")
                CHECK(error.find(file.string()) != std::string::npos);
    }
}

TEST_CASE("long lines are read whole", "[stored_journal]") {
    TemporaryFolder folder;
    auto const file = folder / "journal.jsonl";
    ltk::event::OutputCaptured output;
    for (int i = 0; i < 20'000; ++i) output.lines.push_back({0.5 * i, std::string(60, 'x')});
    {
        ltk::JournalWriter journal(file);
        journal.write(ltk::event::Noted{"a/b", 1, "before"}, 0);
        journal.write(output, 1);
        journal.write(ltk::event::Noted{"a/b", 1, "behind"}, 2);
    }
    auto const seen = replayed(file);
    REQUIRE(seen.size() == 3);
    CHECK(seen[1].size() > 1'000'000);
    CHECK(seen[1] == "output_captured 2 1 " + ltk::canonical_json(output));
    CHECK(ltk::StoredJournal(file).verify().events == 3);
}

}  // namespace
