// The posix suite finds faults: each fault of the shim is caught by the tests named here, whose reports say what is wrong.
#include "junit_file.hpp"

using namespace examples;

namespace {

struct Fault {
    char const* name;                ///< as in shims/faults
    char const* test;                ///< that has to fail
    std::vector<char const*> words;  ///< that its report has to contain
    bool needs_root = false;
};

std::vector<Fault> const data{
    {"append_lost", "posix/O_APPEND from several processes loses no record", {"log.size()", "lost_or_moved == 0"}},
    {"append_torn", "posix/O_APPEND from several processes loses no record", {"torn == 0"}},
    {"append_ignored", "posix/O_APPEND writes at the end, wherever the offset was", {"begin-one-two-three-four", "two-four"}},
    {"short_write", "posix/data written in blocks reads back the same[64KiB]", {"bytes instead of 4194304"}},
    {"no_space", "posix/stat sees every write at once", {"ENOSPC"}},
    {"write_at_wrong_offset", "posix/pread and pwrite leave the offset alone", {"01234567X9", "X123456789"}},
    {"page_write_spills", "posix/writers of disjoint ranges do not disturb each other", {"is 0x00 instead of"}},
    {"hole_has_garbage", "posix/a hole reads as zeros, data around it as written[100KiB]", {"byte 4 is 0x23 instead of 0x00"}},
    {"growing_leaks_garbage", "posix/ftruncate fills with zeros what it adds", {"byte 4 is 0x23 instead of 0x00"}},
    {"truncate_lost", "posix/truncate makes a file exactly as long as asked[4KiB]", {"file_size", "4KiB"}},
    {"truncate_at_open_ignored", "posix/open with O_TRUNC empties the file and keeps everything else", {"st_size == 0", "11"}},
    {"read_past_end", "posix/read stops at the end of the file", {"11 == 10"}},
    {"seek_from_wrong_end", "posix/lseek moves to where it says", {"SEEK_END", "10 == 9"}},
    {"data_called_hole", "posix/SEEK_DATA and SEEK_HOLE never call data a hole", {"1 == 3", "SEEK_DATA showed"}},
    {"mapping_not_coherent", "posix/a shared mapping and read and write see the same bytes", {"written", "stored"}},
    {"copy_short", "posix/copy_file_range copies the range and says how much", {"205000 == 405000"}},
    {"punch_ignored", "posix/fallocate punches holes that read as zeros", {"byte 70001", "instead of 0x00"}},
    {"reserve_grows", "posix/fallocate with KEEP_SIZE leaves the size alone", {"1048576 == 4"}},
    {"sync_fails", "posix/fsync, fdatasync and O_SYNC keep their promise or say so", {"EIO == success"}},
};

std::vector<Fault> const names{
    {"wrong_errno", "posix/create with O_EXCL refuses every name that exists", {"EACCES == EEXIST"}},
    {"exclusive_create_opens", "posix/create with O_EXCL refuses every name that exists", {"success == EEXIST"}},
    {"exclusive_create_races", "posix/concurrent O_EXCL creates of one name have one winner", {"winners == 1", "processes at once"}},
    {"directory_opens_for_writing", "posix/open refuses what the flags exclude", {"success == EISDIR"}},
    {"link_followed", "posix/open refuses what the flags exclude", {"O_NOFOLLOW", "success == ELOOP"}},
    {"umask_ignored", "posix/create applies mode and umask", {"0666 == 0640"}},
    {"rename_torn", "posix/rename is atomic for those who look", {"absent == 0", "while another process replaced the target"}},
    {"rename_over_directory", "posix/rename does not mix files and directories", {"success == EISDIR"}},
    {"rename_keeps_source", "posix/rename replaces the target", {"!ltk::exists(from)"}},
    {"rename_of_same_file_removes", "posix/rename between two names of one file does nothing", {"ltk::exists(one)"}},
    {"noreplace_ignored", "posix/rename with RENAME_NOREPLACE keeps what exists", {"success == EEXIST"}},
    {"link_copies", "posix/link gives a second name to the same file", {"same_file"}},
    {"unlink_keeps_name", "posix/unlink frees the name at once", {"success == ENOENT"}},
    {"unlink_kills_open_file", "posix/an unlinked file lives on while it is open", {"0 bytes instead of 100000"}},
    {"symlink_cut", "posix/symlink keeps its target as it was written[255]", {"target_of(link) == target"}},
    {"rmdir_of_full_directory", "posix/rmdir removes only what is empty", {"success == ENOTEMPTY or EEXIST"}},
    {"stale_entry", "posix/readdir shows every change to those who open the directory anew", {"one three two"}},
    {"entry_missing", "posix/readdir shows each of 10,000 entries once", {"missing == none"}},
    {"entry_twice", "posix/readdir shows each of 10,000 entries once", {"repeated == none"}},
    {"entry_type_wrong", "posix/readdir and stat name the same file and type", {"d_type", "entry file"}},
    {"entry_inode_wrong", "posix/readdir and stat name the same file and type", {"d_ino == status.st_ino"}},
};

std::vector<Fault> const metadata{
    {"stale_size", "posix/stat sees every write at once", {"777 == 1554", "after 2 writes"}},
    {"link_count_off", "posix/link counts every name", {"99 == 100"}},
    {"inode_differs", "posix/stat, lstat and fstat tell the same of one file", {"same_file(a, other)"}},
    {"owner_differs", "posix/stat, lstat and fstat tell the same of one file", {"st_gid"}},
    {"space_wrong", "posix/statvfs is consistent", {"f_bavail <= seen.f_bfree"}},
    {"chmod_lost", "posix/chmod sets exactly the bits it is given[0777]", {"0644 == 0777"}},
    {"chmod_drops_special", "posix/chmod sets exactly the bits it is given[01777]", {"0777 == 01777"}},
    {"access_allows_all", "posix/access answers as open does", {"success == EACCES"}},
    {"setgid_lost", "posix/a setgid directory hands its group on", {"S_ISGID", "made in a setgid directory"}, true},
    {"write_keeps_mtime", "posix/write moves mtime, read does not", {"modified(name)"}},
    {"nanoseconds_lost", "posix/utimensat sets both times to the nanosecond", {"1234567890000000000 == 1234567890123456789"}},
    {"attribute_lost", "posix/xattr keeps what was set until it is removed", {"<ENODATA>", "blue"}},
    {"attribute_flags_ignored", "posix/xattr is created or replaced as the flags say", {"XATTR_REPLACE", "success == ENODATA"}},
    {"attribute_cut", "posix/xattr keeps values of every size[512]", {"100 bytes instead of 512"}},
};

std::vector<Fault> const locks{
    {"lock_ignored", "posix/a write lock of fcntl excludes other processes", {"success == EAGAIN or EACCES"}},
    {"lock_covers_whole_file", "posix/locks of fcntl cover ranges of bytes", {"EAGAIN == success"}},
    {"lock_wait_ignored", "posix/who waits for a lock of fcntl gets it when it is free", {"!got_it_too_early"}},
    {"read_lock_exclusive", "posix/read locks of fcntl are shared", {"EAGAIN == success"}},
    {"flock_ignored", "posix/flock excludes other openers", {"success == EAGAIN"}},
};

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#elif defined(__has_feature)
#    if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool sanitized = true;
#    else
constexpr bool sanitized = false;
#    endif
#else
constexpr bool sanitized = false;
#endif

// A sanitizer's runtime wants to be the first library of a program. The suite is built with the flags of this test.
void skip_with_sanitizers() {
    if (sanitized) SKIP("the programs are built with a sanitizer, which does not go with LD_PRELOAD");
}

void find(std::vector<Fault> const& faults) {
    skip_with_sanitizers();
    Folder const folder;
    auto const mount = folder / "mount";
    for (auto const& fault : faults) {
        if (fault.needs_root && ::geteuid() != 0) continue;
        CAPTURE(fault.name);
        std::filesystem::create_directory(mount);
        auto const ended = run({{example("posix"), "run", "--stage", "regression", "--select", '"' + std::string(fault.test) + '"',
                                 "--report", "junit:out.xml", "--set", "fs.mount=" + mount.string()},
                                folder.path(),
                                {{"LD_PRELOAD", std::string(LTK_SHIMS_DIR) + "/libltk_shim_fault.so"},
                                 {"LTK_FAULT", fault.name},
                                 {"LTK_FAULT_ROOT", mount.string()}}});
        INFO(ended.out << ended.err);
        auto const cases = cases_in(folder / "out.xml");
        auto const found = cases.find(fault.test);
        REQUIRE(found != cases.end());
        if (found->second.state == "skipped") {
            WARN(fault.name << ": not looked for, " << found->second.words);  // this disk has no xattrs, say
        } else {
            CHECK(ended.code == 1);
            CHECK(found->second.state == "failure");
            for (char const* const word : fault.words) {
                CAPTURE(word, found->second.words);
                CHECK(found->second.words.find(word) != std::string::npos);
            }
        }
        std::filesystem::remove_all(mount);
    }
}

}  // namespace

TEST_CASE("faults in data are found") { find(data); }
TEST_CASE("faults in names are found") { find(names); }
TEST_CASE("faults in metadata are found") { find(metadata); }
TEST_CASE("faults in locks are found") { find(locks); }

TEST_CASE("without a fault the shim changes nothing") {
    skip_with_sanitizers();
    Folder const folder(memory());
    std::filesystem::create_directory(folder / "mount");
    auto const ended = run({{example("posix"), "run", "--set", "fs.mount=" + (folder / "mount").string()},
                            folder.path(),
                            {{"LD_PRELOAD", std::string(LTK_SHIMS_DIR) + "/libltk_shim_fault.so"},
                             {"LTK_FAULT", "none"},
                             {"LTK_FAULT_ROOT", (folder / "mount").string()}}});
    INFO(ended.out << ended.err);
    CHECK(ended.code == 0);
}
