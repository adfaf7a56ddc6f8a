#include "declared.hpp"

using namespace planned;
using namespace ltk::literals;

namespace {

struct Site {};
struct Other {};

struct Plain {
    Plain() = default;
};
struct Mounted {
    explicit Mounted(Site const&) {}
};
struct Populated {
    Populated(Mounted&, Plain&) {}
};

void takes_site(Site const&) {}
void takes_populated(Populated&) {}
void takes_temp_dir(ltk::TempDir&) {}
ltk::Findings fine() { return {}; }
ltk::Findings fine_site(Site const&) { return {}; }

constexpr ltk::test_traits none{};

}  // namespace

TEST_CASE("Tests are sorted by source file, line and id, whatever the order of linking") {
    Declared a;
    a.test("s/late", {"b.cpp", 3}).test("s/first", {"a.cpp", 20}).test("s/b", {"b.cpp", 1}).test("s/a", {"b.cpp", 1});
    Declared b;
    b.test("s/a", {"b.cpp", 1}).test("s/b", {"b.cpp", 1}).test("s/first", {"a.cpp", 20}).test("s/late", {"b.cpp", 3});
    CHECK(ids(a.catalogue()) == strings{"s/first", "s/a", "s/b", "s/late"});
    CHECK(ids(a.catalogue()) == ids(b.catalogue()));
}

TEST_CASE("A test without stages belongs to developer and regression") {
    static constexpr ltk::test_traits only_scale{.stages = {ltk::scale}};
    Declared program;
    program.test("s/plain").test("s/large", &nothing, only_scale, {"tests.cpp", 2});
    auto const catalogue = program.catalogue();
    CHECK(catalogue.find("s/plain")->stages == strings{"developer", "regression"});
    CHECK(catalogue.find("s/large")->stages == strings{"scale"});
}

TEST_CASE("Traits are taken over") {
    static constexpr ltk::test_traits traits{.tags = {"metadata", "slow"}, .timeout = 30_s, .covers = {"POSIX-rename"}, .purpose = "why"};
    Declared program;
    program.test("posix/dir/rename", &nothing, traits, {"rename.cpp", 12});
    auto const catalogue = program.catalogue();
    auto const* const test = catalogue.find("posix/dir/rename");
    REQUIRE(test != nullptr);
    CHECK(test->tags == strings{"metadata", "slow"});
    CHECK(test->covers == strings{"POSIX-rename"});
    CHECK(test->purpose == "why");
    CHECK(test->timeout == 30_s);
    CHECK(test->suite() == "posix");
    CHECK(std::string(test->where.file) == "rename.cpp");
    CHECK(test->where.line == 12);
    CHECK(catalogue.find("posix/dir") == nullptr);
}

TEST_CASE("Configurations and fixtures are found through fixtures") {
    Declared program;
    program.configuration<Site>("site").test("s/direct", &takes_site, none).test("s/through", &takes_populated, none, {"tests.cpp", 2});
    auto const catalogue = program.catalogue();
    auto const* const test = catalogue.find("s/through");
    REQUIRE(test->configurations.size() == 1);
    CHECK(test->configurations.front() == ltk::type_of<Site>);
    CHECK(std::count(test->fixtures.begin(), test->fixtures.end(), "Populated") == 1);
    CHECK(std::count(test->fixtures.begin(), test->fixtures.end(), "Mounted") == 1);
    CHECK(std::count(test->fixtures.begin(), test->fixtures.end(), "Plain") == 1);
    CHECK(catalogue.find("s/direct")->fixtures.empty());
}

TEST_CASE("A TempDir needs every configuration with a field under test") {
    Declared program;
    program.configuration<Site>("site", {"site.cpp", 1}, true).configuration<Other>("other", {"site.cpp", 2});
    program.test("s/x", &takes_temp_dir, none);
    auto const catalogue = program.catalogue();
    REQUIRE(catalogue.tests().front().configurations.size() == 1);
    CHECK(catalogue.tests().front().configurations.front() == ltk::type_of<Site>);
}

TEST_CASE("Two directories under test make a TempDir ambiguous") {
    Declared program;
    program.configuration<Site>("site", {"site.cpp", 1}, true).configuration<Other>("other", {"site.cpp", 2}, true);
    program.test("s/x", &takes_temp_dir, none);
    auto const error = error_of([&] { program.catalogue(); });
    CHECK(error.id() == "ltk.plan.ambiguous_temp_dir");
    CHECK(std::string(error.what()) ==
          "tests.cpp:1: s/x takes an `ltk::TempDir&`, but \"other\" (site.cpp:2) and \"site\" (site.cpp:1) both mark a field "
          "`.under_test()`; "
          "say which: ltk::TempDirOf<&Other::field>&");
}

TEST_CASE("A configuration that nobody declares is named once, with how to declare it") {
    Declared program;
    program.test("s/x", &takes_site, none, {"a.cpp", 12}).test("s/y", &takes_site, none, {"a.cpp", 13});
    auto const error = error_of([&] { program.catalogue(); });
    CHECK(error.id() == "ltk.plan.unknown_configuration");
    CHECK(
        std::string(error.what()) ==
        "a.cpp:12: s/x takes `Site const&`, but no LTK_CONFIG declares Site; write LTK_CONFIG(\"site\", Site) in one .cpp of this program, "
        "or take a fixture as `Site&` (needed by 1 more)");

    Declared deep;
    deep.test("s/x", &takes_populated, none, {"a.cpp", 12});
    CHECK(std::string(error_of([&] { deep.catalogue(); }).what()).find("s/x needs the fixture Mounted, which takes `Site const&`") !=
          std::string::npos);
}

TEST_CASE("Ids that are declared twice name both places") {
    Declared program;
    program.test("s/x", {"a.cpp", 1}).test("s/x", {"b.cpp", 2});
    auto const error = error_of([&] { program.catalogue(); });
    CHECK(error.id() == "ltk.plan.duplicate_id");
    CHECK(std::string(error.what()) ==
          "b.cpp:2: test \"s/x\" is declared at a.cpp:1 already; ids are the key of every result, give one of them another name");
}

TEST_CASE("Flawed ids are named with what is wrong") {
    Declared program;
    program.test("nosuite", {"a.cpp", 1}).test("s//x", {"a.cpp", 2}).test("s/a\nb", {"a.cpp", 3}).test("s/\xff", {"a.cpp", 4});
    auto const error = error_of([&] { program.catalogue(); });
    CHECK(error.id() == "ltk.plan.bad_id");
    std::string const what = error.what();
    CHECK(what.find("a.cpp:1: test \"nosuite\": an id is `suite/name`") != std::string::npos);
    CHECK(what.find("a.cpp:2: test \"s//x\": an id has an empty part") != std::string::npos);
    CHECK(what.find("a.cpp:3: test \"s/a?b\": an id contains a control character") != std::string::npos);
    CHECK(std::count(what.begin(), what.end(), '\n') == 3);
}

TEST_CASE("Every good id is good, also beyond plain letters") {
    Declared program;
    program.tests({"s/x", "s/.x", "s/...", "s/a.b", "s/na\xc3\xafve", "s/a(b)", "s/x[1]", "s/a:b", "s/#", "s/a\\b"});
    CHECK_NOTHROW(program.catalogue());
    for (auto const* bad : {"s/.", "s/..", "/x", "x/", "s/a*", "s/a?", "s/\"", "s/\x7f", "s/\xc2\x85", ""}) {
        Declared one;
        one.test(bad);
        CHECK_THROWS_AS(one.catalogue(), ltk::Error);
    }
    Declared longest;
    longest.test(("s/" + std::string(198, 'x')).c_str());
    CHECK_NOTHROW(longest.catalogue());
    Declared longer;
    longer.test(("s/" + std::string(199, 'x')).c_str());
    CHECK_THROWS_AS(longer.catalogue(), ltk::Error);
}

TEST_CASE("Configurations share neither key nor type") {
    Declared keys;
    keys.configuration<Site>("fs", {"a.cpp", 1}).configuration<Other>("fs", {"b.cpp", 2});
    auto error = error_of([&] { keys.catalogue(); });
    CHECK(error.id() == "ltk.plan.duplicate_key");
    CHECK(std::string(error.what()) ==
          "b.cpp:2: configuration key \"fs\" is declared at a.cpp:1 already; give each configuration a key of its own");

    Declared types;
    types.configuration<Site>("a", {"a.cpp", 1}).configuration<Site>("b", {"b.cpp", 2});
    error = error_of([&] { types.catalogue(); });
    CHECK(error.id() == "ltk.plan.duplicate_configuration");
    CHECK(std::string(error.what()).find("b.cpp:2: Site is declared as configuration \"b\", and at a.cpp:1 as \"a\"") == 0);
}

TEST_CASE("Validators are sorted by name and have one name each") {
    Declared program;
    program.configuration<Site>("site").validator("b", &fine_site, {.purpose = "why"}).validator("a", &fine, {});
    auto const catalogue = program.catalogue();
    REQUIRE(catalogue.validators().size() == 2);
    CHECK(catalogue.validators()[0].name == "a");
    CHECK(catalogue.validators()[1].configurations.size() == 1);
    CHECK(catalogue.validator("b") == catalogue.validators()[1].record);
    CHECK(catalogue.validator("c") == nullptr);

    Declared twice;
    twice.validator("a", &fine, {}, {"x.cpp", 1}).validator("a", &fine, {}, {"y.cpp", 2});
    auto const error = error_of([&] { twice.catalogue(); });
    CHECK(error.id() == "ltk.plan.duplicate_validator");
    CHECK(std::string(error.what()) == "y.cpp:2: validator \"a\" is declared at x.cpp:1 already; give one of them another name");
}

TEST_CASE("A validator's selection is checked with the declarations") {
    Declared program;
    program.validator("a", &fine, {.tests = "posix/* and"}, {"x.cpp", 1});
    auto const error = error_of([&] { program.catalogue(); });
    CHECK(error.id() == "ltk.plan.selection");
    CHECK(std::string(error.what()).find("x.cpp:1: validator \"a\": .tests: selection, column 12: expected an id") == 0);
}

TEST_CASE("Stages that traits name must exist") {
    static constexpr ltk::stage developr{"developr"};
    static constexpr ltk::test_traits traits{.stages = {developr}};
    static constexpr ltk::validator_traits for_developr{.stages = {developr}};
    Declared program;
    program.test("s/x", &nothing, traits, {"a.cpp", 5}).validator("v", &fine, for_developr, {"b.cpp", 6});
    auto const error = error_of([&] { program.catalogue(); });
    CHECK(error.id() == "ltk.plan.unknown_stage");
    std::string const what = error.what();
    CHECK(what.find("a.cpp:5: s/x: .stages: no stage is called \"developr\" (did you mean developer?)") == 0);
    CHECK(what.find("b.cpp:6: validator \"v\": .stages: no stage") != std::string::npos);
}

TEST_CASE("Problems of several kinds come together, each with its id") {
    Declared program;
    program.test("nosuite").test("s/x", {"a.cpp", 1}).test("s/x", {"a.cpp", 2});
    auto const error = error_of([&] { program.catalogue(); });
    CHECK(error.id() == "ltk.plan.declarations");
    std::string const what = error.what();
    CHECK(what.find("[ltk.plan.bad_id]") != std::string::npos);
    CHECK(what.find("[ltk.plan.duplicate_id]") != std::string::npos);
}

TEST_CASE("Negative timeouts are refused") {
    static constexpr ltk::test_traits traits{.timeout = ltk::duration::nanoseconds(-1)};
    Declared program;
    program.test("s/x", &nothing, traits, {"a.cpp", 5});
    CHECK(error_of([&] { program.catalogue(); }).id() == "ltk.plan.bad_timeout");
}

TEST_CASE("An empty registry has stages and nothing else") {
    Declared const program;
    auto const catalogue = program.catalogue();
    CHECK(catalogue.tests().empty());
    CHECK(catalogue.find("s/x") == nullptr);
    CHECK(catalogue.stages().size() == 5);
}

TEST_CASE("Fixtures know their traits and how many tests use them") {
    Declared program;
    program.configuration<Site>("site").fixture<Mounted>({.scope = ltk::per_run, .timeout = 5_s, .purpose = "mounts"}, {"f.cpp", 4});
    program.test("s/x", &takes_populated, none).test("s/y", &takes_populated, none, {"tests.cpp", 2});
    auto const catalogue = program.catalogue();
    REQUIRE(catalogue.fixtures().size() == 3);
    auto const& mounted = catalogue.fixtures()[0];
    CHECK(mounted.name == "Mounted");
    CHECK(mounted.scope == ltk::per_run);
    CHECK(mounted.used_by == 2);
    CHECK(mounted.purpose == "mounts");
    REQUIRE(catalogue.traits_of(ltk::type_of<Mounted>) != nullptr);
    CHECK(catalogue.traits_of(ltk::type_of<Mounted>)->timeout == 5_s);
    CHECK(catalogue.traits_of(ltk::type_of<Plain>) == nullptr);
}

TEST_CASE("Ten thousand tests are catalogued and found") {
    Declared program;
    for (unsigned i = 0; i < 10'000; ++i) program.test(("suite/a test of many " + std::to_string(i)).c_str(), {"many.cpp", i + 1});
    auto const catalogue = program.catalogue();
    REQUIRE(catalogue.tests().size() == 10'000);
    CHECK(catalogue.tests()[77].id == "suite/a test of many 77");
    for (auto const& test : catalogue.tests()) REQUIRE(catalogue.find(test.id) == &test);
    CHECK(catalogue.find("suite/a test of many 10000") == nullptr);
}

TEST_CASE("A catalogue keeps its tests where they are when it is moved") {
    Declared program;
    program.test("s/x");
    auto first = program.catalogue();
    auto const* const test = first.find("s/x");
    auto const second = std::move(first);
    CHECK(second.find("s/x") == test);
}
