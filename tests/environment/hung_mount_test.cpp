// A mount that hangs is a finding after seconds, never a hang of whoever asks.
#include "hung_mount.hpp"

#include <ltk/environment/probes/directory.hpp>
#include <ltk/environment/probes/mounts.hpp>
#include <ltk/environment/probes/space.hpp>
#include <ltk/environment/probes/write_trial.hpp>
#include <ltk/environment/report.hpp>

#include <support/run_program.hpp>

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <string>

namespace {

class Clock {
public:
    double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count(); }

private:
    std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

}  // namespace

TEST_CASE("Probes of a mount that hangs say so at their deadline") {
    HungMount const mount;
    if (!mount.trouble().empty()) SKIP("no mount can be made to hang: " << mount.trouble());
    auto const deadline = ltk::duration::seconds(0.2);
    Clock const clock;
    CHECK(ltk::probe_space(mount.path(), deadline).hung);
    CHECK(ltk::probe_directory(mount.path(), deadline).hung);
    CHECK(ltk::probe_writing(mount.path(), deadline).hung);
    auto const entry = ltk::probe_mount(mount.path() + "/below");
    REQUIRE(entry);
    CHECK(entry->source == "ltk-hung");
    CHECK(clock.seconds() < 10);
}

TEST_CASE("A check of a mount that hangs has findings after seconds, and ends") {
    HungMount const mount;
    if (!mount.trouble().empty()) SKIP("no mount can be made to hang: " << mount.trouble());
    support::Workplace const place;
    Clock const clock;
    auto const ended = support::run(place, "validators", {{"check", "--json", "--stage", "scale", "--set", "lab.mount=" + mount.path()}});
    INFO(ended.out << ended.err);
    CHECK(clock.seconds() < 40);
    CHECK(ended.code() == 3);
    auto const report = ltk::read_environment_report(ended.out);
    int hung = 0;
    for (auto const& one : report.findings) {
        if (one.validator == "type") CHECK(one.verdict == "valid");  // the kernel's table is asked, not the mount
        if (one.validator == "touches the mount itself") CHECK(one.seen.starts_with("the validator itself did not succeed: timed out"));
        if (one.data.contains("hung")) {
            ++hung;
            CHECK(one.verdict == "invalid");
            CHECK(one.seen.starts_with(mount.path() + " does not answer: "));
            CHECK(one.seen.ends_with(" took more than 1s"));
            CHECK(one.remedy.find("umount -f " + mount.path()) != std::string::npos);
        }
    }
    CHECK(hung == 4);  // answers, space, inodes, writable
}
