// What machines say to needs: recorded ones through a tree of files, this one for tools and paths.
#include "path_program.hpp"

#include <ltk/environment/answer_demand.hpp>

#include <results/temporary_folder.hpp>

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <functional>
#include <string>

#include <sys/stat.h>
#include <unistd.h>

namespace {

using state = ltk::NeedAnswer::state;

/// A machine as files, and questions to it.
class Recorded {
public:
    Recorded() {
        file("/proc/self/status", "Name:\tsh\nUid:\t1000\t1000\t1000\t1000\nGid:\t1000\t1000\t1000\t1000\nCpus_allowed_list:\t0-1\n");
        file("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\nalice:x:1000:1000::/home/alice:/bin/sh\n");
        file("/proc/sys/kernel/osrelease", "5.14.0-503.el9.x86_64\n");
        file("/proc/cpuinfo", "processor : 0\nprocessor : 1\nprocessor : 2\nprocessor : 3\n");
        file("/proc/meminfo", "MemTotal:        8388608 kB\n");
        file("/proc/modules", "lustre 1000 0 - Live 0x0\nnf_tables 1 0 - Live 0x0\n");
        file("/sys/module/lustre/version", "2.15.6\n");
        file("/lib/modules/5.14.0-503.el9.x86_64/modules.dep", "kernel/fs/xfs/xfs.ko.xz:\n");
        file("/proc/self/mountinfo",
             "30 1 8:1 / / rw - ext4 /dev/sda1 rw\n31 30 0:40 / " + folder.path().string() + "/mnt rw - lustre mgs@tcp:/l rw\n");
        std::filesystem::create_directories(folder / "mnt/deep");
    }
    void file(std::string const& path, std::string const& content) const {
        auto const whole = folder.path().string() + "/tree" + path;
        std::filesystem::create_directories(std::filesystem::path(whole).parent_path());
        std::ofstream(whole) << content;
    }
    ltk::NeedAnswer ask(ltk::requirement const& wanted, std::string const& path = "/") const {
        ltk::MachineAnswers answers([&](ltk::demand const&) { return path; }, ltk::duration::seconds(10), folder.path().string() + "/tree");
        return answers(wanted.any[0], "fio >= 3.0");
    }

    TemporaryFolder folder;
};

std::string told(ltk::NeedAnswer const& answer) {
    char const* const states[] = {"met", "unmet", "unknown"};
    return std::string(states[static_cast<int>(answer.is)]) + (answer.found.empty() ? "" : "; " + answer.found) +
           (answer.remedy.empty() ? "" : "; " + answer.remedy);
}

constexpr ltk::bytes gibibytes(unsigned long long count) { return ltk::bytes(count << 30U); }

}  // namespace

TEST_CASE("A recorded machine answers for its users, kernel, modules, processors and memory", "[needs]") {
    Recorded const machine;
    CHECK(told(machine.ask(ltk::root)) == "unmet; running as user alice; run it as root (sudo)");
    CHECK(told(machine.ask(ltk::user("alice"))) == "met");
    CHECK(told(machine.ask(ltk::user("fsgqa"))) == "unmet; no such user; useradd fsgqa");
    CHECK(told(machine.ask(ltk::kernel(">=5.14"))) == "met");
    CHECK(told(machine.ask(ltk::kernel(">=6.1"))) == "unmet; found 5.14.0-503.el9.x86_64; boot a fio >= 3.0");
    CHECK(told(machine.ask(ltk::module("lustre"))) == "met");
    CHECK(told(machine.ask(ltk::module("nf-tables"))) == "met");
    CHECK(told(machine.ask(ltk::module("lustre", ">=2.15.6"))) == "met");
    CHECK(told(machine.ask(ltk::module("lustre", ">=2.16"))) == "unmet; found 2.15.6; load another version of lustre");
    CHECK(told(machine.ask(ltk::module("nf_tables", ">=1"))) == "unknown; the module is there and does not tell its version");
    CHECK(told(machine.ask(ltk::module("xfs"))) == "unmet; installed, but not loaded; modprobe xfs");
    CHECK(told(machine.ask(ltk::module("osd_zfs"))) ==
          "unmet; neither loaded nor installed for the running kernel; install osd_zfs for the running kernel");
    CHECK(told(machine.ask(ltk::cpus(2))) == "met");
    CHECK(told(machine.ask(ltk::cpus(4))) ==
          "unmet; this process may use 2 of 4; give it more of the processors (taskset, control groups)");
    CHECK(told(machine.ask(ltk::cpus(5))) == "unmet; this process may use 2; use a machine with more processors");
    CHECK(told(machine.ask(ltk::memory(gibibytes(8)))) == "met");
    CHECK(told(machine.ask(ltk::memory(gibibytes(9)))) == "unmet; this process may use 8GiB; use a machine with more memory");
}

TEST_CASE("A user is missing only when the directory of users says so", "[needs]") {
    auto const ask = [] {
        ltk::MachineAnswers answers([](ltk::demand const&) { return std::string("/"); }, ltk::duration::seconds(0.2));
        return told(answers(ltk::user("ltk-somebody").any[0], "it"));
    };
    SECTION("it has no such key") {
        PathProgram const getent("getent", "exit 2");
        CHECK(ask() == "unmet; no such user; useradd ltk-somebody");
    }
    SECTION("it does not answer") {
        PathProgram const getent("getent", "exec sleep 1000");
        CHECK(ask() ==
              "unknown; getent passwd ltk-somebody did not answer within 200ms; look at the directory of users from another shell: timeout "
              "5 getent passwd ltk-somebody");
    }
    SECTION("it cannot be asked") {
        PathProgram const getent("getent", "exit 3");
        CHECK(ask() == "unknown; getent passwd ltk-somebody failed: Input/output error (EIO)");
    }
    SECTION("it has it, behind words of something else") {
        PathProgram const getent("getent", "echo 'nscd: no cache' >&2; echo \"$2:x:4711:4712::/home/$2:/bin/sh\"");
        CHECK(ask() == "met");
    }
}

TEST_CASE("What a machine does not tell is unknown", "[needs]") {
    TemporaryFolder const nothing;
    ltk::MachineAnswers answers([](ltk::demand const&) { return std::string("/"); }, ltk::duration::seconds(10), nothing.path().string());
    for (ltk::requirement const& wanted : std::initializer_list<ltk::requirement>{ltk::root, ltk::kernel(">=5.14"), ltk::cpus(1),
                                                                                  ltk::memory(gibibytes(1)), ltk::fs_type("lustre")}) {
        auto const answer = answers(wanted.any[0], "it");
        INFO(told(answer));
        CHECK(answer.is == state::unknown);
        CHECK_FALSE(answer.found.empty());
    }
}

TEST_CASE("The type of a file system is that of the mount that a path leads to", "[needs]") {
    Recorded const machine;
    auto const mount = (machine.folder / "mnt").string();
    CHECK(told(machine.ask(ltk::fs_type("lustre"), mount + "/deep")) == "met");
    CHECK(told(machine.ask(ltk::fs_type("xfs"), mount)) ==
          "unmet; found lustre (" + mount + "); mount xfs there, or name a directory on it");
    std::filesystem::create_symlink(mount, machine.folder / "link");
    CHECK(told(machine.ask(ltk::fs_type("lustre"), (machine.folder / "link").string())) == "met");
    CHECK(told(machine.ask(ltk::fs_type("lustre"), mount + "/nowhere")) ==
          "unknown; " + mount + "/nowhere: No such file or directory (ENOENT)");
}

TEST_CASE("Free space is that of the path", "[needs]") {
    Recorded const machine;
    auto const path = machine.folder.path().string();
    CHECK(told(machine.ask(ltk::free_space(ltk::bytes(1)), path)) == "met");
    auto const much = machine.ask(ltk::free_space(gibibytes(1ULL << 30U)), path);
    CHECK(much.is == state::unmet);
    CHECK(much.found.ends_with(" in " + path));
    CHECK(much.remedy.ends_with(" more in " + path));
    CHECK(told(machine.ask(ltk::free_space(ltk::bytes(1)), path + "/nowhere")) ==
          "unknown; " + path + "/nowhere: No such file or directory (ENOENT)");
}

TEST_CASE("A tool is looked for, asked once for its version, and given a deadline", "[needs]") {
    TemporaryFolder const folder;
    auto const script = [&](char const* name, std::string const& body) {
        auto const path = (folder / name).string();
        std::ofstream(path) << "#!/bin/sh\n" << body << "\n";
        ::chmod(path.c_str(), 0755);
        return path;
    };
    auto const counted = (folder / "count").string();
    auto const fio = script("fio", "echo called >> " + counted + "\necho fio-2.19");
    auto const mute = script("mute", "echo nothing to tell");
    auto const slow = script("slow", "sleep 60");
    ltk::MachineAnswers answers([](ltk::demand const&) { return std::string("/"); }, ltk::duration::seconds(2));
    auto const ask = [&](std::string const& path, char const* version) {
        return answers(ltk::demand{ltk::demand::kind_type::tool, path.c_str(), version}, "fio >= 3.0");
    };
    CHECK(told(ask(fio, "")) == "met");
    CHECK_FALSE(std::filesystem::exists(counted));
    CHECK(told(ask(fio, ">=3.0")) == "unmet; found 2.19 at " + fio + "; install fio >= 3.0");
    CHECK(told(ask(fio, ">=2.1")) == "met");
    CHECK(std::filesystem::file_size(counted) == 7);
    CHECK(told(ask(mute, ">=1")) == "unknown; found " + mute + ", which does not tell its version (it said: nothing to tell)");
    CHECK(told(ask(slow, ">=1")) == "unknown; " + slow + " --version did not answer within 2s");
    CHECK(told(ask("/no/such/tool", "")) == "unmet; no such program; install fio >= 3.0");
    CHECK(told(ask("no-such-tool-anywhere", ">=1")) == "unmet; no such program in PATH; install fio >= 3.0");
}
