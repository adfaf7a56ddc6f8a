// The published schema is what the structs say, and what the writer writes fits it.
#include <ltk/results/journal_writer.hpp>
#include <ltk/results/schema.hpp>
#include <results/sample_events.hpp>
#include <results/temporary_folder.hpp>

#include <nlohmann/json.hpp>

#include <catch2/catch_test_macros.hpp>

#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

std::string const published = std::string(LTK_SOURCE_DIR) + "/docs/schema/journal.schema.json";

TEST_CASE("the published schema is the one of the event structs", "[schema]") {
    auto const made = ltk::journal_schema();
    REQUIRE(nlohmann::json::accept(made));
    if (std::getenv("LTK_WRITE_PUBLISHED") != nullptr) put_content(published, made);
    INFO("after a change of the events, run this test once with LTK_WRITE_PUBLISHED=1 and look at the difference");
    CHECK((content_of(published) == made));
}

TEST_CASE("the schema names every event and every field", "[schema]") {
    auto const schema = nlohmann::json::parse(ltk::journal_schema());
    ltk::event::for_each_type([&]<class Event>(char const* name) {
        INFO(name);
        auto const& properties = schema["$defs"][name]["properties"];
        CHECK(properties.size() == ltk::reflect::field_count<Event>);
        for (auto const field : ltk::reflect::field_names<Event>) CHECK(properties.contains(std::string(field)));
    });
    CHECK(schema["$defs"]["outcome"]["enum"].size() == ltk::outcome_names.size());
}

TEST_CASE("a journal fits the published schema", "[schema]") {
    if (std::system("python3 -c 'from jsonschema import Draft202012Validator' >/dev/null 2>&1") != 0)
        SKIP("python3 with the module jsonschema is not there");
    TemporaryFolder folder;
    {
        ltk::JournalWriter journal(folder / "journal.jsonl");
        ltk::event::for_each_type([&]<class Event>(char const*) {
            journal.write(sample_event<Event>(), 0.5);
            journal.write(Event{}, 0.5);
        });
    }
    put_content(folder / "judge.py", R"(import json, sys
from jsonschema import Draft202012Validator
schema = json.load(open(sys.argv[1]))
Draft202012Validator.check_schema(schema)
judge = Draft202012Validator(schema)
lines = open(sys.argv[2], encoding="utf-8").readlines()
for number, line in enumerate(lines, 1):
    for error in judge.iter_errors(json.loads(line)):
        sys.exit(f"line {number}: {error.json_path}: {error.message}")
good = json.loads(lines[0])
for key, value in (("event", "dance"), ("seq", 0), ("hash", "00"), ("at", -1), ("data", [])):
    if judge.is_valid({**good, key: value}):
        sys.exit(f"accepted {key} = {value}")
print(len(lines))
)");
    auto const command = "python3 '" + (folder / "judge.py").string() + "' '" + published + "' '" + (folder / "journal.jsonl").string() +
                         "' > '" + (folder / "said").string() + "' 2>&1";
    int const status = std::system(command.c_str());
    INFO(content_of(folder / "said"));
    CHECK(status == 0);
    CHECK(content_of(folder / "said") == std::to_string(2 * ltk::event::type_count) + "\n");
}

}  // namespace
