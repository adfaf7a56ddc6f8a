// inotify: changes made on this machine are told.
#include "calls.hpp"
#include "site.hpp"

#include <poll.h>
#include <sys/inotify.h>

#include <cstdio>

using namespace posix;

LTK_TEST("posix/inotify tells what happens in a directory", (ltk::TempDir& dir), .tags = {"metadata", "notify"}, .timeout = 60_s,
         .covers = {"Linux-inotify"}) {
    Descriptor const watcher(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
    LTK_SKIP_IF(watcher < 0, "no inotify to be had ({})", Errno(errno));
    int const watch = ::inotify_add_watch(watcher, dir.c_str(), IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_CLOSE_WRITE);
    LTK_SKIP_IF(watch < 0, "this file system cannot be watched ({})", Errno(errno));
    dir.file("one", "x");
    LTK_REQUIRE(error_of(std::rename(dir.file("one").c_str(), dir.file("two").c_str())) == success);
    LTK_REQUIRE(error_of(::unlink(dir.file("two").c_str())) == success);

    std::string told;
    alignas(inotify_event) char buffer[4096];
    for (pollfd ready{watcher, POLLIN, 0}; told.find("delete") == std::string::npos && ::poll(&ready, 1, 10'000) == 1;) {
        auto const size = ::read(watcher, buffer, sizeof buffer);
        LTK_REQUIRE(size > 0);
        for (char const* at = buffer; at < buffer + size;) {
            auto const* const event = reinterpret_cast<inotify_event const*>(at);
            told += event->mask & IN_CREATE        ? "create "
                    : event->mask & IN_CLOSE_WRITE ? "write "
                    : event->mask & IN_MOVED_FROM  ? "from "
                    : event->mask & IN_MOVED_TO    ? "to "
                    : event->mask & IN_DELETE      ? "delete "
                                                   : "? ";
            told += std::string(event->name) + "; ";
            at += sizeof(inotify_event) + event->len;
        }
    }
    LTK_CHECK(told == "create one; write one; from one; to two; delete two; ");
}
