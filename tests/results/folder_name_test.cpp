#include <ltk/results/folder_name.hpp>

#include <catch2/catch_test_macros.hpp>

#include <set>
#include <string>

namespace {

TEST_CASE("ids become folder names and no two share one", "[folder_name]") {
    CHECK(ltk::folder_name("posix/rename") == "posix%2Frename");
    CHECK(ltk::folder_name("a/b[4KiB,x=1]") == "a%2Fb[4KiB,x=1]");
    CHECK(ltk::folder_name("..") == "%2E.");
    CHECK(ltk::folder_name(".x/y.z") == "%2Ex%2Fy.z");
    CHECK(ltk::folder_name("a%2Fb") == "a%252Fb");
    CHECK(ltk::folder_name("\xC3\xA9") == "%C3%A9");
    CHECK(ltk::folder_name("") == "%");
    CHECK(ltk::folder_name(std::string("\0\n", 2)) == "%00%0A");
    CHECK(ltk::folder_name(std::string(200, 'x')) == std::string(200, 'x'));
    std::string const longer(201, 'x');
    CHECK(ltk::folder_name(longer) == std::string(166, 'x') + "%-" + ltk::sha256_hex(longer).substr(0, 32));
    std::set<std::string> ids;
    std::set<std::string> names;
    for (std::size_t length = 50; length < 220; ++length) {
        for (char const* filling : {"x", "/", "\xE2\x82\xAC", "%-", "a b"}) {
            for (char const* ending : {"", "1", "2", "/"}) {
                std::string id;
                while (id.size() < length) id += filling;
                id += ending;
                auto const name = ltk::folder_name(id);
                CHECK(name.size() <= ltk::longest_folder_name);
                CHECK(name.find('/') == std::string::npos);
                ids.insert(id);
                names.insert(name);
            }
        }
    }
    CHECK(names.size() == ids.size());
    CHECK(ltk::folder_name(std::string(300, 'x')) != ltk::folder_name(std::string(301, 'x')));
}

}  // namespace
