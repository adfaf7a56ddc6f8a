// The posix sample of the documentation with its site.hpp: the standard headers are the author's choice, as below.
#include <ltk/ltk.hpp>

#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

using namespace ltk::literals;

struct Filesystem {
    std::filesystem::path mount = "/mnt/lustre";
    std::string type = "any";
    ltk::bytes min_free = 64_MiB;
    ltk::duration recovery = 300_s;
    ltk::version server;
    std::vector<std::string> clients;
    ltk::secret<std::string> token;
};

LTK_TEST("posix/rename replaces the target atomically", (Filesystem const& fs, ltk::TempDir& dir),
         .stages = {ltk::developer, ltk::regression}, .tags = {"metadata"}, .timeout = 30_s, .covers = {"POSIX-rename"}) {
    auto const from = dir.file("from", "new"), to = dir.file("to", "old");
    LTK_REQUIRE(::rename(from.c_str(), to.c_str()) == 0);
    LTK_CHECK(ltk::read_file(to) == "new");
    LTK_CHECK(!exists(from));
    LTK_CHECK(!fs.mount.empty());
}
