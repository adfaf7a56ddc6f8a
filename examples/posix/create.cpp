// Names come into being: open with O_CREAT, O_EXCL and O_TMPFILE, mkdir, mkfifo.
#include "children.hpp"

#include <array>

using namespace posix;

LTK_TEST("posix/create applies mode and umask", (ltk::TempDir& dir), .stages = core, .tags = {"metadata", "create"},
         .covers = {"POSIX-open", "POSIX-umask"},
         .purpose = "a new file is empty, is ours, and has the mode that was asked for less the umask") {
    Umask const mask(027);
    auto const file = dir.file("new");
    open_file(file, O_WRONLY | O_CREAT | O_EXCL, 0666).close();
    auto const status = stat_of(file);
    LTK_CHECK(S_ISREG(status.st_mode));
    LTK_CHECK(mode_of(status) == Mode{0640});
    LTK_CHECK(status.st_size == 0);
    LTK_CHECK(status.st_nlink == 1u);
    if (::geteuid() != 0) LTK_CHECK(status.st_uid == ::geteuid());  // an export may map root to somebody else
}

LTK_TEST("posix/create with O_EXCL refuses every name that exists", (ltk::TempDir& dir), .stages = core, .tags = {"metadata", "create"},
         .covers = {"POSIX-open"}, .purpose = "lock files and unique names depend on it") {
    auto const exclusive = [](ltk::path const& name) {
        return error_of(Descriptor(::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644)));
    };
    auto const file = dir.file("file", "content");
    auto const dangling = dir.file("dangling");
    LTK_REQUIRE(error_of(::symlink("nowhere", dangling.c_str())) == success);
    LTK_CHECK(exclusive(file) == Errno(EEXIST));
    LTK_CHECK(exclusive(dir.directory("directory")) == Errno(EEXIST));
    LTK_CHECK(exclusive(dangling) == Errno(EEXIST));
    LTK_CHECK(!ltk::exists(dir.file("nowhere")));
    LTK_CHECK(ltk::read_file(file) == "content");
}

LTK_TEST("posix/create without O_EXCL opens what exists and leaves it as it is", (ltk::TempDir& dir), .tags = {"metadata", "create"},
         .covers = {"POSIX-open"}) {
    auto const file = dir.file("old", "content");
    LTK_REQUIRE(error_of(::chmod(file.c_str(), 0604)) == success);
    auto const before = stat_of(file);
    auto const opened = open_file(file, O_RDWR | O_CREAT, 0777);
    LTK_CHECK(same_file(fstat_of(opened), before));
    LTK_CHECK(mode_of(fstat_of(opened)) == Mode{0604});
    LTK_CHECK(read_at(opened, 100, 0) == "content");
}

LTK_TEST("posix/create needs a directory to create in", (ltk::TempDir& dir), .tags = {"metadata", "create"}, .covers = {"POSIX-open"}) {
    auto const create = [](ltk::path const& name) {
        return error_of(Descriptor(::open(name.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644)));
    };
    dir.file("file", "x");
    LTK_CHECK(create(dir.path() / "missing/name") == Errno(ENOENT));
    LTK_CHECK(create(dir.path() / "file/name") == Errno(ENOTDIR));
    LTK_CHECK(create("") == Errno(ENOENT));
}

LTK_TEST("posix/concurrent O_EXCL creates of one name have one winner", (ltk::TempDir& dir), .stages = core,
         .tags = {"metadata", "create", "concurrent"},
         .timeout = 60_s, .covers = {"POSIX-open"}, .purpose = "the atomicity that lock files stand on") {
    constexpr int racers = 4, names = 50;
    Signal go;
    Children children;
    for (int racer = 0; racer < racers; ++racer)
        children.start([&] {
            go.wait();
            Descriptor const mine(::open(dir.file("wins-" + std::to_string(racer)).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
            for (int name = 0; name < names; ++name) {
                auto const path = dir.file("name-" + std::to_string(name));
                Descriptor const made(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
                if (made < 0 && errno != EEXIST) return Errno(errno);
                char const number = static_cast<char>(name);
                if (made >= 0 && ::write(mine, &number, 1) != 1) return Errno(EIO);
            }
            return success;
        });
    for (int racer = 0; racer < racers; ++racer) go.give();
    for (Errno const answer : children.finish()) LTK_CHECK(answer == success);
    std::array<int, names> won{};
    for (int racer = 0; racer < racers; ++racer)
        for (char const name : std::string(ltk::read_file(dir.file("wins-" + std::to_string(racer)))))
            ++won[static_cast<std::size_t>(name)];
    for (int name = 0; name < names; ++name) {
        LTK_INFO("O_CREAT|O_EXCL of name-{} by {} processes at once", name, racers);
        int const winners = won[static_cast<std::size_t>(name)];
        LTK_CHECK(winners == 1);
    }
}

LTK_TEST("posix/mkdir makes an empty directory with the mode asked for", (ltk::TempDir& dir), .stages = core,
         .tags = {"metadata", "create"},
         .covers = {"POSIX-mkdir", "POSIX-umask"}) {
    Umask const mask(022);
    auto const made = dir.file("made");
    LTK_REQUIRE(error_of(::mkdir(made.c_str(), 0775)) == success);
    LTK_CHECK(S_ISDIR(stat_of(made).st_mode));
    LTK_CHECK((mode_of(stat_of(made)).bits & 0777u) == 0755u);
    LTK_CHECK(error_of(::mkdir(made.c_str(), 0775)) == Errno(EEXIST));
    LTK_CHECK(error_of(::mkdir(dir.file("file", "x").c_str(), 0775)) == Errno(EEXIST));
    LTK_CHECK(error_of(::mkdir((dir.path() / "no/where").c_str(), 0775)) == Errno(ENOENT));
}

LTK_TEST("posix/mkfifo makes a pipe that carries data between processes", (ltk::TempDir& dir), .tags = {"metadata", "create"},
         .timeout = 30_s,
         .covers = {"POSIX-mkfifo"}) {
    auto const fifo = dir.file("fifo");
    Errno const made = error_of(::mkfifo(fifo.c_str(), 0600));
    LTK_SKIP_IF(unsupported(made) || made == Errno(EPERM), "this file system has no named pipes ({})", made);
    LTK_REQUIRE(made == success);
    LTK_CHECK(S_ISFIFO(stat_of(fifo).st_mode));
    Children writer;
    writer.start([&] {
        Descriptor const end(::open(fifo.c_str(), O_WRONLY | O_CLOEXEC));
        return end >= 0 && ::write(end, "through", 7) == 7 ? success : Errno(EIO);
    });
    auto const end = open_file(fifo, O_RDONLY);
    char got[8] = {};
    LTK_CHECK(::read(end, got, 7) == 7);
    LTK_CHECK(std::string_view(got) == "through");
    LTK_CHECK(writer.finish().front() == success);
}

LTK_TEST("posix/O_TMPFILE makes a file without a name, and linkat names it", (ltk::TempDir& dir), .tags = {"metadata", "create"},
         .covers = {"Linux-O_TMPFILE", "POSIX-linkat"}) {
    Descriptor const nameless(::open(dir.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    Errno const made = nameless < 0 ? Errno(errno) : success;
    LTK_SKIP_IF(unsupported(made) || made == Errno(EISDIR) || made == Errno(EINVAL), "this file system has no O_TMPFILE ({})", made);
    LTK_REQUIRE(made == success);
    LTK_CHECK(fstat_of(nameless).st_nlink == 0u);
    append(nameless, "content");
    auto const by_descriptor = "/proc/self/fd/" + std::to_string(static_cast<int>(nameless));
    auto const named = dir.file("named");
    LTK_REQUIRE(error_of(::linkat(AT_FDCWD, by_descriptor.c_str(), AT_FDCWD, named.c_str(), AT_SYMLINK_FOLLOW)) == success);
    LTK_CHECK(ltk::read_file(named) == "content");
    LTK_CHECK(fstat_of(nameless).st_nlink == 1u);
}
