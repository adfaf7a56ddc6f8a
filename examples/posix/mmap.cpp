// Files in memory: mappings and calls see the same bytes, in one process and in several.
#include "children.hpp"
#include "pattern.hpp"

#include <linux/magic.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/vfs.h>

#include <atomic>
#include <cstring>

using namespace posix;

namespace {

std::size_t page_size() { return static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)); }
off_t at(std::size_t offset) { return static_cast<off_t>(offset); }

class Mapping {
public:
    Mapping(int file, std::size_t size, int protection, int flags, ltk::source where = POSIX_CALLER)
        : start_(static_cast<char*>(::mmap(nullptr, size, protection, flags, file, 0))), size_(size) {
        if (start_ == MAP_FAILED) ltk::fail(where, "mmap of {} bytes: {}", size, Errno(errno));
    }
    Mapping(Mapping const&) = delete;
    Mapping& operator=(Mapping const&) = delete;
    ~Mapping() { ::munmap(start_, size_); }

    char* data() const noexcept { return start_; }
    std::string_view view() const noexcept { return {start_, size_}; }
    void put(std::size_t offset, std::string_view text) noexcept { std::memcpy(start_ + offset, text.data(), text.size()); }

private:
    char* start_;
    std::size_t size_;
};

constexpr int read_write = PROT_READ | PROT_WRITE;

}  // namespace

LTK_TEST("posix/a shared mapping and read and write see the same bytes", (ltk::TempDir& dir), .stages = core, .tags = {"data", "mmap"},
         .covers = {"POSIX-mmap", "POSIX-read", "POSIX-write"}) {
    auto const page = page_size();
    auto const data = pattern(10 * page);
    auto const file = open_file(dir.file("file", data), O_RDWR);
    Mapping mapping(file, 10 * page, read_write, MAP_SHARED);
    LTK_CHECK(difference(mapping.view(), data) == "");
    LTK_STEP("write, then look at the mapping") {
        write_at(file, "written", at(3 * page + 100));
        LTK_CHECK(mapping.view().substr(3 * page + 100, 7) == "written");
    }
    LTK_STEP("store to the mapping, then read") {
        mapping.put(5 * page - 3, "stored");
        LTK_CHECK(read_at(file, 6, at(5 * page - 3)) == "stored");
    }
}

LTK_TEST("posix/a shared mapping joins processes", (ltk::TempDir& dir), .stages = core, .tags = {"data", "mmap", "concurrent"},
         .timeout = 60_s,
         .covers = {"POSIX-mmap"}) {
    auto const page = page_size();
    constexpr int processes = 4, rounds = 5'000;
    auto const name = dir.file("counter", std::string(page, '\0'));
    auto const file = open_file(name, O_RDWR);
    Children children;
    for (int i = 0; i < processes; ++i)
        children.start([&] {
            Descriptor const mine(::open(name.c_str(), O_RDWR | O_CLOEXEC));
            void* const start = ::mmap(nullptr, page, read_write, MAP_SHARED, mine, 0);
            if (start == MAP_FAILED) return Errno(errno);
            std::atomic_ref<int> counter(*static_cast<int*>(start));
            for (int round = 0; round < rounds; ++round) ++counter;
            return success;
        });
    for (Errno const answer : children.finish()) LTK_REQUIRE(answer == success);
    int counted = 0;
    LTK_REQUIRE(::pread(file, &counted, sizeof counted, 0) == static_cast<ssize_t>(sizeof counted));
    LTK_CHECK(counted == processes * rounds);
}

LTK_TEST("posix/a private mapping keeps its stores to itself", (ltk::TempDir& dir), .tags = {"data", "mmap"}, .covers = {"POSIX-mmap"}) {
    auto const page = page_size();
    auto const data = pattern(4 * page);
    auto const name = dir.file("file", data);
    {
        Mapping mapping(open_file(name, O_RDONLY), 4 * page, read_write, MAP_PRIVATE);
        LTK_CHECK(difference(mapping.view(), data) == "");
        mapping.put(page, "mine alone");
        LTK_CHECK(::msync(mapping.data(), 4 * page, MS_SYNC) == 0);
    }
    LTK_CHECK(difference(std::string(ltk::read_file(name)), data) == "");
}

LTK_TEST("posix/a mapping of the last page ends in zeros that are not stored", (ltk::TempDir& dir), .tags = {"data", "mmap"},
         .covers = {"POSIX-mmap"}) {
    auto const page = page_size();
    auto const name = dir.file("file", std::string(page + 100, 'x'));
    auto const file = open_file(name, O_RDWR);
    {
        Mapping mapping(file, 2 * page, read_write, MAP_SHARED);
        LTK_CHECK(mapping.view().substr(page + 100) == std::string(page - 100, '\0'));
        mapping.put(page + 98, "end and more");
        LTK_CHECK(::msync(mapping.data(), 2 * page, MS_SYNC) == 0);
    }
    LTK_CHECK(fstat_of(file).st_size == at(page + 100));
    LTK_CHECK(read_at(file, 100, at(page + 98)) == "en");
}

LTK_TEST("posix/a file that grows does not show what was stored behind its end", (ltk::TempDir& dir), .tags = {"data", "mmap"},
         .covers = {"POSIX-mmap"}) {
    auto const page = page_size();
    struct statfs mount{};
    LTK_REQUIRE(error_of(::statfs(dir.c_str(), &mount)) == success);
    LTK_SKIP_IF(mount.f_type == TMPFS_MAGIC, "tmpfs has nothing but the mapped page to keep the file in, and does not clear its end");
    auto const file = open_file(dir.file("file", std::string(100, 'x')), O_RDWR);
    {
        Mapping mapping(file, page, read_write, MAP_SHARED);
        mapping.put(100, "behind the end");
    }
    LTK_REQUIRE(error_of(::ftruncate(file, at(page))) == success);
    LTK_CHECK(difference(read_at(file, page, 0), std::string(100, 'x') + std::string(page - 100, '\0')) == "");
}

LTK_TEST("posix/a mapping behind the end of the file raises SIGBUS", (ltk::TempDir& dir), .tags = {"data", "mmap"},
         .covers = {"POSIX-mmap"}) {
    auto const page = page_size();
    auto const file = open_file(dir.file("file", std::string(100, 'x')), O_RDWR);
    Mapping mapping(file, 4 * page, read_write, MAP_SHARED);
    int const killed_by = signal_of([](void* start) { *static_cast<char volatile*>(start) = 'y'; }, mapping.data() + 2 * page);
    LTK_CHECK(killed_by == SIGBUS);
    LTK_CHECK(fstat_of(file).st_size == 100);
}

LTK_TEST("posix/a mapping outlives its descriptor and its name", (ltk::TempDir& dir), .tags = {"data", "mmap", "link"},
         .covers = {"POSIX-mmap", "POSIX-unlink"}) {
    auto const page = page_size();
    auto const data = pattern(8 * page);
    auto const name = dir.file("file", data);
    auto file = open_file(name, O_RDWR);
    Mapping mapping(file, 8 * page, read_write, MAP_SHARED);
    file.close();
    LTK_REQUIRE(error_of(::unlink(name.c_str())) == success);
    mapping.put(0, "still here");
    LTK_CHECK(mapping.view().substr(0, 10) == "still here");
    LTK_CHECK(difference(mapping.view().substr(page), std::string_view(data).substr(page), page) == "");
}
