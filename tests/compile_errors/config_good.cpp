// expect-compiles
// flags: -fno-rtti
#include <ltk/config.hpp>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

using namespace ltk::literals;

enum class mode { fast, safe };
struct Site {
    std::filesystem::path mount = "/mnt";
    ltk::bytes min_free = 64_MiB;
    std::optional<std::string> name;
    std::vector<std::string> clients;
    std::chrono::seconds patience{30};
    mode how = mode::safe;
};
LTK_CONFIG("site", Site, ltk::field(&Site::mount, "directory under test").under_test().non_empty(),
           ltk::field(&Site::min_free, "free space").at_least(1_MiB), ltk::field(&Site::patience, "how long to wait").at_most(5_min),
           ltk::field(&Site::name, "name of the site").one_of({"lab", "hall"}), ltk::field(&Site::how, "how to write").one_of({mode::fast, mode::safe}));
