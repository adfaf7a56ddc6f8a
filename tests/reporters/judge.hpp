// Public judges of result formats: schemas and parsers that somebody else wrote. They are not part of this repository. The environment
// variable LTK_VALIDATE names a program that is called as `validate FORMAT FILE` and answers 0 valid, 1 invalid, 3 judge not
// installed. Without it the parsers that are installed are asked themselves: xmllint, npm's tap-parser (in a node_modules folder here or
// above) and prove. Tests whose judge is missing are skipped and say so.
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

struct Answer {
    int code;
    std::string words;
};

inline std::string quoted(std::filesystem::path const& path) { return "'" + path.string() + "'"; }

inline Answer ask(Folder const& folder, std::string const& command) {
    auto const said = folder.path() / "said";
    int const status = std::system((command + " > " + quoted(said) + " 2>&1").c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read(said)};
}

inline std::filesystem::path find_tap_parser() {
    std::error_code ignored;
    for (auto folder = std::filesystem::current_path(ignored); !folder.empty(); folder = folder.parent_path()) {
        auto const found = folder / "node_modules/.bin/tap-parser";
        if (std::filesystem::exists(found, ignored)) return found;
        if (folder == folder.root_path()) break;
    }
    return {};
}

/// The parsers themselves; code 3: not installed.
inline Answer ask_parsers(Folder const& folder, std::string const& format, std::filesystem::path const& file) {
    auto const here = [&](char const* tool) { return ask(folder, std::string("command -v ") + tool).code == 0; };
    if (format.rfind("junit", 0) == 0)
        return here("xmllint") ? ask(folder, "xmllint --nonet --noout " + quoted(file)) : Answer{3, "xmllint is not installed"};
    auto const parser = find_tap_parser();
    if (parser.empty() || !here("node")) return {3, "npm's tap-parser is not installed"};
    auto parsed = ask(folder, quoted(parser) + " -j 0 < " + quoted(file));  // its exit code says whether tests failed
    bool const good = parsed.words.find("\"complete\"") != std::string::npos && parsed.words.find("\"extra\"") == std::string::npos &&
                      parsed.words.find("\"tapError\":\"") == std::string::npos;
    if (!good) return {1, parsed.words};
    if (format == "tap13" && here("prove")) {
        auto proved = ask(folder, "prove --nocolor -e cat " + quoted(file));
        if (proved.words.find("Parse errors") != std::string::npos) return {1, proved.words};
    }
    return {0, ""};
}

/// Holds a document to the judge of a format.
inline void require_valid(std::string const& format, std::string const& document) {
    Folder const folder;
    auto const file = folder.write("document", document);
    char const* const validate = std::getenv("LTK_VALIDATE");
    auto const answer = validate != nullptr && *validate != '\0' ? ask(folder, quoted(validate) + " " + format + " " + quoted(file))
                                                                 : ask_parsers(folder, format, file);
    if (answer.code == 3) SKIP("no judge: " + answer.words);
    INFO(format << ": " << answer.words.substr(0, 2'000));
    CHECK(answer.code == 0);
}

}  // namespace judge
