#include "declared.hpp"

#include <ltk/plan/selection.hpp>

using namespace planned;

namespace {

LTK_PARAM(Size, int, 4, 64);
void sized(Size) {}

ltk::Catalogue const& catalogue() {
    static constexpr ltk::test_traits slow{.stages = {ltk::performance}, .tags = {"slow", "io"}, .covers = {"POSIX-write", "LU-1"}};
    static constexpr ltk::test_traits meta{.tags = {"metadata"}, .covers = {"POSIX-rename"}};
    static constexpr ltk::test_traits none{};
    static Declared program;
    static ltk::Catalogue const made = [] {
        program.test("posix/rename replaces", &nothing, meta)
            .test("posix/link", &nothing, meta)
            .test("posix/dir/rmdir")
            .test("io/write and read back");
        program.test("io/bandwidth", &nothing, slow)
            .test("io/block", &sized, none)
            .test("odd/a (b)")
            .test("odd/not this")
            .test("nfs:v4/open");
        return program.catalogue();
    }();
    return made;
}

/// The ids that an expression selects, without those of the other suites when it selects all of a suite.
strings selected(std::string_view expression) {
    auto const selection = ltk::Selection::parse(expression);
    strings all;
    for (auto const& test : catalogue().tests())
        if (selection.matches(test)) all.push_back(test.id);
    return all;
}

std::string message(std::string_view expression) {
    auto const error = error_of([&] { ltk::Selection::parse(expression); });
    CHECK(error.id() == "ltk.plan.selection");
    return error.what();
}

}  // namespace

TEST_CASE("Nothing selects everything") {
    for (auto const* expression : {"", "  ", "\t\n"}) {
        CHECK(selected(expression).size() == catalogue().tests().size());
        CHECK(ltk::Selection::parse(expression).is_everything());
    }
    CHECK(selected("*").size() == catalogue().tests().size());
    CHECK_FALSE(ltk::Selection::parse("*").is_everything());
}

TEST_CASE("Patterns on ids") {
    CHECK(selected("posix/link") == strings{"posix/link"});
    CHECK(selected("posix/*") == strings{"posix/dir/rmdir", "posix/link", "posix/rename replaces"});
    CHECK(selected("*/l?nk") == strings{"posix/link"});
    CHECK(selected("posix") == strings{});
    CHECK(selected("Posix/link") == strings{});
    CHECK(selected("nfs:v4/*") == strings{"nfs:v4/open"});
}

TEST_CASE("Ids with spaces need no quotes, also next to operators") {
    CHECK(selected("posix/rename replaces") == strings{"posix/rename replaces"});
    CHECK(selected("  posix/rename replaces or posix/link  ") == strings{"posix/link", "posix/rename replaces"});
    CHECK(selected("(posix/rename replaces)and(not tag:slow)") == strings{"posix/rename replaces"});
    CHECK(selected("posix/rename  replaces").empty());
}

TEST_CASE("Quotes make a literal") {
    CHECK(selected("\"io/write and read back\"") == strings{"io/write and read back"});
    CHECK(selected("\"odd/a (b)\"") == strings{"odd/a (b)"});
    CHECK(selected("\"posix/*\"").empty());
    CHECK(selected("io/\"write and\"*") == strings{"io/write and read back"});
    CHECK(selected("\"io/\"*\" back\"") == strings{"io/write and read back"});
    CHECK(selected("odd/not this") == strings{"odd/not this"});
}

TEST_CASE("An id without its value selects all values") {
    CHECK(selected("io/block") == strings{"io/block[4]", "io/block[64]"});
    CHECK(selected("\"io/block\"") == strings{"io/block[4]", "io/block[64]"});
    CHECK(selected("io/block[64]") == strings{"io/block[64]"});
    CHECK(selected("io/block[6*]") == strings{"io/block[64]"});
    CHECK(selected("io/block and not *[64]") == strings{"io/block[4]"});
}

TEST_CASE("Tags, stages and what is covered") {
    CHECK(selected("tag:metadata") == strings{"posix/link", "posix/rename replaces"});
    CHECK(selected("tag:\"slow\"") == strings{"io/bandwidth"});
    CHECK(selected("tag: slow") == strings{"io/bandwidth"});
    CHECK(selected("tag:s*") == strings{"io/bandwidth"});
    CHECK(selected("covers:LU-*") == strings{"io/bandwidth"});
    CHECK(selected("covers:POSIX-rename and posix/link") == strings{"posix/link"});
    CHECK(selected("stage:performance") == strings{"io/bandwidth"});
    CHECK(selected("stage:regression").size() == catalogue().tests().size() - 1);
    CHECK(selected("tag:lo").empty());
}

TEST_CASE("And binds closer than or; not closest") {
    CHECK(selected("posix/link or io/* and tag:slow") == strings{"io/bandwidth", "posix/link"});
    CHECK(selected("(posix/link or io/*) and tag:slow") == strings{"io/bandwidth"});
    CHECK(selected("not tag:slow and io/bandwidth").empty());
    CHECK(selected("not (tag:slow or posix/* or odd/* or nfs:*/*) and not *[*") == strings{"io/write and read back"});
    CHECK(selected("not not posix/link") == strings{"posix/link"});
    CHECK(selected("((((posix/link))))") == strings{"posix/link"});
    CHECK(selected("posix/link or posix/dir/rmdir or io/bandwidth and tag:slow").size() == 3);
}

TEST_CASE("Errors point at the column and say what was expected") {
    CHECK(message("posix/* and") ==
          "selection, column 12: expected an id (with * and ?), \"an id\", tag:, stage:, covers:, @file, `not` or `(`, found the end\n"
          "    posix/* and\n"
          "               ^");
    CHECK(message("a/b or or a/c") ==
          "selection, column 8: expected an id (with * and ?), \"an id\", tag:, stage:, covers:, @file, `not` or `(`, found `or`\n"
          "    a/b or or a/c\n"
          "           ^");
    CHECK(message("(a/b").find("column 1: this parenthesis is not closed") != std::string::npos);
    CHECK(message("a/b)").find("column 4: this parenthesis closes nothing") != std::string::npos);
    CHECK(message("odd/a (b)")
              .find("column 7: expected `and` or `or` before a parenthesis; if it belongs to an id, put the id in double quotes") !=
          std::string::npos);
    CHECK(message("()").find("column 2: expected an id") != std::string::npos);
    CHECK(message("\"a/b").find("column 1: these quotes are not closed") != std::string::npos);
    CHECK(message("\"\"").find("found empty quotes") != std::string::npos);
    CHECK(message("tag:").find("column 5: expected a tag behind `tag:`") != std::string::npos);
    CHECK(message("stage: and x/y").find("expected the name of a stage behind `stage:`") != std::string::npos);
    CHECK(message("(a/b) a/c").find("column 7: expected `and`, `or` or the end, found `a/c`") != std::string::npos);
    CHECK(message("\"a/b\" \"a/c\"").find("column 7: expected `and` or `or`, found `\"a/c\"`") != std::string::npos);
    CHECK(message("and").find("found `and`") != std::string::npos);
    CHECK(message("not").find("found the end") != std::string::npos);
}

TEST_CASE("Columns count characters, not bytes") {
    CHECK(message("s/\xc3\xa9\xc3\xa9 and") ==
          "selection, column 9: expected an id (with * and ?), \"an id\", tag:, stage:, covers:, @file, `not` or `(`, found the end\n"
          "    s/\xc3\xa9\xc3\xa9 and\n"
          "            ^");
}

TEST_CASE("Operators of other languages are recognised instead of becoming part of an id") {
    CHECK(message("a/b AND tag:x").find("column 5: found `AND`; write `and`") != std::string::npos);
    CHECK(message("a/b && a/c").find("write `and`") != std::string::npos);
    CHECK(message("a/b || a/c").find("write `or`") != std::string::npos);
    CHECK(message("a/b OR a/c").find("write `or`") != std::string::npos);
    CHECK(message("!a/b").find("found `!`; write `not`") != std::string::npos);
    CHECK(message("posix/* tag:slow").find("column 9: expected `and` or `or` before `tag:`") != std::string::npos);
    CHECK(message("tags:slow").find("`tags:` is none of tag:, stage: and covers: (did you mean tag:?)") != std::string::npos);
}

TEST_CASE("Hostile expressions give errors") {
    CHECK(message(std::string(100'000, '(')).find("nested more than 100 deep") != std::string::npos);
    CHECK(message(std::string(5000, 'x')).find("longer than 1000 bytes") != std::string::npos);
    CHECK(message(std::string(std::size_t{2} << 20U, 'x')).find("longer than 1 MiB") != std::string::npos);
    CHECK(message("a/\x01").find("byte 3 is a control character") != std::string::npos);
    CHECK(message("a/\xff").find("byte 3 is not valid UTF-8") != std::string::npos);
    CHECK(message(std::string_view("a/\0b", 4)).find("byte 3 is a control character") != std::string::npos);
    std::string many = "a/b";
    for (int i = 0; i < 20'000; ++i) many += " or not a/b";
    CHECK(selected(many).size() == catalogue().tests().size());
    std::string nots;
    for (int i = 0; i < 100'001; ++i) nots += "not ";
    CHECK(selected(nots + "a/b").size() == catalogue().tests().size());
    auto const excerpt = message(std::string(300, 'x') + " and and " + std::string(300, 'y'));
    CHECK(excerpt.size() < 400);
    CHECK(excerpt.find("...") != std::string::npos);
}

TEST_CASE("No prefix of an expression and no mutation of it crashes") {
    std::string const expression = "not (tag:\"a b\" or posix/x* and stage:y?) or @\"/nonexistent/ids\" and covers:z";
    for (std::size_t length = 0; length <= expression.size(); ++length) try {
            ltk::Selection::parse(expression.substr(0, length));
        } catch (ltk::Error const& error) {
            CHECK(std::string(error.what()).size() > 20);
        }
    for (std::size_t at = 0; at < expression.size(); ++at)
        for (char const c : {'"', '(', ')', '*', ' ', '@', ':', '\\', '\x7f', '\x80'}) {
            auto changed = expression;
            changed[at] = c;
            try {
                ltk::Selection::parse(changed);
            } catch (ltk::Error const& error) {
                CHECK(std::string(error.what()).size() > 20);
            }
        }
}
