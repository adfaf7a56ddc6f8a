#include <ltk/environment/probes/privileges.hpp>

#include "machine.hpp"
#include "path_program.hpp"

#include <unistd.h>

TEST_CASE("An ordinary user with groups") {
    Machine machine;
    machine.file("/proc/self/status", "Name:\tx\nUid:\t0\t1000\t0\t0\nGid:\t0\t1001\t0\t0\nGroups:\t10 1001 \nCapEff:\t0000000000000000\n")
        .file("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\nada:x:1000:1001:Ada,,,:/home/ada:/bin/bash\n");
    auto const me = ltk::probe_privileges(machine.root());
    CHECK(me.known);
    CHECK(me.uid == 1000);
    CHECK(me.gid == 1001);
    CHECK(me.user == "ada");
    CHECK(me.groups == std::vector<unsigned>{10, 1001});
    CHECK(me.capabilities.empty());
    CHECK_FALSE(me.is_root());
    CHECK_FALSE(me.may("sys_admin"));
}

TEST_CASE("Capabilities are told by name") {
    Machine machine;
    machine.file("/proc/self/status", "Uid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\nCapEff:\t0000000000200002\n");
    auto const me = ltk::probe_privileges(machine.root());
    CHECK(me.is_root());
    CHECK(me.capabilities == std::vector<std::string>{"dac_override", "sys_admin"});
    CHECK(me.may("CAP_SYS_ADMIN"));
    CHECK(me.may("dac_override"));
    CHECK_FALSE(me.may("sys_module"));
}

TEST_CASE("A process that cannot see itself is nobody in particular") {
    Machine const machine;
    auto const me = ltk::probe_privileges(machine.root());
    CHECK_FALSE(me.known);
    CHECK_FALSE(me.is_root());
}

TEST_CASE("This process is who it is") {
    auto const me = ltk::probe_privileges();
    CHECK(me.known);
    CHECK(me.uid == ::geteuid());
    CHECK(me.gid == ::getegid());
}

TEST_CASE("Users are found in passwd, and only those") {
    Machine machine;
    machine.file("/etc/passwd", "broken\nsanityusr:x:500:501::/home/sanityusr:/bin/bash\nbad:x:many:1::/:/bin/sh\n");
    auto const found = ltk::probe_user("sanityusr", machine.root());
    REQUIRE(found);
    CHECK(found->uid == 500);
    CHECK(found->gid == 501);
    CHECK(found->home == "/home/sanityusr");
    CHECK_FALSE(ltk::probe_user("nobody-of-that-name", machine.root()));
    CHECK_FALSE(ltk::probe_user("bad", machine.root()));
    CHECK_FALSE(ltk::probe_user("", machine.root()));
    CHECK(ltk::probe_user("nobody-of-that-name", machine.root()).error == ENOENT);
}

TEST_CASE("Users of this machine are asked for, options are not users") {
    auto const root = ltk::probe_user("root");
    REQUIRE(root);
    CHECK(root->uid == 0);
    CHECK_FALSE(ltk::probe_user("--help"));
    CHECK_FALSE(ltk::probe_user("ltk-no-such-user"));
}

TEST_CASE("Where users cannot be asked for, it is not known whether there is one") {
    PathProgram const getent("getent", "exit 1");
    auto const asked = ltk::probe_user("ltk-no-such-user");
    CHECK(asked.error == EIO);
    CHECK_FALSE(asked.hung);
}
