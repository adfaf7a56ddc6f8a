// The acceptance stage: besides the tests of `posix::core`, a short working day on the file system, as a whole.
#include "children.hpp"
#include "pattern.hpp"

#include <cstdio>

using namespace posix;

LTK_TEST("posix/acceptance/a tree of files is built, changed, verified and removed", (ltk::TempDir& dir), .stages = {ltk::acceptance},
         .tags = {"data", "metadata"}, .timeout = 600_s,
         .covers = {"POSIX-open", "POSIX-write", "POSIX-rename", "POSIX-unlink", "POSIX-rmdir"},
         .purpose = "several users' work at once: projects are unpacked, built, checked and cleaned up") {
    constexpr int users = 4, folders = 5, files = 20;
    auto const name = [&](int user, int folder, int file) {
        return dir.file(std::to_string(user) + "/" + std::to_string(folder) + "/" + std::to_string(file));
    };
    auto const content = [](int user, int folder, int file) {
        return pattern(static_cast<std::size_t>(1 + 997 * file), static_cast<std::uint64_t>((user * 100 + folder) * 100 + file));
    };
    Children children;
    LTK_STEP("build") {
        for (int user = 0; user < users; ++user)
            children.start([&, user] {
                auto const home = dir.file(std::to_string(user));
                if (::mkdir(home.c_str(), 0755) != 0) return Errno(errno);
                for (int folder = 0; folder < folders; ++folder) {
                    if (::mkdir((home / std::to_string(folder)).c_str(), 0755) != 0) return Errno(errno);
                    for (int file = 0; file < files; ++file) {
                        auto const data = content(user, folder, file);
                        auto const temporary = home / "unfinished";
                        Descriptor const made(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
                        if (made < 0 || ::write(made, data.data(), data.size()) != static_cast<ssize_t>(data.size()))
                            return Errno(errno == 0 ? EIO : errno);
                        if (file % 10 == 0 && ::fsync(made) != 0) return Errno(errno);
                        if (std::rename(temporary.c_str(), name(user, folder, file).c_str()) != 0) return Errno(errno);
                    }
                }
                return success;
            });
        for (Errno const answer : children.finish()) LTK_REQUIRE(answer == success);
    }
    LTK_STEP("verify, each the files of another") {
        for (int user = 0; user < users; ++user)
            for (int folder = 0; folder < folders; ++folder)
                for (int file = 0; file < files; ++file) {
                    LTK_INFO("file {} in folder {} of user {}", file, folder, user);
                    LTK_REQUIRE(difference(std::string(ltk::read_file(name(user, folder, file))), content(user, folder, file)) == "");
                }
    }
    LTK_STEP("remove") {
        for (int user = 0; user < users; ++user)
            children.start([&, user] {
                auto const home = dir.file(std::to_string(user));
                for (int folder = 0; folder < folders; ++folder) {
                    for (int file = 0; file < files; ++file)
                        if (::unlink(name(user, folder, file).c_str()) != 0) return Errno(errno);
                    if (::rmdir((home / std::to_string(folder)).c_str()) != 0) return Errno(errno);
                }
                return error_of(::rmdir(home.c_str()));
            });
        for (Errno const answer : children.finish()) LTK_REQUIRE(answer == success);
    }
}
