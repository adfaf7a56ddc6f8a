// What a catalogue holds: the registry's records with everything worked out that others ask for.
#pragma once

#include <ltk/declare/duration.hpp>
#include <ltk/declare/fixture.hpp>
#include <ltk/declare/needs.hpp>
#include <ltk/declare/registry.hpp>
#include <ltk/declare/validator.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1 {

/// Something that a test needs of the machine, in words.
struct CataloguedNeed {
    std::string text;               ///< "fio >= 3.0", "fio or iozone"
    std::vector<std::string> each;  ///< of every alternative, in the order of `record`
    requirement const* record = nullptr;
};

/// One test: a record with one value for each of its params. Points into the registry's records.
struct CataloguedTest {
    std::string id;  ///< "suite/name" or "suite/name[value]"
    TestRecord const* record = nullptr;
    std::vector<std::size_t> param_values;          ///< index into the values of `params`, one each
    std::vector<detail::param_type const*> params;  ///< each once: those it takes, in order, then those of its fixtures
    std::vector<std::string> stages, tags, covers;
    std::string purpose;
    ltk::duration timeout;  ///< of one attempt; 0: the run's default
    source where;
    std::vector<type_identity> configurations;  ///< needed, also through fixtures
    std::vector<std::string> fixtures;          ///< names of the types, for people
    std::vector<CataloguedNeed> needs;          ///< of the machine: `.needs`

    /// The first part of the id.
    std::string_view suite() const noexcept { return std::string_view(id).substr(0, id.find('/')); }
};

/// A validator.
struct CataloguedValidator {
    std::string name;
    ValidatorRecord const* record = nullptr;
    ltk::severity severity = ltk::severity::required;
    std::vector<std::string> stages;  ///< empty: every stage
    std::string tests;                ///< selection expression; "": by configurations
    ltk::duration timeout;            ///< 0: the run's default
    std::string purpose;
    source where;
    std::vector<type_identity> configurations;  ///< needed, also through fixtures
    std::vector<std::string> after;             ///< names of validators that come first
};

namespace detail {

/// The validator of that name; nullptr when there is none.
inline CataloguedValidator const* validator_named(std::vector<CataloguedValidator> const& all, std::string_view name) noexcept {
    for (auto const& one : all)
        if (one.name == name) return &one;
    return nullptr;
}

}  // namespace detail

/// A configuration.
struct CataloguedConfiguration {
    std::string key;
    ConfigRecord const* record = nullptr;
    std::string type;         ///< for people
    bool under_test = false;  ///< a field of it is the directory under test
    source where;
};

/// A fixture type that a test or validator of this registry needs, or that LTK_FIXTURE names.
struct CataloguedFixture {
    std::string name;  ///< of the type, for people
    type_identity type;
    fixture_scope scope = fixture_scope::per_test;
    ltk::duration timeout;
    std::string purpose;
    source where{};           ///< of LTK_FIXTURE; no file when there is none
    std::size_t used_by = 0;  ///< number of tests
};

}  // namespace ltk::inline v1
