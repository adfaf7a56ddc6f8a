#include <ltk/environment/probes/modules.hpp>

#include "machine.hpp"

namespace {

Machine& with_modules(Machine& machine) {
    return machine.file("/proc/sys/kernel/osrelease", "6.1.0-test\n")
        .file("/proc/modules", "lustre 1073152 3 lov,mdc, Live 0x0000000000000000 (OE)\nlnet 659456 2 lustre, Live 0x0 (OE)\n")
        .file("/sys/module/lustre/version", "2.15.51\n")
        .file("/sys/module/lustre/srcversion", "0123ABCD\n")
        .file("/sys/module/lustre/taint", "OE\n")
        .file("/lib/modules/6.1.0-test/modules.builtin", "kernel/fs/ext4/ext4.ko\n")
        .file("/lib/modules/6.1.0-test/modules.dep", "kernel/net/netfilter/nf-tables.ko.xz: kernel/x.ko.xz\nextra/zfs.ko:\n");
}

}  // namespace

TEST_CASE("A loaded module tells its version") {
    Machine machine;
    auto const lustre = ltk::probe_module("lustre", with_modules(machine).root());
    CHECK(lustre.loaded);
    CHECK(lustre.present());
    CHECK_FALSE(lustre.built_in);
    CHECK(lustre.version == ltk::version("2.15.51"));
    CHECK(lustre.source_version == "0123ABCD");
    CHECK(lustre.taint == "OE");
}

TEST_CASE("Modules that are built in, installed, or not there are told apart") {
    Machine machine;
    auto const& root = with_modules(machine).root();
    auto const ext4 = ltk::probe_module("ext4", root);
    CHECK(ext4.built_in);
    CHECK(ext4.present());
    CHECK_FALSE(ext4.loaded);
    auto const tables = ltk::probe_module("nf-tables", root);
    CHECK(tables.name == "nf_tables");
    CHECK(tables.loadable);
    CHECK_FALSE(tables.present());
    auto const none = ltk::probe_module("lustr", root);
    CHECK_FALSE(none.loadable);
    CHECK_FALSE(none.present());
}

TEST_CASE("All loaded modules come by name") {
    Machine machine;
    auto const all = ltk::probe_modules(with_modules(machine).root());
    REQUIRE(all.size() == 2);
    CHECK(all[0].name == "lnet");
    CHECK(all[1].name == "lustre");
    CHECK(all[1].version == ltk::version("2.15.51"));
}
