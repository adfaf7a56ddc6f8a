// The same in Catch2: what LTK's fixtures do is written out, as an author would.
#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

struct Filesystem {
    std::filesystem::path mount = "/mnt/lustre";
    std::string type = "any";
    std::uint64_t min_free = 64U << 20U;
    std::chrono::seconds recovery{300};
    std::string server;
    std::vector<std::string> clients;
    std::string token;
};

Filesystem const& filesystem();

struct TempDir {
    std::filesystem::path path;
    TempDir() : path(filesystem().mount / "catch2-sample") { std::filesystem::create_directory(path); }
    ~TempDir() { std::filesystem::remove_all(path); }
    std::filesystem::path file(char const* name, char const* content) const {
        std::ofstream(path / name) << content;
        return path / name;
    }
};

std::string read_file(std::filesystem::path const& file);
std::string read_file(std::filesystem::path const& file) {
    std::ostringstream content;
    content << std::ifstream(file).rdbuf();
    return content.str();
}

TEST_CASE("rename replaces the target atomically", "[metadata]") {
    TempDir const dir;
    auto const from = dir.file("from", "new"), to = dir.file("to", "old");
    REQUIRE(::rename(from.c_str(), to.c_str()) == 0);
    CHECK(read_file(to) == "new");
    CHECK(!std::filesystem::exists(from));
    CHECK(!filesystem().mount.empty());
}
