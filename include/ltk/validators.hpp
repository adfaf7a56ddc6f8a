// Ready answers to the questions that every suite asks of its machine. Each is a function that returns findings, so that one line
// declares a validator, with the severity and the stages that fit:
//
//     LTK_VALIDATOR("enough space", (Filesystem const& fs)) { return ltk::ready::free_space(fs.mount, fs.min_free); }
//     LTK_VALIDATOR("fio is there", (), .tests = "io/*") { return ltk::ready::tool("fio", "3.0"); }
//     LTK_VALIDATOR("clock is right", (), .severity = ltk::advised) { return ltk::ready::time_synchronised(); }
//
// Whatever may hang is asked in a child with a deadline. Ids of findings are stable. `tree` is in front of /proc, /sys and /etc: only
// tests of validators give one. As light as ltk.hpp; the engine does the work.
#pragma once

#include <ltk/ltk.hpp>

namespace ltk::inline v1::ready {

// Kernel and distribution.
/// [kernel.version] At least this release.
Finding kernel(version at_least, text_view tree = "");
/// [kernel.taint] Nothing has made the kernel unfit to blame: no foreign modules, no earlier oops.
Finding kernel_untainted(text_view tree = "");
/// [kernel.command_line] The boot loader handed over this word: "nosmt", "crashkernel=256M".
Finding kernel_option(text_view word, text_view tree = "");
/// [module.NAME] A module is in the kernel; and, when it tells one, of at least this version.
Finding module(text_view name, version at_least = {}, text_view tree = "");
/// [os] This distribution or one built from it ("rhel" for Rocky Linux), of at least this version.
Finding os(text_view id, version at_least = {}, text_view tree = "");

// Hardware.
/// [machine] A fact: processors, memory, NUMA, disks, in one line.
Finding machine(text_view tree = "");
/// [cpu.count] Processors that this process can keep busy: affinity and control groups are counted.
Finding cpus(unsigned at_least, text_view tree = "");
/// [memory.total] Memory that programs here can have.
Finding memory(bytes at_least, text_view tree = "");
/// [memory.swap] Nothing is swapped, so that times mean something.
Finding swap_off(text_view tree = "");
/// [memory.hugepages] Huge pages that are free.
Finding hugepages(unsigned at_least, text_view tree = "");
/// [cpu.governor] The processors' clock does not wander to save power.
Finding steady_frequency(text_view tree = "");
/// [machine.virtual] No container, no hypervisor.
Finding bare_metal(text_view tree = "");
/// [machine.load] Nothing else uses processors or waits for disks. Looks at the load, and for half a second at all processes.
Finding quiet(double largest_load = 0.5);

// The file system under test.
/// [mount.answers] It is a directory, and the file system behind it answers in time.
Finding answers(path const& directory, duration deadline = duration::seconds(5));
/// [mount.type] It lies on a mount of this type, by the kernel's table: "lustre". Links are followed, within the deadline.
Finding mounted(path const& directory, text_view type, text_view tree = "", duration deadline = duration::seconds(5));
/// [mount.option] The mount that it lies on has an option: "flock". Links are followed, within the deadline.
Finding mount_option(path const& directory, text_view option, text_view tree = "", duration deadline = duration::seconds(5));
/// [mount.writable], [mount.coherent] A file can be written, synced, renamed and removed, and another process sees each of it.
Findings writable(path const& directory, duration deadline = duration::seconds(10));
/// [space.free] Space for ordinary users.
Finding free_space(path const& directory, bytes at_least, duration deadline = duration::seconds(5));
/// [space.inodes] Inodes for ordinary users; valid when the file system makes them as it needs them.
Finding free_inodes(path const& directory, unsigned long long at_least, duration deadline = duration::seconds(5));

// Tools and rights.
/// [tool.NAME] A program is in PATH; and of at least this version, which it is asked for with `argument`.
Finding tool(text_view name, version at_least = {}, char const* argument = "--version");
/// [user.root] We are root.
Finding root(text_view tree = "");
/// [user.capability] We have a capability: "sys_admin".
Finding capability(text_view name, text_view tree = "");
/// [user.NAME] A user of that name exists.
Finding user(text_view name, text_view tree = "");
/// [limit.open_files] A process may open as many files.
Finding open_files(unsigned long long at_least, text_view tree = "");
/// [core.pattern] A crash leaves a core dump: it is allowed, and goes where somebody finds it.
Finding core_dumps(text_view tree = "");
/// [security] A fact when SELinux does not enforce; a warning when it does.
Finding selinux_permissive(text_view tree = "");

// Network and time.
/// [time.synchronised] Something keeps the clock right.
Finding time_synchronised();
/// [host.name] This machine's own name resolves.
Finding own_name(text_view tree = "", duration deadline = duration::seconds(5));
/// [host.resolve] A name resolves.
Finding resolves(text_view host, duration deadline = duration::seconds(5));
/// [host.reach] Something listens there (TCP).
Finding reachable(text_view host, unsigned short port, duration deadline = duration::seconds(5));
/// [network.interface] An interface is up, and takes packets of this size.
Finding interface(text_view name, unsigned mtu = 0, text_view tree = "");

}  // namespace ltk::inline v1::ready
