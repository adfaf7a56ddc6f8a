#include "declared.hpp"

#include <ltk/config.hpp>
#include <ltk/plan/demand_text.hpp>

using namespace planned;
using namespace ltk::literals;

namespace {

struct Disk {
    std::string mount = "/mnt";
    std::string scratch = "/scratch";
};
struct Storage {
    Disk disk;
    std::string mount = "/other";
};
struct Filesystem {
    std::string name;
    Storage fs;
};
constexpr auto declaration = ltk::describe_config<Filesystem>(ltk::field(&Disk::mount, "under test").under_test());

constexpr ltk::test_traits space{.needs = {ltk::free_space(1_GiB)}};
constexpr ltk::test_traits named{.needs = {ltk::free_space<&Filesystem::name>(1_GiB)}};

struct Site : Declared {
    ltk::ConfigRecord record{};
    Site() { ltk::declare::configuration(registry, record, "site", declaration, {"site.cpp", 3}); }
    std::string need() { return catalogue().tests().front().needs.front().text; }
};

}  // namespace

TEST_CASE("A need names the directory under test by its whole key, also inside of a struct") {
    Site site;
    site.test("s/space", &nothing, space);
    CHECK(site.need() == "1GiB free in site.fs.disk.mount");
}

TEST_CASE("A need of a field names its key") {
    Site site;
    site.test("s/named", &nothing, named);
    CHECK(site.need() == "1GiB free in site.name");
}

TEST_CASE("A struct that begins with the field is not taken for it") {
    Site const site;
    auto const key = [&](void const* (*field)(Filesystem const&)) {
        return ltk::detail::field_key(site.record, [&](ltk::detail::field_view const& view, void* object) {
            return view.field == field(*static_cast<Filesystem const*>(object));
        });
    };
    CHECK(key([](Filesystem const& all) -> void const* { return &all.fs.disk.mount; }) == "site.fs.disk.mount");
    CHECK(key([](Filesystem const& all) -> void const* { return &all.fs.disk.scratch; }) == "site.fs.disk.scratch");
    CHECK(key([](Filesystem const& all) -> void const* { return &all.fs.mount; }) == "site.fs.mount");
    CHECK(key([](Filesystem const&) -> void const* { return nullptr; }) == "site");
}
