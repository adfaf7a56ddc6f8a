#include "declared.hpp"

#include <ltk/plan/selection.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace planned;

namespace {

/// A file that is gone when the test is over.
class ListFile {
public:
    explicit ListFile(std::string const& content) {
        char name[] = "/tmp/ltk list XXXXXX";
        auto const* const made = ::mkdtemp(name);
        REQUIRE(made != nullptr);
        folder_ = made;
        std::ofstream(path()) << content;
    }
    ListFile(ListFile const&) = delete;
    ListFile& operator=(ListFile const&) = delete;
    ~ListFile() { std::filesystem::remove_all(folder_); }
    std::string path() const { return folder_.string() + "/ids.txt"; }

private:
    std::filesystem::path folder_;
};

strings selected(std::string const& expression) {
    Declared program;
    program.tests({"s/a", "s/b and c", "s/d", "s/#e"});
    auto const catalogue = program.catalogue();
    auto const selection = ltk::Selection::parse(expression);
    strings all;
    for (auto const& test : catalogue.tests())
        if (selection.matches(test)) all.push_back(test.id);
    return all;
}

std::string message(std::string const& content) {
    ListFile const file(content);
    auto const error = error_of([&] { ltk::Selection::parse("@" + file.path()); });
    CHECK(error.id() == "ltk.plan.id_list");
    return std::string(error.what()).substr(file.path().size());
}

}  // namespace

TEST_CASE("A list selects the ids that stand in it") {
    ListFile const file("# what failed\n\ns/b and c\r\n  s/a  \n");
    CHECK(selected("@" + file.path()) == strings{"s/a", "s/b and c"});
    CHECK(selected("@" + file.path() + " and not s/a") == strings{"s/b and c"});
    CHECK(selected("@\"" + file.path() + "\" or s/d") == strings{"s/a", "s/b and c", "s/d"});
    CHECK(selected("not @" + file.path()) == strings{"s/#e", "s/d"});
}

TEST_CASE("Ids in a list are literal, and remember their lines") {
    ListFile const file("\xEF\xBB\xBFs/a\n# no\ns/zzz");
    auto const selection = ltk::Selection::parse("@" + file.path());
    REQUIRE(selection.mentions().size() == 2);
    CHECK(selection.mentions()[0].text == "s/a");
    CHECK(selection.mentions()[1].where == file.path() + ":3");
}

TEST_CASE("An empty list selects nothing") {
    ListFile const file("# nothing failed\n");
    CHECK(selected("@" + file.path()).empty());
}

TEST_CASE("Lists that are none are refused with the line") {
    CHECK(message("s/a\ns/*\n").find(":2: `s/*` is no id: an id contains a double quote, `*` or `?`") == 0);
    CHECK(message("nosuite\n").find(":1: `nosuite` is no id: an id is `suite/name`") == 0);
    CHECK(message("s/a\n\x7f"
                  "ELF\x01\x02\n")
              .find(":2: an id contains a control character; a list of ids has one id a line") == 0);
    CHECK(message(std::string("s/\0a\n", 5)).find(":1: an id contains a control character") == 0);
    CHECK(message("s/\xff\n").find(":1: an id is not valid UTF-8") == 0);
    CHECK(message("s/" + std::string(100'000, 'x')).find("an id is longer than 200 bytes") != std::string::npos);
}

TEST_CASE("Lists that cannot be read name the file and the reason") {
    auto const error = error_of([] { ltk::Selection::parse("@/nonexistent/ids.txt"); });
    CHECK(error.id() == "ltk.plan.id_list");
    CHECK(std::string(error.what()).find("/nonexistent/ids.txt: the list of ids cannot be read: No such file or directory") == 0);
    CHECK(std::string(error_of([] { ltk::Selection::parse("@/"); }).what()).find("Is a directory") != std::string::npos);
}
