// The catalogue: what the registry's records amount to, checked. Every test with its params, what it needs in the end, its
// stages; validators, stages, configurations and fixtures. The order is that of the sources, whatever the order of linking.
// Whoever has a Catalogue knows that the declarations fit together: making one reports everything that does not.
#pragma once

#include <ltk/declare/registry.hpp>
#include <ltk/plan/catalogued.hpp>
#include <ltk/plan/id_index.hpp>
#include <ltk/plan/stages.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1 {

/// Reads the registry once; afterwards read-only, so that any thread may use it. Plans point into it.
class Catalogue {
public:
    /// Throws ltk::Error that lists all problems of the declarations, each with its places.
    explicit Catalogue(Registry const& registry);
    Catalogue(Catalogue&&) = default;
    Catalogue& operator=(Catalogue&&) = default;
    Catalogue(Catalogue const&) = delete;
    Catalogue& operator=(Catalogue const&) = delete;

    /// By source file, line, param index.
    std::vector<CataloguedTest> const& tests() const noexcept { return tests_; }
    /// The test of that id; nullptr when there is none.
    CataloguedTest const* find(std::string_view id) const noexcept {
        auto const at = index_.find(id, tests_);
        return at == detail::IdIndex::none ? nullptr : &tests_[at];
    }
    /// By name.
    std::vector<CataloguedValidator> const& validators() const noexcept { return validators_; }
    /// The record of the validator of that name; nullptr when there is none.
    ValidatorRecord const* validator(std::string_view name) const noexcept {
        auto const* const found = detail::validator_named(validators_, name);
        return found == nullptr ? nullptr : found->record;
    }
    /// In the order of `--stage all`.
    std::vector<StagePolicy> const& stages() const noexcept { return stages_; }
    /// The stage of that name; nullptr when there is none.
    StagePolicy const* find_stage(std::string_view name) const noexcept { return detail::stage_named(stages_, name); }
    /// By key.
    std::vector<CataloguedConfiguration> const& configurations() const noexcept { return configurations_; }
    /// By name.
    std::vector<CataloguedFixture> const& fixtures() const noexcept { return fixtures_; }
    /// The traits of a fixture type; nullptr when no LTK_FIXTURE gives it any.
    fixture_traits const* traits_of(type_identity const& type) const noexcept {
        for (auto const* record = registry_->fixtures(); record != nullptr; record = record->next)
            if (record->type == type) return record->traits;
        return nullptr;
    }
    Registry const& registry() const noexcept { return *registry_; }

private:
    Registry const* registry_;
    std::vector<CataloguedTest> tests_;
    std::vector<CataloguedValidator> validators_;
    std::vector<StagePolicy> stages_;
    std::vector<CataloguedConfiguration> configurations_;
    std::vector<CataloguedFixture> fixtures_;
    detail::IdIndex index_;
};

}  // namespace ltk::inline v1

#include <ltk/plan/catalogue_build.hpp>
