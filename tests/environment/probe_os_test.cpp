#include <ltk/environment/probes/os.hpp>

#include "machine.hpp"

TEST_CASE("A distribution and what it is built from") {
    Machine machine;
    machine.file("/etc/os-release",
                 "NAME=\"Rocky Linux\"\nID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\nVERSION_ID='9.5'\nPRETTY_NAME=\"Rocky Linux 9.5\"\n");
    auto const os = ltk::probe_os(machine.root());
    CHECK(os.name == "Rocky Linux 9.5");
    CHECK(os.id == "rocky");
    CHECK(os.is("rocky"));
    CHECK(os.is("rhel"));
    CHECK_FALSE(os.is("debian"));
    CHECK(os.version == ltk::version("9.5"));
}

TEST_CASE("A machine without os-release is no known distribution") {
    Machine const machine;
    auto const os = ltk::probe_os(machine.root());
    CHECK(os.id.empty());
    CHECK_FALSE(os.is("debian"));
    CHECK_FALSE(static_cast<bool>(os.version));
}
