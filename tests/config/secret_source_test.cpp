// Where secrets come from: files, commands and variables of the environment.
#include "sample.hpp"

#include <environment/hung_mount.hpp>

#include <ltk/config/secret_command.hpp>

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <string>
#include <vector>

using namespace sample;

namespace {

constexpr char const* hidden = "hunter2hunter2";
using strings = std::vector<std::string>;

std::string token(ltk::ConfigLayers const& layers) {
    Declared const declared;
    return declared.resolve(layers).find<Filesystem>()->token.reveal();
}
std::string complaint(ltk::ConfigLayers const& layers) {
    Declared const declared;
    auto const words = declared.complaint(layers);
    CHECK(words.find(hidden) == std::string::npos);
    auto const at = words.find("fs.token: ");
    return at == std::string::npos ? words : words.substr(at + 10);
}
std::string in_file(std::string const& value) { return R"({"fs": {"token": )" + value + "}}"; }

/// Sets a variable of this process for a while.
class Variable {
public:
    Variable(char const* name, char const* value) : name_(name) { ::setenv(name, value, 1); }
    Variable(Variable const&) = delete;
    Variable& operator=(Variable const&) = delete;
    ~Variable() { ::unsetenv(name_); }

private:
    char const* name_;
};

strings words(char const* line) { return ltk::detail::command_words(line).value_or(strings{"?"}); }

}  // namespace

TEST_CASE("a command prints a secret, without a shell", "[secrets]") {
    CHECK(token(code(in_file(R"({"command": ["printf", "%s\n\n", "hunter2 *"]})"))) == "hunter2 *");
    CHECK(token(code(in_file(R"({"command": "printf '%s' \"a  b\""})"))) == "a  b");
    CHECK(token(code(in_file(R"("@!printf %s $HOME")"))) == "$HOME");
    CHECK(token(variable("LTK_FS__TOKEN", "@!printf hunter2")) == "hunter2");
    CHECK(token(set("fs.token=@!printf hunter2")) == "hunter2");  // a command tells no secret
    CHECK(token(code(in_file(R"({"command": ["sh", "-c", "echo one; echo two"], "timeout": "20s"})"))) == "one\ntwo");
}

TEST_CASE("a command counts from the folder of the file that names it", "[secrets]") {
    Folder const folder;
    auto const script = folder.file("tell", "#!/bin/sh\necho hunter2\n");
    std::filesystem::permissions(script, std::filesystem::perms::owner_all);
    ltk::ConfigLayers layers;
    layers.files.push_back(folder.file("site.json", in_file(R"({"command": ["./tell"]})")));
    CHECK(token(layers) == "hunter2");
}

TEST_CASE("a command that fails is shown with what it said, without the secret", "[secrets]") {
    CHECK(complaint(code(in_file(R"({"command": ["no-such-command-anywhere"]})"))) ==
          "the command of this secret, no-such-command-anywhere, cannot be started: No such file or directory (ENOENT)");
    CHECK(complaint(code(in_file(R"({"command": ["sh", "-c", "echo the vault is sealed >&2; exit 3"]})"))) ==
          "the command of this secret, sh, ended with exit code 3: the vault is sealed");
    CHECK(complaint(code(
              in_file(std::string(R"({"command": ["sh", "-c", "echo hunter2hunter2; echo no use for hunter2hunter2 >&2; exit 1"]})")))) ==
          "the command of this secret, sh, ended with exit code 1: no use for ******");
    CHECK(complaint(code(in_file(R"({"command": ["true"]})"))) == "the command of this secret, true, printed nothing");
    CHECK(complaint(code(in_file(R"({"command": ["sh", "-c", "kill -9 $$"]})"))) ==
          "the command of this secret, sh, was killed by signal 9");
    CHECK(complaint(code(in_file(R"({"command": ["sleep", "60"], "timeout": "50ms"})"))) ==
          "the command of this secret, sleep, did not end within 50ms");
    CHECK(complaint(code(in_file(R"({"command": ["cat", "/dev/zero"]})"))) ==
          "the command of this secret, cat, prints more than 1 MiB, which no secret is");
    CHECK(complaint(code(in_file(R"("@!printf 'a")"))) == "the command of this secret has a quote that is not closed");
    CHECK(complaint(code(in_file(R"("@! ")"))) == "behind @! the command is missing; write \"@!pass show x\"");
    Declared const declared;
    CHECK(declared.complaint_id(code(in_file(R"("@!false")"))) == "ltk.config.secret_command");
}

TEST_CASE("a command that prints without end is ended at its deadline", "[secrets]") {
    CHECK(complaint(code(in_file(R"({"command": ["sh", "-c", "exec yes >&2"], "timeout": "200ms"})"))) ==
          "the command of this secret, sh, did not end within 200ms");
}

TEST_CASE("what a command says on standard error is bounded, and shown whole or not at all", "[secrets]") {
    std::string const much = "yes hunter2hunter2 | head -c 3000000 >&2; echo hunter2hunter2";
    CHECK(token(code(in_file(R"({"command": ["sh", "-c", ")" + much + R"("]})"))) == hidden);
    CHECK(complaint(code(in_file(R"({"command": ["sh", "-c", ")" + much + R"(; exit 3"]})"))) ==
          "the command of this secret, sh, ended with exit code 3, and said more than 1 MiB on standard error");
}

TEST_CASE("a command that the kernel does not let go is left alone", "[secrets]") {
    HungMount const mount;
    if (!mount.trouble().empty()) SKIP("no mount can be made to hang: " << mount.trouble());
    CHECK(complaint(code(in_file(R"({"command": ["stat", ")" + mount.path() + R"(/below"], "timeout": "50ms"})"))) ==
          "the command of this secret, stat, did not end within 50ms");
}

TEST_CASE("a variable of the environment holds a secret", "[secrets]") {
    Variable const set_here("SOME_TOKEN_OF_THIS_TEST", hidden);
    CHECK(token(code(in_file(R"({"environment": "SOME_TOKEN_OF_THIS_TEST"})"))) == hidden);
    CHECK(token(code(in_file(R"("@$SOME_TOKEN_OF_THIS_TEST")"))) == hidden);
    CHECK(token(set("fs.token=@$SOME_TOKEN_OF_THIS_TEST")) == hidden);
    CHECK(complaint(code(in_file(R"({"environment": "NO_SUCH_TOKEN_HERE"})"))) ==
          "the variable of this secret, NO_SUCH_TOKEN_HERE, is not set");
    // Nobody whom LTK starts inherits it.
    CHECK(token(code(in_file(R"({"command": ["sh", "-c", "echo \"x${SOME_TOKEN_OF_THIS_TEST}x\""]})"))) == "xx");
}

TEST_CASE("the variable of a key is not inherited, also when something else wins over it", "[secrets]") {
    Variable const set_here("LTK_FS__TOKEN", hidden);
    auto layers = variable("LTK_FS__TOKEN", hidden);
    layers.set.push_back("fs.token=@!printenv LTK_FS__TOKEN");
    CHECK(complaint(layers) == "the command of this secret, printenv, ended with exit code 1");
}

TEST_CASE("an object names one source of a secret", "[secrets]") {
    Folder const folder;
    folder.file("token", "from a file\n");
    ltk::ConfigLayers layers;
    layers.files.push_back(folder.file("site.json", in_file(R"({"file": "token"})")));
    CHECK(token(layers) == "from a file");
    std::string const rest = R"(; a secret is a text, {"file": "..."}, {"command": ["...", "..."]} or {"environment": "NAME"})";
    CHECK(complaint(code(in_file(R"({"comand": ["x"]})"))) == "\"comand\" names no source of a secret (did you mean command?)" + rest);
    CHECK(complaint(code(in_file("{}"))) == "no source is named" + rest);
    CHECK(complaint(code(in_file(R"({"file": "a", "environment": "B"})"))) == "two sources are named" + rest);
    CHECK(complaint(code(in_file(R"({"file": 5})"))) == "\"file\" is not a text" + rest);
    CHECK(complaint(code(in_file(R"({"file": "a", "timeout": "1s"})"))) == "\"timeout\" is for commands" + rest);
    CHECK(complaint(code(in_file(R"({"command": ["a"], "timeout": "soon"})"))) ==
          "\"timeout\" is not a span of time such as \"10s\"" + rest);
    CHECK(complaint(code(in_file(R"({"command": []})"))) == "\"command\" is not a command" + rest);
    CHECK(complaint(code(in_file(R"({"command": ["a", 5]})"))) == "a word of \"command\" is not a text" + rest);
    Declared const declared;
    CHECK(declared.complaint_id(code(in_file("{}"))) == "ltk.config.secret_object");
}

TEST_CASE("command lines are split into words as a shell does, and nothing more", "[secrets]") {
    CHECK(words("pass show x") == strings{"pass", "show", "x"});
    CHECK(words("  a\t b ") == strings{"a", "b"});
    CHECK(words("'a b' \"c d\" e\\ f") == strings{"a b", "c d", "e f"});
    CHECK(words(R"(a'b'"c" '' "\"\\\x")") == strings{"abc", "", "\"\\\\x"});
    CHECK(words("$HOME * | >") == strings{"$HOME", "*", "|", ">"});
    CHECK(words("") == strings{});
    CHECK_FALSE(ltk::detail::command_words("'open"));
}

TEST_CASE("values that are no secrets are shown without those that are", "[secrets]") {
    Declared const declared;
    auto const configuration = declared.resolve(
        code(R"({"fs": {"token": "hunter2hunter2", "pin": 73019842, "note": "http://me:hunter2hunter2@x", "ports": [73019842, 1]}})"));
    CHECK(value(configuration, "fs.note").value == "\"http://me:******@x\"");
    CHECK(value(configuration, "fs.ports").value == "[1, \"******\"]");
    CHECK(value(configuration, "fs.token").value == "\"******\"");
    CHECK(configuration.find<Filesystem>()->note == "http://me:hunter2hunter2@x");
}
