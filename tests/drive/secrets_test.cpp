// Nothing that LTK writes tells a secret: a suite that tells its own in every way is run, and everything that is left is searched.
#include <support/run_program.hpp>
#include <support/run_record.hpp>

#include <ltk/drive/output.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <sys/stat.h>
#include <filesystem>
#include <fstream>
#include <string>

using Catch::Matchers::ContainsSubstring;
using support::strings;
using support::Workplace;

namespace {

std::string const token = "hunter2-and-a-half";
std::string const odd = "o\"dd\\\tand\x01 odder";
std::string const pin = "73019842";

/// In how many ways does a text tell a secret?
strings told_in(std::string const& text) {
    strings found;
    for (std::string const& one : {token, odd, pin, std::string(R"(o\"dd\\\tand\x01 odder)"), std::string(R"(o\"dd\\\tand\u0001 odder)"),
                                   std::string("o&quot;dd\\")})
        if (text.find(one) != std::string::npos) found.push_back(one);
    return found;
}

/// Files below a folder that tell one, by content or by name.
strings telling_files(std::filesystem::path const& folder) {
    strings found;
    std::size_t looked_at = 0;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder)) {
        auto const name = entry.path().lexically_relative(folder).string();
        if (!told_in(name).empty()) found.push_back("name of " + name);
        if (!entry.is_regular_file()) continue;
        ++looked_at;
        if (!told_in(content_of(entry.path())).empty()) found.push_back(name);
    }
    CHECK(looked_at > 5);
    return found;
}

support::Start start(Workplace const& place, strings const& more) {
    put_content(place / "odd", odd);
    put_content(place / "site.json", R"({"vault": {"odd": {"file": "odd"}, "pin": {"environment": "VAULT_PIN"},
                                         "url": "https://me:)" +
                                         token + R"(@server/", "number": )" + pin + "}}");
    strings arguments{"run", "--stage", "all", "--verbose", "--config", "site.json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return {arguments, {{"LTK_VAULT__TOKEN", token}, {"VAULT_PIN", pin}}};
}

}  // namespace

TEST_CASE("no secret is in anything that a run leaves", "[secrets]") {
    Workplace const place;
    auto const ended =
        support::run(place, "secrets", start(place, {"--report", "console", "--report", "junit:out.xml", "--report", "tap:out.tap"}));
    CHECK(ended.code() == 1);
    CHECK(told_in(ended.out) == strings{});
    CHECK(told_in(ended.err) == strings{});
    CHECK(telling_files(place / "ltk-runs") == strings{});
    for (char const* const report : {"out.xml", "out.tap"}) CHECK(told_in(content_of(place / report)) == strings{});

    // That it is not there means something only if it would have been.
    auto const record = support::read_record(place.latest_run());
    CHECK(record["secrets/printed"].outcome == ltk::outcome::pass);
    auto const lines = record["secrets/printed"].output.at("stdout").lines;
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].text == "whole: ******, ******, ******");
    CHECK(lines[1].text == "******");
    CHECK(lines[2].text == "******");
    CHECK(record["secrets/printed"].output.at("stderr").lines.at(0).text == "on standard error: ******");
    CHECK(record["secrets/printed"].output.at("stderr").lines.at(1).text == "******");
    CHECK(content_of(place.latest_run() / record["secrets/printed"].output.at("stdout").log) ==
          "whole: ******, ******, ******\n******\n******");
    CHECK(record["secrets/printed, then killed"].output.at("stdout").lines.at(0).text == "******");
    auto const cut = record["secrets/printed where output is cut"].output.at("stdout");
    CHECK(cut.cut > 8 * 1024 * 1024);
    CHECK_THAT(cut.lines.front().text, ContainsSubstring("..***"));
    REQUIRE(record["secrets/checked"].failures.size() == 3);
    CHECK(record["secrets/checked"].failures[0].seen == "\"******\"");
    CHECK(record["secrets/checked"].failures[1].seen == "\"******\"");
    CHECK(record["secrets/checked"].failures[2].seen == "******");
    CHECK(record["secrets/checked where text is cut"].failures.size() == 3 * (token.size() + 1));
    CHECK_THAT(record["secrets/thrown"].reason, ContainsSubstring("cannot log in with ******"));
    CHECK(record["secrets/measured"].metrics.at(0).name == "logins with ******");
    auto const& attached = record["secrets/attached"].attached;
    REQUIRE(attached.size() == 3);
    CHECK(content_of(place.latest_run() / attached[0].path) == "password = ******\n");
    CHECK(attached[0].size == std::string("password = ******\n").size());
    CHECK(attached[1].name == "of ******");
    CHECK_THAT(content_of(place.latest_run() / attached[2].path), Catch::Matchers::EndsWith("..******\n******"));
    CHECK(record["secrets/skipped"].reason == "the server does not know ******");
    CHECK(record["secrets/failed"].failures.at(0).message == "****** was refused");
    CHECK(record["secrets/failed"].failures.at(0).info == strings{"with ****** and ******"});
    CHECK(record["secrets/failed"].steps.at(0).step == "log in as ******");
    CHECK_THAT(record["secrets/awaited"].reason, ContainsSubstring("\"******\""));
    CHECK_THAT(record["secrets/terminated"].reason, ContainsSubstring("nobody caught std::runtime_error: nobody catches ******"));
    CHECK(record["secrets/with a fixture that tells"].outcome == ltk::outcome::pass);
    CHECK_THAT(content_of(place.latest_run() / "logs/keeper/stdout"), ContainsSubstring("a fixture of the run knows ******\n"));
    CHECK_THAT(record["secrets/with a fixture that fails"].reason, ContainsSubstring("no door opens for ******"));
    CHECK(record["secrets/not inherited"].reason == "");
    REQUIRE(record.findings.size() == 1);
    CHECK(record.findings[0].seen == "the token is ******");
    CHECK_THAT(content_of(place.latest_run() / "plan.lock.json"), ContainsSubstring("https://me:******@server/"));
}

TEST_CASE("in one process with the driver, events tell no secret either", "[secrets]") {
    Workplace const place;
    support::run(place, "secrets",
                 start(place, {"--isolation", "none", "--quiet", "--select",
                               "secrets/checked* or secrets/thrown or secrets/measured or secrets/attached or secrets/skipped or "
                               "secrets/failed or secrets/awaited"}));
    CHECK(telling_files(place / "ltk-runs") == strings{});
    auto const record = support::read_record(place.latest_run());
    CHECK(record["secrets/checked"].failures.at(0).seen == "\"******\"");
    CHECK(record["secrets/attached"].attached.size() == 3);
}

TEST_CASE("the looking commands tell no secret", "[secrets]") {
    Workplace const place;
    auto how = start(place, {});
    for (strings const& command :
         {strings{"config", "show", "--all"}, strings{"config", "show", "--all", "--json"}, strings{"config", "explain", "vault.url"},
          strings{"plan", "--stage", "all", "--lock", "lock.json"}, strings{"check", "--stage", "all", "--output", "-"}}) {
        how.arguments = command;
        how.arguments.insert(how.arguments.end(), {"--config", "site.json"});
        auto const ended = support::run(place, "secrets", how);
        INFO(command.front() << "\n" << ended.out << ended.err);
        CHECK(ended.code() == 0);
        CHECK(told_in(ended.out) == strings{});
        CHECK(told_in(ended.err) == strings{});
    }
    CHECK(told_in(content_of(place / "lock.json")) == strings{});
}

TEST_CASE("what is captured is masked before it is bounded, however it is cut", "[secrets]") {
    ltk::Masker const masker({token});
    TemporaryFolder const folder;
    ltk::detail::OutputCapture output("stdout", (folder / "logs").string(), "logs/stdout",
                                      {.shown_head = 8, .shown_tail = 8, .logged_head = 16, .logged_tail = 16}, &masker);
    CHECK(output.empty());
    output.take(token.substr(0, 5), 0.5);
    CHECK_FALSE(output.empty());
    output.take(token.substr(5) + "!", 1.5);
    for (int i = 0; i < 100; ++i) output.take(token, 2.0);
    output.take("hunter", 3.0);
    auto const captured = output.finish();
    CHECK(captured.lines.size() == 2);
    CHECK(captured.lines[0].text == "******!*");
    CHECK(captured.lines[1].text == "**hunter");
    CHECK(captured.bytes == 6 + 1 + 600 + 6);
    CHECK(captured.cut == captured.bytes - 16);
    CHECK(content_of(folder / "logs/stdout") == "******!*********\n[581 bytes left out here by LTK]\n**********hunter");
}

TEST_CASE("output without a secret in it is kept byte for byte", "[secrets]") {
    ltk::Masker const masker({token});
    TemporaryFolder const folder;
    ltk::detail::OutputCapture output("stdout", (folder / "logs").string(), "logs/stdout", {}, &masker);
    std::string const text("hunter2 \0\xff hunter2-and-a-hal\nhunter", 35);
    for (char const c : text) output.take(std::string_view(&c, 1), 0);
    CHECK(output.finish().bytes == text.size());
    CHECK(content_of(folder / "logs/stdout") == text);
}
