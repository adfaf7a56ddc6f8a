// What readdir shows.
#pragma once

#include "reach.hpp"

#include <dirent.h>

#include <map>

namespace faults {

// One entry that goes on being shown after its name was removed.
struct Ghost {
    dirent entry{};
    std::string directory;
    bool shown = false;
};

inline Ghost& ghost() {
    static Ghost the;
    return the;
}

inline bool is_dot(dirent const& entry) { return std::strcmp(entry.d_name, ".") == 0 || std::strcmp(entry.d_name, "..") == 0; }

// Remembers the first name that a directory shows, and shows it at the end if it is gone by then.
inline dirent* show_stale(DIR* stream, dirent* entry) {
    Ghost& stale = ghost();
    auto const here = path_of(::dirfd(stream));
    if (entry != nullptr) {
        if (!is_dot(*entry) && stale.directory != here) stale = {*entry, here, false};
        if (!is_dot(*entry) && std::strcmp(entry->d_name, stale.entry.d_name) == 0) stale.shown = true;
        if (std::strcmp(entry->d_name, ".") == 0) stale.shown = false;
        return entry;
    }
    if (stale.directory != here || stale.shown) return nullptr;
    stale.shown = true;
    return &stale.entry;
}

}  // namespace faults

extern "C" {

dirent* readdir(DIR* stream) {
    FAULTS_REAL(readdir);
    using namespace faults;
    auto* entry = real(stream);
    if (!below(::dirfd(stream))) return entry;
    static std::map<DIR*, int> shown;
    if (fault("stale_entry")) return show_stale(stream, entry);
    if (entry == nullptr || is_dot(*entry)) {
        shown.erase(stream);
        return entry;
    }
    int const number = ++shown[stream];
    if (fault("entry_missing") && number % 50 == 0) return real(stream);
    static dirent again;
    static bool repeat = false;
    if (fault("entry_twice") && number % 50 == 0) {
        again = *entry;
        repeat = true;
        return entry;
    }
    if (repeat) {
        repeat = false;
        ::seekdir(stream, again.d_off);
        return &again;
    }
    if (fault("entry_type_wrong") && entry->d_type == DT_REG) entry->d_type = DT_DIR;
    if (fault("entry_inode_wrong")) entry->d_ino += 1;
    return entry;
}

}  // extern "C"
