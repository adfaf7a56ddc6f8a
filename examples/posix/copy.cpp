// Copies inside the kernel: copy_file_range and sendfile.
#include "calls.hpp"
#include "pattern.hpp"
#include "site.hpp"

#include <sys/sendfile.h>

using namespace posix;

LTK_TEST("posix/copy_file_range copies the range and says how much", (ltk::TempDir& dir), .stages = core, .tags = {"data", "copy"},
         .covers = {"Linux-copy_file_range"}) {
    auto const data = pattern(500'000);
    auto const from = open_file(dir.file("from", data), O_RDONLY);
    auto const to = open_file(dir.file("to", std::string(10'000, 'x')), O_RDWR);
    off_t in = 1'234, out = 5'000;
    off_t const wanted = 400'000;
    for (off_t done = 0; done < wanted;) {
        auto const copied = ::copy_file_range(from, &in, to, &out, static_cast<std::size_t>(wanted - done), 0);
        LTK_SKIP_IF(copied < 0 && done == 0 && (unsupported(Errno(errno)) || errno == EXDEV || errno == EINVAL),
                    "this file system has no copy_file_range ({})", Errno(errno));
        LTK_REQUIRE(copied > 0);
        done += copied;
    }
    LTK_CHECK(in == 1'234 + wanted);
    LTK_CHECK(out == 5'000 + wanted);
    LTK_CHECK(fstat_of(to).st_size == out);
    LTK_CHECK(difference(read_at(to, 1'000'000, 0), std::string(5'000, 'x') + data.substr(1'234, 400'000)) == "");
    off_t end = 500'000;
    LTK_CHECK(::copy_file_range(from, &end, to, &out, 100, 0) == 0);
}

LTK_TEST("posix/a copied file is a file of its own", (ltk::TempDir& dir), .tags = {"data", "copy"}, .covers = {"Linux-copy_file_range"},
         .purpose = "copies that share blocks must part when one of them is changed") {
    auto const data = pattern(256u << 10);
    auto const from = open_file(dir.file("from", data), O_RDWR), to = open_file(dir.file("to"), O_RDWR | O_CREAT);
    off_t in = 0, out = 0;
    while (in < static_cast<off_t>(data.size())) {
        auto const copied = ::copy_file_range(from, &in, to, &out, data.size(), 0);
        LTK_SKIP_IF(copied < 0 && in == 0, "this file system has no copy_file_range ({})", Errno(errno));
        LTK_REQUIRE(copied > 0);
    }
    write_at(from, "changed", 100'000);
    LTK_CHECK(difference(read_at(to, 1u << 20, 0), data) == "");
    write_at(to, "too", 4'096);
    LTK_CHECK(difference(read_at(from, 4'096, 4'096), data.substr(4'096, 4'096), 4'096) == "");
}

LTK_TEST("posix/sendfile copies between files", (ltk::TempDir& dir), .tags = {"data", "copy"}, .covers = {"Linux-sendfile"}) {
    auto const data = pattern(300'000);
    auto const from = open_file(dir.file("from", data), O_RDONLY), to = open_file(dir.file("to"), O_RDWR | O_CREAT);
    off_t at = 777;
    while (at < 300'000) {
        auto const sent = ::sendfile(to, from, &at, 300'000);
        LTK_SKIP_IF(sent < 0 && errno == EINVAL, "this file system cannot be the target of sendfile");
        LTK_REQUIRE(sent > 0);
    }
    LTK_CHECK(::lseek(from, 0, SEEK_CUR) == 0);
    LTK_CHECK(difference(read_at(to, 1'000'000, 0), data.substr(777)) == "");
}
