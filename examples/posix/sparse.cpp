// Files with holes, and fallocate: what was never written reads as zeros.
#include "calls.hpp"
#include "pattern.hpp"
#include "site.hpp"

#include <linux/falloc.h>

using namespace posix;

namespace {

constexpr off_t mebibyte = 1 << 20;

void skip_without_fallocate(Errno answer) {
    LTK_SKIP_IF(unsupported(answer), "this file system lacks this kind of fallocate ({})", answer);
}

LTK_PARAM(Offset, ltk::bytes, 100_KiB, 1_GiB, ltk::bytes((4ull << 30) - 5), ltk::bytes((1ull << 40) + 1));

}  // namespace

LTK_TEST("posix/a hole reads as zeros, data around it as written", (ltk::TempDir& dir, Offset offset), .stages = core,
         .tags = {"data", "sparse"},
         .covers = {"POSIX-pwrite", "POSIX-pread"}) {
    auto const file = open_file(dir.file("file"), O_RDWR | O_CREAT);
    auto const at = static_cast<off_t>(offset.value.count());
    append(file, "head");
    auto const wrote = ::pwrite(file, "tail", 4, at);
    LTK_SKIP_IF(wrote < 0 && errno == EFBIG, "files of {} are too large for this file system", offset);
    LTK_REQUIRE(wrote == 4);
    LTK_CHECK(fstat_of(file).st_size == at + 4);
    LTK_CHECK(difference(read_at(file, 65'536, 0), "head" + std::string(65'532, '\0')) == "");
    LTK_CHECK(difference(read_at(file, 10'000, at - 9'000), std::string(9'000, '\0') + "tail", static_cast<std::uint64_t>(at - 9'000)) ==
              "");
}

LTK_TEST("posix/a hole takes no space", (ltk::TempDir& dir), .tags = {"data", "sparse"}, .covers = {"POSIX-stat"}) {
    auto const file = open_file(dir.file("file"), O_RDWR | O_CREAT);
    LTK_REQUIRE(error_of(::ftruncate(file, 256 * mebibyte)) == success);
    write_at(file, pattern(4096), 128 * mebibyte);
    LTK_REQUIRE(error_of(::fsync(file)) == success);
    auto const used = fstat_of(file).st_blocks * 512;
    LTK_SKIP_IF(used >= 256 * mebibyte, "this file system stores holes as data");
    LTK_CHECK(used > 0);
    LTK_CHECK(used < 64 * mebibyte);
}

LTK_TEST("posix/SEEK_DATA and SEEK_HOLE never call data a hole", (ltk::TempDir& dir), .tags = {"data", "sparse"}, .covers = {"POSIX-lseek"},
         .purpose = "backup programs copy only what these calls show them") {
    auto const file = open_file(dir.file("file"), O_RDWR | O_CREAT);
    auto const data = pattern(static_cast<std::size_t>(mebibyte));
    for (off_t const at : {2, 5, 6}) write_at(file, data, at * mebibyte);
    LTK_REQUIRE(error_of(::ftruncate(file, 9 * mebibyte)) == success);
    auto const end = ::lseek(file, 9 * mebibyte, SEEK_DATA);
    LTK_SKIP_IF(end < 0 && errno == EINVAL, "this file system has no SEEK_DATA");
    LTK_CHECK(end == -1);
    off_t shown = 0, found = 0;
    for (off_t at = 0; (at = ::lseek(file, at, SEEK_DATA)) >= 0;) {
        auto const hole = ::lseek(file, at, SEEK_HOLE);
        LTK_REQUIRE(hole > at);
        for (off_t const piece : {2, 5, 6})
            if (at <= piece * mebibyte && hole >= (piece + 1) * mebibyte) ++found;
        shown += hole - at;
        at = hole;
    }
    LTK_CHECK(errno == ENXIO);
    LTK_INFO("SEEK_DATA showed {} bytes in a file with {} written", shown, 3 * mebibyte);
    LTK_CHECK(found == 3);
    LTK_CHECK(::lseek(file, 0, SEEK_HOLE) >= 0);
    LTK_CHECK(shown <= 9 * mebibyte);
}

LTK_TEST("posix/fallocate reserves space that reads as zeros", (ltk::TempDir& dir), .tags = {"data", "sparse", "fallocate"},
         .covers = {"Linux-fallocate"}) {
    auto const file = open_file(dir.file("file"), O_RDWR | O_CREAT);
    append(file, "head");
    Errno const answer = error_of(::fallocate(file, 0, 0, 2 * mebibyte));
    skip_without_fallocate(answer);
    LTK_REQUIRE(answer == success);
    LTK_CHECK(fstat_of(file).st_size == 2 * mebibyte);
    LTK_CHECK(fstat_of(file).st_blocks * 512 >= 2 * mebibyte);
    LTK_CHECK(difference(read_at(file, 100'000, 0), "head" + std::string(99'996, '\0')) == "");
}

LTK_TEST("posix/fallocate with KEEP_SIZE leaves the size alone", (ltk::TempDir& dir), .tags = {"data", "sparse", "fallocate"},
         .covers = {"Linux-fallocate"}) {
    auto const file = open_file(dir.file("file"), O_RDWR | O_CREAT);
    append(file, "head");
    Errno const answer = error_of(::fallocate(file, FALLOC_FL_KEEP_SIZE, 0, mebibyte));
    skip_without_fallocate(answer);
    LTK_REQUIRE(answer == success);
    LTK_CHECK(fstat_of(file).st_size == 4);
    LTK_CHECK(read_at(file, 100, 0) == "head");
    append(file, "more");
    LTK_CHECK(read_at(file, 100, 0) == "headmore");
}

LTK_TEST("posix/fallocate punches holes that read as zeros", (ltk::TempDir& dir), .tags = {"data", "sparse", "fallocate"},
         .covers = {"Linux-fallocate"}) {
    auto const file = open_file(dir.file("file"), O_RDWR | O_CREAT);
    auto const data = pattern(300'000);
    write_at(file, data, 0);
    Errno const answer = error_of(::fallocate(file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 70'001, 123'456));
    skip_without_fallocate(answer);
    LTK_REQUIRE(answer == success);
    auto expected = data;
    expected.replace(70'001, 123'456, 123'456, '\0');
    LTK_CHECK(fstat_of(file).st_size == 300'000);
    LTK_CHECK(difference(read_at(file, 300'000, 0), expected) == "");
}

LTK_TEST("posix/fallocate zeroes a range", (ltk::TempDir& dir), .tags = {"data", "sparse", "fallocate"}, .covers = {"Linux-fallocate"}) {
    auto const file = open_file(dir.file("file"), O_RDWR | O_CREAT);
    auto const data = pattern(50'000);
    write_at(file, data, 0);
    Errno const answer = error_of(::fallocate(file, FALLOC_FL_ZERO_RANGE, 1'000, 60'000));
    skip_without_fallocate(answer);
    LTK_REQUIRE(answer == success);
    LTK_CHECK(fstat_of(file).st_size == 61'000);
    LTK_CHECK(difference(read_at(file, 100'000, 0), data.substr(0, 1'000) + std::string(60'000, '\0')) == "");
}
