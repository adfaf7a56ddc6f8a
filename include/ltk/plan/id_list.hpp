// Reads lists of ids: one id a line, `#` begins a comment line. Such files are written by people and by other tools.
#pragma once

#include <ltk/config/errno_text.hpp>
#include <ltk/declare/id.hpp>
#include <ltk/error.hpp>

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

/// An id and the place where it stands.
struct listed_id {
    std::string id;
    std::string where;  // "ids.txt:3"
};

/// Reads a small text file as a whole; "-" is standard input. `flaw` says what is wrong when it cannot be read.
inline std::string read_text(std::string const& path, std::size_t most, std::string& flaw) {
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(nullptr, [](std::FILE* open) { return open == stdin ? 0 : std::fclose(open); });
    file.reset(path == "-" ? stdin : std::fopen(path.c_str(), "re"));
    if (file == nullptr) {
        flaw = errno_text(errno);
        return {};
    }
    std::string text;
    char buffer[65536];
    while (auto const got = std::fread(buffer, 1, sizeof buffer, file.get())) {
        text.append(buffer, got);
        if (text.size() > most) {
            flaw = "it is larger than " + std::to_string(most >> 20U) + " MiB";
            return {};
        }
    }
    if (std::ferror(file.get()) != 0) flaw = errno_text(errno);
    return text;
}

/// The ids of a list. Throws ltk::Error (ltk.plan.id_list).
inline std::vector<listed_id> read_id_list(std::string const& path) {
    std::string flaw;
    auto const text = read_text(path, std::size_t{64} << 20U, flaw);
    std::string const name = path == "-" ? "standard input" : path;
    if (!flaw.empty())
        throw Error("ltk.plan.id_list", name + ": the list of ids cannot be read: " + flaw + "; give a file with one id a line");
    std::vector<listed_id> ids;
    std::string_view rest = text;
    for (std::size_t line = 1; !rest.empty(); ++line) {
        auto const end = rest.find('\n');
        auto one = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        if (line == 1 && one.substr(0, 3) == "\xEF\xBB\xBF") one.remove_prefix(3);
        auto const is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
        while (!one.empty() && is_blank(one.front())) one.remove_prefix(1);
        while (!one.empty() && is_blank(one.back())) one.remove_suffix(1);
        if (one.empty() || one.front() == '#') continue;
        std::string const where = name + ":" + std::to_string(line);
        std::string id(one);
        auto const grade = id.find('\0') == std::string::npos ? grade_id(id.c_str()) : id_flaw::control_character;
        if (grade != id_flaw::none) {
            constexpr std::size_t shown = 80;
            bool const printable = grade != id_flaw::control_character && grade != id_flaw::not_utf8;
            throw Error("ltk.plan.id_list",
                        where + ": " + (printable ? "`" + id.substr(0, shown) + (id.size() > shown ? "..." : "") + "` is no id: " : "") +
                            describe(grade) + "; a list of ids has one id a line, and comment lines that begin with #");
        }
        ids.push_back({std::move(id), where});
    }
    return ids;
}

}  // namespace ltk::inline v1::detail
