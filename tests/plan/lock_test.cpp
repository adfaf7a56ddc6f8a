#include "declared.hpp"

#include <ltk/plan/lock.hpp>

#include <fstream>
#include <sstream>

using namespace planned;
using namespace ltk::literals;

namespace {

ltk::Catalogue const& catalogue() {
    static constexpr ltk::test_traits slow{.timeout = 300_ms};
    static Declared program;
    static ltk::Catalogue const made = [] {
        program.tests({"s/a", "s/b", "s/\xc3\xa9"}).test("s/slow", &nothing, slow);
        return program.catalogue();
    }();
    return made;
}

ltk::PlanLock lock_of(ltk::PlanOptions const& options) {
    return ltk::lock_plan(ltk::make_plan(catalogue(), options),
                          {{"fs.mount", "\"/mnt/x\"", "file", "site.json:1:2"},
                           {"fs.token", "\"******\"", "file", ""},
                           {"fs.limits.space", "[1, 2]", "default", ""},
                           {"jobs", "4", "default", ""}},
                          "1.0.0", "7");
}

std::string refusal(std::string const& json) {
    auto const error = error_of([&] { ltk::apply_lock(ltk::read_plan_lock(json), catalogue()); });
    CHECK(error.id() == "ltk.plan.lock");
    return error.what();
}

std::string replaced(std::string text, std::string const& from, std::string const& to) {
    auto const at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("A locked plan is the same plan again") {
    auto plan = ltk::make_plan(catalogue(),
                               {.select = "not s/b", .seed = 0xFFFF'FFFF'FFFF'FFFFULL, .order = ltk::shuffled, .jobs = 3, .repeat = 2});
    plan.budget = 90_min;
    plan.tests[0].run = false;
    plan.tests[0].outcome = ltk::outcome::skip;
    plan.tests[0].reason = "because";
    auto const json = ltk::to_json(ltk::lock_plan(plan, {}, "1.0.0", ""));
    auto const again = ltk::apply_lock(ltk::read_plan_lock(json), catalogue());
    CHECK(ids(again) == ids(plan));
    CHECK(again.seed == plan.seed);
    CHECK(again.order == plan.order);
    CHECK(again.jobs == 3);
    CHECK(again.repeat == 2);
    CHECK(again.budget == 90_min);
    CHECK(again.stage == "developer");
    CHECK(again.select == "not s/b");
    for (std::size_t i = 0; i < plan.tests.size(); ++i) {
        CHECK(again.tests[i].timeout == plan.tests[i].timeout);
        CHECK(again.tests[i].repeat == plan.tests[i].repeat);
        CHECK(again.tests[i].stage == plan.tests[i].stage);
        CHECK(again.tests[i].run == plan.tests[i].run);
        CHECK(again.tests[i].reason == plan.tests[i].reason);
    }
    CHECK(again.tests[0].outcome == ltk::outcome::skip);
    REQUIRE(again.left_out.size() == 1);
    CHECK(again.left_out.front() == std::pair<std::string, std::string>{"s/b", "not in plan.lock.json"});
    CHECK(ltk::to_json(ltk::lock_plan(again, {}, "1.0.0", "")) == json);
}

TEST_CASE("A lock is laid out for people: a test is a line") {
    auto const json = ltk::to_json(lock_of({}));
    CHECK(json.find("\n        {\"id\": \"s/a\", \"outcome\": \"\", \"reason\": \"\", \"repeat\": 1, \"run\": true, \"stage\": "
                    "\"developer\", \"timeout\": 60},\n") != std::string::npos);
    CHECK(json.find("\"timeout\": 0.3}") != std::string::npos);
    CHECK(json.find("    \"format\": \"ltk.plan.lock\",\n") != std::string::npos);
}

TEST_CASE("Tests that do not exist any more are all named") {
    auto json = replaced(ltk::to_json(lock_of({})), "\"s/a\"", "\"s/aa\"");
    json = replaced(json, "\"s/slow\"", "\"s/sloow\"");
    CHECK(refusal(json) ==
          "plan.lock.json: tests[0]: no test is called \"s/aa\"; did you mean s/a?\nplan.lock.json: tests[2]: no test is called "
          "\"s/sloow\"; did you mean s/slow?\nthe lock was made by another version of this program; make a new one with `plan --lock`");
}

TEST_CASE("Many missing tests are counted") {
    auto lock = lock_of({});
    for (int i = 0; i < 100; ++i) lock.tests.push_back({"gone/" + std::to_string(i), "developer", true, "", "", 1, 1});
    auto const what = refusal(ltk::to_json(lock));
    CHECK(what.find("plan.lock.json: and 80 more") != std::string::npos);
}

TEST_CASE("Locks with impossible values are refused with the place") {
    auto const json = ltk::to_json(lock_of({}));
    CHECK(refusal(replaced(json, "\"order\": \"declared\"", "\"order\": \"random\"")) ==
          "plan.lock.json: order is \"random\", expected \"declared\" or \"shuffled\"");
    CHECK(refusal(replaced(json, "\"jobs\": 1", "\"jobs\": 0")).find("jobs is 0, expected 1 or more") != std::string::npos);
    CHECK(refusal(replaced(json, "\"timeout\": 60", "\"timeout\": -1")).find("tests[0].timeout is no span of time") != std::string::npos);
    CHECK(refusal(replaced(json, "\"timeout\": 60", "\"timeout\": 0")).find("tests[0].timeout is 0") != std::string::npos);
    CHECK(refusal(replaced(json, "\"timeout\": 60", "\"timeout\": \"NaN\"")).find("tests[0].timeout is no span of time") !=
          std::string::npos);
    CHECK(refusal(replaced(json, "\"run\": true", "\"run\": false")).find("tests[0].outcome is \"\", expected an outcome") !=
          std::string::npos);
    CHECK(refusal(replaced(json, "\"s/b\"", "\"s/a\"")).find("tests[1]: \"s/a\" stands there twice") != std::string::npos);
    CHECK(refusal(replaced(json, "\"seed\": 0", "\"seed\": \"x\"")).find("plan.lock.json:") == 0);
    CHECK(refusal(replaced(json, "\"version\": 1", "\"version\": 2")).find("version is 2, and this program reads versions up to 1") !=
          std::string::npos);
}

TEST_CASE("What is no lock is refused, whatever it is") {
    auto const json = ltk::to_json(lock_of({}));
    for (auto const& text : strings{"", "{", "[]", "null", "1", "{}", "{\"format\": \"ltk.environment\"}", std::string(1000, '['),
                                    std::string("\0", 1), "\xff", "{\"tests\": {}}", "{\"tests\": [[]]}", "{\"format\": 1}"})
        CHECK(refusal(text).find("plan.lock.json") == 0);
    for (std::size_t length = 0; length + 2 < json.size(); ++length) {
        auto const what = error_of([&] { ltk::read_plan_lock(json.substr(0, length)); });
        REQUIRE(what.id() == "ltk.plan.lock");
    }
}

TEST_CASE("Unknown fields are passed over and missing ones have defaults") {
    auto const lock = ltk::read_plan_lock(
        R"({"format": "ltk.plan.lock", "later": {"deep": [1, {"x": null}]}, "tests": [{"id": "s/a", "timeout": 1.5, "new": 1}]})");
    auto const plan = ltk::apply_lock(lock, catalogue());
    CHECK(plan.tests.front().timeout == 1500_ms);
    CHECK(plan.jobs == 1);
}

TEST_CASE("The locked configuration becomes a layer again, without secrets") {
    CHECK(ltk::locked_configuration(lock_of({})) == R"({"fs":{"limits":{"space":[1, 2]},"mount":"/mnt/x"},"jobs":4})");
    CHECK(ltk::locked_configuration({}) == "{}");
    ltk::PlanLock broken;
    broken.configuration = {{"fs.mount", "not json", "", ""}};
    auto const error = error_of([&] { ltk::locked_configuration(broken); });
    CHECK(std::string(error.what()).find("plan.lock.json: configuration: the value of fs.mount is no valid JSON") == 0);
}

TEST_CASE("What is different from the locked run is said") {
    auto const lock = lock_of({});
    CHECK(ltk::lock_differences(lock, lock.configuration, "1.0.0", "7").empty());
    auto now = lock.configuration;
    now.erase(now.begin() + 2);
    now[0].value = "\"/mnt/y\"";
    now.push_back({"fs.new", "1", "default", ""});
    CHECK(ltk::lock_differences(lock, now, "1.0.1", "") ==
          strings{"version of LTK was 1.0.0, is 1.0.1", "version of the suite was 7, is unknown", "fs.mount was \"/mnt/x\", is \"/mnt/y\"",
                  "fs.limits.space was [1, 2], does not exist any more", "fs.new is new: 1"});
}

TEST_CASE("The published schema is the one of the struct") {
    std::ifstream file(LTK_SOURCE_DIR "/docs/schema/plan-lock.schema.json");
    std::ostringstream text;
    text << file.rdbuf();
    CHECK(text.str() == ltk::plan_lock_schema());
}
