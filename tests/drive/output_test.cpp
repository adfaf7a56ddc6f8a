// Captured output: bounded in the journal and in the log, whatever a test prints, with words about what was left out.
#include <support/run_program.hpp>
#include <support/run_record.hpp>

#include <ltk/drive/output.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <filesystem>
#include <string>

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;
using ltk::detail::OutputCapture;
using support::strings;

namespace {

struct Capture {
    TemporaryFolder folder;
    OutputCapture output;
    explicit Capture(ltk::detail::OutputLimits limits) : output("stdout", (folder / "deep/er").string(), "logs/stdout", limits) {}
    std::string log() const { return content_of(folder / "deep/er/stdout"); }
};

strings texts(ltk::event::OutputCaptured const& captured) {
    strings all;
    for (auto const& line : captured.lines) all.push_back(line.text);
    return all;
}

}  // namespace

TEST_CASE("short output is kept as it is") {
    Capture one({.shown_head = 100, .shown_tail = 100, .logged_head = 100, .logged_tail = 100});
    CHECK(one.output.empty());
    one.output.take("one\ntw", 0.5);
    one.output.take("o\n\nthree", 1.5);
    CHECK_FALSE(one.output.empty());
    auto const captured = one.output.finish();
    CHECK(texts(captured) == strings{"one", "two", "", "three"});
    CHECK(captured.bytes == 14);
    CHECK(captured.cut == 0);
    CHECK(captured.stream == "stdout");
    CHECK(captured.log == "logs/stdout");
    CHECK(captured.lines[0].at == 0.5);
    CHECK(captured.lines[1].at == 0.5);  // begun then
    CHECK(captured.lines[3].at == 1.5);
    CHECK(one.log() == "one\ntwo\n\nthree");
}

TEST_CASE("no log is made for a test that prints nothing") {
    Capture const one({});
    CHECK_FALSE(std::filesystem::exists(one.folder / "deep"));
}

TEST_CASE("long output is kept head and tail, and what is missing is counted") {
    std::string all;
    for (int i = 0; i < 1000; ++i) all += std::to_string(1000 + i) + '\n';  // 5000 bytes
    for (std::size_t const piece : {std::size_t{1}, std::size_t{7}, std::size_t{64}, all.size()}) {
        INFO("in pieces of " << piece);
        Capture one({.shown_head = 10, .shown_tail = 15, .logged_head = 20, .logged_tail = 25});
        for (std::size_t at = 0; at < all.size(); at += piece)
            one.output.take(std::string_view(all).substr(at, piece), static_cast<double>(at) / 1e3);
        auto const captured = one.output.finish();
        CHECK(texts(captured) == strings{"1000", "1001", "1997", "1998", "1999"});
        CHECK(captured.bytes == 5000);
        CHECK(captured.cut == 4975);
        CHECK(one.log() == "1000\n1001\n1002\n1003\n\n[4955 bytes left out here by LTK]\n1995\n1996\n1997\n1998\n1999\n");
        double before = 0;
        for (auto const& line : captured.lines) {
            CHECK(line.at >= before);
            before = line.at;
        }
    }
}

TEST_CASE("output between the limits is whole in the log") {
    Capture one({.shown_head = 2, .shown_tail = 2, .logged_head = 4, .logged_tail = 4});
    one.output.take("abcdefgh", 0);
    auto const captured = one.output.finish();
    CHECK(texts(captured) == strings{"ab", "gh"});
    CHECK(captured.cut == 4);
    CHECK(one.log() == "abcdefgh");
}

TEST_CASE("bytes that are no UTF-8 are repaired in the journal and raw in the log") {
    Capture one({});
    one.output.take("a\xff\xc3", 0);
    one.output.take("\xa9z", 0.1);  // the second half of a character
    auto const captured = one.output.finish();
    REQUIRE(captured.lines.size() == 1);
    CHECK_THAT(captured.lines.front().text, StartsWith("a\xEF\xBF\xBD\xC3\xA9z"));
    CHECK(one.log() == "a\xff\xc3\xa9z");
}

TEST_CASE("a log that cannot be written stops nothing") {
    TemporaryFolder const folder;
    put_content(folder / "file", "");
    OutputCapture output("stdout", folder.path().string(), "log", {});
    std::filesystem::create_directory(folder / "stdout");  // in the log's place
    output.take("words\n", 0);
    CHECK(texts(output.finish()) == strings{"words"});
}

TEST_CASE("a gigabyte that a test prints keeps journal and log small") {
    support::Workplace const place;
    auto const ended =
        support::run(place, "hostile", {{"run", "--quiet", "--stage", "hostile", "--select", "\"hostile/prints a gigabyte\""}});
    INFO(ended.out << ended.err);
    CHECK(ended.code() == 0);
    auto const record = support::read_record(place.latest_run());
    auto const& told = record["hostile/prints a gigabyte"];
    CHECK(ltk::name(told.outcome) == "pass");
    REQUIRE(told.output.count("stdout") == 1);
    auto const& captured = told.output.at("stdout");
    CHECK(captured.bytes == 1ULL << 30);
    CHECK(captured.cut == (1ULL << 30) - 64 * 1024);
    CHECK(std::filesystem::file_size(place.latest_run() / "journal.jsonl") < 200'000);
    CHECK(std::filesystem::file_size(place.latest_run() / captured.log) < 10'000'000);
    CHECK_THAT(content_of(place.latest_run() / captured.log).substr(8 << 20, 60),
               StartsWith("\n[1064304640 bytes left out here by LTK]\n"));
    CHECK(place.left_behind() == strings{});
}

TEST_CASE("odd bytes that a test prints are raw in its log") {
    support::Workplace const place;
    support::run(place, "hostile", {{"run", "--quiet", "--stage", "hostile", "--select", "\"hostile/prints bytes that are no UTF-8\""}});
    auto const record = support::read_record(place.latest_run());
    auto const& told = record["hostile/prints bytes that are no UTF-8"];
    CHECK(ltk::name(told.outcome) == "pass");
    CHECK(content_of(place.latest_run() / told.output.at("stdout").log) == "good \xff\xfe bad \x1b[31m \xc3\x28 end\n");
    CHECK(content_of(place.latest_run() / told.output.at("stderr").log) == "\x80");
    CHECK(told.output.at("stderr").lines.front().text == "\xEF\xBF\xBD");
}
