// Ready validators of the file system under test. Compiled once, in the engine. A file system that does not answer is a finding
// after seconds: nothing here touches it but children with a deadline.
#pragma once

#include <ltk/config/engine_function.hpp>
#include <ltk/config/errno_text.hpp>
#include <ltk/environment/probes/directory.hpp>
#include <ltk/environment/probes/mounts.hpp>
#include <ltk/environment/probes/real_path.hpp>
#include <ltk/environment/probes/space.hpp>
#include <ltk/environment/probes/write_trial.hpp>
#include <ltk/validators.hpp>

#include <optional>
#include <string>

namespace ltk::inline v1::detail {

/// What is wrong with a question that got no value; the remedy depends on why.
template <class T>
Finding unanswered(Answer<T> const& answer, path const& directory, duration deadline, char const* what) {
    if (answer.hung)
        return invalid("{} does not answer: {} took more than {}", directory, what, deadline)
            .remedy("cat /proc/mounts; dmesg | tail -30  # the server is gone, or the mount is stuck: umount -f {}", directory)
            .data("hung", true);
    if (answer.error == ENOENT)
        return invalid("{} does not exist", directory).data("errno", answer.error).remedy("mkdir -p {}  # or mount it", directory);
    auto made = invalid("{}: {} failed: {}", directory, what, errno_text(answer.error)).data("errno", answer.error);
    made.remedy("ls -ld {}; findmnt --target {}", directory, directory);
    return made;
}

/// The path whose mount is meant: without links, which only the file system itself can follow. A recorded machine (`tree`) has none
/// to ask, and its paths are taken as they are.
inline Answer<std::string> judged_path(path const& directory, text_view tree, duration deadline) {
    if (tree.size() == 0) return probe_real_path(directory.c_str(), deadline);
    Answer<std::string> as_given;
    as_given.value = directory.c_str();
    return as_given;
}

}  // namespace ltk::inline v1::detail

namespace ltk::inline v1::ready {

LTK_DETAIL_ENGINE Finding answers(path const& directory, duration deadline) {
    auto const answer = probe_directory(directory.c_str(), deadline);
    auto made = !answer                ? detail::unanswered(answer, directory, deadline, "stat(2)")
                : answer->is_directory ? valid("{} is a directory and answers", directory)
                                       : invalid("{} is not a directory", directory).remedy("ls -ld {}", directory);
    made.id("mount.answers").expected("a directory that answers within {}", deadline).data("directory", directory);
    return made;
}

LTK_DETAIL_ENGINE Finding mounted(path const& directory, text_view type, text_view tree, duration deadline) {
    std::string const wanted(type.data(), type.size());
    auto const real = detail::judged_path(directory, tree, deadline);
    auto const mount = real ? probe_mount(*real, std::string(tree.data(), tree.size())) : std::nullopt;
    auto made = !real                   ? detail::unanswered(real, directory, deadline, "following its links")
                : !mount                ? invalid("no mount holds {}", directory)
                : mount->type == wanted ? valid("{} from {} on {}", mount->type, mount->source, mount->point)
                                        : invalid("{} lies on {}, of type {} from {}", directory, mount->point, mount->type, mount->source);
    made.id("mount.type").expected("a mount of type {}", wanted);
    if (mount) made.data("type", mount->type).data("point", mount->point).data("source", mount->source);
    if (real && made.grade() != verdict::valid) made.remedy("findmnt --target {}  # mount the file system under test there", directory);
    return made;
}

LTK_DETAIL_ENGINE Finding mount_option(path const& directory, text_view option, text_view tree, duration deadline) {
    std::string const wanted(option.data(), option.size());
    auto const real = detail::judged_path(directory, tree, deadline);
    auto const mount = real ? probe_mount(*real, std::string(tree.data(), tree.size())) : std::nullopt;
    bool const has = mount && has_option(*mount, wanted);
    auto made = !real    ? detail::unanswered(real, directory, deadline, "following its links")
                : !mount ? invalid("no mount holds {}", directory)
                : has    ? valid("{} has {}", mount->point, wanted)
                         : invalid("{} is mounted without {}: {}", mount->point, wanted, mount->options);
    made.id("mount.option").expected("the option {}", wanted).data("option", wanted);
    if (mount) made.data("options", mount->options);
    if (mount && !has) made.fix("mount -o remount,{} {}", wanted, mount->point);
    return made;
}

LTK_DETAIL_ENGINE Findings writable(path const& directory, duration deadline) {
    auto const answer = probe_writing(directory.c_str(), deadline);
    Findings found;
    auto made = answer ? valid("files can be written in {}", directory) : detail::unanswered(answer, directory, deadline, "writing a file");
    made.id("mount.writable").expected("a file can be created, written, synced, renamed and removed").data("directory", directory);
    if (!answer && !answer.hung) made.data("step", name(answer->failed_at));
    if (answer.error == EROFS) made.fix("mount -o remount,rw {}", directory).remedy("mount -o remount,rw {}", directory);
    if (answer.error == EACCES) made.remedy("chown {} {}", ::geteuid(), directory);
    found.add(static_cast<Finding&&>(made));
    if (!answer) return found;
    auto seen = answer->coherent ? valid("another process sees what was written at once")
                                 : invalid("another process does not see what was written, renamed or removed in {}", directory)
                                       .remedy("findmnt --target {}  # look for options that cache what others change", directory);
    found.add(seen.id("mount.coherent").expected("every process sees the same bytes, sizes and names"));
    return found;
}

LTK_DETAIL_ENGINE Finding free_space(path const& directory, bytes at_least, duration deadline) {
    auto const answer = probe_space(directory.c_str(), deadline);
    auto made = !answer                         ? detail::unanswered(answer, directory, deadline, "statfs(2)")
                : answer->available >= at_least ? valid("{} free", answer->available)
                                                : invalid("{} free in {}", answer->available, directory).remedy("df -h {}", directory);
    made.id("space.free").expected("{} or more", at_least);
    if (answer) made.data("available", answer->available).data("total", answer->total);
    return made;
}

LTK_DETAIL_ENGINE Finding free_inodes(path const& directory, unsigned long long at_least, duration deadline) {
    auto const answer = probe_space(directory.c_str(), deadline);
    auto made = !answer               ? detail::unanswered(answer, directory, deadline, "statfs(2)")
                : answer->inodes == 0 ? valid("made as they are needed")
                : answer->inodes_free >= at_least
                    ? valid("{} free inodes", answer->inodes_free)
                    : invalid("{} free inodes in {}", answer->inodes_free, directory).remedy("df -i {}", directory);
    made.id("space.inodes").expected("{} or more", at_least);
    if (answer) made.data("free", answer->inodes_free).data("total", answer->inodes);
    return made;
}

}  // namespace ltk::inline v1::ready
