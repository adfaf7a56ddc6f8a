#include <ltk/environment/probes/real_path.hpp>

#include <results/temporary_folder.hpp>

#include <catch2/catch_test_macros.hpp>

#include <sys/resource.h>
#include <filesystem>

namespace {

/// Few open files for this process, for a while.
class FewOpenFiles {
public:
    explicit FewOpenFiles(rlim_t most) {
        ::getrlimit(RLIMIT_NOFILE, &before_);
        rlimit const few{most, before_.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &few);
    }
    FewOpenFiles(FewOpenFiles const&) = delete;
    FewOpenFiles& operator=(FewOpenFiles const&) = delete;
    ~FewOpenFiles() { ::setrlimit(RLIMIT_NOFILE, &before_); }

private:
    rlimit before_{};
};

}  // namespace

TEST_CASE("A path is followed, or refused with the reason") {
    TemporaryFolder const folder;
    auto const place = std::filesystem::canonical(folder.path());
    std::filesystem::create_directory(place / "deep");
    std::filesystem::create_symlink(place / "deep", place / "link");
    auto const real = ltk::probe_real_path((place / "link").string());
    REQUIRE(static_cast<bool>(real));
    CHECK(real.value == (place / "deep").string());
    auto const gone = ltk::probe_real_path((place / "none").string());
    CHECK(gone.error == ENOENT);
    CHECK(gone.value.empty());
}

TEST_CASE("A path is followed also where few files may be open") {
    FewOpenFiles const few(64);
    auto const real = ltk::probe_real_path("/proc");
    CHECK(real.error == 0);
    CHECK(real.value == "/proc");
}
