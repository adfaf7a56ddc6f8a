#include <ltk/environment/probes/tools.hpp>

#include "machine.hpp"

#include <sys/stat.h>
#include <chrono>

namespace {

std::string script(Machine& machine, std::string const& name, std::string const& body) {
    machine.file("/" + name, "#!/bin/sh\n" + body + "\n");
    auto const path = machine.root() + "/" + name;
    ::chmod(path.c_str(), 0755);
    return path;
}

}  // namespace

TEST_CASE("Versions are found in what tools say") {
    using ltk::detail::version_in;
    CHECK(version_in("fio-3.33") == "3.33");
    CHECK(version_in("GNU bash, version 5.2.15(1)-release (x86_64-pc-linux-gnu)") == "5.2.15");
    CHECK(version_in("mke2fs 1.47.0 (5-Feb-2023)") == "1.47.0");
    CHECK(version_in("lctl 2.15.51_12_g1234abc") == "2.15.51_12_g1234abc");
    CHECK(version_in("mpirun (Open MPI) 4.1.4\n") == "4.1.4");
    CHECK(version_in("IOR-4.0.0rc1: MPI Coordinated Test of Parallel I/O") == "4.0.0rc1");
    CHECK(version_in("zfs-2.2.4-1\nzfs-kmod-2.2.4-1") == "2.2.4-1");
    CHECK(version_in("go version go1.22 linux") == "");
    CHECK(version_in("tool v1.2.3.") == "1.2.3");
    CHECK(version_in("less 590 (GNU regular expressions)") == "590");
    CHECK(version_in("usage: x86_64 [options]") == "");
    CHECK(version_in("") == "");
}

TEST_CASE("A tool is found and asked") {
    Machine machine;
    auto const path = script(machine, "tool", "echo \"tool ${1} 1.2.3\" >&2; echo locale $LC_ALL; cat");
    auto const tool = ltk::probe_tool(path);
    CHECK(static_cast<bool>(tool));
    CHECK(tool.path == path);
    CHECK(tool.version == ltk::version("1.2.3"));
    CHECK(tool.said == "tool --version 1.2.3");
    CHECK_FALSE(tool.hung);
    CHECK(ltk::probe_tool(path, {"-V"}).said == "tool -V 1.2.3");
}

TEST_CASE("A tool can be looked for alone") {
    auto const shell = ltk::probe_tool("sh", {});
    CHECK(static_cast<bool>(shell));
    CHECK(shell.path.ends_with("/sh"));
    CHECK_FALSE(static_cast<bool>(shell.version));
}

TEST_CASE("A tool that is not there is not found, a directory or text is none") {
    CHECK_FALSE(static_cast<bool>(ltk::probe_tool("ltk-no-such-tool")));
    CHECK_FALSE(static_cast<bool>(ltk::probe_tool("")));
    CHECK_FALSE(static_cast<bool>(ltk::probe_tool("/usr")));
    CHECK_FALSE(static_cast<bool>(ltk::probe_tool("/etc/passwd")));
}

TEST_CASE("A tool that hangs is killed with what it started") {
    Machine machine;
    auto const path = script(machine, "tool", "echo starting; sleep 1000");
    auto const before = std::chrono::steady_clock::now();
    auto const tool = ltk::probe_tool(path, {"--version"}, ltk::duration::nanoseconds(100'000'000));
    CHECK(tool.hung);
    CHECK(tool.path == path);
    CHECK(tool.said == "starting");
    CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(10));
}

TEST_CASE("A tool that prints without end is cut") {
    Machine machine;
    auto const path = script(machine, "tool", "yes 4.5 | head -c 3000000");
    auto const result = ltk::detail::run_program({path}, ltk::duration::seconds(20));
    CHECK(result.output.size() == 65536);
    CHECK(result.status == 0);
}

TEST_CASE("How a program ended is told") {
    CHECK(ltk::detail::run_program({"sh", "-c", "exit 7"}, ltk::duration::seconds(20)).status == 7);
    CHECK(ltk::detail::run_program({"sh", "-c", "kill -9 $$"}, ltk::duration::seconds(20)).status == 137);
}

TEST_CASE("A tool that never stops printing is ended at the deadline") {
    auto const before = std::chrono::steady_clock::now();
    auto const tool = ltk::probe_tool("yes", {"4.5"}, ltk::duration::seconds(0.2));
    CHECK(tool.hung);
    CHECK(tool.said == "4.5");
    CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(10));
}
