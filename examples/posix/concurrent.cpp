// Several processes at one file: nothing is lost, nothing is mixed.
#include "children.hpp"
#include "pattern.hpp"

#include <array>
#include <cstring>

using namespace posix;

namespace {

constexpr std::size_t record_size = 64;

// A record that says who wrote it and which of his it is, filled so that a torn one shows itself.
std::array<char, record_size> record(int writer, int number) {
    std::array<char, record_size> made;
    made.fill(static_cast<char>('a' + writer));
    std::memcpy(made.data(), &number, sizeof number);
    made.back() = '\n';
    return made;
}

}  // namespace

LTK_TEST("posix/O_APPEND writes at the end, wherever the offset was", (ltk::TempDir& dir), .stages = core, .tags = {"data", "append"},
         .covers = {"POSIX-open", "POSIX-write"}) {
    auto const name = dir.file("file", "begin-");
    auto const appending = open_file(name, O_WRONLY | O_APPEND), other = open_file(name, O_WRONLY);
    append(appending, "one-");
    LTK_REQUIRE(::lseek(appending, 0, SEEK_SET) == 0);
    append(appending, "two-");
    write_at(other, "three-", 14);
    append(appending, "four");
    LTK_CHECK(ltk::read_file(name) == "begin-one-two-three-four");
    LTK_CHECK(::lseek(appending, 0, SEEK_CUR) == 24);
}

LTK_TEST("posix/O_APPEND from several processes loses no record", (ltk::TempDir& dir), .stages = core,
         .tags = {"data", "append", "concurrent"},
         .timeout = 60_s, .covers = {"POSIX-write"}, .purpose = "log files of several processes keep every line") {
    constexpr int writers = 3, records = 400;
    auto const name = dir.file("log", "");
    Signal go;
    Children children;
    for (int writer = 0; writer < writers; ++writer)
        children.start([&] {
            Descriptor const log(::open(name.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
            go.wait();
            for (int number = 0; number < records; ++number) {
                auto const made = record(writer, number);
                if (::write(log, made.data(), made.size()) != static_cast<ssize_t>(made.size())) return Errno(errno == 0 ? EIO : errno);
            }
            return success;
        });
    for (int writer = 0; writer < writers; ++writer) go.give();
    for (Errno const answer : children.finish()) LTK_REQUIRE(answer == success);

    std::string const log = ltk::read_file(name);
    LTK_INFO("{} processes appended {} records of {} bytes each", writers, records, record_size);
    LTK_CHECK(log.size() == writers * records * record_size);
    std::array<int, writers> next{};
    int torn = 0, lost_or_moved = 0;
    for (std::size_t at = 0; at + record_size <= log.size(); at += record_size) {
        int const writer = log[at + record_size / 2] - 'a';
        if (writer < 0 || writer >= writers) {
            ++torn;
            continue;
        }
        int number = 0;
        std::memcpy(&number, log.data() + at, sizeof number);
        auto& expected = next[static_cast<std::size_t>(writer)];
        auto const whole = record(writer, number);
        if (log.compare(at, record_size, whole.data(), record_size) != 0)
            ++torn;
        else if (number != expected)
            ++lost_or_moved;
        expected = number + 1;
    }
    LTK_CHECK(torn == 0);
    LTK_CHECK(lost_or_moved == 0);
    for (int const count : next) LTK_CHECK(count == records);
}

LTK_TEST("posix/writers of disjoint ranges do not disturb each other", (ltk::TempDir& dir), .stages = core,
         .tags = {"data", "concurrent"}, .timeout = 60_s,
         .covers = {"POSIX-pwrite"}, .purpose = "parallel programs write one file from many processes; pieces share pages and blocks") {
    constexpr std::size_t writers = 4, piece = 1'000, pieces = 250;
    auto const name = dir.file("file", "");
    Signal go;
    Children children;
    for (std::size_t writer = 0; writer < writers; ++writer)
        children.start([&] {
            Descriptor const file(::open(name.c_str(), O_WRONLY | O_CLOEXEC));
            go.wait();
            for (std::size_t i = 0; i < pieces; ++i) {
                auto const at = (i * writers + writer) * piece;
                auto const data = pattern(piece, 1, at);
                if (::pwrite(file, data.data(), piece, static_cast<off_t>(at)) != static_cast<ssize_t>(piece))
                    return Errno(errno == 0 ? EIO : errno);
            }
            return success;
        });
    for (std::size_t writer = 0; writer < writers; ++writer) go.give();
    for (Errno const answer : children.finish()) LTK_REQUIRE(answer == success);
    LTK_CHECK(difference(std::string(ltk::read_file(name)), pattern(writers * piece * pieces)) == "");
}

LTK_TEST("posix/what one process wrote another reads at once", (ltk::TempDir& dir), .stages = core, .tags = {"data", "concurrent"},
         .timeout = 60_s,
         .covers = {"POSIX-write", "POSIX-read", "POSIX-stat"},
         .purpose = "data and size are seen after write returns, without close or fsync") {
    auto const name = dir.file("file", "");
    auto const file = open_file(name, O_WRONLY);
    Signal written;
    Children reader;
    constexpr int rounds = 50;
    constexpr std::size_t piece = 3'000;
    reader.start([&] {
        Descriptor const mine(::open(name.c_str(), O_RDONLY | O_CLOEXEC));
        for (std::size_t round = 0; round < rounds; ++round) {
            written.wait();
            struct stat status{};
            std::string data(piece, '\0');
            if (::stat(name.c_str(), &status) != 0) return Errno(errno);
            if (status.st_size < static_cast<off_t>((round + 1) * piece)) return Errno(ESTALE);
            if (::pread(mine, data.data(), piece, static_cast<off_t>(round * piece)) != static_cast<ssize_t>(piece)) return Errno(EIO);
            if (data != pattern(piece, 1, round * piece)) return Errno(EILSEQ);
        }
        return success;
    });
    for (std::size_t round = 0; round < rounds; ++round) {
        append(file, pattern(piece, 1, round * piece));
        written.give();
    }
    LTK_INFO("ESTALE: a smaller size was seen; EIO: less data was read; EILSEQ: other data was read");
    LTK_CHECK(reader.finish().front() == success);
}

LTK_TEST("posix/files created by several processes in one directory are all there", (ltk::TempDir& dir), .stages = core,
         .tags = {"metadata", "concurrent"},
         .timeout = 60_s, .covers = {"POSIX-open", "POSIX-readdir"}) {
    constexpr int creators = 4, files = 200;
    auto const shared = dir.directory("shared");
    Signal go;
    Children children;
    for (int creator = 0; creator < creators; ++creator)
        children.start([&] {
            go.wait();
            for (int number = 0; number < files; ++number) {
                auto const name = shared / (std::to_string(creator) + "-" + std::to_string(number));
                if (Descriptor(::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644)) < 0) return Errno(errno);
                if (number % 2 == 1 && ::unlink(name.c_str()) != 0) return Errno(errno);
            }
            return success;
        });
    for (int creator = 0; creator < creators; ++creator) go.give();
    for (Errno const answer : children.finish()) LTK_CHECK(answer == success);
    for (int creator = 0; creator < creators; ++creator)
        for (int number = 0; number < files; ++number) {
            LTK_INFO("file {} of process {}; odd ones were removed again", number, creator);
            LTK_REQUIRE(ltk::exists(shared / (std::to_string(creator) + "-" + std::to_string(number))) == (number % 2 == 0));
        }
}
