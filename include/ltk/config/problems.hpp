// Everything that is wrong with the configuration, told at once and in the order of the sources.
#pragma once

#include <ltk/config/document.hpp>
#include <ltk/error.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

/// Collects problems; a program shows them together, not one per run.
class ConfigProblems {
public:
    /// At a place of a document. `key` may be empty (the document as a whole).
    void add(Document const& document, std::uint32_t offset, std::string id, std::string const& key, std::string const& what) {
        auto text = document.where(offset);
        if (!key.empty()) text += (document.layer == config_layer::command_line ? " " : ": ") + key;  // "--set fs.mount: ..."
        all_.push_back({document.order, offset, all_.size(), std::move(id), text + ": " + what});
    }
    /// Without a document: a declaration, a file that cannot be read. They come first.
    void add(std::string id, std::string message) { all_.push_back({0, 0, all_.size(), std::move(id), std::move(message)}); }

    bool empty() const noexcept { return all_.empty(); }
    std::size_t size() const noexcept { return all_.size(); }

    /// Throws one Error with a line for each problem; problems of several kinds end with their ids in brackets.
    void throw_if_any() {
        if (all_.empty()) return;
        constexpr std::size_t most = 50;
        std::sort(all_.begin(), all_.end(), [](problem const& a, problem const& b) {
            return std::tie(a.document, a.offset, a.found) < std::tie(b.document, b.offset, b.found);
        });
        bool const mixed = std::any_of(all_.begin(), all_.end(), [&](problem const& p) { return p.id != all_.front().id; });
        std::string text;
        for (std::size_t i = 0; i < all_.size() && i < most; ++i) {
            if (i != 0) text += '\n';
            text += all_[i].message;
            if (mixed) text += " [" + all_[i].id + "]";
        }
        if (all_.size() > most) text += "\n... and " + std::to_string(all_.size() - most) + " more problems";
        throw Error(mixed ? "ltk.config.invalid" : all_.front().id, text);
    }

private:
    struct problem {
        std::size_t document;
        std::uint32_t offset;
        std::size_t found;
        std::string id;
        std::string message;
    };
    std::vector<problem> all_;
};

}  // namespace ltk::inline v1::detail
