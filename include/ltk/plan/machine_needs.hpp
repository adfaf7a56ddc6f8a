// `.needs` of a declared test, in words and checked: which path each demand means, and what is wrong with demands that the
// compiler could not look at.
#pragma once

#include <ltk/declare/test.hpp>
#include <ltk/plan/catalogued.hpp>
#include <ltk/plan/demand_text.hpp>
#include <ltk/plan/problems.hpp>

#include <string>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

/// Reads the `.needs` of tests. `under_test`: the configurations that mark a field `.under_test()`.
class MachineNeeds {
public:
    MachineNeeds(Registry const& registry, std::vector<ConfigRecord const*> const& under_test, Problems& problems)
        : registry_(registry), under_test_(under_test), problems_(problems) {}

    /// The needs of one test; calls uses(type) for each configuration whose path is meant.
    template <class Uses>
    std::vector<CataloguedNeed> of(TestRecord const& record, Uses uses) const {
        std::vector<CataloguedNeed> all;
        if (record.traits == nullptr) return all;
        for (auto const& one : record.traits->needs) {
            CataloguedNeed need;
            need.record = &one;
            for (unsigned i = 0; i < one.count && i < requirement::most; ++i) {
                check(one.any[i], record);
                need.each.push_back(describe(one.any[i], place_key(one.any[i], registry_, under_test_)));
                need.text += (i == 0 ? "" : " or ") + need.each.back();
                if (!speaks_of_path(one.any[i])) continue;
                if (one.any[i].configuration != nullptr)
                    uses(*one.any[i].configuration);
                else
                    for (auto const* configuration : under_test_) uses(configuration->type);
            }
            if (!need.each.empty()) all.push_back(std::move(need));
        }
        return all;
    }

private:
    void check(demand const& wanted, TestRecord const& record) const {
        using kind = demand::kind_type;
        std::string const here = place(record.where) + ": " + record.id + ": .needs: ";
        if (*wanted.version != '\0' && !is_version_condition(wanted.version))
            problems_.add("ltk.plan.bad_need",
                          here + "\"" + wanted.version + "\" is no condition on a version (write \">=3.0\" or \">=2.15, <2.17\")");
        bool const named =
            wanted.kind == kind::user || wanted.kind == kind::tool || wanted.kind == kind::kernel_module || wanted.kind == kind::fs_type;
        if (named && *wanted.name == '\0') problems_.add("ltk.plan.bad_need", here + "the name of what is needed is empty");
        if (under_test_.size() > 1 && speaks_of_path(wanted) && wanted.configuration == nullptr)
            problems_.add("ltk.plan.ambiguous_need", here + describe(wanted, "the directory under test") + ": \"" + under_test_[0]->key +
                                                         "\" (" + place(under_test_[0]->where) + ") and \"" + under_test_[1]->key + "\" (" +
                                                         place(under_test_[1]->where) + ") both mark a field `.under_test()`; say which: " +
                                                         (wanted.kind == kind::fs_type ? "fs_type<&" : "free_space<&") +
                                                         type_name(under_test_[0]->type) + "::field>(...)");
    }

    Registry const& registry_;
    std::vector<ConfigRecord const*> const& under_test_;
    Problems& problems_;
};

}  // namespace ltk::inline v1::detail
