#include <ltk/config/nearest.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

using ltk::detail::did_you_mean;
using ltk::detail::edit_distance;
using ltk::detail::nearest;

TEST_CASE("edits are counted") {
    CHECK(edit_distance("kitten", "sitting", 9) == 3);
    CHECK(edit_distance("ab", "ba", 9) == 1);
    CHECK(edit_distance("", "abc", 9) == 3);
    CHECK(edit_distance("same", "same", 0) == 0);
    CHECK(edit_distance("MOUNT", "mount", 9) == 0);
    CHECK(edit_distance("kitten", "sitting", 2) == 3);
    CHECK(edit_distance("a", std::string(100, 'b'), 2) == 3);
}

TEST_CASE("the nearest name is found") {
    std::vector<std::string> const keys{"fs.mount", "fs.min_free", "fs.type"};
    CHECK(nearest("fs.min_fre", keys) == "fs.min_free");
    CHECK(nearest("fs.mnuot", keys) == "fs.mount");
    CHECK(nearest("FS.TYPE", keys) == "fs.type");
    CHECK(nearest("network", keys).empty());
    CHECK(nearest("", keys).empty());
    CHECK(nearest("x", {"y"}).empty());
    CHECK(nearest("ad", {"ab", "ac"}) == "ab");
    CHECK(nearest("anything", {}).empty());
    CHECK(nearest(std::string(100'000, 'f'), keys).empty());
}

TEST_CASE("it is told as the end of a sentence") {
    CHECK(did_you_mean("--stge", {"--stage", "--select"}) == " (did you mean --stage?)");
    CHECK(did_you_mean("zzz", {"--stage"}).empty());
}
