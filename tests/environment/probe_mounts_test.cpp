#include <ltk/environment/probes/mounts.hpp>

#include "machine.hpp"

TEST_CASE("The mount that holds a path is found without touching it") {
    Machine machine;
    machine.file("/proc/self/mountinfo",
                 "27 1 254:1 / / rw shared:1 - ext4 /dev/vda1 rw\n30 27 0:30 / /mnt/lustre rw - lustre 10.0.0.1@tcp:/lustre rw,flock\n");
    auto const mount = ltk::probe_mount("/mnt/lustre/../lustre/not/there", machine.root());
    REQUIRE(mount);
    CHECK(mount->type == "lustre");
    CHECK(ltk::has_option(*mount, "flock"));
    CHECK_FALSE(ltk::has_option(*mount, "lock"));
    CHECK(ltk::probe_mounts(machine.root()).size() == 2);
}

TEST_CASE("A machine without a table of mounts has none") {
    Machine const machine;
    CHECK_FALSE(ltk::probe_mount("/mnt", machine.root()));
    CHECK(ltk::probe_mounts(machine.root()).empty());
}

TEST_CASE("Relative paths count from the current directory") { CHECK(ltk::probe_mount(".").has_value()); }
