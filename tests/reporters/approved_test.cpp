// What the reporters write, word for word, for one run that shows everything. When a change is meant, run the tests with LTK_APPROVE=1 and
// read the difference.
#include <ltk/reporters/junit.hpp>
#include <ltk/reporters/tap.hpp>
#include <ltk/results/console.hpp>

#include <reporters/judge.hpp>
#include <reporters/recorded_runs.hpp>

#include <catch2/catch_test_macros.hpp>

using namespace recorded;

namespace {

template <class Reporter>
void approve(std::string const& name, Memory const& run, std::map<std::string, std::string> options = {}, bool terminal = false) {
    Settings settings;
    settings.options = std::move(options);
    settings.terminal = terminal;
    if (terminal) settings.target.clear();
    auto const seen = report<Reporter>(run, settings);
    auto const file = std::filesystem::path(LTK_SOURCE_DIR) / "tests/reporters/approved" / name;
    if (char const* const wanted = std::getenv("LTK_APPROVE"); wanted != nullptr && *wanted != '\0')
        std::ofstream(file, std::ios::binary) << seen;
    INFO(file);
    CHECK(seen == judge::read(file));
}

}  // namespace

TEST_CASE("approved: JUnit") {
    approve<ltk::reporters::JUnit>("junit.xml", every_outcome());
    approve<ltk::reporters::JUnit>("junit-extended.xml", every_outcome(), {{"dialect", "extended"}});
    approve<ltk::reporters::JUnit>("junit-cut-off.xml", every_outcome().cut(9));
}
TEST_CASE("approved: TAP") {
    approve<ltk::reporters::Tap>("tap14.tap", every_outcome());
    approve<ltk::reporters::Tap>("tap13.tap", every_outcome(), {{"version", "13"}});
    approve<ltk::reporters::Tap>("tap-cut-off.tap", every_outcome().cut(9));
}
TEST_CASE("approved: console") {
    approve<ltk::reporters::Console>("console.txt", every_outcome());
    approve<ltk::reporters::Console>("console-verbose.txt", every_outcome(), {{"verbose", "yes"}});
    approve<ltk::reporters::Console>("console-cut-off.txt", every_outcome().cut(9));
    approve<ltk::reporters::Console>("console-terminal.txt", every_outcome(), {{"color", "always"}, {"width", "72"}}, true);
}
