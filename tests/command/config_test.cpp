// Where a program's configuration comes from: site files, profiles, stored runs.
#include "site.hpp"

#include <support/run_record.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <filesystem>
#include <string>

using Catch::Matchers::ContainsSubstring;
using support::Ended;
using support::strings;
using support::Workplace;

TEST_CASE("files of the user and of the project apply without being asked for") {
    Workplace const place;
    std::filesystem::create_directories(place / "home/.config/ltk");
    put_content(place / "home/.config/ltk/site.json", R"({"site": {"mood": "user", "weather": "user"}})");
    put_content(place / "ltk-site.json", R"({"site": {"weather": "project"}})");
    auto const shown = site(place, {"config"}, {{"XDG_CONFIG_HOME", ""}});
    INFO(shown.out << shown.err);
    CHECK(shown.code() == 0);
    CHECK_THAT(shown.out, ContainsSubstring("user file " + (place / "home/.config/ltk/site.json").string() + ":1:19") &&
                              ContainsSubstring("project file ltk-site.json:1:22"));
    CHECK_THAT(site(place, {"config", "--no-site"}).out, !ContainsSubstring("file"));
}

TEST_CASE("profiles are chosen by option or variable, and listed") {
    Workplace const place;
    put_content(place / "ltk-site.json", R"({"$profiles": {"lab": {"site": {"mood": "lab"}}, "home": {"site": {"weather": "home"}}}})");
    auto const mood = [&](Ended const& shown) { return shown.out.find("\"lab\"") != std::string::npos; };
    CHECK_FALSE(mood(site(place, {"config"})));
    CHECK(mood(site(place, {"config", "--profile", "lab"})));
    CHECK(mood(site(place, {"config"}, {{"LTK_PROFILE", "home,lab"}})));
    CHECK(site(place, {"config", "profiles", "--profile", "lab"}).out == "  home  ltk-site.json:1:50\n* lab   ltk-site.json:1:16\n");
    CHECK_THAT(site(place, {"config", "profiles", "--json"}).out, ContainsSubstring("\"name\": \"lab\", \"chosen\": false"));
    auto const wrong = site(place, {"run", "--profile", "lba"});
    CHECK(wrong.code() == 2);
    CHECK(wrong.err == "--profile \"lba\": there is no such profile (did you mean lab?)\n[ltk.config.profile]\n");
}

TEST_CASE("diff tells what is not as in a stored run") {
    Workplace const place;
    CHECK(site(place, {"run", "--quiet", "--set", "site.weather=windy"}).code() == 0);
    auto const same = site(place, {"config", "diff", "--set", "site.weather=windy"});
    INFO(same.out << same.err);
    CHECK(same.code() == 0);
    CHECK_THAT(same.out, ContainsSubstring(" are as in run "));
    auto const other = site(place, {"config", "diff", "latest"}, {{"LTK_SITE__WEATHER", "fair"}});
    CHECK_THAT(other.out, ContainsSubstring("site.weather\n  then  \"windy\"  (command line --set)\n  now   \"fair\"  (environment "
                                            "LTK_SITE__WEATHER)\n"));
    CHECK_THAT(site(place, {"config", "diff", "--json"}).out, ContainsSubstring("\"key\": \"site.weather\""));
    auto const unknown = site(place, {"config", "diff", "nothing"});
    CHECK(unknown.code() == 2);
    CHECK_THAT(unknown.err, ContainsSubstring("[ltk.run.unknown]"));
}
