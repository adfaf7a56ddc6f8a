// A reporter of one's own: a Markdown table for a chat room or a merge request.
//
//     reporter run --report markdown                      the tests that need attention, on standard output
//     reporter run --report markdown:out.md,show=all      every test, into a file
//     reporter report latest --to markdown                the same from a stored run
//
// Any class is a reporter that has `on` for at least one event. It sees nothing but events, so that it works on a run of
// last year as it does on a live one.
#include <ltk/ltk.hpp>
#include <ltk/reporter.hpp>

#include <ostream>
#include <string>

namespace {

class Markdown {
public:
    // Without a constructor like this one a reporter is made without arguments.
    explicit Markdown(ltk::ReporterContext const& context) : out_(context.out), all_(context.option("show", "attention") == "all") {}

    void on(ltk::event::RunStarted const& event) {
        out_ << "## " << event.program << " on " << event.host << "\n\n| test | outcome | seconds | reason |\n| --- | --- | ---: | --- |\n";
    }
    void on(ltk::event::TestFinished const& event) {
        if (!all_ && ltk::is_green(event.outcome)) return;
        out_ << "| " << cell(event.test) << " | " << ltk::name(event.outcome) << " | " << milliseconds(event.elapsed) << " | "
             << cell(event.reason) << " |\n";
    }
    void on(ltk::event::RunFinished const& event) {
        out_ << "\n" << event.passed << " of " << event.total << " passed";
        if (event.failed != 0) out_ << ", **" << event.failed << " failed**";
        if (event.incomplete != 0) out_ << ", " << event.incomplete << " incomplete";
        if (event.skipped != 0) out_ << ", " << event.skipped << " skipped";
        out_ << "\n";
    }

private:
    static std::string cell(std::string const& text) {
        std::string safe;
        for (char const c : text) {
            if (c == '|' || c == '\\') safe += '\\';
            safe += c == '\n' ? ' ' : c;
        }
        return safe;
    }
    static std::string milliseconds(double seconds) {  // without the locale that streams may have
        auto const count = static_cast<long long>(seconds * 1000 + 0.5);
        auto const rest = std::to_string(count % 1000);
        return std::to_string(count / 1000) + "." + std::string(3 - rest.size(), '0') + rest;
    }

    std::ostream& out_;
    bool all_;
};

}  // namespace

LTK_REPORTER("markdown", Markdown);

// Three tests to report on: one of each colour.
LTK_TEST("reporter/this one passes", (ltk::TempDir& dir)) { LTK_CHECK(ltk::is_directory(dir)); }

LTK_TEST("reporter/this one is skipped", ()) { LTK_SKIP("there is only {} of us", 1); }

LTK_TEST("reporter/this one fails on purpose", (ltk::TempDir& dir)) { LTK_CHECK(ltk::read_file(dir.file("pipe", "a|b")) == "a or b"); }
