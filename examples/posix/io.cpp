// read, write, lseek and their relatives: what is written is what is read, where it was written.
#include "calls.hpp"
#include "pattern.hpp"
#include "site.hpp"

#include <sys/uio.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

using namespace posix;

namespace {

LTK_PARAM(BlockSize, ltk::bytes, 1_B, 511_B, 4_KiB, 5000_B, 64_KiB, 1_MiB);

}  // namespace

LTK_TEST("posix/data written in blocks reads back the same", (ltk::TempDir& dir, BlockSize block), .stages = core,
         .tags = {"data", "io"}, .timeout = 60_s,
         .covers = {"POSIX-write", "POSIX-read"}) {
    auto const size = std::min<std::size_t>(4u << 20, block.value.count() * 300);
    auto const data = pattern(size);
    auto const name = dir.file("file");
    LTK_STEP("write {} in blocks of {}", size, block) {
        auto const file = open_file(name, O_WRONLY | O_CREAT);
        for (std::size_t at = 0; at < size; at += block.value.count()) append(file, std::string_view(data).substr(at, block.value.count()));
        LTK_CHECK(fstat_of(file).st_size == static_cast<off_t>(size));
    }
    LTK_STEP("read") {
        LTK_CHECK(ltk::file_size(name) == ltk::bytes(size));
        LTK_CHECK(difference(read_at(open_file(name, O_RDONLY), size + 100, 0), data) == "");
    }
}

LTK_TEST("posix/random reads, writes and truncates agree with a model in memory", (ltk::TempDir& dir, ltk::Context& context),
         .stages = core,
         .tags = {"data", "io", "random"}, .timeout = 60_s, .covers = {"POSIX-pread", "POSIX-pwrite", "POSIX-ftruncate"},
         .purpose = "finds what nobody thought of; the seed is in the report") {
    constexpr std::uint64_t largest = 200'000;
    Random random(context.seed());
    LTK_INFO("seed {}", context.seed());
    auto const file = open_file(dir.file("file"), O_RDWR | O_CREAT);
    std::string model;
    for (int step = 0; step < 1'000; ++step) {
        auto const at = random.below(largest), length = 1 + random.below(20'000);
        auto const kind = random.below(10);
        LTK_INFO("step {}, {} bytes at {}", step, length, at);
        if (kind < 5) {
            auto const data = pattern(length, static_cast<std::uint64_t>(step), at);
            write_at(file, data, static_cast<off_t>(at));
            if (model.size() < at + length) model.resize(at + length, '\0');
            model.replace(at, length, data);
        } else if (kind < 9) {
            auto const expected = at < model.size() ? model.substr(at, length) : std::string();
            LTK_REQUIRE(difference(read_at(file, length, static_cast<off_t>(at)), expected, at) == "");
        } else {
            LTK_REQUIRE(error_of(::ftruncate(file, static_cast<off_t>(at))) == success);
            model.resize(at, '\0');
        }
        LTK_REQUIRE(fstat_of(file).st_size == static_cast<off_t>(model.size()));
    }
    LTK_CHECK(difference(read_at(file, 2 * largest, 0), model) == "");
}

LTK_TEST("posix/lseek moves to where it says", (ltk::TempDir& dir), .stages = core, .tags = {"data", "io"}, .covers = {"POSIX-lseek"}) {
    auto const file = open_file(dir.file("file", "0123456789"), O_RDWR);
    char byte = 0;
    LTK_CHECK(::lseek(file, 4, SEEK_SET) == 4);
    LTK_CHECK((::read(file, &byte, 1) == 1 && byte == '4'));
    LTK_CHECK(::lseek(file, -2, SEEK_CUR) == 3);
    LTK_CHECK((::read(file, &byte, 1) == 1 && byte == '3'));
    LTK_CHECK(::lseek(file, -1, SEEK_END) == 9);
    LTK_CHECK((::read(file, &byte, 1) == 1 && byte == '9'));
    LTK_CHECK(::lseek(file, 100, SEEK_END) == 110);
    LTK_CHECK(error_of(::lseek(file, -1, SEEK_SET)) == Errno(EINVAL));
    LTK_CHECK(::lseek(file, 0, SEEK_CUR) == 110);
    LTK_CHECK(fstat_of(file).st_size == 10);
}

LTK_TEST("posix/read stops at the end of the file", (ltk::TempDir& dir), .stages = core, .tags = {"data", "io"},
         .covers = {"POSIX-read", "POSIX-pread"}) {
    auto const file = open_file(dir.file("file", "0123456789"), O_RDONLY);
    char data[64] = {};
    LTK_CHECK(::read(file, data, sizeof data) == 10);
    LTK_CHECK(::read(file, data, sizeof data) == 0);
    LTK_CHECK(::pread(file, data, sizeof data, 7) == 3);
    LTK_CHECK(::pread(file, data, sizeof data, 10) == 0);
    LTK_CHECK(::pread(file, data, sizeof data, 1'000'000) == 0);
}

LTK_TEST("posix/pread and pwrite leave the offset alone", (ltk::TempDir& dir), .tags = {"data", "io"},
         .covers = {"POSIX-pread", "POSIX-pwrite"}) {
    auto const file = open_file(dir.file("file", "0123456789"), O_RDWR);
    char byte = 0;
    LTK_REQUIRE(::lseek(file, 2, SEEK_SET) == 2);
    LTK_CHECK(::pwrite(file, "X", 1, 8) == 1);
    LTK_CHECK((::pread(file, &byte, 1, 5) == 1 && byte == '5'));
    LTK_CHECK(::lseek(file, 0, SEEK_CUR) == 2);
    LTK_CHECK(read_at(file, 100, 0) == "01234567X9");
    LTK_CHECK(error_of(::pread(file, &byte, 1, -1)) == Errno(EINVAL));
}

LTK_TEST("posix/readv and writev gather and scatter in order", (ltk::TempDir& dir), .tags = {"data", "io"},
         .covers = {"POSIX-readv", "POSIX-writev", "Linux-preadv", "Linux-pwritev"}) {
    auto const file = open_file(dir.file("file"), O_RDWR | O_CREAT);
    std::string parts[3] = {"one", "", "three"};
    iovec const vector[3] = {{parts[0].data(), 3}, {parts[1].data(), 0}, {parts[2].data(), 5}};
    LTK_CHECK(::writev(file, vector, 3) == 8);
    LTK_CHECK(::pwritev(file, vector, 3, 20) == 8);
    LTK_CHECK(difference(read_at(file, 100, 0), std::string_view("onethree\0\0\0\0\0\0\0\0\0\0\0\0onethree", 28)) == "");
    char first[6] = {}, second[6] = {};
    iovec const pieces[2] = {{first, 5}, {second, 5}};
    LTK_CHECK(::preadv(file, pieces, 2, 1) == 10);
    LTK_CHECK(std::string_view(first) == "nethr");
    LTK_CHECK(std::string_view(second) == "ee");
}

LTK_TEST("posix/dup shares one offset, two opens have two", (ltk::TempDir& dir), .tags = {"data", "io"},
         .covers = {"POSIX-dup", "POSIX-open"}) {
    auto const name = dir.file("file", "0123456789");
    auto const one = open_file(name, O_RDONLY), other = open_file(name, O_RDONLY);
    Descriptor const twin(::dup(one));
    char byte = 0;
    LTK_REQUIRE(::lseek(one, 5, SEEK_SET) == 5);
    LTK_CHECK(::lseek(twin, 0, SEEK_CUR) == 5);
    LTK_CHECK(::lseek(other, 0, SEEK_CUR) == 0);
    LTK_CHECK((::read(twin, &byte, 1) == 1 && byte == '5'));
    LTK_CHECK(::lseek(one, 0, SEEK_CUR) == 6);
}

LTK_TEST("posix/O_DIRECT reads and writes what buffered calls see", (ltk::TempDir& dir), .tags = {"data", "io", "direct"},
         .covers = {"Linux-O_DIRECT"}) {
    constexpr std::size_t size = 256u << 10, alignment = 4096;
    auto const name = dir.file("file");
    Descriptor const direct(::open(name.c_str(), O_RDWR | O_CREAT | O_DIRECT | O_CLOEXEC, 0644));
    LTK_SKIP_IF(direct < 0 && errno == EINVAL, "this file system has no O_DIRECT");
    LTK_REQUIRE(error_of(direct) == success);
    std::unique_ptr<char, decltype(&std::free)> const buffer(static_cast<char*>(std::aligned_alloc(alignment, size)), &std::free);
    auto const data = pattern(size);
    std::copy(data.begin(), data.end(), buffer.get());
    auto const wrote = ::pwrite(direct, buffer.get(), size, 0);
    LTK_SKIP_IF(wrote < 0 && errno == EINVAL, "O_DIRECT wants a coarser alignment than {} here", alignment);
    LTK_REQUIRE(wrote == static_cast<ssize_t>(size));
    LTK_CHECK(difference(std::string(ltk::read_file(name)), data) == "");
    auto const changed = pattern(alignment, 2);
    auto const buffered = open_file(name, O_RDWR);
    write_at(buffered, changed, 3 * alignment);
    LTK_CHECK(::pread(direct, buffer.get(), alignment, 3 * alignment) == static_cast<ssize_t>(alignment));
    LTK_CHECK(difference(std::string_view(buffer.get(), alignment), changed, 3 * alignment) == "");
}

LTK_TEST("posix/fsync, fdatasync and O_SYNC keep their promise or say so", (ltk::TempDir& dir), .stages = core,
         .tags = {"data", "io", "sync"}, .timeout = 60_s,
         .covers = {"POSIX-fsync", "POSIX-fdatasync", "POSIX-open"}) {
    auto const name = dir.file("file");
    auto const file = open_file(name, O_RDWR | O_CREAT);
    auto const data = pattern(100'000);
    write_at(file, data, 0);
    LTK_CHECK(error_of(::fsync(file)) == success);
    LTK_CHECK(error_of(::ftruncate(file, 50'000)) == success);
    LTK_CHECK(error_of(::fdatasync(file)) == success);
    auto const directory = open_file(dir, O_RDONLY | O_DIRECTORY);
    LTK_CHECK(error_of(::fsync(directory)) == success);
    auto const synced = open_file(name, O_WRONLY | O_SYNC);
    write_at(synced, data, 0);
    LTK_CHECK(difference(read_at(file, 200'000, 0), data) == "");
    LTK_CHECK(error_of(::fsync(Descriptor())) == Errno(EBADF));
}
