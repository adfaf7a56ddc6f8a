#include <ltk/results/reproduce.hpp>

#include <reporters/recorded.hpp>

#include <catch2/catch_test_macros.hpp>

using ltk::detail::shell_word;

TEST_CASE("reproduce: words for the shell") {
    CHECK(shell_word("plain-word_1.2/3:4=5,6@7%8+9") == "plain-word_1.2/3:4=5,6@7%8+9");
    CHECK(shell_word("") == "''");
    CHECK(shell_word("it's $HOME `x` \"y\" *") == "'it'\\''s $HOME `x` \"y\" *'");
    CHECK(shell_word("~") == "'~'");
}

TEST_CASE("reproduce: the shell reads back what was quoted") {
    std::string const word = "a 'b' \"c\" $d `e` \\f *?[g] ;&|<>(){}~#! \xE2\x82\xAC\n\th";
    auto const command = "printf %s " + shell_word(word);
    FILE* const pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string seen;
    char buffer[256];
    for (std::size_t got; (got = std::fread(buffer, 1, sizeof buffer, pipe)) != 0;) seen.append(buffer, got);
    ::pclose(pipe);
    CHECK(seen == word);
}

TEST_CASE("reproduce: a line for one test") {
    ltk::Reproduction line("./posix");
    ltk::event::RunStarted run;
    run.stage = "developer";
    line.on(run);
    CHECK(line.line("posix/rename") == "./posix run --select '\"posix/rename\"'");
    run.stage = "scale";
    run.seed = 7;
    run.isolation = "none";
    line.on(run);
    CHECK(line.line("a/b") == "./posix run --select '\"a/b\"' --stage scale --seed 7 --isolation none");
    run.timeout = 1.5;
    line.on(run);
    CHECK(line.line("a/b") == "./posix run --select '\"a/b\"' --stage scale --seed 7 --timeout 1.5s --isolation none");
    run = {};
    line.on(run);
    CHECK(line.line("a/b") == "./posix run --select '\"a/b\"' --stage all");
    CHECK(line.resume("/a b") == "./posix run --resume '/a b'");
    CHECK(line.rerun_failed("20260102") == "./posix run --rerun-failed 20260102");
}

TEST_CASE("reproduce: values that the next run would not find by itself") {
    ltk::Reproduction line("./posix");
    ltk::event::RunStarted run;
    run.stage = "developer";
    line.on(run);
    line.on(ltk::event::Configured{"fs.mount", "\"/mnt/a \\\"b\\\"\"", "command line", "--set"});
    line.on(ltk::event::Configured{"fs.count", "3", "environment", "LTK_FS__COUNT"});
    line.on(ltk::event::Configured{"fs.names", "[\"a\",\"b\"]", "file", "x.json:1:2"});
    line.on(ltk::event::Configured{"fs.type", "\"any\"", "default", ""});
    for (auto const* const layer : {"site file", "system file", "user file", "project file"})
        line.on(ltk::event::Configured{"fs.site", "\"x\"", layer, "site.json:1:1"});
    line.on(ltk::event::Configured{"fs.token", "\"******\"", "environment", "LTK_FS__TOKEN"});
    CHECK(line.line("a/b") ==
          "./posix run --select '\"a/b\"' --set 'fs.mount=/mnt/a \"b\"' --set fs.count=3 --set 'fs.names=[\"a\",\"b\"]'");
}

TEST_CASE("reproduce: without being told, the program is called by the name that the run noted") {
    ltk::Reproduction line;
    ltk::event::RunStarted run;
    run.program = "my suite";
    run.stage = "developer";
    line.on(run);
    CHECK(line.line("a/b") == "./'my suite' run --select '\"a/b\"'");
}
