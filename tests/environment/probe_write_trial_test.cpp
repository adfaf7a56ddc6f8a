#include <ltk/environment/probes/write_trial.hpp>

#include <results/temporary_folder.hpp>

#include <catch2/catch_test_macros.hpp>

#include <sys/resource.h>
#include <filesystem>

TEST_CASE("A directory of this machine can be written to, coherently, and nothing stays in it") {
    TemporaryFolder const folder;
    auto const answer = ltk::probe_writing(folder.path().string());
    REQUIRE(static_cast<bool>(answer));
    CHECK(static_cast<bool>(answer.value));
    CHECK(answer->coherent);
    CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("Another process that cannot look is an error of the trial, not a file system that is not coherent") {
    TemporaryFolder const folder;
    auto const file = (folder / "a").string();
    auto const other = (folder / "b").string();
    auto const answer = ltk::detail::ask<ltk::WriteTrial>(ltk::duration::seconds(20), [&](ltk::WriteTrial& trial) {
        rlimit const one{1, 1};  // the file of the trial: the process that looks can open none
        if (::setrlimit(RLIMIT_NOFILE, &one) != 0) return errno;
        return ltk::detail::try_to_write(file.c_str(), other.c_str(), trial);
    });
    CHECK(answer.error == EMFILE);
    CHECK(answer->failed_at == ltk::WriteTrial::step::read);
    CHECK(answer->coherent);
    CHECK(std::filesystem::is_empty(folder.path()));
}
