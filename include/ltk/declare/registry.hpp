// The registry: what is declared, as plain records linked into lists. Macros fill the default registry with records that live
// as long as the program; declaring from code goes through the same functions (ltk::declare). Records hold no logic: the
// rooms further down the flow read them.
#pragma once

#include <ltk/declare/identity.hpp>
#include <ltk/declare/show.hpp>
#include <ltk/declare/source.hpp>

namespace ltk::inline v1 {

struct test_traits;
struct stage_traits;
struct fixture_traits;
struct validator_traits;
class Findings;

namespace detail {

class Injector;
struct config_type;    // config/: what reflection knows about a configuration's struct
struct reporter_type;  // results/: how a reporter is made

/// How to make and destroy one fixture type; one constant object per type.
struct fixture_type {
    type_identity type;
    std::size_t size;
    std::size_t alignment;
    void (*make)(void* where, Injector&);
    void (*destroy)(void* object);
};

/// The values of one param type; one constant object per type.
struct param_type {
    type_identity type;
    std::size_t (*count)();
    void const* (*value)(std::size_t index);  // the whole param object
    void (*put)(Sink&, std::size_t index);    // its text in ids
};

/// What a parameter of a test, fixture or validator asks for.
enum class need_kind : unsigned char { configuration, fixture, param, context };

struct need {
    need_kind kind;
    type_identity type;
    fixture_type const* fixture = nullptr;
    param_type const* param = nullptr;
};

/// "The constructor of `fixture` asks for `needed`", noted while its constructor's parameters are deduced.
struct fixture_edge {
    type_identity fixture;
    need needed;
    fixture_edge* next = nullptr;
};

}  // namespace detail

/// A declared test. `traits` and all texts must outlive the registry that holds the record.
struct TestRecord {
    char const* id = "";
    source where{};
    test_traits const* traits = nullptr;
    void (*invoke)(void (*body)(), detail::Injector&) = nullptr;
    detail::need const* needs = nullptr;
    std::size_t need_count = 0;
    void (*body)() = nullptr;  // of a test declared from code; `invoke` casts it back. Macros bake theirs into `invoke`
    TestRecord* next = nullptr;
};

/// A declared configuration.
struct ConfigRecord {
    char const* key = "";
    source where{};
    type_identity type{};
    detail::config_type const* reflection = nullptr;
    ConfigRecord* next = nullptr;
};

/// A fixture type with traits of its own.
struct FixtureRecord {
    type_identity type{};
    source where{};
    fixture_traits const* traits = nullptr;
    FixtureRecord* next = nullptr;
};

/// A declared validator.
struct ValidatorRecord {
    char const* name = "";
    source where{};
    validator_traits const* traits = nullptr;
    Findings (*invoke)(void (*body)(), detail::Injector&) = nullptr;
    detail::need const* needs = nullptr;
    std::size_t need_count = 0;
    void (*body)() = nullptr;
    ValidatorRecord* next = nullptr;
};

/// A declared stage.
struct StageRecord {
    char const* name = "";
    source where{};
    stage_traits const* traits = nullptr;
    StageRecord* next = nullptr;
};

/// A declared reporter.
struct ReporterRecord {
    char const* name = "";
    source where{};
    detail::reporter_type const* type = nullptr;
    ReporterRecord* next = nullptr;
};

/// Everything that is declared. Not thread-safe while it is filled; read-only afterwards.
class Registry {
public:
    constexpr Registry() noexcept = default;
    Registry(Registry const&) = delete;
    Registry& operator=(Registry const&) = delete;

    void add(TestRecord& record) noexcept { push(tests_, record); }
    void add(ConfigRecord& record) noexcept { push(configurations_, record); }
    void add(FixtureRecord& record) noexcept { push(fixtures_, record); }
    void add(ValidatorRecord& record) noexcept { push(validators_, record); }
    void add(StageRecord& record) noexcept { push(stages_, record); }
    void add(ReporterRecord& record) noexcept { push(reporters_, record); }

    // First records of the lists, newest first; follow `next`.
    TestRecord const* tests() const noexcept { return tests_; }
    ConfigRecord const* configurations() const noexcept { return configurations_; }
    FixtureRecord const* fixtures() const noexcept { return fixtures_; }
    ValidatorRecord const* validators() const noexcept { return validators_; }
    StageRecord const* stages() const noexcept { return stages_; }
    ReporterRecord const* reporters() const noexcept { return reporters_; }

private:
    template <class Record>
    static void push(Record*& first, Record& record) noexcept {
        record.next = first;
        first = &record;
    }

    TestRecord* tests_ = nullptr;
    ConfigRecord* configurations_ = nullptr;
    FixtureRecord* fixtures_ = nullptr;
    ValidatorRecord* validators_ = nullptr;
    StageRecord* stages_ = nullptr;
    ReporterRecord* reporters_ = nullptr;
};

/// The registry that macros fill.
Registry& default_registry() noexcept;

namespace detail {

void add_edge(fixture_edge& edge) noexcept;
fixture_edge const* fixture_edges() noexcept;

/// What a macro's registration object is made of: adds a record to the default registry before main().
struct registration {
    template <class Record>
    explicit registration(Record& record) noexcept {
        default_registry().add(record);
    }
};

}  // namespace detail

}  // namespace ltk::inline v1
