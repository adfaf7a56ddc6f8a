// The fan-out: makes the reporters that were asked for, opens their targets, and hands every event to each of them. A reporter
// that throws is switched off and told about; it never harms the run or another reporter.
#pragma once

#include <ltk/config/nearest.hpp>
#include <ltk/plan/default_registry.hpp>
#include <ltk/reporter.hpp>
#include <ltk/results/report_request.hpp>
#include <ltk/results/report_target.hpp>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ltk::inline v1 {

/// What a run reports to: a reporter by its name, or somebody's own object with `on` functions, borrowed by std::ref.
class Report {
public:
    Report(ReportRequest request) : request_(std::move(request)) {}
    template <class T>
    Report(std::reference_wrapper<T> own)
        : own_([&object = own.get()]() -> std::unique_ptr<Listener> {
              static_assert(
                  detail::takes_any_event<T>(),
                  "LTK: what listens to a run has at least one `void on(ltk::event::... const&)` or `void finish(ltk::Journal const&)`");
              return std::make_unique<detail::Listening<T&>>(object);
          }) {}

    ReportRequest const& request() const noexcept { return request_; }
    /// The listener of somebody's own object; nothing for a named reporter.
    std::unique_ptr<Listener> own() const { return own_ ? own_() : nullptr; }

private:
    ReportRequest request_;
    std::function<std::unique_ptr<Listener>()> own_;
};

/// What reporters are told about the run; see ReporterContext.
struct ReportSetting {
    std::ostream& out;      ///< for reports without a file
    bool terminal = false;  ///< `out` is a terminal
    std::filesystem::path run_folder;
    std::string reproduce;  ///< how this program is called again: "./posix"
};

/// All reporters of one run, as one listener. One thread at a time.
class Reports final : public Listener {
public:
    /// Makes the reporters and opens their targets; relative ones count from the current directory. Throws Error
    /// "ltk.report.unknown", "ltk.report.ambiguous", "ltk.report.target" and what reporters say to their options.
    Reports(Registry const& registry, std::vector<Report> const& wanted, ReportSetting const& setting) {
        for (auto const& each : wanted) {
            if (auto own = each.own()) {
                active_.push_back(std::make_unique<Active>("listener of the embedding program", std::move(own)));
                continue;
            }
            auto const& request = each.request();
            auto const& record = find(registry, request.name);
            auto target = request.target.empty() ? detail::ReportTarget(setting.out) : detail::ReportTarget(request.target);
            for (auto const& other : active_)
                if (other->target && !target.path().empty() && other->target->path() == target.path())
                    throw Error("ltk.report.target", target.path().string() + ": two reports, " + other->name + " and " + request.name +
                                                         ", go to this file; give each a file of its own");
            active_.push_back(std::make_unique<Active>(request.name, std::move(target), record, request, setting));
        }
    }

    void take(std::size_t index, void const* event, Stamp const& stamp) override {
        for (auto& each : active_)
            if (each->listener != nullptr) guard(*each, [&] { each->listener->take(index, event, stamp); });
    }

    /// Ends every report. Done once; a later call does nothing.
    void finish(Journal const& journal) override {
        for (auto& each : active_) {
            if (each->listener == nullptr) continue;
            guard(*each, [&] {
                each->listener->finish(journal);
                if (!each->target) return;
                each->listener.reset();  // a reporter may still write in its destructor
                each->target->complete();
                if (!each->target->path().empty()) written_.push_back(each->target->path());
            });
            each->listener.reset();
        }
    }

    /// What went wrong since the last call, for the journal; also makes the exit code 4.
    std::vector<event::RunTroubled> take_troubles() { return std::exchange(troubles_, {}); }
    bool has_troubles() const noexcept { return !troubles_.empty(); }
    /// Files that are complete.
    std::vector<std::filesystem::path> const& written() const noexcept { return written_; }
    /// Number of reporters that still take events.
    std::size_t active() const noexcept {
        std::size_t count = 0;
        for (auto const& each : active_)
            if (each->listener != nullptr) ++count;
        return count;
    }

private:
    struct Active {
        Active(std::string called, std::unique_ptr<Listener> own) : name(std::move(called)), listener(std::move(own)) {}
        Active(std::string called, detail::ReportTarget opened, ReporterRecord const& record, ReportRequest const& request,
               ReportSetting const& setting)
            : name(std::move(called)),
              target(std::make_unique<detail::ReportTarget>(std::move(opened))),
              context(new ReporterContext{target->out(), target->path(), setting.run_folder, target->path().empty() && setting.terminal,
                                          request.options, setting.reproduce}),
              listener(record.type->make(*context)) {}

        std::string name;
        std::unique_ptr<detail::ReportTarget> target;  // outlives the listener, which writes to it
        std::unique_ptr<ReporterContext const> context;
        std::unique_ptr<Listener> listener;  // none: switched off, or finished
    };

    // A registry of the program's own comes first; the reporters that are linked in are there for every program.
    static ReporterRecord const& find(Registry const& registry, std::string const& name) {
        std::vector<std::string> known;
        if (auto const* const found = find_in(registry, name, known)) return *found;
        if (&registry != &default_registry())
            if (auto const* const found = find_in(default_registry(), name, known)) return *found;
        std::sort(known.begin(), known.end());
        known.erase(std::unique(known.begin(), known.end()), known.end());
        std::string all;
        for (auto const& each : known) all += (all.empty() ? "" : ", ") + each;
        throw Error("ltk.report.unknown", "--report " + name + ": there is no reporter \"" + name + "\"" +
                                              detail::did_you_mean(name, known) + "; " +
                                              (all.empty() ? "this program has none" : "this program has " + all));
    }
    // Adds the names of all to `known`. Throws Error "ltk.report.ambiguous".
    static ReporterRecord const* find_in(Registry const& registry, std::string const& name, std::vector<std::string>& known) {
        ReporterRecord const* found = nullptr;
        for (auto const* record = registry.reporters(); record != nullptr; record = record->next) {
            known.emplace_back(record->name);
            if (known.back() != name) continue;
            if (found != nullptr)
                throw Error("ltk.report.ambiguous", "--report " + name + ": two reporters have this name: " + place(*found) + " and " +
                                                        place(*record) + "; rename one of them");
            found = record;
        }
        return found;
    }
    static std::string place(ReporterRecord const& record) {
        return std::string(record.where.file) + ":" + std::to_string(record.where.line);
    }

    template <class Call>
    void guard(Active& each, Call&& call) {
        try {
            call();
        } catch (std::exception const& error) {
            switch_off(each, error.what());
        } catch (...) {
            switch_off(each, "an exception that is no std::exception");
        }
    }
    [[gnu::cold]] void switch_off(Active& each, std::string const& why) {
        try {
            each.listener.reset();
        } catch (...) {}
        bool const own = each.target == nullptr;
        troubles_.push_back({(own ? "a " + each.name : "the reporter " + each.name) + " failed and gets no more events: " + why,
                             own ? "" : "when its cause is gone, make the report again from the stored run: report RUN --to " + each.name});
        each.target.reset();  // an incomplete file is no report
    }

    std::vector<std::unique_ptr<Active>> active_;
    std::vector<event::RunTroubled> troubles_;
    std::vector<std::filesystem::path> written_;
};

}  // namespace ltk::inline v1
