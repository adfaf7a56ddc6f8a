// Gathers everything that is wrong before anything runs, so that a person sees all of it at once and not one thing per run.
#pragma once

#include <ltk/declare/identity.hpp>
#include <ltk/declare/source.hpp>
#include <ltk/error.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

/// "site.cpp:12"; "(declared from code)" when nothing is known.
inline std::string place(source where) {
    if (where.file == nullptr || *where.file == '\0') return "(declared from code)";
    std::string text = where.file;
    if (where.line != 0) text += ':' + std::to_string(where.line);
    return text;
}

/// "ltk::TempDir" for "ltk::v1::TempDir": nobody writes the inline namespace.
inline std::string without_version_tag(std::string name) {
    for (auto at = name.find("ltk::v1::"); at != std::string::npos; at = name.find("ltk::v1::")) name.erase(at + 5, 4);
    return name;
}

/// A type's name as a person wrote it: without what compilers add for unnamed and inline namespaces.
inline std::string type_name(type_identity const& type) {
    std::string name(type.name, type.size);
    for (std::string_view const noise : {"{anonymous}::", "(anonymous namespace)::", "<unnamed>::"})
        for (auto at = name.find(noise); at != std::string::npos; at = name.find(noise)) name.erase(at, noise.size());
    return without_version_tag(std::move(name));
}

/// Problems in the order in which they were found.
class Problems {
public:
    /// `id`: stable, "ltk.plan.duplicate_id"; `message`: place first.
    void add(std::string id, std::string message) { all_.emplace_back(std::move(id), std::move(message)); }
    bool empty() const noexcept { return all_.empty(); }

    /// Throws one Error with a line for each problem; with more than one kind of problem each line ends with its id.
    void throw_if_any() const {
        if (all_.empty()) return;
        bool mixed = false;
        for (auto const& problem : all_) mixed = mixed || problem.first != all_.front().first;
        std::string text;
        for (auto const& [id, message] : all_) {
            if (!text.empty()) text += '\n';
            text += message;
            if (mixed) text += " [" + id + "]";
        }
        throw Error(mixed ? "ltk.plan.declarations" : all_.front().first, text);
    }

private:
    std::vector<std::pair<std::string, std::string>> all_;
};

}  // namespace ltk::inline v1::detail
