// The scale stage: what shows itself only with much. How much is the site's word (fs.many_files).
#include <ltk/needs.hpp>

#include "children.hpp"
#include "pattern.hpp"

#include <dirent.h>
#include <sys/resource.h>

#include <chrono>

using namespace posix;

LTK_TEST("posix/scale/many files in one directory", (Filesystem const& fs, ltk::TempDir& dir), .stages = {ltk::scale},
         .tags = {"metadata", "readdir"},
         .timeout = 3600_s, .covers = {"POSIX-open", "POSIX-readdir", "POSIX-unlink"}) {
    auto const large = dir.directory("large");
    auto const handle = open_file(large, O_RDONLY | O_DIRECTORY);
    LTK_STEP("create {}", fs.many_files) {
        for (int i = 0; i < fs.many_files; ++i) {
            Descriptor const made(::openat(handle, std::to_string(i).c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
            LTK_SKIP_IF(made < 0 && errno == ENOSPC, "the volume has room for only {} files", i);
            if (made < 0) LTK_FAIL("create of file {}: {}", i, Errno(errno));
        }
    }
    LTK_STEP("list") {
        std::vector<bool> seen(static_cast<std::size_t>(fs.many_files));
        DIR* const stream = ::opendir(large.c_str());
        LTK_REQUIRE(stream != nullptr);
        int shown = 0, repeated = 0;
        while (auto const* const entry = ::readdir(stream)) {
            if (entry->d_name[0] == '.') continue;
            auto const number = static_cast<std::size_t>(std::stoul(entry->d_name));
            LTK_REQUIRE(number < seen.size());
            repeated += seen[number];
            seen[number] = true;
            ++shown;
        }
        ::closedir(stream);
        LTK_CHECK(shown == fs.many_files);
        LTK_CHECK(repeated == 0);
    }
    LTK_STEP("remove") {
        for (int i = 0; i < fs.many_files; ++i) LTK_REQUIRE(error_of(::unlinkat(handle, std::to_string(i).c_str(), 0)) == success);
        LTK_CHECK(error_of(::rmdir(large.c_str())) == success);
    }
}

LTK_TEST("posix/scale/many links to one file", (ltk::TempDir& dir), .stages = {ltk::scale}, .tags = {"metadata", "link"}, .timeout = 600_s,
         .covers = {"POSIX-link"}, .purpose = "up to the limit that pathconf names, or 5,000, and a clear error beyond it") {
    auto const file = dir.file("0", "x");
    auto const promised = ::pathconf(dir.c_str(), _PC_LINK_MAX);
    LTK_REQUIRE(promised >= _POSIX_LINK_MAX);
    unsigned const names = static_cast<unsigned>(std::min(promised, 5'000l));
    for (unsigned i = 1; i < names; ++i) {
        Errno const answer = error_of(::link(file.c_str(), dir.file(std::to_string(i)).c_str()));
        if (answer == Errno(EMLINK)) LTK_SKIP("links end at {}, although pathconf says {}", i, promised);
        LTK_REQUIRE(answer == success);
    }
    LTK_CHECK(stat_of(file).st_nlink == names);
    for (unsigned i = 1; i < names; ++i) LTK_REQUIRE(error_of(::unlink(dir.file(std::to_string(i)).c_str())) == success);
    LTK_CHECK(stat_of(file).st_nlink == 1u);
}

LTK_TEST("posix/scale/many open files", (ltk::TempDir& dir), .stages = {ltk::scale}, .tags = {"data"}, .timeout = 600_s,
         .covers = {"POSIX-open"}) {
    rlimit limit{};
    LTK_REQUIRE(::getrlimit(RLIMIT_NOFILE, &limit) == 0);
    rlimit const raised{limit.rlim_max, limit.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &raised);
    std::vector<Descriptor> files;
    auto const count = std::min<std::size_t>(2'000, limit.rlim_max - 100);
    for (std::size_t i = 0; i < count; ++i) {
        files.push_back(open_file(dir.file(std::to_string(i)), O_RDWR | O_CREAT));
        append(files.back(), std::to_string(i));
    }
    for (std::size_t i = 0; i < count; ++i) LTK_REQUIRE(read_at(files[i], 100, 0) == std::to_string(i));
}

LTK_TEST("posix/scale/many writers of one file", (ltk::TempDir& dir), .stages = {ltk::scale}, .tags = {"data", "concurrent"},
         .timeout = 600_s,
         .covers = {"POSIX-pwrite"}, .needs = {ltk::free_space(32_MiB)}) {
    constexpr std::size_t writers = 16, piece = 10'007, pieces = 100;
    auto const name = dir.file("file", "");
    Children children;
    for (std::size_t writer = 0; writer < writers; ++writer)
        children.start([&] {
            Descriptor const file(::open(name.c_str(), O_WRONLY | O_CLOEXEC));
            for (std::size_t i = 0; i < pieces; ++i) {
                auto const at = (i * writers + writer) * piece;
                if (::pwrite(file, pattern(piece, 1, at).data(), piece, static_cast<off_t>(at)) != static_cast<ssize_t>(piece))
                    return Errno(errno == 0 ? EIO : errno);
            }
            return success;
        });
    for (Errno const answer : children.finish()) LTK_REQUIRE(answer == success);
    LTK_CHECK(difference(std::string(ltk::read_file(name)), pattern(writers * piece * pieces)) == "");
}

LTK_TEST("posix/scale/a file beyond what 32 bits count", (ltk::TempDir& dir), .stages = {ltk::scale}, .tags = {"data", "sparse"},
         .timeout = 600_s,
         .covers = {"POSIX-pwrite", "POSIX-lseek"}) {
    auto const file = open_file(dir.file("file"), O_RDWR | O_CREAT);
    for (int shift = 20; shift < 43; ++shift) {
        off_t const at = (off_t{1} << shift) - 3;
        auto const wrote = ::pwrite(file, "across", 6, at);
        LTK_SKIP_IF(wrote < 0 && errno == EFBIG, "files end below {} here", ltk::bytes(1ull << shift));
        LTK_INFO("around {}", ltk::bytes(1ull << shift));
        LTK_REQUIRE(wrote == 6);
        LTK_CHECK(read_at(file, 6, at) == "across");
        LTK_CHECK(::lseek(file, 0, SEEK_END) == at + 6);
    }
}
