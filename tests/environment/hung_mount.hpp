// A file system that hangs: a FUSE mount whose server takes questions and never answers. Whoever asks it waits in the kernel, and
// cannot be killed until the server is gone.
#pragma once

#include <results/temporary_folder.hpp>

#include <fcntl.h>
#include <linux/fuse.h>
#include <poll.h>
#include <sys/mount.h>
#include <unistd.h>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

class HungMount {
public:
    HungMount() : point_(folder_ / "mnt") {
        std::filesystem::create_directory(point_);
        device_ = ::open("/dev/fuse", O_RDWR | O_CLOEXEC | O_NONBLOCK);
        if (device_ < 0) {
            trouble_ = std::string("/dev/fuse: ") + std::strerror(errno);
            return;
        }
        std::string const options = "fd=" + std::to_string(device_) + ",rootmode=40000,user_id=" + std::to_string(::getuid()) +
                                    ",group_id=" + std::to_string(::getgid()) + ",allow_other";
        if (::mount("ltk-hung", point_.c_str(), "fuse", MS_NOSUID | MS_NODEV, options.c_str()) != 0) {
            trouble_ = std::string("mount(2): ") + std::strerror(errno);
            return;
        }
        mounted_ = true;
        server_ = std::thread([this] { serve(); });
    }
    HungMount(HungMount const&) = delete;
    HungMount& operator=(HungMount const&) = delete;
    ~HungMount() {
        stop_ = true;
        if (server_.joinable()) server_.join();
        if (device_ >= 0) ::close(device_);  // whoever waits is set free
        if (mounted_) ::umount2(point_.c_str(), MNT_DETACH);
    }

    /// Why there is none; "" when there is.
    std::string const& trouble() const { return trouble_; }
    std::string path() const { return point_.string(); }

private:
    // Says hello as the protocol asks, and then only takes.
    void serve() {
        std::vector<char> block(1U << 20U);
        while (!stop_) {
            pollfd waiting{device_, POLLIN, 0};
            if (::poll(&waiting, 1, 20) <= 0) continue;
            auto const got = ::read(device_, block.data(), block.size());
            if (got < static_cast<ssize_t>(sizeof(fuse_in_header))) continue;
            fuse_in_header asked{};
            std::memcpy(&asked, block.data(), sizeof asked);
            if (asked.opcode != FUSE_INIT) continue;
            struct {
                fuse_out_header head;
                fuse_init_out body;
            } hello{};
            hello.head.len = sizeof hello;
            hello.head.unique = asked.unique;
            hello.body.major = FUSE_KERNEL_VERSION;
            hello.body.minor = FUSE_KERNEL_MINOR_VERSION;
            hello.body.max_write = 4096;
            if (::write(device_, &hello, sizeof hello) != static_cast<ssize_t>(sizeof hello)) return;
        }
    }

    TemporaryFolder folder_;
    std::filesystem::path point_;
    int device_ = -1;
    bool mounted_ = false;
    std::string trouble_;
    std::atomic<bool> stop_{false};
    std::thread server_;
};
