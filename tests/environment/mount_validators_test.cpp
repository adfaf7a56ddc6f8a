// Validators of the mount that a path leads to, also when links are on the way.
#include "hung_mount.hpp"

#include <ltk/ltk.hpp>
#include <ltk/validators.hpp>

#include <results/temporary_folder.hpp>

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <string>

TEST_CASE("A link leads to the mount that is judged") {
    TemporaryFolder const folder;
    auto const link = (folder / "link").string();
    std::filesystem::create_symlink("/proc", link);
    auto const type = ltk::ready::mounted(link.c_str(), "proc");
    CHECK(type.grade() == ltk::verdict::valid);
    auto const option = ltk::ready::mount_option(link.c_str(), "no-such-option");
    CHECK(option.grade() == ltk::verdict::invalid);
    CHECK(std::string(option.fix()) == "mount -o remount,no-such-option /proc");
}

TEST_CASE("A directory that is not there lies on no mount") {
    for (auto const& finding : {ltk::ready::mounted("/no/such/place", "ext4"), ltk::ready::mount_option("/no/such/place", "rw")}) {
        CHECK(finding.grade() == ltk::verdict::invalid);
        CHECK(std::string(finding.seen()) == "/no/such/place does not exist");
        CHECK(std::string(finding.fix()).empty());
    }
    CHECK(std::string(ltk::ready::mounted("/no/such/place", "ext4").id()) == "mount.type");
    CHECK(std::string(ltk::ready::mount_option("/no/such/place", "rw").id()) == "mount.option");
}

TEST_CASE("A directory on a mount that hangs is a finding at the deadline, and nothing is fixed for it") {
    HungMount const mount;
    if (!mount.trouble().empty()) SKIP("no mount can be made to hang: " << mount.trouble());
    auto const place = mount.path() + "/below";
    auto const deadline = ltk::duration::seconds(0.2);
    for (auto const& finding :
         {ltk::ready::mounted(place.c_str(), "fuse", "", deadline), ltk::ready::mount_option(place.c_str(), "rw", "", deadline)}) {
        CHECK(finding.grade() == ltk::verdict::invalid);
        CHECK(std::string(finding.seen()) == place + " does not answer: following its links took more than 200ms");
        CHECK(std::string(finding.remedy()).find("umount -f " + place) != std::string::npos);
        CHECK(std::string(finding.fix()).empty());
    }
}
