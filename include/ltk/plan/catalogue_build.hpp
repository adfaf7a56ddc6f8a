// Makes a Catalogue from a Registry, and finds everything that is wrong with the declarations on the way.
#pragma once

#include <ltk/config/config_type.hpp>
#include <ltk/declare/tempdir.hpp>
#include <ltk/declare/test.hpp>
#include <ltk/plan/by_place.hpp>
#include <ltk/plan/catalogue.hpp>
#include <ltk/plan/foreign_type.hpp>
#include <ltk/plan/id_flaw.hpp>
#include <ltk/plan/machine_needs.hpp>
#include <ltk/plan/needs.hpp>
#include <ltk/plan/param_texts.hpp>
#include <ltk/plan/problems.hpp>
#include <ltk/plan/selection.hpp>
#include <ltk/plan/validator_order.hpp>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace ltk::inline v1 {

namespace detail {

class CatalogueBuilder {
public:
    CatalogueBuilder(Registry const& registry, std::vector<StagePolicy> const& stages, Problems& problems)
        : registry_(registry), stages_(stages), problems_(problems), graph_(registry, problems), params_(problems) {}

    std::vector<CataloguedConfiguration> configurations() {
        std::vector<CataloguedConfiguration> all;
        for (auto const* record : records_of(registry_.configurations())) {
            bool const under_test = record->reflection != nullptr && record->reflection->has_under_test;
            all.push_back({record->key, record, type_name(record->type), under_test, record->where});
        }
        std::sort(all.begin(), all.end(), [](auto const& a, auto const& b) {
            if (a.key != b.key) return a.key < b.key;
            return place(a.where) < place(b.where);
        });
        std::unordered_map<type_identity, CataloguedConfiguration const*, identity_hash> by_type;
        for (std::size_t i = 0; i < all.size(); ++i) {
            auto const& one = all[i];
            if (i != 0 && all[i - 1].key == one.key)
                problems_.add("ltk.plan.duplicate_key", place(one.where) + ": configuration key \"" + one.key + "\" is declared at " +
                                                            place(all[i - 1].where) + " already; give each configuration a key of its own");
            auto const added = by_type.emplace(one.record->type, &one);
            if (!added.second)
                problems_.add("ltk.plan.duplicate_configuration",
                              place(one.where) + ": " + one.type + " is declared as configuration \"" + one.key + "\", and at " +
                                  place(added.first->second->where) + " as \"" + added.first->second->key +
                                  "\"; a type has one key, so keep one of the two, or derive a struct of its own for the other");
            configured_.insert(one.record->type);
            if (one.under_test) under_test_.push_back(one.record);
        }
        return all;
    }

    std::vector<CataloguedTest> tests() {
        auto const records = by_place(records_of(registry_.tests()));
        std::vector<CataloguedTest> all;
        all.reserve(records.size());
        for (auto const* record : records) add_test(*record, all);
        return all;
    }

    std::vector<CataloguedValidator> validators() {
        auto records = records_of(registry_.validators());
        std::sort(records.begin(), records.end(), [](ValidatorRecord const* a, ValidatorRecord const* b) {
            int const names = std::strcmp(a->name, b->name);
            return names != 0 ? names < 0 : place(a->where) < place(b->where);
        });
        std::vector<CataloguedValidator> all;
        for (auto const* record : records) {
            if (!all.empty() && all.back().name == record->name)
                problems_.add("ltk.plan.duplicate_validator", place(record->where) + ": validator \"" + record->name +
                                                                  "\" is declared at " + place(all.back().where) +
                                                                  " already; give one of them another name");
            all.push_back(make_validator(*record));
        }
        check_validator_order(all, problems_);
        return all;
    }

    std::vector<CataloguedFixture> fixtures() {
        for (auto const* record = registry_.fixtures(); record != nullptr; record = record->next) used_.try_emplace(record->type, 0);
        std::vector<CataloguedFixture> all;
        for (auto const& [type, count] : used_) {
            CataloguedFixture one;
            one.name = type_name(type);
            one.type = type;
            one.used_by = count;
            if (auto const* const record = graph_.record_of(type); record != nullptr) {
                one.where = record->where;
                if (record->traits != nullptr) {
                    one.scope = record->traits->scope;
                    one.timeout = record->traits->timeout;
                    one.purpose = record->traits->purpose;
                }
            }
            all.push_back(std::move(one));
        }
        std::sort(all.begin(), all.end(),
                  [](auto const& a, auto const& b) { return a.name != b.name ? a.name < b.name : place(a.where) < place(b.where); });
        return all;
    }

    /// Configurations that are needed and that no LTK_CONFIG declares: one line for each, with the first who needs it.
    void report_missing() {
        for (auto const& one : missing_) {
            std::string const type = type_name(one.type);
            std::string key;
            for (char const c : type) key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            if (auto const colon = key.rfind(':'); colon != std::string::npos) key.erase(0, colon + 1);
            if (type.starts_with("ltk::")) {  // LTK's own types are fixtures
                problems_.add("ltk.plan.unknown_configuration",
                              place(one.where) + ": " + one.name +
                                  (one.through.empty() ? "" : " needs the fixture " + one.through + ", which") + " takes `" + type +
                                  " const&`; take it as `" + type + "&`");
                continue;
            }
            problems_.add("ltk.plan.unknown_configuration",
                          place(one.where) + ": " + one.name +
                              (one.through.empty() ? "" : " needs the fixture " + one.through + ", which") + " takes `" + type +
                              " const&`, but no LTK_CONFIG declares " + type + "; write LTK_CONFIG(\"" + key + "\", " + type +
                              ") in one .cpp of this program, or take a fixture as `" + type + "&`" +
                              (one.others == 0 ? "" : " (needed by " + std::to_string(one.others) + " more)"));
        }
    }

private:
    struct resolved_needs {
        needed const* all = nullptr;
        std::vector<type_identity> configurations;
        std::vector<std::string> fixtures;
    };

    /// What a parameter list needs, with the directory under test counted as needing its configurations.
    resolved_needs const& resolve(need const* list, std::size_t count, std::string_view who, source where) {
        auto const known = resolved_.find(list);
        if (known != resolved_.end()) {
            for (auto const& configuration : known->second.all->configurations)
                if (configured_.count(configuration.type) == 0) note_missing(configuration, who, where);
            return known->second;
        }
        auto const& all = graph_.of(list, count, who, where);
        resolved_needs made{&all, {}, {}};
        for (auto const& fixture : all.fixtures) check_fixture(fixture, list, count, all, who, where);
        for (auto const& configuration : all.configurations) {
            made.configurations.push_back(configuration.type);
            if (configured_.count(configuration.type) == 0) note_missing(configuration, who, where);
        }
        for (auto const& fixture : all.fixtures) made.fixtures.push_back(type_name(fixture));
        if (all.temp_dir) {
            if (under_test_.size() > 1)
                problems_.add("ltk.plan.ambiguous_temp_dir", place(where) + ": " + std::string(who) + " takes an `ltk::TempDir&`, but \"" +
                                                                 under_test_[0]->key + "\" (" + place(under_test_[0]->where) + ") and \"" +
                                                                 under_test_[1]->key + "\" (" + place(under_test_[1]->where) +
                                                                 ") both mark a field `.under_test()`; say which: ltk::TempDirOf<&" +
                                                                 type_name(under_test_[0]->type) + "::field>&");
            for (auto const* record : under_test_)
                if (std::find(made.configurations.begin(), made.configurations.end(), record->type) == made.configurations.end())
                    made.configurations.push_back(record->type);
        }
        return resolved_.emplace(list, std::move(made)).first->second;
    }

    bool is_odd(type_identity const& fixture) const {
        if (configured_.count(fixture) != 0) return true;
        return graph_.record_of(fixture) == nullptr && is_foreign_type(type_name(fixture));
    }

    /// Any type can be a fixture, so that a slip makes one of what was never meant to be: a configuration without its const, a number.
    void check_fixture(type_identity const& fixture, need const* list, std::size_t count, needed const& all, std::string_view who,
                       source where) {
        if (!is_odd(fixture)) return;
        std::string const type = type_name(fixture);
        bool const configuration = configured_.count(fixture) != 0;
        auto const takes_it = [&](need const& one) { return one.kind == need_kind::fixture && one.type == fixture; };
        std::string by = std::string(who) + " takes `" + type + "&`";
        if (std::none_of(list, list + count, takes_it)) {
            auto const other = std::find_if(all.fixtures.begin(), all.fixtures.end(), [&](type_identity const& one) {
                auto const& needs = graph_.needs_of(one);
                return !is_odd(one) && std::any_of(needs.begin(), needs.end(), takes_it);
            });
            if (other == all.fixtures.end()) return;  // only what is odd itself needs it, and that is said
            by = std::string(who) + " needs the fixture " + type_name(*other) + ", whose constructor takes `" + type +
                 (configuration ? "&`" : "`");
        }
        if (!odd_fixtures_.insert(fixture).second) return;  // said already
        if (configuration)
            problems_.add("ltk.plan.configuration_as_fixture",
                          place(where) + ": " + by + ", but " + type + " is a configuration; take it as `" + type + " const&`");
        else
            problems_.add("ltk.plan.foreign_fixture",
                          place(where) + ": " + by +
                              ", and LTK does not know what to put there; a parameter is a configuration "
                              "(`T const&`), a fixture of your own (`T&`), an LTK_PARAM (`T`) or `ltk::Context&`");
    }

    void note_missing(needed_configuration const& configuration, std::string_view who, source where) {
        if (is_foreign_type(configuration.through)) return;  // it is not the fixture that was meant
        for (auto& one : missing_)
            if (one.type == configuration.type) {
                ++one.others;
                return;
            }
        missing_.push_back({configuration.type, configuration.through, std::string(who), where, 0});
    }

    std::vector<std::string> stage_names(std::initializer_list<stage> const& stages, std::string_view who, source where) {
        std::vector<std::string> names;
        names.reserve(stages.size());
        for (auto const& one : stages) {
            names.emplace_back(one.name);
            if (stage_named(stages_, one.name) == nullptr)
                problems_.add("ltk.plan.unknown_stage", place(where) + ": " + std::string(who) +
                                                            ": .stages: " + unknown_stage(one.name, stages_) +
                                                            "; a stage of one's own needs an LTK_STAGE line in one .cpp");
        }
        return names;
    }

    void add_test(TestRecord const& record, std::vector<CataloguedTest>& all) {
        static constexpr test_traits none{};
        auto const& traits = record.traits == nullptr ? none : *record.traits;
        auto const& needs = resolve(record.needs, record.need_count, record.id, record.where);
        for (auto const& fixture : needs.all->fixtures) ++used_[fixture];
        if (traits.timeout < duration())
            problems_.add("ltk.plan.bad_timeout",
                          place(record.where) + ": " + record.id + ": .timeout is negative; leave it out for the run's default");
        if (auto const flaw = flaw_of(record.id); flaw != id_flaw::none)
            problems_.add("ltk.plan.bad_id", place(record.where) + ": test \"" + shown_id(record.id) + "\": " + describe(flaw));

        CataloguedTest test;
        test.record = &record;
        test.params = needs.all->params;
        test.tags.assign(traits.tags.begin(), traits.tags.end());
        test.covers.assign(traits.covers.begin(), traits.covers.end());
        test.purpose = traits.purpose;
        test.timeout = traits.timeout;
        test.where = record.where;
        test.configurations = needs.configurations;
        test.fixtures = needs.fixtures;
        test.needs = MachineNeeds(registry_, under_test_, problems_).of(record, [&](type_identity const& type) {
            if (std::find(test.configurations.begin(), test.configurations.end(), type) == test.configurations.end())
                test.configurations.push_back(type);
            if (configured_.count(type) == 0) note_missing({type, {}}, record.id, record.where);
        });
        if (traits.stages.size() == 0)
            test.stages = default_stages_;
        else
            test.stages = stage_names(traits.stages, record.id, record.where);
        if (test.params.empty()) {
            test.id = record.id;
            all.push_back(std::move(test));
            return;
        }
        params_.for_each_combination(test.params, record, [&](std::vector<std::size_t> const& values, std::string const& brackets) {
            auto one = test;
            one.id = record.id + brackets;
            one.param_values = values;
            if (auto const flaw = flaw_of(one.id.c_str()); flaw != id_flaw::none && grade_id(record.id) == id_flaw::none)
                problems_.add("ltk.plan.bad_id", place(record.where) + ": test \"" + shown_id(one.id) +
                                                     "\", made from the values of its params: " + describe(flaw) +
                                                     "; give the value another text (ltk_show)");
            all.push_back(std::move(one));
        });
    }

    CataloguedValidator make_validator(ValidatorRecord const& record) {
        static constexpr validator_traits none{};
        auto const& traits = record.traits == nullptr ? none : *record.traits;
        std::string const who = std::string("validator \"") + record.name + "\"";
        CataloguedValidator made;
        made.name = record.name;
        made.record = &record;
        made.severity = traits.severity;
        made.stages = stage_names(traits.stages, who, record.where);
        made.tests = traits.tests;
        made.timeout = traits.timeout;
        made.purpose = traits.purpose;
        made.after.assign(traits.after.begin(), traits.after.end());
        made.where = record.where;
        auto const& needs = resolve(record.needs, record.need_count, who, record.where);
        made.configurations = needs.configurations;
        for (auto const& fixture : needs.all->fixtures) used_.try_emplace(fixture, 0);
        if (!needs.all->params.empty())
            problems_.add("ltk.plan.validator_param",
                          place(record.where) + ": " + who + " needs the param " + type_name(needs.all->params.front()->type) +
                              ", but a validator runs once and has no value for it; take a configuration instead");
        if (traits.timeout < duration())
            problems_.add("ltk.plan.bad_timeout",
                          place(record.where) + ": " + who + ": .timeout is negative; leave it out for the run's default");
        try {
            Selection::parse(made.tests);
        } catch (Error const& wrong) {
            problems_.add(wrong.id(), place(record.where) + ": " + who + ": .tests: " + wrong.what());
        }
        return made;
    }

    struct missing_configuration {
        type_identity type;
        std::string through;
        std::string name;
        source where;
        std::size_t others;
    };

    Registry const& registry_;
    std::vector<std::string> const default_stages_{developer.name, regression.name};
    std::vector<StagePolicy> const& stages_;
    Problems& problems_;
    NeedsGraph graph_;
    ParamTexts params_;
    std::unordered_set<type_identity, identity_hash> configured_;
    std::vector<ConfigRecord const*> under_test_;
    std::unordered_map<need const*, resolved_needs> resolved_;
    std::unordered_map<type_identity, std::size_t, identity_hash> used_;
    std::vector<missing_configuration> missing_;
    std::unordered_set<type_identity, identity_hash> odd_fixtures_;
};

}  // namespace detail

inline Catalogue::Catalogue(Registry const& registry) : registry_(&registry) {
    detail::Problems problems;
    stages_ = detail::collect_stages(registry, problems);
    detail::CatalogueBuilder builder(registry, stages_, problems);
    configurations_ = builder.configurations();
    tests_ = builder.tests();
    validators_ = builder.validators();
    fixtures_ = builder.fixtures();
    builder.report_missing();
    index_.build(tests_, [&](std::size_t first, std::size_t second) {
        if (tests_[first].record == tests_[second].record) return;  // equal texts of params: said already
        auto const one = detail::place(tests_[first].where);
        auto const other = detail::place(tests_[second].where);
        problems.add("ltk.plan.duplicate_id", other + ": test \"" + tests_[second].id + "\" is declared at " + one +
                                                  " already; ids are the key of every result, give one of them another name");
    });
    problems.throw_if_any();
}

}  // namespace ltk::inline v1
