#include "temporary_folder.hpp"

#include <ltk/results/mask_texts.hpp>
#include <ltk/results/recorder.hpp>
#include <ltk/results/stored_journal.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>

namespace {

ltk::Masker const masker({"hunter2"});

struct Heard {
    std::string reason;
    void on(ltk::event::TestFinished const& e) { reason = e.reason; }
};

}  // namespace

TEST_CASE("every text of an event is masked but for names that programs go by", "[secrets]") {
    ltk::event::CheckFailed failure;
    failure.test = "suite/hunter2";
    failure.kind = "hunter2";
    failure.file = "hunter2.cpp";
    failure.expression = failure.expected = failure.seen = failure.message = "it is hunter2";
    failure.info = {"hunter2", "nothing"};
    failure.steps = {"as hunter2"};
    ltk::mask_texts(failure, masker);
    CHECK(failure.test == "suite/hunter2");
    CHECK(failure.kind == "hunter2");
    CHECK(failure.file == "hunter2.cpp");
    CHECK(failure.expression == "it is ******");
    CHECK(failure.expected == "it is ******");
    CHECK(failure.seen == "it is ******");
    CHECK(failure.message == "it is ******");
    CHECK(failure.info == std::vector<std::string>{"******", "nothing"});
    CHECK(failure.steps == std::vector<std::string>{"as ******"});
}

TEST_CASE("texts in maps, lists and structs are masked, keys of maps are not", "[secrets]") {
    ltk::event::FingerprintTaken taken{{{"hunter2", "hunter2"}, {"kernel", "Linux"}}};
    ltk::mask_texts(taken, masker);
    CHECK(taken.facts == std::map<std::string, std::string>{{"hunter2", "******"}, {"kernel", "Linux"}});
    ltk::event::OutputCaptured output;
    output.log = "logs/hunter2";
    output.lines = {{0.5, "a hunter2"}};
    ltk::mask_texts(output, masker);
    CHECK(output.lines[0].text == "a ******");
    CHECK(output.log == "logs/hunter2");
    ltk::event::RunFinished finished;
    finished.outcomes = {{"pass", 3}};
    ltk::mask_texts(finished, ltk::Masker({"pass"}));
    CHECK(finished.outcomes.at("pass") == 3);
}

TEST_CASE("a recorder with a masker lets no secret into the journal or to a listener", "[secrets]") {
    TemporaryFolder const folder;
    Heard heard;
    ltk::detail::Listening<Heard&> listener(heard);
    {
        ltk::Recorder recorder(ltk::JournalWriter(folder / "journal.jsonl"), {&listener});
        recorder.mask_with(masker);
        recorder.emit(ltk::event::TestFinished{"s/a", ltk::outcome::fail, "not hunter2", 1, 0});
        CHECK(recorder.summary().failed() == 1);
        recorder.journal().close();
    }
    CHECK(heard.reason == "not ******");
    CHECK(content_of(folder / "journal.jsonl").find("hunter2") == std::string::npos);
    CHECK(content_of(folder / "journal.jsonl").find("not ******") != std::string::npos);
}
