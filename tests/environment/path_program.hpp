// A program that goes before those of the system: a script in a folder of its own, which is first in PATH for a while.
#pragma once

#include <results/temporary_folder.hpp>

#include <sys/stat.h>
#include <cstdlib>
#include <fstream>
#include <string>

class PathProgram {
public:
    /// `body`: lines of sh(1).
    PathProgram(std::string const& name, std::string const& body) : path_(std::getenv("PATH")) {
        auto const file = (folder_ / name).string();
        std::ofstream(file) << "#!/bin/sh\n" << body << "\n";
        ::chmod(file.c_str(), 0755);
        ::setenv("PATH", (folder_.path().string() + ":" + path_).c_str(), 1);
    }
    PathProgram(PathProgram const&) = delete;
    PathProgram& operator=(PathProgram const&) = delete;
    ~PathProgram() { ::setenv("PATH", path_.c_str(), 1); }

private:
    TemporaryFolder folder_;
    std::string path_;
};
