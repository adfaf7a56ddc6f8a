// truncate and ftruncate: a file becomes exactly as long as asked, and what is new in it is zero.
#include "children.hpp"
#include "pattern.hpp"

#include <signal.h>
#include <sys/resource.h>

using namespace posix;

namespace {

LTK_PARAM(Size, ltk::bytes, 0_B, 1_B, 4095_B, 4096_B, 4097_B, 65'536_B, ltk::bytes(1'048'577));
Errno truncate(ltk::path const& file, off_t size) { return error_of(::truncate(file.c_str(), size)); }

}  // namespace

LTK_TEST("posix/truncate makes a file exactly as long as asked", (ltk::TempDir& dir, Size size), .stages = core,
         .tags = {"data", "truncate"},
         .covers = {"POSIX-truncate", "POSIX-ftruncate"}) {
    auto const data = pattern(200'000);
    auto const file = dir.file("file", data);
    auto const wanted = size.value.count();
    LTK_REQUIRE(truncate(file, static_cast<off_t>(wanted)) == success);
    LTK_CHECK(ltk::file_size(file) == size.value);
    std::string expected = data.substr(0, wanted);
    expected.resize(wanted, '\0');
    LTK_CHECK(difference(std::string(ltk::read_file(file)), expected) == "");
}

LTK_TEST("posix/ftruncate fills with zeros what it adds", (ltk::TempDir& dir), .stages = core, .tags = {"data", "truncate"},
         .covers = {"POSIX-ftruncate"}) {
    auto const file = open_file(dir.file("file"), O_RDWR | O_CREAT);
    append(file, "head");
    LTK_REQUIRE(error_of(::ftruncate(file, 10'000)) == success);
    LTK_CHECK(fstat_of(file).st_size == 10'000);
    LTK_CHECK(difference(read_at(file, 20'000, 0), "head" + std::string(9'996, '\0')) == "");
}

LTK_TEST("posix/truncate and growing again never brings old data back", (ltk::TempDir& dir), .stages = core,
         .tags = {"data", "truncate", "security"},
         .covers = {"POSIX-ftruncate"}, .purpose = "old data of the same or another file would leak") {
    auto const file = open_file(dir.file("file"), O_RDWR | O_CREAT);
    auto const data = pattern(50'000);
    for (off_t const cut : {1, 100, 4'096, 5'000, 40'961}) {
        LTK_INFO("cut at {}", cut);
        LTK_REQUIRE(error_of(::ftruncate(file, 0)) == success);
        write_at(file, data, 0);
        LTK_REQUIRE(error_of(::ftruncate(file, cut)) == success);
        LTK_REQUIRE(error_of(::ftruncate(file, 50'000)) == success);
        auto const expected = data.substr(0, static_cast<std::size_t>(cut)) + std::string(50'000 - static_cast<std::size_t>(cut), '\0');
        LTK_CHECK(difference(read_at(file, 50'000, 0), expected) == "");
    }
}

LTK_TEST("posix/truncate leaves the offsets of descriptors alone", (ltk::TempDir& dir), .tags = {"data", "truncate"},
         .covers = {"POSIX-ftruncate"}) {
    auto const file = open_file(dir.file("file"), O_RDWR | O_CREAT);
    append(file, "0123456789");
    LTK_REQUIRE(error_of(::ftruncate(file, 4)) == success);
    LTK_CHECK(::lseek(file, 0, SEEK_CUR) == 10);
    append(file, "end");
    LTK_CHECK(difference(read_at(file, 100, 0), std::string_view("0123\0\0\0\0\0\0end", 13)) == "");
}

LTK_TEST("posix/truncate refuses what has no length to set", (ltk::TempDir& dir), .tags = {"data", "truncate"},
         .covers = {"POSIX-truncate"}) {
    auto const file = dir.file("file", "content");
    LTK_CHECK(truncate(file, -1) == Errno(EINVAL));
    LTK_CHECK(truncate(dir.directory("directory"), 0) == Errno(EISDIR));
    LTK_CHECK(truncate(dir.file("missing"), 0) == Errno(ENOENT));
    LTK_CHECK(truncate(dir.path() / "file/below", 0) == Errno(ENOTDIR));
    LTK_CHECK(ltk::read_file(file) == "content");
}

LTK_TEST("posix/writes stop at the limit of file size", (ltk::TempDir& dir), .tags = {"data", "truncate"},
         .covers = {"POSIX-write", "POSIX-setrlimit"}) {
    auto const file = dir.file("file");
    Errno const answer = in_child([&] {
        ::signal(SIGXFSZ, SIG_IGN);
        rlimit const limit{8192, 8192};
        if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return Errno(errno);
        Descriptor const opened(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
        if (opened < 0) return Errno(errno);
        std::string const data(6000, 'x');
        if (::write(opened, data.data(), data.size()) != 6000) return Errno(EIO);
        if (::write(opened, data.data(), data.size()) != 8192 - 6000) return Errno(ERANGE);  // as much as fits
        if (::write(opened, data.data(), data.size()) >= 0) return Errno(EOVERFLOW);
        if (errno != EFBIG) return Errno(errno);
        return error_of(::ftruncate(opened, 8193));
    });
    LTK_CHECK(answer == Errno(EFBIG));
    LTK_CHECK(ltk::file_size(file) == 8_KiB);
}
