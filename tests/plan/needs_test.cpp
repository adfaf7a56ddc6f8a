#include "declared.hpp"

using namespace planned;

namespace {

struct Site {};

struct Egg;
struct Hen {
    explicit Hen(Egg&);
};
struct Egg {
    explicit Egg(Hen&);
};
Hen::Hen(Egg&) {}
Egg::Egg(Hen&) {}

struct Light {
    Light() = default;
};
struct Cluster {
    explicit Cluster(Light&) {}
};
struct Watcher {
    explicit Watcher(ltk::Context&) {}
};
struct Scratch {
    explicit Scratch(ltk::TempDir&) {}
};
LTK_PARAM(Size, int, 1, 2);
struct Sized {
    explicit Sized(Size const&) {}
};

struct Disk {
    ltk::path mount;
};

struct Diamond {
    Diamond(Cluster&, Light&, Site const&) {}
};

void takes_egg(Egg&) {}
void takes_hen(Hen&) {}
void takes_cluster(Cluster&) {}
void takes_watcher(Watcher&) {}
void takes_scratch(Scratch&) {}
void takes_sized(Sized&) {}
void takes_size_and_sized(Sized&, Size) {}
void takes_disk(ltk::TempDirOf<&Disk::mount>&) {}
struct Mount {
    explicit Mount(Site&) {}
};
struct Counted {
    Counted(int, double) {}
};
struct Named {
    explicit Named(std::string) {}
};
struct Rich {
    std::string name;
    int size = 0;
    ltk::bytes block;
};
void takes_rich(Rich&) {}
void forgets_const(Site&) {}
void takes_mount(Mount&) {}
void takes_counted(Counted&) {}
void takes_named(Named&) {}
void takes_number(int&) {}
void takes_temp_dir_const(ltk::TempDir const&) {}
void takes_diamond(Diamond&, Light&, Site const&) {}

constexpr ltk::test_traits none{};

}  // namespace

TEST_CASE("A circle of fixtures is printed once, with the first test that needs it") {
    Declared program;
    program.fixture<Egg>({}, {"f.cpp", 3});
    program.test("s/egg", &takes_egg, none, {"a.cpp", 5}).test("s/hen", &takes_hen, none, {"a.cpp", 6});
    auto const error = error_of([&] { program.catalogue(); });
    CHECK(error.id() == "ltk.plan.fixture_cycle");
    CHECK(std::string(error.what()) ==
          "a.cpp:5: s/egg needs fixtures that need each other in a circle: Egg (f.cpp:3) -> Hen -> Egg; take one of them out of a "
          "constructor, "
          "or split off what both need");
}

TEST_CASE("Circles of fixtures that no test of this registry needs are nobody's business") {
    Declared program;
    program.test("s/x");
    CHECK_NOTHROW(program.catalogue());
}

TEST_CASE("A per-run fixture cannot need what is made for each test") {
    Declared program;
    program.fixture<Cluster>({.scope = ltk::per_run}, {"f.cpp", 3}).test("s/x", &takes_cluster, none);
    auto error = error_of([&] { program.catalogue(); });
    CHECK(error.id() == "ltk.plan.fixture_scope");
    CHECK(std::string(error.what()) ==
          "f.cpp:3: fixture Cluster is made once per run, but its constructor takes `Light&`, which is made for each test; give Light "
          "`.scope = ltk::per_run` too, or make Cluster per test");

    Declared both;
    both.fixture<Cluster>({.scope = ltk::per_run}).fixture<Light>({.scope = ltk::per_run}).test("s/x", &takes_cluster, none);
    CHECK_NOTHROW(both.catalogue());

    Declared context;
    context.fixture<Watcher>({.scope = ltk::per_run}).test("s/x", &takes_watcher, none);
    CHECK(std::string(error_of([&] { context.catalogue(); }).what()).find("takes `ltk::Context&`, and no test is running") !=
          std::string::npos);

    Declared scratch;
    scratch.fixture<Scratch>({.scope = ltk::per_run}).test("s/x", &takes_scratch, none);
    CHECK(std::string(error_of([&] { scratch.catalogue(); }).what()).find("takes `ltk::TempDir&`, which is made for each test") !=
          std::string::npos);

    Declared sized;
    sized.fixture<Sized>({.scope = ltk::per_run}).test("s/x", &takes_sized, none);
    CHECK(std::string(error_of([&] { sized.catalogue(); }).what()).find("takes the param Size, which has another value in each test") !=
          std::string::npos);
}

TEST_CASE("A fixture's param multiplies the tests that use the fixture") {
    Declared program;
    program.test("s/x", &takes_sized, none).test("s/y", &takes_size_and_sized, none, {"tests.cpp", 2});
    auto const catalogue = program.catalogue();
    CHECK(ids(catalogue) == strings{"s/x[1]", "s/x[2]", "s/y[1]", "s/y[2]"});
    CHECK(catalogue.find("s/y[2]")->params.size() == 1);
    CHECK(catalogue.find("s/y[2]")->param_values == std::vector<std::size_t>{1});
}

TEST_CASE("What is needed on several ways is needed once") {
    Declared program;
    program.configuration<Site>("site").test("s/x", &takes_diamond, none);
    auto const catalogue = program.catalogue();
    CHECK(catalogue.tests().front().configurations.size() == 1);
    auto fixtures = catalogue.tests().front().fixtures;
    std::sort(fixtures.begin(), fixtures.end());
    CHECK(fixtures == strings{"Cluster", "Diamond", "Light"});
}

TEST_CASE("Traits of one fixture stand at one place") {
    Declared program;
    program.fixture<Light>({}, {"b.cpp", 1}).fixture<Light>({}, {"a.cpp", 2}).test("s/x");
    auto const error = error_of([&] { program.catalogue(); });
    CHECK(error.id() == "ltk.plan.duplicate_fixture");
    CHECK(std::string(error.what()) == "b.cpp:1: LTK_FIXTURE(Light, ...) stands at a.cpp:2 already; keep one of the two");
}

TEST_CASE("A validator has no value for a param") {
    Declared program;
    program.validator("v", +[](Size) -> ltk::Findings { return {}; }, {}, {"x.cpp", 1});
    auto const error = error_of([&] { program.catalogue(); });
    CHECK(error.id() == "ltk.plan.validator_param");
    CHECK(std::string(error.what()).find("x.cpp:1: validator \"v\" needs the param Size") == 0);
}

TEST_CASE("A TempDirOf needs the configuration of its field and no other") {
    Declared program;
    program.configuration<Disk>("disk", {"site.cpp", 1}, true).configuration<Site>("site", {"site.cpp", 2}, true);
    program.test("s/x", &takes_disk, none);
    auto const catalogue = program.catalogue();
    REQUIRE(catalogue.tests().front().configurations.size() == 1);
    CHECK(catalogue.tests().front().configurations.front() == ltk::type_of<Disk>);

    Declared missing;
    missing.test("s/x", &takes_disk, none, {"a.cpp", 3});
    CHECK(error_of([&] { missing.catalogue(); }).id() == "ltk.plan.unknown_configuration");
}

TEST_CASE("A configuration is not taken for a fixture when its const is forgotten") {
    Declared program;
    program.configuration<Site>("site").test("s/x", &forgets_const, none, {"a.cpp", 3}).test("s/y", &forgets_const, none, {"a.cpp", 4});
    auto const error = error_of([&] { program.catalogue(); });
    CHECK(error.id() == "ltk.plan.configuration_as_fixture");
    CHECK(std::string(error.what()) == "a.cpp:3: s/x takes `Site&`, but Site is a configuration; take it as `Site const&`");

    Declared deep;
    deep.configuration<Site>("site").test("s/x", &takes_mount, none, {"a.cpp", 3});
    CHECK(std::string(error_of([&] { deep.catalogue(); }).what()) ==
          "a.cpp:3: s/x needs the fixture Mount, whose constructor takes `Site&`, but Site is a configuration; take it as `Site const&`");

    Declared with_members;  // what its members would need as fixtures is not worth a word
    with_members.configuration<Rich>("rich").test("s/x", &takes_rich, none, {"a.cpp", 3});
    CHECK(std::string(error_of([&] { with_members.catalogue(); }).what()) ==
          "a.cpp:3: s/x takes `Rich&`, but Rich is a configuration; take it as `Rich const&`");

    Declared none_declared;  // without a configuration of that type it is a fixture like any other
    none_declared.test("s/x", &forgets_const, none);
    CHECK(none_declared.catalogue().tests().size() == 1);
}

TEST_CASE("Numbers and types of the standard library are no fixtures unless they are declared") {
    auto const message = [](auto body) {
        Declared program;
        program.test("s/x", body, none, {"a.cpp", 3});
        auto const error = error_of([&] { program.catalogue(); });
        CHECK(error.id() == "ltk.plan.foreign_fixture");
        return std::string(error.what());
    };
    CHECK(message(&takes_number).starts_with("a.cpp:3: s/x takes `int&`, and LTK does not know what to put there; a parameter is "));
    auto const counted = message(&takes_counted);
    CHECK(counted.find("s/x needs the fixture Counted, whose constructor takes `int`, and") != std::string::npos);
    CHECK(message(&takes_named).find("s/x needs the fixture Named, whose constructor takes `std::") != std::string::npos);

    Declared declared;
    declared.fixture<int>({}).test("s/x", &takes_number, none);
    CHECK(declared.catalogue().tests().size() == 1);
}

TEST_CASE("A fixture of LTK that is taken as a configuration is told to be a fixture") {
    Declared program;
    program.test("s/x", &takes_temp_dir_const, none, {"a.cpp", 3});
    CHECK(std::string(error_of([&] { program.catalogue(); }).what()) ==
          "a.cpp:3: s/x takes `ltk::TempDir const&`; take it as `ltk::TempDir&`");
}
