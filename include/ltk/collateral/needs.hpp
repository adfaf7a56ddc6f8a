// What each test needs, for the test plan of a bundle. A journal does not have it; the program that has the tests does.
#pragma once

#include <ltk/plan/describe.hpp>
#include <ltk/plan/scope.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace ltk::inline v1 {

/// For BundleRequest::needs_by_test: what every test needs of the machine, its configurations and fixtures, and the validators that
/// concern it: "root, fio >= 3.0; uses fs, ltk::TempDir; validators mount has enough space". `stage`: of the
/// run, RunStarted::stage; "" or "all": each test's own stages.
inline std::map<std::string, std::string> needs_by_test(Catalogue const& catalogue, std::string const& stage = {}) {
    bool const every = stage.empty() || stage == detail::every_stage;
    std::vector<std::pair<CataloguedValidator const*, Selection>> validators;
    for (auto const& one : catalogue.validators()) validators.emplace_back(&one, Selection::parse(one.tests));
    std::map<std::string, std::string> needs;
    for (auto const& test : catalogue.tests()) {
        std::string text = detail::needs_text(test);
        if (auto const uses = detail::uses_text(test, catalogue); !uses.empty()) text += (text.empty() ? "uses " : "; uses ") + uses;
        char const* before = text.empty() ? "validators " : "; validators ";
        for (auto const& [validator, tests] : validators) {
            auto const concerned = [&, checks = validator, where = &tests](std::string const& name) {
                PlannedTest planned;
                planned.test = &test;
                planned.stage = name;
                return detail::concerns(*checks, *where, planned);
            };
            if (!(every ? std::any_of(test.stages.begin(), test.stages.end(), concerned) : concerned(stage))) continue;
            text += std::exchange(before, ", ") + validator->name;
        }
        needs.emplace(test.id, std::move(text));
    }
    return needs;
}

}  // namespace ltk::inline v1
