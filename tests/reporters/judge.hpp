// Public judges of result formats: schemas and parsers that somebody else wrote. They are not part of this repository; the environment
// variable LTK_VALIDATE names a program that is called as `validate FORMAT FILE` and answers 0 valid, 1 invalid, 3 judge not
// installed. Without it the tests that ask are skipped and say so.
#pragma once

#include <catch2/catch_message.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

namespace judge {

/// A folder of its own for one test, removed at its end.
class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "ltk-reporters-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder");
        path_ = name;
    }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    std::filesystem::path const& path() const noexcept { return path_; }
    std::filesystem::path write(std::string const& name, std::string const& text) const {
        std::ofstream(path_ / name, std::ios::binary) << text;
        return path_ / name;
    }

private:
    std::filesystem::path path_;
};

inline std::string read(std::filesystem::path const& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// Holds a document to the judge of a format.
inline void require_valid(std::string const& format, std::string const& document) {
    char const* const validate = std::getenv("LTK_VALIDATE");
    if (validate == nullptr || *validate == '\0') SKIP("no judge: LTK_VALIDATE does not name the program `validate`");
    Folder const folder;
    auto const file = folder.write("document", document);
    auto const said = folder.path() / "said";
    int const status =
        std::system(("'" + std::string(validate) + "' " + format + " '" + file.string() + "' > '" + said.string() + "' 2>&1").c_str());
    int const code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (code == 3) SKIP("no judge: " + read(said));
    INFO(format << ": " << read(said));
    CHECK(code == 0);
}

}  // namespace judge
