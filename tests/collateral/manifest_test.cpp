// The published schema of manifest.json is what the struct says, and what is written reads back.
#include <ltk/collateral/manifest.hpp>
#include <ltk/results/canonical_json.hpp>

#include <results/sample_events.hpp>
#include <results/temporary_folder.hpp>

#include <nlohmann/json.hpp>

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <string>

namespace {

TEST_CASE("the published schema of the manifest is the one of the struct", "[schema]") {
    std::string const published = std::string(LTK_SOURCE_DIR) + "/docs/schema/manifest.schema.json";
    auto const made = ltk::manifest_schema();
    REQUIRE(nlohmann::json::accept(made));
    if (std::getenv("LTK_WRITE_PUBLISHED") != nullptr) put_content(published, made);
    INFO("after a change of the manifest, run this test once with LTK_WRITE_PUBLISHED=1 and look at the difference");
    CHECK((content_of(published) == made));
}

TEST_CASE("a manifest reads back as it was written", "[collateral]") {
    ltk::Manifest manifest;
    SampleFiller().fill(manifest);
    manifest.format = ltk::Manifest{}.format;
    manifest.version = 1;
    auto const back = ltk::read_manifest(ltk::to_json(manifest));
    CHECK((ltk::canonical_json(back) == ltk::canonical_json(manifest)));
}

TEST_CASE("what is no manifest is named with its place", "[collateral]") {
    auto const said = [](std::string const& text) { return error_of<ltk::Error>([&] { ltk::read_manifest(text, "b/manifest.json"); }); };
    CHECK(said("{\n \"format\": 3}") == "ltk.collateral.manifest|b/manifest.json:2:12: format: expected a string, found a number");
    CHECK(said("[]").starts_with("ltk.collateral.manifest|b/manifest.json:1:1: "));
    CHECK(said("{}").find("\"format\" is missing, expected \"ltk.bundle\"") != std::string::npos);
}

}  // namespace
