// The configuration that the tests take as `Filesystem const&`, and whether tests make sense where it points to.
#include "site.hpp"

#include "calls.hpp"

#include <ltk/config.hpp>
#include <ltk/validators.hpp>

#include <sys/xattr.h>

#include <chrono>
#include <cstdlib>
#include <ctime>

LTK_CONFIG("fs", Filesystem,
           ltk::field(&Filesystem::mount, "directory under test").under_test(),
           ltk::field(&Filesystem::type, "type that the mount must have, as in /proc/mounts; \"any\" is not checked"),
           ltk::field(&Filesystem::min_free, "free space that the suite needs").at_least(1_MiB),
           ltk::field(&Filesystem::time_granularity, "how finely the file system keeps times: 1s for old Lustre and NFS").at_least(1_ns),
           ltk::field(&Filesystem::other_user, "id of a user without rights; root becomes it in permission tests").at_least(2),
           ltk::field(&Filesystem::may_fill, "tests may fill the volume until nothing is left"),
           ltk::field(&Filesystem::data, "how much each performance test writes").at_least(1_MiB),
           ltk::field(&Filesystem::many_files, "how many files the scale tests create").at_least(1));

using namespace posix;

namespace {

/// A name in the mount that is removed again; validators run before anything else.
class Probe {
public:
    explicit Probe(Filesystem const& fs)
        : name_((fs.mount / "ltk-probe-XXXXXX").string()), file_(::mkostemp(name_.data(), O_CLOEXEC)), answer_(error_of(file_)) {}
    Probe(Probe const&) = delete;
    Probe& operator=(Probe const&) = delete;
    ~Probe() {
        if (file_ >= 0) ::unlink(name_.c_str());
    }
    Errno answer() const { return answer_; }
    int file() const { return file_; }

private:
    std::string name_;
    Descriptor file_;
    Errno answer_;
};

}  // namespace

LTK_VALIDATOR("mount answers", (Filesystem const& fs), .purpose = "a mount that hangs would take every test with it") {
    return ltk::ready::answers(fs.mount);
}

LTK_VALIDATOR("files can be written in the mount", (Filesystem const& fs), .timeout = 30_s,
              .purpose = "every test works in a directory of its own below fs.mount", .after = {"mount answers"}) {
    return ltk::ready::writable(fs.mount);
}

LTK_VALIDATOR("mount has enough space", (Filesystem const& fs), .after = {"mount answers"}) {
    return ltk::ready::free_space(fs.mount, fs.min_free);
}

LTK_VALIDATOR("mount has the expected type", (Filesystem const& fs), .after = {"mount answers"}) {
    if (fs.type == "any") return ltk::valid("any will do");
    return ltk::ready::mounted(fs.mount, fs.type);
}

LTK_VALIDATOR("machine is quiet", (Filesystem const&), .severity = ltk::advised, .stages = {ltk::performance},
              .purpose = "numbers mean little beside other work") {
    return ltk::ready::quiet();
}

LTK_VALIDATOR("processors keep their clock", (Filesystem const&), .severity = ltk::advised, .stages = {ltk::performance}) {
    return ltk::ready::steady_frequency();
}

LTK_VALIDATOR("clock of the file system agrees with ours", (Filesystem const& fs), .severity = ltk::advised, .timeout = 30_s,
              .purpose = "time stamps may come from a server", .after = {"files can be written in the mount"}) {
    Probe const probe(fs);
    if (!probe.answer().ok()) return ltk::warning("not asked: no file can be created in {} ({})", fs.mount, probe.answer());
    auto const difference = ltk::duration::seconds(static_cast<double>(fstat_of(probe.file()).st_mtim.tv_sec - std::time(nullptr)));
    if (difference > 5_s || difference < ltk::duration::seconds(-5))
        return ltk::warning("a new file in {} is {} away from this machine's clock", fs.mount, difference).remedy("chronyc tracking");
    return ltk::valid("both within {}", 5_s);
}

LTK_VALIDATOR("who we are", (Filesystem const& fs), .severity = ltk::information, 
              .purpose = "some tests need root, or need not to be root") {
    if (::geteuid() == 0) return ltk::valid("root; permission tests become user {}", fs.other_user);
    return ltk::valid("user {}; tests that need a second user skip", ::geteuid());
}
