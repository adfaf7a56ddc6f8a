#include "sample.hpp"

#include <ltk/config/file_syntax.hpp>

#include <catch2/catch_test_macros.hpp>

using namespace sample;

TEST_CASE("a program without TOML says how to have it") {
    if (ltk::detail::toml_reader != nullptr) SKIP("this program reads TOML");
    Folder const folder;
    ltk::ConfigLayers layers;
    layers.files.push_back(folder.file("site.toml", "[fs]\n"));
    CHECK(Declared().complaint(layers) == (folder.path() / "site.toml").string() +
                                              ": this program reads no TOML; write JSON, or build it with -DLTK_WITH_TOML=ON and link "
                                              "ltk::config_toml");
    CHECK(Declared().complaint_id(layers) == "ltk.config.file");
}
