// A machine made of files, for probes that read another root directory.
#pragma once

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

class Machine {
public:
    Machine() {
        char name[] = "/tmp/ltk-machine-XXXXXX";
        auto const* const made = ::mkdtemp(name);
        REQUIRE(made != nullptr);
        root_ = made;
    }
    Machine(Machine const&) = delete;
    Machine& operator=(Machine const&) = delete;
    ~Machine() { std::filesystem::remove_all(root_); }

    Machine& file(std::string const& path, std::string const& content) {
        std::filesystem::create_directories((root_ + path).substr(0, (root_ + path).rfind('/')));
        std::ofstream(root_ + path) << content;
        return *this;
    }
    std::string const& root() const { return root_; }

private:
    std::string root_;
};
