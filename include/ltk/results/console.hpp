// The built-in reporter "console": what a person reads while a run goes on and when it is over. Tests that pass are counted; tests that do
// not are shown at once, with what was expected, what was seen, where, the end of their output and the line that runs them
// again. Options:
//
//     verbose=no|yes              yes: a line for every test
//     color=auto|always|never     auto: on a terminal, unless NO_COLOR is set or TERM is "dumb"
//     width=COLUMNS               instead of the terminal's
//
// Colour and the progress line are for terminals; everywhere else the output is the same plain text, live or from a stored run.
#pragma once

#include <ltk/reporter.hpp>
#include <ltk/results/built_in.hpp>
#include <ltk/results/console/block.hpp>
#include <ltk/results/console/paint.hpp>
#include <ltk/results/console/progress.hpp>
#include <ltk/results/console/totals.hpp>
#include <ltk/results/places.hpp>
#include <ltk/results/reporter_options.hpp>
#include <ltk/results/reproduce.hpp>
#include <ltk/results/story.hpp>
#include <ltk/results/unfinished.hpp>

#include <cstdint>
#include <cstdlib>
#include <ostream>
#include <string>

#include <sys/ioctl.h>
#include <unistd.h>

namespace ltk::inline v1::reporters {

/// Writes for people. Throws ltk::Error "ltk.reporters.option" for an option that it does not know.
class Console {
public:
    explicit Console(ReporterContext const& context)
        : out_(context.out),
          folder_(detail::report::folder_of(context)),
          live_(context.target.empty()),
          verbose_(context.option("verbose", "no") == "yes"),
          paint_{wants_colour(context)},
          progress_wanted_(context.terminal && wants_terminal()),
          width_(width_of_terminal(context)),
          block_(paint_, width_, folder_),
          progress_(paint_, width_ == 0 ? 80 : width_),
          reproduction_(context.reproduce) {
        detail::report::check_options("console", context,
                                      {{"verbose", {"no", "yes"}}, {"color", {"auto", "always", "never"}}, {"width", {}}});
    }

    void on(event::RunStarted const& e) {
        reproduction_.on(e);
        run_ = e;
    }
    void on(event::Configured const& e) { reproduction_.on(e); }
    void on(event::FindingReported const& e, Stamp const& stamp) {
        if (e.verdict == "valid") return;
        using detail::report::tint;
        bool const invalid = e.verdict == "invalid";
        std::string& into = started_ ? text_ : findings_;
        into += paint_(invalid ? tint::red : tint::yellow, invalid ? "INVALID" : "WARNING") + " " +
                detail::report::in_one_line(e.validator) + ": " + detail::report::visible(e.seen) + '\n';
        if (!e.expected.empty() && e.verdict != "valid")
            into += "    " + paint_(tint::dim, "expected") + " " + detail::report::in_one_line(e.expected) + '\n';
        if (!e.remedy.empty())
            into += "    " + paint_(tint::dim, "remedy") + " " + paint_(tint::cyan, detail::report::in_one_line(e.remedy)) + '\n';
        latest_ = std::max(latest_, stamp.at);
    }
    void on(event::TestPlanned const& e) {
        unfinished_.on(e);
        places_.on(e);
    }
    void on(event::AttemptStarted const& e, Stamp const& stamp) {
        start();
        stories_.add(e, stamp);
        if (progress_wanted_ && e.attempt == 1) progress_.started(e.test);
        put(stamp);
    }
    template <TellsOfAttempt E>
    void on(E const& e, Stamp const& stamp) {
        stories_.add(e, stamp);
    }
    void on(event::TestFinished const& e, Stamp const& stamp) {
        start();
        unfinished_.on(e);
        tell(e);
        if (progress_wanted_) progress_.ended(e.test);
        stories_.close(e.test);
        put(stamp);
    }
    void on(event::RunTroubled const& e, Stamp const& stamp) {
        start();
        using detail::report::tint;
        line(paint_(tint::magenta, "TROUBLE") + " " + detail::report::visible(e.what) + '\n');
        if (!e.remedy.empty()) text_ += "    " + paint_(tint::dim, "remedy") + " " + detail::report::visible(e.remedy) + '\n';
        put(stamp);
    }
    void on(event::RunResumed const& e, Stamp const& stamp) {
        start();
        line("The run goes on" + (e.resumed.empty() ? "" : ", " + detail::report::in_one_line(e.resumed)) + '\n');
        put(stamp);
    }
    void on(event::RunFinished const& e) {
        unfinished_.on(e);
        elapsed_ = e.elapsed;
    }

    void finish(Journal const& journal) {
        start();
        unfinished_.settle(journal, [&](event::TestFinished const& e) { tell(e); });
        conclude();
        if (progress_wanted_) {
            std::string wiped;
            progress_.wipe(wiped);
            text_.insert(0, wiped);
        }
        out_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
        text_.clear();
        out_.flush();
    }

private:
    static bool wants_terminal() {
        char const* const refused = std::getenv("NO_COLOR");
        char const* const kind = std::getenv("TERM");
        return (refused == nullptr || *refused == '\0') && (kind == nullptr || std::string_view(kind) != "dumb");
    }
    static bool wants_colour(ReporterContext const& context) {
        auto const wanted = context.option("color", "auto");
        return wanted == "always" || (wanted == "auto" && context.terminal && wants_terminal());
    }
    static std::size_t width_of_terminal(ReporterContext const& context) {
        if (auto const given = context.option("width"); !given.empty()) {
            std::size_t columns = 0;
            auto const end = std::from_chars(given.data(), given.data() + given.size(), columns);
            if (end.ec != std::errc{} || end.ptr != given.data() + given.size() || columns < 20)
                throw Error("ltk.reporters.option",
                            "--report console: \"" + given + "\" is no width; write a number of columns, at least 20");
            return columns;
        }
        if (!context.terminal) return 0;
        for (int const fd : {STDOUT_FILENO, STDERR_FILENO}) {
            winsize size{};
            if (::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) return size.ws_col;
        }
        return 80;
    }

    // The first line, once the plan is known.
    void start() {
        if (started_) return;
        started_ = true;
        using detail::report::counted;
        std::string line = run_.program.empty() ? "run" : detail::report::in_one_line(run_.program);
        line = paint_(detail::report::tint::bold, line) + ": " + counted(unfinished_.planned(), "test");
        if (!run_.stage.empty()) line += ", stage " + detail::report::in_one_line(run_.stage);
        if (!run_.select.empty()) line += ", select " + detail::report::in_one_line(run_.select);
        if (run_.jobs > 1) line += ", " + std::to_string(run_.jobs) + " at a time";
        if (run_.order == "shuffled") line += ", shuffled";
        if (run_.seed != 0) line += ", seed " + detail::report::decimal(run_.seed);
        text_ += line + '\n' + findings_;
        findings_.clear();
    }

    // The folder, since a line that is pasted elsewhere would not find the id.
    std::string run_name() const { return folder_.empty() ? run_.run : folder_.string(); }

    void tell(event::TestFinished const& e) {
        totals_.add(e);
        auto const& story = stories_.of(e.test);
        bool noted = false;
        bool measured = false;
        for (auto const& attempt : story.attempts) {
            noted = noted || !attempt.notes.empty();
            measured = measured || !attempt.metrics.empty();
        }
        if (e.outcome == outcome::flaky_pass)
            line(block_.flaky(e, story));
        else if (is_red(e.outcome) || e.outcome == outcome::error || e.outcome == outcome::interrupted)
            block(block_.block(e, story, places_.of(e.test), reproduction_.line(e.test)));
        else if (verbose_ || noted || measured)
            line(block_.line(e, story));
    }
    // An empty line stands before and behind each block, and never two.
    void block(std::string const& text) {
        text_ += "\n" + text;
        gap_ = true;
    }
    void line(std::string const& text) {
        if (gap_) text_ += '\n';
        text_ += text;
        gap_ = false;
    }

    void conclude() {
        using detail::report::tint;
        auto const& all = totals_.all();
        auto const part = [&](std::string const& lines) {
            if (!lines.empty()) text_ += "\n" + lines;
        };
        part(totals_.reasons(paint_, width_));
        part(totals_.suites(paint_));
        part(totals_.bad(paint_));
        text_ += '\n';
        if (!unfinished_.complete())
            text_ += paint_(tint::magenta, "The run was cut off.") + paint_(tint::dim, " To go on where it stopped:") + "\n    " +
                     paint_(tint::cyan, detail::report::in_one_line(reproduction_.resume(run_name()))) + "\n";
        std::string const time = " in " + detail::report::time_words(elapsed_ > 0 ? elapsed_ : latest_);
        if (all.total() == 0)
            text_ += paint_(tint::magenta, "No test was selected") + time + '\n';
        else
            text_ += paint_(tint::bold, detail::report::counted(all.total(), "test") + time + ":") + " " +
                     detail::report::Totals::words(paint_, all) + '\n';
        if (!folder_.empty())
            text_ += paint_(tint::dim, "journal, logs and reports are in ") + detail::report::in_one_line(folder_.string()) + '\n';
        if (all.failed() + all.count(outcome::error) > 1 && !run_name().empty())
            text_ += paint_(tint::dim, "run what failed again with") + "\n    " +
                     paint_(tint::cyan, detail::report::in_one_line(reproduction_.rerun_failed(run_name()))) + '\n';
    }

    void put(Stamp const& stamp) {
        latest_ = std::max(latest_, stamp.at);
        if (!live_ && text_.size() < 64 * 1024) return;
        std::string out;
        if (progress_wanted_) {
            if (!text_.empty()) progress_.wipe(out);
            out += text_;
            auto const& all = totals_.all();
            progress_.draw(out, all.total(), unfinished_.planned(), all.failed() + all.count(outcome::error));
        } else {
            out.swap(text_);
        }
        text_.clear();
        if (out.empty()) return;
        out_.write(out.data(), static_cast<std::streamsize>(out.size()));
        if (live_) out_.flush();
    }

    std::ostream& out_;
    std::filesystem::path folder_;
    bool live_;
    bool verbose_;
    detail::report::Paint paint_;
    bool progress_wanted_;
    std::size_t width_;
    detail::report::TestBlock block_;
    detail::report::Progress progress_;
    Reproduction reproduction_;
    event::RunStarted run_;
    detail::report::Places places_;
    Stories stories_;
    Unfinished unfinished_;
    detail::report::Totals totals_;
    std::string text_;
    std::string findings_;  // wait for the first line
    bool gap_ = false;      // the last thing was a block
    double elapsed_ = 0;
    double latest_ = 0;
    bool started_ = false;
};

}  // namespace ltk::inline v1::reporters

LTK_DETAIL_BUILT_IN_REPORTER(console, "console", ::ltk::reporters::Console);
