// The posix suite on real file systems, each in an image of its own that is made, mounted, unmounted and removed here. Where
// the rights or the tools are missing, the test skips and says which.
#include "junit_file.hpp"

#include <sched.h>

using namespace examples;

namespace {

/// Gives this process and its children a view of the mounts of their own: what is mounted here is gone when they are, also
/// when they are killed. One process needs it once.
bool keep_mounts_private() {
    static bool const done = ::unshare(CLONE_NEWNS) == 0 && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
    return done;
}

/// A mounted image; unmounted when it goes, also after a failure.
class Mount {
public:
    Mount(std::string const& type, Folder const& folder) : point_(folder / "mount") {
        std::filesystem::create_directory(point_);
        if (::geteuid() != 0) {
            missing_ = "mounting needs root";
        } else if (!keep_mounts_private()) {
            missing_ = "mounting needs a mount namespace: " + std::generic_category().message(errno);
        } else if (type == "tmpfs") {
            if (::mount("tmpfs", point_.c_str(), "tmpfs", 0, "size=300m,mode=0755") != 0)
                missing_ = "tmpfs cannot be mounted: " + std::generic_category().message(errno);
            else
                mounted_ = true;
        } else {
            auto const image = (folder / "image").string();
            std::ofstream(image).close();
            std::filesystem::resize_file(image, std::uintmax_t{400} << 20);
            std::vector<std::string> command{"mkfs." + type, "-q"};
            if (type != "ext4") command.push_back("-f");
            command.push_back(image);
            if (auto const made = run({command, folder.path(), {{"PATH", "/usr/sbin:/sbin:/usr/bin:/bin"}}}); made.code != 0) {
                missing_ = made.code == 127 ? "there is no mkfs." + type : "mkfs." + type + " failed: " + made.err;
                return;
            }
            auto const done =
                run({{"mount", "-o", "loop", image, point_.string()}, folder.path(), {{"PATH", "/usr/sbin:/sbin:/usr/bin:/bin"}}});
            if (done.code != 0)
                missing_ = type + " cannot be mounted here: " + done.err;
            else
                mounted_ = true;
        }
    }
    Mount(Mount const&) = delete;
    Mount& operator=(Mount const&) = delete;
    ~Mount() {
        if (mounted_ && ::umount2(point_.c_str(), 0) != 0) ::umount2(point_.c_str(), MNT_DETACH);
    }

    std::string const& missing() const { return missing_; }
    std::filesystem::path const& point() const { return point_; }
    void unmount() {
        REQUIRE(::umount2(point_.c_str(), 0) == 0);  // busy when a process of the run is still there
        mounted_ = false;
    }

private:
    std::filesystem::path point_;
    std::string missing_;
    bool mounted_ = false;
};

void run_on(std::string const& type) {
    Folder const folder;
    Mount mount(type, folder);
    if (!mount.missing().empty()) SKIP(mount.missing());
    for (std::string const stage : {"regression", "acceptance", "performance", "scale"}) {
        CAPTURE(type, stage);
        auto const ended = run({{example("posix"), "run", "--stage", stage, "--jobs", "1", "--report", "junit:" + stage + ".xml", "--set",
                                 "fs.mount=" + mount.point().string(), "--set", "fs.type=" + type, "--set", "fs.may_fill=true", "--set",
                                 "fs.data=16MiB", "--set", "fs.many_files=5000"},
                                folder.path()});
        INFO(ended.out << ended.err);
        auto const cases = cases_in(folder / (stage + ".xml"));
        CHECK(ended.code == 0);
        CHECK(in_state(cases, "failure") == "");
        CHECK(in_state(cases, "error") == "");
        for (auto const& [name, one] : cases) {
            CAPTURE(name);
            if (one.state == "skipped") CHECK(one.words.size() > 20);  // a reason
        }
        if (stage == "regression") {
            CHECK(cases.size() >= 90);
            CHECK(cases.at("posix/a full volume says ENOSPC, keeps what it took, and recovers").state == "passed");
        }
    }
    mount.unmount();
}

}  // namespace

TEST_CASE("the posix suite passes on ext4") { run_on("ext4"); }
TEST_CASE("the posix suite passes on xfs") { run_on("xfs"); }
TEST_CASE("the posix suite passes on btrfs") { run_on("btrfs"); }
TEST_CASE("the posix suite passes on tmpfs") { run_on("tmpfs"); }
