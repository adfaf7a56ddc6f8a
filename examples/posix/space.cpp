// Space: it is given back, and a full volume says so and goes on working.
#include "calls.hpp"
#include "pattern.hpp"
#include "site.hpp"

#include <algorithm>
#include <vector>

using namespace posix;

namespace {

// What others write on a large volume cannot be told from what the test writes.
constexpr ltk::bytes small_volume = 1_GiB;

}  // namespace

LTK_TEST("posix/blocks are counted while a file grows and shrinks", (ltk::TempDir& dir), .tags = {"metadata", "space"},
         .covers = {"POSIX-stat", "POSIX-ftruncate"}) {
    auto const file = open_file(dir.file("file"), O_RDWR | O_CREAT);
    auto const used = [&] {
        LTK_REQUIRE(error_of(::fsync(file)) == success);
        return fstat_of(file).st_blocks * 512;
    };
    LTK_CHECK(used() < 1'000'000);
    write_at(file, pattern(4u << 20), 0);
    LTK_EVENTUALLY(used() >= 3'000'000, .within = 10_s);  // less than written where the volume compresses
    LTK_REQUIRE(error_of(::ftruncate(file, 0)) == success);
    LTK_EVENTUALLY(used() < 1'000'000, .within = 10_s);
}

LTK_TEST("posix/a full volume says ENOSPC, keeps what it took, and recovers", (Filesystem const& fs, ltk::TempDir& dir),
         .stages = {ltk::regression, ltk::acceptance}, .tags = {"data", "space", "full"}, .timeout = 300_s, .covers = {"POSIX-write"},
         .purpose = "what was acknowledged is still there after the volume ran full, and removing files helps") {
    auto const free = ltk::free_space(dir);
    LTK_SKIP_IF(!fs.may_fill, "filling the volume disturbs whoever else uses it; allow it with --set fs.may_fill=true");
    LTK_SKIP_IF(free > small_volume, "{} are free: only volumes with at most {} are filled", free, small_volume);
    auto const block = pattern(1u << 20);
    auto const name = dir.file("filler");
    auto const file = open_file(name, O_RDWR | O_CREAT);
    std::size_t written = 0;
    LTK_STEP("fill") {
        Errno answer = success;
        while (written < 2 * small_volume.count()) {
            auto const got = ::write(file, block.data(), block.size());
            answer = error_of(got);
            if (got <= 0) break;
            written += static_cast<std::size_t>(got);
        }
        LTK_INFO("after {} bytes", written);
        LTK_CHECK(answer == (Either{ENOSPC, EDQUOT}));
        LTK_CHECK(written >= free.count() / 2);
    }
    LTK_STEP("what was taken is there") {
        LTK_CHECK(fstat_of(file).st_size == static_cast<off_t>(written));
        for (std::size_t at = 0; at < written; at += 16 * block.size()) {
            auto const size = std::min(block.size(), written - at);
            LTK_CHECK(difference(read_at(file, size, static_cast<off_t>(at)), std::string_view(block).substr(0, size), at) == "");
        }
    }
    LTK_STEP("removing files helps") {
        LTK_REQUIRE(error_of(::ftruncate(file, 0)) == success);
        LTK_REQUIRE(error_of(::unlink(name.c_str())) == success);
        auto const again = open_file(dir.file("again"), O_RDWR | O_CREAT);
        LTK_EVENTUALLY(::pwrite(again, block.data(), block.size(), 0) == static_cast<ssize_t>(block.size()), .within = 30_s);
        LTK_CHECK(error_of(::fsync(again)) == success);
        LTK_CHECK(difference(read_at(again, block.size(), 0), block) == "");
    }
}

LTK_TEST("posix/removed files give their space back", (Filesystem const& fs, ltk::TempDir& dir),
         .stages = {ltk::regression, ltk::acceptance},
         .tags = {"data", "space"}, .timeout = 120_s, .covers = {"POSIX-unlink", "POSIX-statvfs"}) {
    auto const handle = open_file(dir, O_RDONLY | O_DIRECTORY);
    auto const free = [&] {
        ::syncfs(handle);  // some file systems count what is used when they commit
        return ltk::free_space(dir);
    };
    auto const before = free();
    LTK_SKIP_IF(!fs.may_fill || before > small_volume, "only on a small volume of our own (fs.may_fill) is free space ours alone");
    auto const size = ltk::bytes(std::min<unsigned long long>(16u << 20, before.count() / 4));
    auto const name = dir.file("file");
    {
        auto const file = open_file(name, O_RDWR | O_CREAT);
        write_at(file, pattern(size.count()), 0);
        LTK_REQUIRE(error_of(::fsync(file)) == success);
    }
    LTK_EVENTUALLY(free() < before - size / 2, .within = 30_s);
    LTK_REQUIRE(error_of(::unlink(name.c_str())) == success);
    LTK_EVENTUALLY(free() + size / 2 > before, .within = 60_s);
}
