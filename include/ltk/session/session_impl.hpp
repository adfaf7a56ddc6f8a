// The members of Session. Compiled once, in the engine; weak so that programs which only link it find them.
#pragma once

#include <ltk/drive/guard.hpp>
#include <ltk/environment/answer_demand.hpp>
#include <ltk/plan/apply_needs.hpp>
#include <ltk/session/environment.hpp>
#include <ltk/session/one_run.hpp>
#include <ltk/session/state.hpp>

#define LTK_DETAIL_SESSION __attribute__((weak))

namespace ltk::inline v1 {

namespace detail {
/// A stop is for one run: the session can make others.
class StopsOnce {
public:
    explicit StopsOnce(std::atomic<bool>& stop) : stop_(stop) {}
    StopsOnce(StopsOnce const&) = delete;
    StopsOnce& operator=(StopsOnce const&) = delete;
    ~StopsOnce() { stop_ = false; }

private:
    std::atomic<bool>& stop_;
};
}  // namespace detail

LTK_DETAIL_SESSION Session::Session() : Session(default_registry()) {}
LTK_DETAIL_SESSION Session::Session(Registry const& registry) : state_(std::make_unique<State>(registry)) {}
LTK_DETAIL_SESSION Session::Session(Session&&) noexcept = default;
LTK_DETAIL_SESSION Session& Session::operator=(Session&&) noexcept = default;
LTK_DETAIL_SESSION Session::~Session() = default;

LTK_DETAIL_SESSION void Session::configure(std::string_view json) {
    state_->layers.code.emplace_back(json);
    state_->configuration.reset();
}
LTK_DETAIL_SESSION ConfigLayers& Session::layers() {
    state_->configuration.reset();
    return state_->layers;
}
LTK_DETAIL_SESSION RunOptions& Session::options() noexcept { return state_->options; }
LTK_DETAIL_SESSION Catalogue const& Session::catalogue() { return state_->known(); }
LTK_DETAIL_SESSION Configuration const& Session::configuration() { return state_->configured(); }
LTK_DETAIL_SESSION Plan Session::plan(PlanOptions const& options) {
    Plan made = make_plan(state_->known(), options);
    if (options.decide_needs) decide_needs(made);
    return made;
}
LTK_DETAIL_SESSION void Session::decide_needs(Plan& plan) {
    MachineAnswers answers([this](demand const& wanted) { return state_->path_of(wanted); });
    apply_needs(plan, [&answers](demand const& wanted, std::string const& text) { return answers(wanted, text); });
    if (plan.unmet.empty()) return;
    auto const& masker = state_->configured().masker();  // a path, or what a tool said, may hold one
    for (auto& test : plan.tests) masker.mask(test.reason);
    for (auto& one : plan.unmet) mask_texts(one, masker);
}

LTK_DETAIL_SESSION EnvironmentReport Session::check(Plan const& plan) {
    // Validators may keep something; what they keep goes away with this folder.
    auto const scratch = std::filesystem::temp_directory_path() / ("ltk-check-" + detail::random_hex(12));
    std::filesystem::create_directory(scratch);
    try {
        auto report = detail::validate_environment(*state_, plan, validators_for(state_->known(), plan), scratch);
        detail::remove_tree(scratch.string());
        return report;
    } catch (...) {
        detail::remove_tree(scratch.string());
        throw;
    }
}

LTK_DETAIL_SESSION RunResult Session::run(Plan const& plan, std::vector<Report> const& reports) {
    detail::StopsOnce const once(state_->stop);
    return detail::OneRun(*state_, reports).fresh(plan);
}
LTK_DETAIL_SESSION RunResult Session::resume(std::filesystem::path const& run_folder, std::vector<Report> const& reports) {
    detail::StopsOnce const once(state_->stop);
    return detail::OneRun(*state_, reports).resumed(run_folder);
}
LTK_DETAIL_SESSION void Session::report(std::filesystem::path const& run_folder, std::vector<Report> const& wanted) {
    StoredJournal const journal(run_folder);
    ReportSetting const setting{std::cout, ::isatty(STDOUT_FILENO) == 1, std::filesystem::absolute(journal.run_folder()).lexically_normal(),
                                state_->reproduce()};
    Reports reports(state_->registry, wanted, setting);
    journal.replay(reports);
    reports.finish(journal);
    if (reports.has_troubles()) {
        auto const troubles = reports.take_troubles();
        throw Error("ltk.report.failed", troubles.front().what);
    }
}

LTK_DETAIL_SESSION void Session::stop() noexcept { state_->stop.store(true); }

LTK_DETAIL_SESSION std::optional<int> worker_main(int argc, char const* const* argv, Registry const& registry) {
    return detail::run_if_worker(registry, argc, argv);
}
LTK_DETAIL_SESSION std::optional<int> worker_main(int argc, char const* const* argv) { return worker_main(argc, argv, default_registry()); }

}  // namespace ltk::inline v1
