// Files that people name as earlier reports, and that are none.
#include <ltk/environment/against.hpp>

#include <results/temporary_folder.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>

namespace {

std::string refusal(std::filesystem::path const& file) {
    try {
        ltk::read_earlier_report(file, "that");
    } catch (ltk::Error const& error) {
        CHECK(error.id() == "ltk.environment.against");
        return error.what();
    }
    return "accepted";
}

}  // namespace

TEST_CASE("An earlier report that cannot be read is refused with the reason") {
    TemporaryFolder const folder;
    std::string const rest = "; name a run that LTK made, or an environment.json that `check` wrote";
    auto const place = folder.path().string();
    CHECK(refusal(folder.path()) == "--against that: " + place + " cannot be read: Is a directory (EISDIR)" + rest);
    CHECK(refusal(folder / "none") == "--against that: " + place + "/none cannot be read: No such file or directory (ENOENT)" + rest);
    CHECK(refusal("/dev/zero") == "--against that: /dev/zero is larger than 64 MiB, which no such file is" + rest);
}
